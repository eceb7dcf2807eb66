"""The history of one field: who changed it, when, from what to what, as values people can read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Enum

from stvcrm.model.catalog import BY_TABLE
from stvcrm.queries.operations import FieldChange, history
from stvcrm.queries.titles import titles

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

PIECE = "@"


@dataclass(frozen=True)
class Step:
    """One change of a field.

    `before` and `after` are words; `value` is what the field was before, ready to be stored again, and
    `whole` tells whether it is known whole (of long text the journal keeps the piece that changed).
    """

    at: datetime
    author: str
    act: str
    before: str
    after: str
    value: Any
    whole: bool


def field_history(connection: Connection, table: str, row_id: int, key: str) -> tuple[Step, ...]:
    """Every change of this field of this record, newest first."""
    changes = [change for change in history(connection, table, row_id) if change.key == key]
    return tuple(_step(connection, table, key, change) for change in changes)


def _step(connection: Connection, table: str, key: str, change: FieldChange) -> Step:
    return Step(
        change.at,
        change.author,
        change.label,
        words(connection, table, key, change.before),
        words(connection, table, key, change.after),
        change.before,
        not isinstance(change.before, dict),
    )


def words(connection: Connection, table: str, key: str, value: Any) -> str:
    """A value as the journal keeps it, in words; of long text the piece that changed."""
    column = BY_TABLE[table].table().columns[key]
    if value in (None, ""):
        return ""
    if isinstance(value, dict) and PIECE in value:
        return f"… {value[PIECE][1]} …"
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        return str(getattr(column.type.enum_class(value), "label", value))
    reference = next(iter(column.foreign_keys), None)
    if reference is not None:
        return titles(connection, reference.column.table.name, [value]).get(value, str(value))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
