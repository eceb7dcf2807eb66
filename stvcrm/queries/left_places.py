"""Where a part of an erased name still stands, in words that tell the places apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stvcrm.base.i18n import _
from stvcrm.model.base import Base, field_of
from stvcrm.model.catalog import BY_TABLE
from stvcrm.queries.catalog import BY_NOUN
from stvcrm.queries.titles import titles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from stvcrm.store.erasure import Left


@dataclass(frozen=True)
class Place:
    """The record with its title, the list and the field it stands in, and the words that were found."""

    table: str
    id: int
    title: str
    where: str
    words: str


def places(connection: Connection, left: Iterable[Left]) -> tuple[Place, ...]:
    """The places as their users know them, in the same order; a record that is gone keeps the words only."""
    return tuple(_place(connection, one) for one in left)


def _place(connection: Connection, left: Left) -> Place:
    title = titles(connection, left.table, [left.id]).get(left.id) or left.text
    rows = BY_NOUN.get(BY_TABLE[left.table].noun) if left.table in BY_TABLE else None
    columns = Base.metadata.tables[left.table].columns
    field = field_of(columns[left.field]) if left.field in columns else None
    parts = (_(rows.label) if rows is not None else "", _(field.label).lower() if field is not None else "")
    return Place(left.table, left.id, title, ", ".join(part for part in parts if part), left.text)
