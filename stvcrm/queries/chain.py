"""The chain: what a record came from, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from stvcrm.model.catalog import BY_TABLE
from stvcrm.queries.titles import titles

MOST = 200
"""Links shown of one kind."""


@dataclass(frozen=True)
class Link:
    """One step of the chain, seen from a record."""

    noun: str
    id: int
    title: str
    direction: Literal["from", "to"]


# (what came of it, by which column, from what)
_LINKS = (
    ("visit", "organisation_id", "organisation"),
    ("position", "organisation_id", "organisation"),
    ("contact_moment", "organisation_id", "organisation"),
    ("contact_moment", "visit_id", "visit"),
    ("response", "organisation_id", "organisation"),
    ("response", "survey_id", "survey"),
    ("visit", "response_id", "response"),
    ("action_point", "response_id", "response"),
    ("utterance", "visit_id", "visit"),
    ("promise", "visit_id", "visit"),
    ("action_point", "visit_id", "visit"),
    ("attachment", "visit_id", "visit"),
    ("attachment", "organisation_id", "organisation"),
    ("visit", "person_id", "person"),
    ("position", "person_id", "person"),
    ("utterance", "person_id", "person"),
)

# (what came of it, from what, through which column of the first, a table between, and its column)
_THROUGH = (("utterance", "response", "answer_id", "answer", "response_id"),)


def chain(connection: Connection, table: str, row_id: int) -> tuple[Link, ...]:
    """Every link of this record, what it came from first."""
    origins = [
        link for column, origin in _from(table) for link in _origin(connection, table, row_id, column, origin)
    ]
    results = [
        link
        for result, column, origin in _LINKS
        if origin == table
        for link in _results(connection, result, column, row_id)
    ]
    return (
        *origins,
        *_origins_through(connection, table, row_id),
        *results,
        *_results_through(connection, table, row_id),
    )


def _origins_through(connection: Connection, table: str, row_id: int) -> list[Link]:
    found: list[Link] = []
    for result, origin, column, between, key in _THROUGH:
        if result == table:
            source, middle = BY_TABLE[result].table(), BY_TABLE[between].table()
            query = select(middle.c[key]).join(source, source.c[column] == middle.c.id)
            found += _links(
                connection, origin, list(connection.scalars(query.where(source.c.id == row_id))), "from"
            )
    return found


def _results_through(connection: Connection, table: str, row_id: int) -> list[Link]:
    found: list[Link] = []
    for result, origin, column, between, key in _THROUGH:
        if origin == table:
            target, middle = BY_TABLE[result].table(), BY_TABLE[between].table()
            query = (
                select(target.c.id)
                .join(middle, target.c[column] == middle.c.id)
                .where(middle.c[key] == row_id)
            )
            ids = list(connection.scalars(query.order_by(target.c.id).limit(MOST)))
            found += _links(connection, result, ids, "to")
    return found


def _from(table: str) -> list[tuple[str, str]]:
    return [(column, origin) for result, column, origin in _LINKS if result == table]


def _origin(connection: Connection, table: str, row_id: int, column: str, origin: str) -> list[Link]:
    source = BY_TABLE[table].table()
    found = connection.execute(select(source.c[column]).where(source.c.id == row_id)).scalar()
    return [] if found is None else _links(connection, origin, [found], "from")


def _results(connection: Connection, result: str, column: str, row_id: int) -> list[Link]:
    target = BY_TABLE[result].table()
    query = select(target.c.id).where(target.c[column] == row_id).order_by(target.c.id).limit(MOST)
    return _links(connection, result, list(connection.execute(query).scalars()), "to")


def _links(
    connection: Connection, table: str, ids: list[int], direction: Literal["from", "to"]
) -> list[Link]:
    found = titles(connection, table, ids)
    return [Link(BY_TABLE[table].noun, row_id, found.get(row_id, ""), direction) for row_id in ids]
