"""What a report can be about: records to choose from, and whom its paper goes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from stvcrm.base.clock import local
from stvcrm.base.dates import moment_text, plain_date
from stvcrm.base.text import fold
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, Position
from stvcrm.model.surveys import Response, Survey
from stvcrm.model.visits import Visit
from stvcrm.queries.surveys import COUNTS

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST = 60
TABLES = ("visit", "organisation", "person", "position", "survey", "response")
"""Whose changes make a list of subjects old."""
_VISIT, _ORGANISATION, _PERSON = Visit.table(), Organisation.table(), Person.table()
_POSITION, _SURVEY, _RESPONSE = Position.table(), Survey.table(), Response.table()


@dataclass(frozen=True)
class Subject:
    """A record by its title; `second` tells it from others of the same title, `mail` is where paper goes."""

    id: int
    title: str
    second: str
    mail: str


def subjects(connection: Connection, noun: str, typed: str) -> tuple[Subject, ...]:
    """Visits and surveys, the newest first, people and organisations by name: whose title has the typed text.

    Of organisations only those that answered a survey.
    """
    return _FINDERS[noun](connection, typed, None)


def subject(connection: Connection, noun: str, record_id: int) -> Subject | None:
    """One record; None when it is not there."""
    found = _FINDERS[noun](connection, "", record_id)
    return found[0] if found else None


def _visits(connection: Connection, typed: str, only: int | None) -> tuple[Subject, ...]:
    query = (
        select(_VISIT.c.id, _ORGANISATION.c.name, _VISIT.c.starts_at, _VISIT.c.state, _PERSON.c.email)
        .join(_ORGANISATION, _ORGANISATION.c.id == _VISIT.c.organisation_id)
        .outerjoin(_PERSON, _PERSON.c.id == _VISIT.c.person_id)
        .where(_ORGANISATION.c.name_key.contains(fold(typed).strip(), autoescape=True))
        .order_by(_VISIT.c.starts_at.desc().nulls_last(), _VISIT.c.id.desc())
        .limit(MOST)
    )
    if only is not None:
        query = query.where(_VISIT.c.id == only)
    return tuple(
        Subject(
            row.id,
            row.name,
            ", ".join(
                part
                for part in (moment_text(local(row.starts_at)) if row.starts_at else "", row.state.label)
                if part
            ),
            row.email or "",
        )
        for row in connection.execute(query)
    )


def _people(connection: Connection, typed: str, only: int | None) -> tuple[Subject, ...]:
    place = (
        select(func.group_concat(_ORGANISATION.c.name, ", "))
        .join(_POSITION, _POSITION.c.organisation_id == _ORGANISATION.c.id)
        .where(_POSITION.c.person_id == _PERSON.c.id, _POSITION.c.ended_on.is_(None))
        .correlate(_PERSON)
        .scalar_subquery()
    )
    query = (
        select(_PERSON.c.id, _PERSON.c.name, func.coalesce(place, ""), func.coalesce(_PERSON.c.email, ""))
        .where(_PERSON.c.name_key.contains(fold(typed).strip(), autoescape=True))
        .order_by(_PERSON.c.name_key, _PERSON.c.id)
        .limit(MOST)
    )
    if only is not None:
        query = query.where(_PERSON.c.id == only)
    return tuple(Subject(*row) for row in connection.execute(query))


def _surveys(connection: Connection, typed: str, only: int | None) -> tuple[Subject, ...]:
    query = (
        select(_SURVEY.c.id, _SURVEY.c.title, _SURVEY.c.starts_on, _SURVEY.c.ends_on)
        .where(_SURVEY.c.title.icontains(typed.strip(), autoescape=True))
        .order_by(_SURVEY.c.starts_on.desc().nulls_last(), _SURVEY.c.id.desc())
        .limit(MOST)
    )
    if only is not None:
        query = query.where(_SURVEY.c.id == only)
    return tuple(
        Subject(row.id, row.title, " – ".join(plain_date(day) for day in row[2:] if day), "")
        for row in connection.execute(query)
    )


def _organisations(connection: Connection, typed: str, only: int | None) -> tuple[Subject, ...]:
    answered = select(_RESPONSE.c.organisation_id).where(COUNTS)
    query = (
        select(_ORGANISATION.c.id, _ORGANISATION.c.name, _ORGANISATION.c.city, _ORGANISATION.c.email)
        .where(_ORGANISATION.c.id.in_(answered))
        .where(_ORGANISATION.c.name_key.contains(fold(typed).strip(), autoescape=True))
        .order_by(_ORGANISATION.c.name_key, _ORGANISATION.c.id)
        .limit(MOST)
    )
    if only is not None:
        query = query.where(_ORGANISATION.c.id == only)
    return tuple(
        Subject(row.id, row.name, row.city or "", row.email or "") for row in connection.execute(query)
    )


_FINDERS = {"visits": _visits, "people": _people, "surveys": _surveys, "organisations": _organisations}
