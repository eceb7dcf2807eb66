"""What a record is called in a chain, a search result, a history: one short line, by noun and id."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Dialect, func, literal, select

from stvcrm.model.action_points import ActionPoint, Promise
from stvcrm.model.attachments import Attachment
from stvcrm.model.catalog import BY_TABLE
from stvcrm.model.contact_moments import ContactMoment
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, Position
from stvcrm.model.surveys import Answer, OrganisationAlias, Response, Survey
from stvcrm.model.tags import Tag
from stvcrm.model.themes import Theme
from stvcrm.model.utterances import Utterance
from stvcrm.model.visits import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable

LENGTH = 80
CHUNK = 500
_ORGANISATION, _PERSON = Organisation.table(), Person.table()


def _organisation_of(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return select(_ORGANISATION.c.name).where(_ORGANISATION.c.id == column).scalar_subquery()


def _person_of(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The name that may be seen: a client's chosen one."""
    name = func.coalesce(_PERSON.c.name_on_paper, _PERSON.c.name)
    return select(name).where(_PERSON.c.id == column).scalar_subquery()


_TITLES: dict[str, ColumnElement[Any]] = {
    "organisation": _ORGANISATION.c.name,
    "person": Person.table().c.name,
    "position": _person_of(Position.table().c.person_id)
    + func.coalesce(literal(", ") + Position.table().c.role, literal("")),
    "visit": _organisation_of(Visit.table().c.organisation_id),
    "utterance": func.substr(Utterance.table().c.text, 1, LENGTH),
    "contact_moment": func.substr(ContactMoment.table().c.text, 1, LENGTH),
    "promise": func.substr(Promise.table().c.text, 1, LENGTH),
    "action_point": func.substr(ActionPoint.table().c.text, 1, LENGTH),
    "attachment": Attachment.table().c.name,
    "survey": Survey.table().c.title,
    "response": func.coalesce(
        _organisation_of(Response.table().c.organisation_id),
        Response.table().c.organisation_typed,
        literal(""),
    )
    + func.coalesce(literal(", ") + Response.table().c.respondent, literal("")),
    "answer": func.substr(func.coalesce(Answer.table().c.text, literal("")), 1, LENGTH),
    "theme": Theme.table().c.name,
    "organisation_alias": OrganisationAlias.table().c.name,
    "tag": Tag.table().c.name,
}


def titles(connection: Connection, table: str, ids: Iterable[int]) -> dict[int, str]:
    """Titles of these rows of one table, by id; rows that are gone are left out."""
    if table not in _TITLES:
        return {row_id: f"{table} {row_id}" for row_id in ids}
    wanted, query = list(ids), _query(table, connection.dialect)
    found: dict[int, str] = {}
    for at in range(0, len(wanted), CHUNK):
        part = wanted[at : at + CHUNK]
        marks = ", ".join("?" * len(part))
        rows = connection.exec_driver_sql(f"{query} IN ({marks})", tuple(part)).fetchall()
        found |= {row_id: str(title or "") for row_id, title in rows}
    return found


@lru_cache(maxsize=64)
def _query(table: str, dialect: Dialect) -> str:
    """The question up to the ids, written out once: it is asked at every key press of a search."""
    key = BY_TABLE[table].table().c.id
    query = select(key, _TITLES[table])
    return f"{query.compile(dialect=dialect, compile_kwargs={'literal_binds': True})} WHERE {key}"
