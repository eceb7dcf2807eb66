"""Who takes part in a visit: in the role of that day, with initials that the notes can tell apart."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from stvcrm.exports.calendar import calendar_bytes
from stvcrm.operations import organisations, people, visits
from stvcrm.queries.visit_record import following, overlapping, visit_record, waiting
from stvcrm.queries.visits import attendees
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stvcrm.queries.visits import Attendee

MOMENT = "2030-05-13T09:30"
NOON = datetime(2030, 5, 13, 10, 0, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Database]:
    """An organisation with a visit planned, and its contact person."""
    with Database.create(tmp_path / "proef.stv", None) as made:
        made.write("x", organisations.add, name="Het Trefpunt")
        made.write("x", people.add, name="Joost van Tilburg", organisation_id=1, role="teamleider")
        made.write("x", visits.request, organisation_id=1, person_id=1)
        made.write("x", visits.schedule, visit_id=1, starts_at=MOMENT)
        yield made


def present(database: Database) -> list[Attendee]:
    with database.read() as connection:
        return list(attendees(connection, 1))


def test_contact_person_is_present_when_nobody_is_noted(home: Database) -> None:
    home.write("x", visits.begin, visit_id=1)
    assert [(p.name, p.role, p.speaker) for p in present(home)] == [("Joost van Tilburg", "teamleider", "jt")]


def test_who_is_noted_stays_alone(home: Database) -> None:
    home.write("x", visits.attend_new, visit_id=1, name="Samira Bouali")
    home.write("x", visits.begin, visit_id=1)
    assert [p.name for p in present(home)] == ["Samira Bouali"]


def test_newcomer_becomes_a_contact_of_the_organisation(home: Database) -> None:
    home.write("x", visits.attend_new, visit_id=1, name="Samira Bouali", role="stagiair")
    with home.read() as connection:
        found = visit_record(connection, 1)
    assert found is not None
    assert ("Samira Bouali", "stagiair") in [(c.name, c.role) for c in found.contacts]


def test_same_initials_are_told_apart_by_letters(home: Database) -> None:
    for name in ("Jan Timmer", "Joke Timmer", "Jaap Timmer"):
        home.write("x", visits.attend_new, visit_id=1, name=name)
    assert [p.speaker for p in present(home)] == ["jt", "jti", "jtim"]


def test_beginning_is_kept_when_it_is_done_again(home: Database) -> None:
    home.write("x", visits.begin, visit_id=1)
    with home.read() as connection:
        first = visit_record(connection, 1)
    home.write("x", visits.begin, visit_id=1)
    with home.read() as connection:
        again = visit_record(connection, 1)
    assert first is not None
    assert again is not None
    assert first.began_at == again.began_at is not None


def test_next_visit_is_the_first_after_this_one(home: Database) -> None:
    second = home.write("x", visits.request, organisation_id=1)[0]
    home.write("x", visits.schedule, visit_id=second, starts_at="2030-05-13T13:00")
    with home.read() as connection:
        found = following(connection, 1, datetime(2030, 5, 13, 7, 30, tzinfo=UTC))
    assert found is not None
    assert found.id == second


def test_overlap_counts_other_visits_only(home: Database) -> None:
    with home.read() as connection:
        assert overlapping(connection, 1, NOON, NOON) == ()
        assert overlapping(connection, 2, NOON.replace(hour=8), NOON) == ("Het Trefpunt",)


def test_planned_visit_waits_when_its_time_is_over(home: Database) -> None:
    with home.read() as connection:
        assert waiting(connection, NOON.replace(hour=6)) == 0
        assert waiting(connection, NOON) == 1


def test_calendar_of_one_visit_has_that_one_alone(home: Database) -> None:
    second = home.write("x", visits.request, organisation_id=1)[0]
    home.write("x", visits.schedule, visit_id=second, starts_at="2030-05-14T13:00")
    with home.read() as connection:
        data, count = calendar_bytes(connection, NOON, only=second)
    assert count == 1
    assert b"20300514T130000" in data
    assert b"20300513" not in data.replace(b"DTSTAMP:20300513", b"")


def test_visit_that_is_gone_has_no_record(home: Database) -> None:
    with home.read() as connection:
        assert visit_record(connection, 99) is None
