"""Records to choose from while typing: a few that fit, by id and by what to call them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from stvcrm.base.text import fold, sort_key
from stvcrm.model.catalog import BY_NOUN
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, Position
from stvcrm.queries.titles import titles

_ORGANISATION, _PERSON, _POSITION = Organisation.table(), Person.table(), Position.table()
MOST = 12


@dataclass(frozen=True)
class Option:
    """One record that may be meant; `second` tells it from others of the same name."""

    id: int
    title: str
    second: str


def options(connection: Connection, noun: str, typed: str) -> tuple[Option, ...]:
    """Records whose name has the typed text in it, those that begin with it first.

    Organisations and people are found by the key by which they sort, which has no accents and no case.
    """
    table = BY_NOUN[noun].table()
    name = table.c["name" if "name" in table.c else "title"]
    key = table.c.get("name_key", func.lower(name))
    wanted = sort_key(typed) or fold(typed)
    begins = key.startswith(wanted, autoescape=True)
    query = (
        select(table.c.id, name.label("name"))
        .where(key.contains(wanted, autoescape=True))
        .order_by(begins.desc(), key, table.c.id)
        .limit(MOST)
    )
    found = connection.execute(query).all()
    second = _seconds(connection, noun, [row.id for row in found])
    return tuple(Option(row.id, row.name, second.get(row.id, "")) for row in found)


def title(connection: Connection, noun: str, row_id: int) -> str:
    """What one record is called, empty when it is gone."""
    return titles(connection, BY_NOUN[noun].__tablename__, [row_id]).get(row_id, "")


def _seconds(connection: Connection, noun: str, ids: list[int]) -> dict[int, str]:
    if noun not in (Organisation.noun, Person.noun):
        return {}
    if noun == Organisation.noun:
        query = select(_ORGANISATION.c.id, func.coalesce(_ORGANISATION.c.city, "")).where(
            _ORGANISATION.c.id.in_(ids)
        )
        return {row[0]: row[1] for row in connection.execute(query)}
    held = (
        select(_POSITION.c.person_id, _ORGANISATION.c.name)
        .join(_ORGANISATION, _ORGANISATION.c.id == _POSITION.c.organisation_id)
        .where(_POSITION.c.person_id.in_(ids), _POSITION.c.ended_on.is_(None))
        .order_by(_POSITION.c.is_primary, _POSITION.c.id)
    )
    return {row[0]: row[1] for row in connection.execute(held)}
