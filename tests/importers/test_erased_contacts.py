"""Contact persons who were erased: other spellings, other names of their organisation, nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lists import DUIN, HEAD, ROWS, ZEE, counts, row

from stvcrm.importers.pipeline import ANEW, NEW, SKIP, WITHOUT, Verdict
from stvcrm.importers.wording import answers
from stvcrm.operations import organisations
from stvcrm.store.erasure import erase

if TYPE_CHECKING:
    from lists import Desk

SHORT = HEAD[1:]


@pytest.fixture
def erased(desk: Desk) -> Desk:
    """Three members; the contact of the first was erased."""
    desk.bring(desk.csv([HEAD, *ROWS]))
    person = next(item["id"] for item in desk.rows("person") if item["name"] == "Anna de Wit")
    erase(desk.database, person)
    return desk


def people(desk: Desk) -> set[str]:
    return {item["name"] for item in desk.rows("person")}


@pytest.mark.parametrize("name", ["Anna de Wit", "A. de Wit", "Wit, Anna de", "Mevr. A. de Wit"])
def test_a_spelling_of_the_name_is_asked(erased: Desk, name: str) -> None:
    plan = erased.plan(erased.csv([HEAD, [*ZEE[:7], name], *ROWS[1:]]))
    assert counts(plan) == {"ask": 1, "same": 2}


@pytest.mark.parametrize("name", ["Anna de Boer", "Bert de Wit"])
def test_someone_else_is_not_asked(erased: Desk, name: str) -> None:
    erased.bring(erased.csv([HEAD, [*ZEE[:7], name], *ROWS[1:]]))
    assert name in people(erased)


def test_the_organisation_is_known_by_its_number_under_another_name(erased: Desk) -> None:
    plan = erased.bring(erased.csv([HEAD, [ZEE[0], "Welzijn Oceaan", *ZEE[2:]]]))
    assert (row(plan, 2).verdict, row(plan, 2).meanwhile) == (Verdict.ASK, Verdict.CHANGED)
    assert "Welzijn Oceaan" in erased.organisations()
    assert "Anna de Wit" not in people(erased)


def test_the_organisation_is_known_by_its_former_name(erased: Desk) -> None:
    erased.database.write("x", organisations.rename, organisation_id=1, name="Welzijn Oceaan")
    plan = erased.plan(erased.csv([HEAD, [ZEE[0], "Welzijn Oceaan", *ZEE[2:]]]))
    assert row(plan, 2).verdict is Verdict.ASK


def test_the_organisation_is_known_by_its_likeness(erased: Desk) -> None:
    plan = erased.bring(erased.csv([SHORT, ["Stichting Welzijn Zee", *ZEE[2:]]]))
    assert (row(plan, 2).verdict, row(plan, 2).choices) == (Verdict.ASK, (ANEW, WITHOUT))
    assert "Anna de Wit" not in people(erased)


def test_a_new_organisation_comes_in_meanwhile(erased: Desk) -> None:
    erased.database.write("x", organisations.rename, organisation_id=1, name="Iets Anders")
    plan = erased.bring(erased.csv([HEAD, ["00099", *ZEE[1:]]]))
    assert (row(plan, 2).meanwhile, plan.acts[Verdict.NEW]) == (Verdict.NEW, 1)
    assert erased.organisations()["Welzijn Zee"]["number"] == "00099"
    assert "Anna de Wit" not in people(erased)


def test_a_kept_question_about_the_organisation_does_not_name_the_person(erased: Desk) -> None:
    file = erased.csv(
        [SHORT, ["Welzijn Zee", "WW", "Dam 9", "4381 AB", "Vlissingen", "0118 123456", "Anna de Wit"]]
    )
    asked = row(erased.bring(file), 2)
    assert (asked.verdict, asked.meanwhile, asked.choices) == (Verdict.ASK, None, ("1", NEW, SKIP))
    assert "gewist en blijft weg" in asked.reason
    (question,) = erased.rows("import_question")
    assert "Wit" not in question["values"] + question["reason"]


def test_a_second_row_with_the_erased_contact_does_not_bring_the_person_in(erased: Desk) -> None:
    plan = erased.bring(erased.csv([HEAD, [*ZEE[:7], "Eva Blom"], ZEE, DUIN]))
    assert (row(plan, 3).verdict, row(plan, 3).meanwhile) == (Verdict.ASK, Verdict.SAME)
    assert ("Eva Blom" in people(erased), "Anna de Wit" in people(erased)) == (True, False)
    assert erased.rows("import_question") == []


@pytest.mark.parametrize(("answer", "back"), [(ANEW, True), (WITHOUT, False)])
def test_the_answer_decides_and_one_undo_takes_it_back(erased: Desk, answer: str, back: bool) -> None:
    file, before = erased.csv([HEAD, [*ZEE[:5], "Vlissingen", *ZEE[6:]], *ROWS[1:]]), erased.everything()
    erased.bring(file, answers={2: answer})
    assert ("Anna de Wit" in people(erased)) is back
    assert erased.organisations()["Welzijn Zee"]["city"] == "Vlissingen"
    erased.database.undo()
    assert erased.everything() == before


def test_who_was_taken_in_anew_is_not_asked_again(erased: Desk) -> None:
    file = erased.csv([HEAD, *ROWS])
    erased.bring(file, answers={2: ANEW})
    assert counts(erased.plan(file)) == {"same": 3}


def test_the_answers_are_named(erased: Desk) -> None:
    told = answers(row(erased.plan(erased.csv([HEAD, *ROWS])), 2))
    assert [answer.text for answer in told] == [
        "Persoon opnieuw opnemen",
        "Organisatie zonder contactpersoon",
    ]


def test_two_cards_of_an_erased_person_are_one_question(erased: Desk) -> None:
    erased.kind = "contacts"
    path = erased.folder / "kaarten.vcf"
    first = "FN:Anna de Wit\r\nORG:Welzijn Zee\r\nTEL:0113 123456"
    cards = (f"BEGIN:VCARD\r\nVERSION:3.0\r\n{text}\r\nEND:VCARD\r\n" for text in (first, first))
    path.write_text("".join(cards), encoding="utf-8", newline="")
    assert counts(erased.bring(path)) == {"ask": 1, "same": 1}
    assert "Anna de Wit" not in people(erased)
    erased.bring(path, answers={1: ANEW})
    assert "Anna de Wit" in people(erased)
