"""A visit from request to completion, and what is noted on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.base.clock import local
from stvcrm.base.errors import Invalid, UserError

if TYPE_CHECKING:
    from conftest import Desk


def _times(desk: Desk, visit: int) -> list[str]:
    row = desk.show("visits", visit)
    return [f"{local(row[key]):%Y-%m-%d %H:%M%z}" for key in ("starts_at", "ends_at")]


def test_from_request_to_completion(desk: Desk) -> None:
    visit, states = desk.visit(), []
    for act, typed in (
        ("approach", {}),
        ("propose", {"starts_at": "2026-05-11T09:30"}),
        ("schedule", {"starts_at": "2026-05-11T09:30"}),
        ("begin", {}),
        ("complete", {}),
    ):
        desk.do(f"visits.{act}", visit_id=visit, **typed)
        states.append(desk.show("visits", visit)["state"])
    assert states == ["approached", "proposed", "scheduled", "visited", "completed"]


@pytest.mark.parametrize("act", ["approach", "begin", "complete", "reopen"])
def test_a_step_that_does_not_fit_is_refused(desk: Desk, act: str) -> None:
    visit = desk.visit()
    desk.do("visits.schedule", visit_id=visit, starts_at="2026-05-11T09:30")
    desk.do("visits.complete", visit_id=visit)
    with pytest.raises(UserError, match="Deze kennismaking is afgerond"):
        desk.do(f"visits.{act}", visit_id=visit)


def test_a_time_without_offset_is_dutch_time(desk: Desk) -> None:
    visit = desk.visit()
    desk.do("visits.schedule", visit_id=visit, starts_at="2017-05-15T09:30", minutes=90, place="Ede")
    assert _times(desk, visit) == ["2017-05-15 09:30+0200", "2017-05-15 11:00+0200"]
    assert desk.show("visits", visit)["place"] == "Ede"


def test_another_moment_keeps_the_duration_and_the_place(desk: Desk) -> None:
    visit = desk.visit()
    desk.do("visits.schedule", visit_id=visit, starts_at="2017-05-15T09:30", minutes=45, place="Ede")
    desk.do("visits.reschedule", visit_id=visit, starts_at="2017-11-06T13:00")
    assert _times(desk, visit) == ["2017-11-06 13:00+0100", "2017-11-06 13:45+0100"]
    assert desk.show("visits", visit)["place"] == "Ede"


def test_the_usual_duration_is_a_setting(desk: Desk) -> None:
    desk.do("settings.change", name="visit_minutes", value="120")
    visit = desk.visit()
    desk.do("visits.schedule", visit_id=visit, starts_at="2017-05-15T09:30")
    assert _times(desk, visit)[1] == "2017-05-15 11:30+0200"


@pytest.mark.parametrize(
    ("typed", "told"), [({"starts_at": "ooit"}, "«ooit»"), ({"minutes": "-5"}, "eindigt vóór")]
)
def test_an_impossible_moment_is_refused(desk: Desk, typed: dict[str, Any], told: str) -> None:
    with pytest.raises(Invalid, match=told):
        desk.do("visits.schedule", **{"visit_id": desk.visit(), "starts_at": "2017-05-15T09:30", **typed})


@pytest.mark.parametrize(("act", "state"), [("cancel", "cancelled"), ("decline", "declined")])
def test_called_off_and_taken_up_again(desk: Desk, act: str, state: str) -> None:
    visit = desk.visit()
    desk.do(f"visits.{act}", visit_id=visit, reason="Griep")
    shown = desk.show("visits", visit)
    assert (shown["state"], shown["ended_reason"]) == (state, "Griep")
    desk.do("visits.reopen", visit_id=visit)
    assert desk.show("visits", visit)["state"] == "requested"


def test_who_is_there_has_the_role_of_that_day(desk: Desk) -> None:
    home = desk.organisation("Malkander")
    person = desk.person(organisation_id=home, role="Manager")
    visit = desk.do("visits.request", organisation_id=home, person_id=person)
    desk.do("visits.attend", visit_id=visit, person_id=person, initials="jt")
    desk.do("visits.attend", visit_id=visit, person_id=person, role="Voorzitter")
    (there,) = desk.show("visits", visit)["attendees"]
    assert (there.role, there.speaker) == ("Voorzitter", "jt")


def test_notes_grow_by_paragraph(desk: Desk) -> None:
    visit = desk.visit()
    desk.do("visits.note", visit_id=visit, text="Eerst.")
    desk.do("visits.note", visit_id=visit, text="Daarna.")
    assert desk.show("visits", visit)["notes"] == "Eerst.\nDaarna."


def test_a_marked_passage_moves_along_with_an_edit(desk: Desk) -> None:
    visit = desk.visit()
    desk.do("visits.note", visit_id=visit, text="Beeldbellen werkt goed.")
    desk.do("visits.mark", visit_id=visit, text="werkt goed", themes="techniek,zorg", polarity="positive")
    desk.do("visits.edit_notes", visit_id=visit, notes="Vooraf.\r\nBeeldbellen werkt goed.")
    (passage,) = desk.show("visits", visit)["passages"]
    assert (passage.text, passage.start, passage.themes) == ("werkt goed", 20, ("techniek", "zorg"))


def test_a_passage_that_is_typed_away_keeps_its_words(desk: Desk) -> None:
    visit = desk.visit()
    desk.do("visits.note", visit_id=visit, text="Beeldbellen werkt goed.")
    desk.do("visits.mark", visit_id=visit, text="werkt goed", consent="do_not_use")
    desk.do("visits.edit_notes", visit_id=visit, notes="Iets heel anders staat er nu.")
    (passage,) = desk.show("visits", visit)["passages"]
    assert (passage.text, passage.start, passage.consent) == ("werkt goed", None, "do_not_use")


def test_a_passage_knows_who_said_it(desk: Desk) -> None:
    visit, person = desk.visit(), desk.person("Joost")
    desk.do("visits.attend", visit_id=visit, person_id=person, initials="jo")
    desk.do("visits.note", visit_id=visit, text="jo: Dat willen wij.")
    desk.do("visits.mark", visit_id=visit, text="Dat willen wij", speaker="jo:")
    desk.do("visits.mark", visit_id=visit, text="willen", speaker="zz")
    assert [row["person_id"] for row in desk.rows("utterances")] == [person, None]


@pytest.mark.parametrize("typed", [{"text": "iets anders"}, {"text": "goed", "start": 0}])
def test_only_what_stands_there_can_be_marked(desk: Desk, typed: dict[str, Any]) -> None:
    visit = desk.visit()
    desk.do("visits.note", visit_id=visit, text="Beeldbellen werkt goed.")
    with pytest.raises(UserError, match="staat niet in de notities"):
        desk.do("visits.mark", visit_id=visit, **typed)


def test_completion_makes_records_of_promises_once(desk: Desk) -> None:
    visit, person = desk.visit(), desk.person("Joost Bos")
    desk.do("visits.attend", visit_id=visit, person_id=person, initials="jb")
    desk.do("visits.schedule", visit_id=visit, starts_at="2026-05-11T09:30")
    desk.do("visits.note", visit_id=visit, text="> wij sturen de folder voor 1 juni\n> jb belt terug\n>")
    desk.do("visits.note", visit_id=visit, text="> wij sturen de folder voor 1 juni")
    desk.do("visits.complete", visit_id=visit)
    found = [(row["by"], str(row["due_on"]), row["visit_id"]) for row in desk.rows("promises")]
    assert found == [("us", "2026-06-01", visit), ("them", "None", visit)]


def test_completion_without_a_date_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="aangevraagd"):
        desk.do("visits.complete", visit_id=desk.visit())


def test_another_moment_is_undone_and_redone(desk: Desk) -> None:
    visit = desk.visit()
    desk.do("visits.schedule", visit_id=visit, starts_at="2017-05-15T09:30")
    desk.do("visits.reschedule", visit_id=visit, starts_at="2017-11-06T13:00")
    desk.database.undo()
    assert _times(desk, visit)[0] == "2017-05-15 09:30+0200"
    desk.database.redo()
    assert _times(desk, visit)[0] == "2017-11-06 13:00+0100"
