"""Who is or was what at which organisation, from either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, PersonKind, Position

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

_ORGANISATION, _PERSON, _POSITION = Organisation.table(), Person.table(), Position.table()


@dataclass(frozen=True)
class Held:
    """One position; a client is shown under the name that may stand on paper, without ways of contact."""

    id: int
    person_id: int
    person: str
    kind: PersonKind
    organisation_id: int
    organisation: str
    role: str | None
    level: str | None
    started_on: date | None
    ended_on: date | None
    is_primary: bool
    email: str | None
    phone: str | None
    do_not_contact: bool
    do_not_contact_until: date | None

    def is_present(self, on: date) -> bool:
        """Whether it is held on this day."""
        return self.ended_on is None or self.ended_on >= on

    def may_be_contacted(self, on: date) -> bool:
        """Whether the person allows contact on this day."""
        until = self.do_not_contact_until
        return not self.do_not_contact or (until is not None and until < on)


def at_organisation(connection: Connection, organisation_id: int) -> tuple[Held, ...]:
    """Everyone who is or was there: the first contact person first, those who left last."""
    return _held(connection, _POSITION.c.organisation_id == organisation_id)


def of_person(connection: Connection, person_id: int) -> tuple[Held, ...]:
    """Every position of one person, the present ones first."""
    return _held(connection, _POSITION.c.person_id == person_id)


def _held(connection: Connection, condition: ColumnElement[bool]) -> tuple[Held, ...]:
    query = (
        select(
            _POSITION,
            _PERSON.c.name.label("full_name"),
            _PERSON.c.name_on_paper,
            _PERSON.c.kind,
            _PERSON.c.email,
            _PERSON.c.phone,
            _PERSON.c.do_not_contact,
            _PERSON.c.do_not_contact_until,
            _ORGANISATION.c.name.label("organisation"),
        )
        .join(_PERSON, _PERSON.c.id == _POSITION.c.person_id)
        .join(_ORGANISATION, _ORGANISATION.c.id == _POSITION.c.organisation_id)
        .where(condition)
        .order_by(
            _POSITION.c.ended_on.is_not(None),
            _POSITION.c.ended_on.desc(),
            _POSITION.c.is_primary.desc(),
            _PERSON.c.name_key,
            _POSITION.c.id,
        )
    )
    return tuple(_from(dict(row)) for row in connection.execute(query).mappings())


def _from(row: dict[str, Any]) -> Held:
    client = row["kind"] is PersonKind.CLIENT
    return Held(
        id=row["id"],
        person_id=row["person_id"],
        person=(row["name_on_paper"] or row["full_name"]) if client else row["full_name"],
        kind=row["kind"],
        organisation_id=row["organisation_id"],
        organisation=row["organisation"],
        role=row["role"],
        level=row["level"],
        started_on=row["started_on"],
        ended_on=row["ended_on"],
        is_primary=row["is_primary"],
        email=None if client else row["email"],
        phone=None if client else row["phone"],
        do_not_contact=row["do_not_contact"],
        do_not_contact_until=row["do_not_contact_until"],
    )


def person_of(connection: Connection, position_id: int) -> int | None:
    """Who holds this position; None when it is gone."""
    query = select(_POSITION.c.person_id).where(_POSITION.c.id == position_id)
    return connection.execute(query).scalar()
