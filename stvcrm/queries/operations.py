"""The journal as people read it: what was done, by whom, and what it did to one record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from stvcrm.base.i18n import N_
from stvcrm.model.base import Base, Kind, fields
from stvcrm.model.catalog import BY_TABLE, Operation, RowChange
from stvcrm.model.journal import OperationKind, OperationState
from stvcrm.queries.rows import Column, RowList

if TYPE_CHECKING:
    from datetime import datetime

_OPERATION = Base.metadata.tables[Operation.__tablename__]
_CHANGE = Base.metadata.tables[RowChange.__tablename__]

OPERATIONS = RowList(
    noun="operations",
    label=N_("Geschiedenis"),
    table=_OPERATION,
    columns=(
        Column("id", "id", _OPERATION.c.id, Kind.NUMBER),
        Column("label", N_("Handeling"), _OPERATION.c.label),
        Column("at", N_("Wanneer"), _OPERATION.c.at, Kind.MOMENT),
        Column("author", N_("Wie"), _OPERATION.c.author),
        Column("state", N_("Stand"), _OPERATION.c.state, Kind.CHOICE),
        Column("rows", N_("Rijen"), _OPERATION.c.rows, Kind.NUMBER),
        Column("kind", N_("Soort"), _OPERATION.c.kind, Kind.CHOICE),
    ),
    tables=frozenset({"operation"}),
)


@dataclass(frozen=True)
class Act:
    """An act that can be undone or redone, as the window announces it."""

    id: int
    label: str
    at: datetime
    rows: int
    session: str


@dataclass(frozen=True)
class FieldChange:
    """One change of one field: who, when, from what, to what."""

    operation_id: int
    at: datetime
    author: str
    label: str
    key: str
    field: str
    before: Any
    after: Any


def newest(connection: Connection, state: OperationState) -> Act | None:
    """The act that Undo (DONE) or Redo (UNDONE) would turn; None when there is none or it is a border."""
    order = _OPERATION.c.id.desc() if state is OperationState.DONE else _OPERATION.c.id.asc()
    query = (
        select(_OPERATION)
        .where(_OPERATION.c.kind == OperationKind.DO, _OPERATION.c.state == state)
        .order_by(order)
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None or not row.undoable:
        return None
    return Act(row.id, row.label, row.at, row.rows, row.session)


def newest_done(connection: Connection) -> tuple[int, str]:
    """Id and public name of the newest act in force; 0 and nothing when there is none."""
    query = (
        select(_OPERATION.c.id, _OPERATION.c.name)
        .where(_OPERATION.c.kind == OperationKind.DO, _OPERATION.c.state == OperationState.DONE)
        .order_by(_OPERATION.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return (0, "") if row is None else (row.id, row.name)


def recent(connection: Connection, limit: int) -> list[Act]:
    """The last acts in force, newest first."""
    query = (
        select(_OPERATION)
        .where(_OPERATION.c.kind == OperationKind.DO, _OPERATION.c.state == OperationState.DONE)
        .order_by(_OPERATION.c.id.desc())
        .limit(limit)
    )
    return [Act(row.id, row.label, row.at, row.rows, row.session) for row in connection.execute(query)]


def history(connection: Connection, table: str, row_id: int) -> list[FieldChange]:
    """Every change of the fields of one record, newest first."""
    known = fields(BY_TABLE[table].table())
    query = (
        select(_OPERATION, _CHANGE.c.before, _CHANGE.c.after)
        .join(_CHANGE, _CHANGE.c.operation_id == _OPERATION.c.id)
        .where(_CHANGE.c.table == table, _CHANGE.c.row_id == row_id)
        .where(_OPERATION.c.state == OperationState.DONE)
        .order_by(_OPERATION.c.id.desc())
    )
    changes = []
    for row in connection.execute(query):
        before, after = json.loads(row.before or "{}"), json.loads(row.after or "{}")
        for key in after:
            if (
                key in known
                and before.get(key) != after[key]
                and (row.before or after[key] not in (None, ""))
            ):
                label = known[key].label
                changes.append(
                    FieldChange(
                        row.id, row.at, row.author, row.label, key, label, before.get(key), after[key]
                    )
                )
    return changes
