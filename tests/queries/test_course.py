"""The course of a record: what happened, in order, with what it came from and what came of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from stvcrm.queries.course import Event, What, course

if TYPE_CHECKING:
    from collections.abc import Callable

    from stvcrm.store.database import Database

    Act = Callable[..., Any]


@pytest.fixture
def organisation(do: Act) -> int:
    return int(do("organisations.add", name="Verdi", member_since="1-1-1998"))


def of(ask: Act, row_id: int, owner: str = "organisation") -> dict[What, Event]:
    return {one.what: one for one in ask(course, owner, row_id)}


def test_newest_first_and_undated_last(do: Act, ask: Act, organisation: int) -> None:
    do("contact_moments.add", organisation_id=organisation, at="2017-05-02T10:00")
    do("contact_moments.add", organisation_id=organisation, at="2017-05-04T10:00")
    do("add", noun="former_names", organisation_id=organisation, name="Oude Naam")
    events = ask(course, "organisation", organisation)
    days = [one.on for one in events if one.on is not None]
    assert days == sorted(days, reverse=True)
    assert (events[-1].what, events[-1].on) == (What.RENAMED, None)


def test_visit_comes_from_its_request_and_leads_to_what_was_noted(
    do: Act, ask: Act, organisation: int
) -> None:
    visit = do("visits.request", organisation_id=organisation)
    do("visits.schedule", visit_id=visit, starts_at="2017-05-15T09:30")
    do("visits.note", visit_id=visit, text="> wij sturen de handleiding\nbeeldbellen bevalt")
    do("visits.mark", visit_id=visit, text="beeldbellen bevalt")
    do("visits.complete", visit_id=visit)
    events = of(ask, organisation)
    assert events[What.VISIT].on == date(2017, 5, 15)
    assert events[What.VISIT].origin == ("request", events[What.REQUEST].on)
    assert events[What.VISIT].results == {"utterance": 1, "promise": 1}
    assert events[What.PROMISE].origin == ("visit", date(2017, 5, 15))
    assert events[What.REQUEST].results == {"visit": 1}


def test_request_without_a_date_is_one_event(do: Act, ask: Act, organisation: int) -> None:
    do("visits.request", organisation_id=organisation)
    whats = [one.what for one in ask(course, "organisation", organisation)]
    assert (whats.count(What.REQUEST), whats.count(What.VISIT)) == (1, 0)


def test_client_stands_under_the_chosen_name(do: Act, ask: Act, organisation: int) -> None:
    client = do("people.add", name="Annemiek Zanden", name_on_paper="Mevrouw Z.", kind="client")
    do("contact_moments.add", organisation_id=organisation, person_id=client)
    assert of(ask, organisation)[What.CONTACT].people == ("Mevrouw Z.",)


def test_attendee_finds_the_visit_in_his_own_course(do: Act, ask: Act, organisation: int) -> None:
    person = do("people.add", name="Ruben Dijkgraaf", organisation_id=organisation)
    visit = do("visits.request", organisation_id=organisation)
    do("visits.schedule", visit_id=visit, starts_at="2017-05-15T09:30")
    do("visits.attend", visit_id=visit, person_id=person)
    found = of(ask, person, "person")[What.VISIT]
    assert (found.id, found.people) == (visit, ("Ruben Dijkgraaf",))


def test_action_is_dated_by_the_journal(do: Act, ask: Act, organisation: int) -> None:
    do("promises.add_action", text="Handleiding sturen", organisation_id=organisation)
    events = of(ask, organisation)
    assert events[What.ACTION].on == events[What.ADDED].on
    assert events[What.ADDED].facts["label"] == "Organisatie toegevoegd: Verdi"


def test_membership_and_positions_are_part_of_it(do: Act, ask: Act, organisation: int) -> None:
    person = do("people.add", name="Ruben Dijkgraaf")
    do(
        "people.add_position",
        person_id=person,
        organisation_id=organisation,
        role="directeur",
        from_=date(2016, 3, 1),
    )
    events = of(ask, organisation)
    assert events[What.JOINED].on == date(1998, 1, 1)
    assert (events[What.CAME].on, events[What.CAME].table) == (date(2016, 3, 1), "person")


def test_number_of_questions_does_not_grow_with_the_course(
    do: Act, database: Database, organisation: int
) -> None:
    def asked() -> int:
        statements: list[str] = []
        with database.read() as connection:
            event.listen(connection, "before_cursor_execute", lambda *call: statements.append(call[2]))
            course(connection, "organisation", organisation)
        return len(statements)

    for number in range(2):
        do("contact_moments.add", organisation_id=organisation, text=f"gesprek {number}")
        do("visits.request", organisation_id=organisation)
    few = asked()
    for number in range(8):
        do("contact_moments.add", organisation_id=organisation, text=f"gesprek {number}")
        do("visits.request", organisation_id=organisation)
    assert asked() == few <= 24
