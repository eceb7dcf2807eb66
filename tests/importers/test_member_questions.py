"""What is asked, and that an answer does what it says: in the preview, later, and at the next import."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from lists import BERG, DUIN, HEAD, ROWS, ZEE, counts, row

from stvcrm.base.errors import UserError
from stvcrm.importers.pipeline import FILE, FIRST, NEW, SKIP, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from lists import Desk

OTHER_PHONE = [*ZEE[:6], "0113 999999", ZEE[7]]
NAMES = [HEAD[1:], *[each[1:] for each in ROWS]]


@pytest.fixture
def twice(desk: Desk) -> Path:
    """A list that says two things of one member number."""
    return desk.csv([HEAD, ZEE, DUIN, OTHER_PHONE])


def phone(desk: Desk) -> Any:
    return desk.organisations()["Welzijn Zee"]["phone"]


def test_two_rows_that_contradict_are_asked_with_both_values(desk: Desk, twice: Path) -> None:
    asked = row(desk.plan(twice), 4)
    assert (asked.verdict, asked.choices) == (Verdict.ASK, (FILE, FIRST))
    assert [(change.old, change.new) for change in asked.changes] == [("+31113123456", "+31113999999")]


@pytest.mark.parametrize(("answer", "expected"), [(FILE, "+31113999999"), (FIRST, "+31113123456")])
def test_the_answer_decides(desk: Desk, twice: Path, answer: str, expected: str) -> None:
    desk.bring(twice, answers={4: answer})
    assert phone(desk) == expected
    assert counts(desk.plan(twice)) == {"same": 3}


def test_the_answer_decides_for_a_member_that_is_known(desk: Desk, twice: Path) -> None:
    desk.bring(desk.csv([HEAD, ZEE]))
    desk.bring(twice, answers={4: FILE})
    assert phone(desk) == "+31113999999"


@pytest.mark.parametrize(
    ("choice", "expected"), [("file", "+31113999999"), ("first", "+31113123456"), ("skip", "+31113123456")]
)
def test_a_kept_question_is_answered_later_and_not_asked_again(
    desk: Desk, twice: Path, choice: str, expected: str
) -> None:
    desk.bring(twice)
    question = desk.rows("import_question")[0]
    assert question["record_id"] == desk.organisations()["Welzijn Zee"]["id"]
    desk.answer(question["id"], choice)
    assert phone(desk) == expected
    assert counts(desk.plan(twice)) == {"same": 3}


def test_an_answer_later_can_be_undone_and_is_given_once(desk: Desk, twice: Path) -> None:
    desk.bring(twice)
    before = desk.everything()
    desk.answer(1, "file")
    with pytest.raises(UserError, match="al beantwoord"):
        desk.answer(1, "first")
    desk.database.undo()
    assert desk.everything() == before


@pytest.mark.parametrize("choice", ["nieuw", "-1", "new"])
def test_an_answer_that_cannot_be_is_refused(desk: Desk, twice: Path, choice: str) -> None:
    desk.bring(twice)
    with pytest.raises(UserError, match="geen antwoord|al van"):
        desk.answer(1, choice)


def test_an_open_question_changes_nothing_and_is_kept_once(desk: Desk, twice: Path) -> None:
    desk.bring(twice)
    before = desk.everything()
    desk.bring(twice)
    assert (phone(desk), desk.everything()) == ("+31113123456", before)
    assert len(desk.rows("import_question")) == 1


def test_doubt_about_a_name_is_asked_with_the_candidate_and_the_reasons(desk: Desk) -> None:
    desk.bring(desk.csv([HEAD, *ROWS]))
    file = desk.csv([["Organisatie", "Plaats"], ["Welzijn Zee", "Vlissingen"]])
    asked = row(desk.plan(file), 2)
    assert asked.verdict is Verdict.ASK
    assert asked.candidates[0][1] == "Welzijn Zee · Goes · 00012"
    assert "andere plaats" in asked.reason


@pytest.mark.parametrize(("answer", "verdict"), [(NEW, "new"), (SKIP, "rejected"), ("1", "changed")])
def test_doubt_about_a_name_is_settled_by_the_answer(desk: Desk, answer: str, verdict: str) -> None:
    desk.bring(desk.csv([HEAD, *ROWS]))
    file = desk.csv([["Organisatie", "Plaats"], ["Welzijn Zee", "Vlissingen"]])
    assert row(desk.plan(file), 2).verdict is Verdict.ASK
    plan = desk.bring(file, answers={2: answer})
    assert row(plan, 2).verdict == verdict
    assert row(desk.plan(file), 2).verdict in ("same", "rejected")


def test_who_may_be_in_doubt_is_not_called_gone(desk: Desk) -> None:
    desk.bring(desk.csv([HEAD, *ROWS]))
    moved = ["Welzijn Zee", "WW", "Dam 9", "4381 AB", "Vlissingen", "0118 123456", "Anna de Wit"]
    plan = desk.plan(desk.csv([HEAD[1:], moved, DUIN[1:], BERG[1:]]))
    assert counts(plan) == {"ask": 1, "same": 2}


def test_another_number_for_the_same_name_and_place_is_asked(desk: Desk) -> None:
    desk.bring(desk.csv([HEAD, *ROWS]))
    plan = desk.plan(desk.csv([HEAD, ["77777", *ZEE[1:]], DUIN, BERG]))
    assert (row(plan, 2).verdict, row(plan, 2).candidates[0][0]) == (Verdict.ASK, 1)
    assert counts(desk.plan(desk.csv([HEAD, ["77777", *ZEE[1:]], DUIN, BERG]), answers={2: "1"})) == {
        "changed": 1,
        "same": 2,
    }


def test_a_cell_is_mended_in_place(desk: Desk) -> None:
    file = desk.csv([HEAD, [*ZEE[:4], "44 AB", *ZEE[5:]], ["00077", "", *DUIN[2:]]])
    desk.bring(file, fixes={(2, "postcode"): "4461ab", (3, "name"): "De Duinroos"})
    found = desk.organisations()
    assert (found["Welzijn Zee"]["postcode"], found["De Duinroos"]["number"]) == ("4461 AB", "00077")


def test_members_that_are_gone_are_offered_and_end_only_when_accepted(desk: Desk) -> None:
    desk.bring(desk.csv([HEAD, *ROWS]))
    shorter = desk.csv([HEAD, ZEE, DUIN])
    assert counts(desk.bring(shorter)) == {"same": 2, "gone": 1}
    assert desk.organisations()["Buurthuis Berg"]["kind"] == "member"
    desk.bring(shorter, accept_gone=True)
    berg = desk.organisations()["Buurthuis Berg"]
    assert (berg["kind"], berg["member_until"]) == ("former_member", date(2017, 3, 1))
    desk.bring(desk.csv([HEAD, *ROWS]))
    assert desk.organisations()["Buurthuis Berg"]["kind"] == "member"


def test_another_name_and_another_contact_leave_the_former_ones_dated(desk: Desk) -> None:
    desk.bring(desk.csv([HEAD, *ROWS]))
    desk.bring(desk.csv([HEAD, ["00012", "Welzijn Oceaan", *ZEE[2:7], "Eva Blom"], DUIN, BERG]))
    assert desk.rows("former_name")[0]["name"] == "Welzijn Zee"
    old, new = [item for item in desk.rows("position") if item["organisation_id"] == 1]
    assert (old["ended_on"], new["started_on"], new["ended_on"]) == ("2017-02-28", "2017-03-01", None)


def test_the_mapping_is_remembered_and_a_profile_is_named(desk: Desk) -> None:
    head = ["Club", "Oord", "Code"]
    mapping = {"Club": "name", "Oord": "city", "Code": "number"}
    desk.bring(desk.csv([head, ["Welzijn Zee", "Goes", "7"]]), columns=mapping, profile="Zeeland")
    plan = desk.plan(desk.csv([head, ["De Duinroos", "Bergen", "8"]]))
    assert [column.target for column in plan.source.columns] == ["name", "city", "number"]
    assert [profile["name"] for profile in desk.rows("import_profile")] == ["Zeeland"]
    with pytest.raises(UserError, match="kolomkop"):
        desk.plan(desk.csv([["Club", "Iets", "Anders", "Nog"], ["a", "b", "c", "d"]]))


def test_a_profile_that_is_not_known_is_said_to_be_new(desk: Desk) -> None:
    assert "nieuw" in desk.plan(desk.csv(NAMES), profile="Zeland").source.notes[0]
