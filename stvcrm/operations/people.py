"""Writes on people and their positions."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from stvcrm.base.i18n import _
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, Position
from stvcrm.operations.values import assign
from stvcrm.store.unit_of_work import UnitOfWork


def add(
    uow: UnitOfWork,
    *,
    name: str,
    organisation_id: int | None = None,
    role: str | None = None,
    **fields: object,
) -> int:
    """Add a person, at an organisation if one is given; `fields` are the keys of the noun."""
    person = Person()
    assign(person, {"name": name, **fields}, uow.today)
    uow.add(person)
    if organisation_id is not None:
        _take(uow, person.id, organisation_id, role, None)
    uow.label = _("Contact toegevoegd: {name}").format(name=person.name)
    return person.id


def add_position(
    uow: UnitOfWork,
    *,
    person_id: int,
    organisation_id: int,
    role: str | None = None,
    from_: date | None = None,
) -> int:
    """Someone takes a position beside those he or she has."""
    person = uow.get(Person, person_id)
    uow.label = _("Functie toegevoegd: {name}").format(name=person.name)
    return _take(uow, person.id, organisation_id, role, from_).id


def change_job(
    uow: UnitOfWork,
    *,
    person_id: int,
    organisation_id: int,
    role: str | None = None,
    from_: date | None = None,
    position_id: int | None = None,
) -> int:
    """Someone leaves a position (the first one, unless `position_id` names another) for the next."""
    person, start = uow.get(Person, person_id), from_ or uow.today
    current = uow.get(Position, position_id) if position_id else _present(uow, person.id)
    if current is not None:
        end_before(current, start)
    uow.label = _("Andere functie: {name}").format(name=person.name)
    return _take(uow, person.id, organisation_id, role, start).id


def end_position(uow: UnitOfWork, *, position_id: int, on: date | None = None) -> int:
    """Someone leaves a position without another."""
    position = uow.get(Position, position_id)
    position.ended_on = on or uow.today
    uow.session.flush()
    uow.label = _("Functie beëindigd: {name}").format(name=uow.get(Person, position.person_id).name)
    return position.id


def end_before(position: Position, start: date) -> None:
    """End a position on the day before another starts, but never before it began."""
    last = start - timedelta(days=1)
    position.ended_on = last if position.started_on is None else max(last, position.started_on)


def _take(
    uow: UnitOfWork, person_id: int, organisation_id: int, role: str | None, start: date | None
) -> Position:
    uow.get(Organisation, organisation_id)
    position = Position(person_id=person_id, organisation_id=organisation_id)
    assign(position, {"role": role or "", "started_on": start}, uow.today)
    return uow.add(position)


def _present(uow: UnitOfWork, person_id: int) -> Position | None:
    query = (
        select(Position)
        .where(Position.person_id == person_id, Position.ended_on.is_(None))
        .order_by(Position.is_primary.desc(), Position.id.desc())
        .limit(1)
    )
    return uow.session.scalar(query)
