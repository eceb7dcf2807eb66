"""What may not stand on paper does not, in any form, and what may does."""

from __future__ import annotations

from typing import Any

import pytest

from stvcrm.operations import people, promises, visits

WITHHELD = "De directeur wil er eigenlijk van af."


def summary(workspace: Any, **options: Any) -> str:
    return str(workspace.paper("visit_summary", [workspace.visit], ".txt", **options).decode())


def written(workspace: Any, notes: str) -> None:
    workspace.do(visits.edit_notes, visit_id=workspace.visit, notes=notes)


def marked(workspace: Any, text: str, consent: str, speaker: str = "JV") -> None:
    workspace.do(visits.mark, visit_id=workspace.visit, text=text, consent=consent, speaker=speaker)


@pytest.mark.parametrize("ending", [".txt", ".html"])
def test_a_shielded_passage_never_reaches_paper(workspace: Any, ending: str) -> None:
    found = workspace.paper("visit_summary", [workspace.visit], ending).decode()
    assert "directeur" not in found


@pytest.mark.parametrize(
    "again",
    [
        "jv: {text}",
        "! {text}",
        "? {text}",
        "> wij zeggen: {text}",
        "#{text}",
        "+vr-bril: {text}",
        "Ook elders: DE DIRECTEUR  wil er eigenlijk van af, zei men.",
    ],
)
def test_the_same_words_elsewhere_are_kept_off_too(workspace: Any, again: str) -> None:
    written(workspace, f"jv: {WITHHELD}\nTussenregel.\n{again.format(text=WITHHELD)}")
    assert "directeur" not in summary(workspace).lower()


def test_a_promise_inside_a_shielded_passage_is_left_out(workspace: Any) -> None:
    workspace.do(promises.add, text="de directeur wil er eigenlijk van af", visit_id=workspace.visit)
    assert "directeur" not in summary(workspace)


def test_part_of_a_line_is_shown_as_left_out(workspace: Any) -> None:
    written(workspace, "De kosten zijn een geheim bedrag per jaar.")
    marked(workspace, "geheim bedrag", "do_not_use")
    assert "De kosten zijn een […] per jaar." in summary(workspace)


def test_other_words_that_hold_a_shielded_one_stay(workspace: Any) -> None:
    written(workspace, "ja\nIn januari begint het.")
    marked(workspace, "ja", "do_not_use")
    assert "In januari begint het." in summary(workspace)


def test_an_anonymous_passage_has_no_name(workspace: Any) -> None:
    line = next(one for one in summary(workspace).splitlines() if "Dat wringt" in one)
    assert "Joost" not in line


def test_initials_before_an_anonymous_quotation_are_not_quoted(workspace: Any) -> None:
    written(workspace, "jv: Dat gaan wij nooit redden.")
    marked(workspace, "jv: Dat gaan wij nooit redden.", "anonymous")
    found = summary(workspace)
    assert "‘Dat gaan wij nooit redden.’" in found
    assert "jv:" not in found


def test_a_quotation_has_its_name_and_the_role_of_that_day(workspace: Any) -> None:
    workspace.do(
        people.change_job, person_id=workspace.samira, organisation_id=workspace.home, role="directeur"
    )
    assert "Samira Bouali, jongerenwerker" in summary(workspace)


def test_a_client_stands_there_under_the_chosen_name_only(workspace: Any) -> None:
    found = summary(workspace)
    assert "mevrouw Ada" in found
    assert "Achternaam" not in found


def test_a_client_who_chose_no_name_has_none(workspace: Any) -> None:
    client = workspace.do(people.add, name="Bram Zondernaam", kind="client", organisation_id=workspace.home)
    workspace.do(visits.attend, visit_id=workspace.visit, person_id=client)
    found = summary(workspace)
    assert "een cliënt" in found
    assert "Zondernaam" not in found


def test_ways_of_contact_of_people_are_not_on_it(workspace: Any) -> None:
    assert "senzo.example" not in summary(workspace)


def test_sender_is_told_what_is_left_out(workspace: Any) -> None:
    made = workspace.made("visit_summary", [workspace.visit], ".pdf")
    assert made.left_out[0] == "1 passage staat er niet op: niet gebruiken."


def test_every_line_of_the_notes_that_may_be_used_is_there(workspace: Any) -> None:
    written(workspace, "#durf\neen\n+robot\n> zomaar iets\n! twee\n? drie\n4 > 3\nxx: vijf\n>6 op tijd")
    found = summary(workspace)
    wanted = ("durf", "een", "robot", "zomaar iets", "twee", "drie", "4 > 3", "xx: vijf", ">6 op tijd")
    assert [text for text in wanted if text not in found] == []
