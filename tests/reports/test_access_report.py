"""Everything about one person, found in every table and in free text."""

from __future__ import annotations

from typing import Any

import pytest

from stvcrm.operations import contact_moments, editing, organisations, visits


def report(workspace: Any) -> str:
    return " ".join(workspace.paper("access_report", [workspace.joost], ".txt").decode().split())


@pytest.mark.parametrize(
    "text",
    [
        "Joost van Tilburg belde",
        "van Tilburg, Joost kwam",
        "schrijf naar J.VANTILBURG@senzo.example",
    ],
)
def test_a_mention_in_a_note_of_another_organisation_is_found(workspace: Any, text: str) -> None:
    other = workspace.do(organisations.add, name="Elders Welzijn")
    workspace.do(
        contact_moments.add, organisation_id=other, channel="phone", direction="in", text=f"Kop\n{text} op."
    )
    assert f"{text} op." in report(workspace)


def test_a_first_name_alone_counts_in_the_person_s_own_visit(workspace: Any) -> None:
    workspace.do(visits.note, visit_id=workspace.visit, text="Joost belt nog terug.")
    assert "Joost belt nog terug." in report(workspace)


def test_own_rows_tell_role_mail_and_what_was_said(workspace: Any) -> None:
    found = report(workspace)
    for wanted in ("teamleider", "j.vantilburg@senzo.example", "Jongeren appen ons 's avonds"):
        assert wanted in found


def test_what_is_shielded_from_others_is_shown_to_the_person(workspace: Any) -> None:
    assert "De directeur wil er eigenlijk van af." in report(workspace)


def test_someone_else_s_data_is_not_in_it(workspace: Any) -> None:
    assert "Samira" not in report(workspace)


def test_earlier_values_are_told(workspace: Any) -> None:
    workspace.do(editing.edit, noun="people", id=workspace.joost, email="nieuw@senzo.example")
    found = report(workspace)
    assert "nieuw@senzo.example" in found
    assert "Was: j.vantilburg@senzo.example" in found


def test_what_the_person_said_under_initials_is_found(workspace: Any) -> None:
    found = report(workspace)
    assert "jv: Medewerkers zien de waarde, maar voelen zich onzeker." in found
    assert "> jv stuurt het scholingsplan voor 1 juni" in found
    assert "sb: Wij durven niet" not in found
