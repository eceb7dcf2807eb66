"""The last acts in force, each with the record that it was about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from stvcrm.model.base import Base
from stvcrm.model.catalog import BY_TABLE, RowChange
from stvcrm.queries.operations import recent

if TYPE_CHECKING:
    from datetime import datetime

_CHANGE = Base.metadata.tables[RowChange.__tablename__]
LOOKED_AT = 20
"""Rows of one act that are looked at for its record."""
SHOWN = ("organisation", "person", "visit", "contact_moment", "promise", "action_point", "position")
"""Tables whose records have a place in the window."""
_PART_OF = {"note": "visit", "attendance": "visit", "utterance": "visit", "former_name": "organisation"}
"""Parts, and what they are part of."""


@dataclass(frozen=True)
class Recent:
    """An act: its words, when it was done, and the record to open; none when that is gone."""

    label: str
    at: datetime
    rows: int
    table: str
    row_id: int


def recent_acts(connection: Connection, limit: int) -> tuple[Recent, ...]:
    """The last acts, newest first."""
    found = []
    for act in recent(connection, limit):
        table, row_id = _record(connection, act.id)
        found.append(Recent(act.label, act.at, act.rows, table, row_id))
    return tuple(found)


def _record(connection: Connection, operation: int) -> tuple[str, int]:
    query = (
        select(_CHANGE.c.table, _CHANGE.c.row_id)
        .where(_CHANGE.c.operation_id == operation)
        .order_by(_CHANGE.c.id)
        .limit(LOOKED_AT)
    )
    for changed, changed_id in connection.execute(query).all():
        owner = _PART_OF.get(changed)
        table = owner or changed
        row_id = _value(connection, changed, changed_id, f"{owner}_id") if owner else changed_id
        if table in SHOWN and row_id and _value(connection, table, row_id, "id"):
            return table, row_id
    return "", 0


def _value(connection: Connection, table: str, row_id: int, column: str) -> Any:
    source = BY_TABLE[table].table()
    return connection.execute(select(source.c[column]).where(source.c.id == row_id)).scalar()
