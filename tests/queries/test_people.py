"""The list of people, positions from either side, the history of a field, and the chain's facts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.base.clock import today
from stvcrm.queries import people, positions
from stvcrm.queries.chain import chain
from stvcrm.queries.chain_facts import facts
from stvcrm.queries.field_history import field_history
from stvcrm.queries.people import PEOPLE
from stvcrm.queries.rows import Arrangement

if TYPE_CHECKING:
    from collections.abc import Callable

    Act = Callable[..., Any]
DAY = timedelta(days=1)


@pytest.fixture
def organisation(do: Act) -> int:
    return int(do("organisations.add", name="Verdi"))


@pytest.fixture
def person(do: Act, organisation: int) -> int:
    return int(do("people.add", name="Ruben Dijkgraaf", organisation_id=organisation, role="directeur"))


def found(ask: Act, key: str) -> int:
    return int(ask(PEOPLE.count, Arrangement(filters=(key,))))


@pytest.mark.parametrize(("until", "count"), [(None, 1), (DAY, 1), (-DAY, 0)])
def test_not_to_be_contacted_as_long_as_it_lasts(
    do: Act, ask: Act, person: int, until: timedelta | None, count: int
) -> None:
    last = None if until is None else today() + until
    do("edit", noun="people", id=person, do_not_contact=True, do_not_contact_until=last)
    assert found(ask, "do_not_contact") == count
    assert ask(people.card, person).may_be_contacted(today()) is (count == 0)


def test_who_left_is_without_organisation(do: Act, ask: Act, person: int) -> None:
    assert found(ask, "without_position") == 0
    held = ask(positions.of_person, person)[0]
    do("people.end_position", position_id=held.id, on=today() - DAY)
    assert found(ask, "without_position") == 1


def test_retention_that_passed_is_found(do: Act, ask: Act, person: int) -> None:
    do("edit", noun="people", id=person, retain_until=today() - DAY)
    assert found(ask, "overdue") == 1


def test_client_at_an_organisation_shows_no_ways_of_contact(do: Act, ask: Act, organisation: int) -> None:
    do(
        "people.add",
        name="Annemiek Zanden",
        name_on_paper="Mevrouw Z.",
        kind="client",
        email="annemiek@thuis.example",
        organisation_id=organisation,
    )
    held = ask(positions.at_organisation, organisation)[0]
    assert (held.person, held.email, held.phone) == ("Mevrouw Z.", None, None)


def test_present_positions_come_before_past_ones(do: Act, ask: Act, organisation: int, person: int) -> None:
    other = do("people.add", name="Aaltje Bos", organisation_id=organisation)
    do("people.end_position", position_id=ask(positions.of_person, other)[0].id, on=date(2017, 1, 1))
    held = ask(positions.at_organisation, organisation)
    assert [item.person for item in held] == ["Ruben Dijkgraaf", "Aaltje Bos"]
    assert [item.is_present(today()) for item in held] == [True, False]
    assert ask(positions.person_of, held[1].id) == other


def test_footprint_counts_what_goes_and_what_stays(do: Act, ask: Act, organisation: int, person: int) -> None:
    do("contact_moments.add", organisation_id=organisation, person_id=person)
    do("add", noun="consents", person_id=person, purpose="Uitnodigingen")
    footprint = ask(people.footprint, person)
    assert (footprint.goes["position"], footprint.goes["consent"]) == (1, 1)
    assert (footprint.stays["contact_moment"], footprint.stays["visit"]) == (1, 0)


def test_history_of_a_field_in_words(do: Act, ask: Act, organisation: int) -> None:
    do("edit", noun="organisations", id=organisation, work_type="welfare_work")
    do("edit", noun="organisations", id=organisation, city="Gouda")
    step = ask(field_history, "organisation", organisation, "work_type")[0]
    assert (step.before, step.after, step.value, step.whole) == (
        "Onbekend",
        "Welzijnswerk",
        "unknown",
        True,
    )


def test_history_of_a_long_text_tells_the_piece(do: Act, ask: Act, organisation: int) -> None:
    long = "Vaste contactpersonen voor alle wijken. " * 8
    do("edit", noun="organisations", id=organisation, notes=long)
    do("edit", noun="organisations", id=organisation, notes=long.replace("alle", "twee", 1))
    step = ask(field_history, "organisation", organisation, "notes")[0]
    assert not step.whole
    assert "all" in step.before


def test_links_are_told_apart_by_day_and_state(do: Act, ask: Act, organisation: int) -> None:
    visit = do("visits.request", organisation_id=organisation)
    do("visits.schedule", visit_id=visit, starts_at="2017-05-15T09:30")
    told = ask(facts, ask(chain, "organisation", organisation))
    assert (told["visits", visit].on, told["visits", visit].state) == (date(2017, 5, 15), "Ingepland")


@pytest.mark.parametrize(("days", "late"), [(20, 0), (22, 1)])
def test_who_was_named_by_another_waits_to_be_informed(
    do: Act, ask: Act, person: int, days: int, late: int
) -> None:
    do("edit", noun="people", id=person, named_on=today() - timedelta(days=days))
    assert (found(ask, "uninformed"), found(ask, "uninformed_late")) == (1, late)
    do("edit", noun="people", id=person, informed_on=today())
    assert (found(ask, "uninformed"), found(ask, "uninformed_late")) == (0, 0)
