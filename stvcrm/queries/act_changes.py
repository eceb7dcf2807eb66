"""What one act of the journal did: which records it made, changed and removed, field by field."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from stvcrm.analysis.addresses import phone_shown
from stvcrm.base.clock import local
from stvcrm.base.dates import short_date
from stvcrm.base.i18n import _
from stvcrm.model.base import Base, Kind, fields
from stvcrm.model.catalog import BY_TABLE, Operation, RowChange
from stvcrm.model.journal import OperationKind, OperationState
from stvcrm.queries.catalog import BY_NOUN
from stvcrm.queries.field_history import words
from stvcrm.queries.titles import titles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Row

_OPERATION = Base.metadata.tables[Operation.__tablename__]
_CHANGE = Base.metadata.tables[RowChange.__tablename__]
SHOWN = 200
"""Records of one act that are told; an import may have thousands."""


class Did(Enum):
    """What happened to a record."""

    MADE = auto()
    CHANGED = auto()
    REMOVED = auto()


@dataclass(frozen=True)
class FieldChanged:
    """One field in words, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RecordChange:
    """One record of an act: what sort it is, what it is called, and its fields when it was changed."""

    table: str
    row_id: int
    sort: str
    title: str
    did: Did
    fields: tuple[FieldChanged, ...] = ()


@dataclass(frozen=True)
class ActChanges:
    """The first records of an act, how many it has in all, and how many acts Undo would take back with it."""

    records: tuple[RecordChange, ...]
    total: int
    acts_back: int


def act_changes(connection: Connection, operation_id: int) -> ActChanges:
    """What this act did; `acts_back` is 0 when it is not in force."""
    of_act = _CHANGE.c.operation_id == operation_id
    total = connection.scalar(select(func.count()).select_from(_CHANGE).where(of_act))
    query = select(_CHANGE).where(of_act).order_by(_CHANGE.c.id).limit(SHOWN)
    rows = connection.execute(query).all()
    names = {
        table: titles(connection, table, {row.row_id for row in rows if row.table == table})
        for table in {row.table for row in rows}
    }
    records = tuple(_record(connection, row, names) for row in rows)
    return ActChanges(records, int(total or 0), _acts_back(connection, operation_id))


def _acts_back(connection: Connection, operation_id: int) -> int:
    act = connection.execute(select(_OPERATION).where(_OPERATION.c.id == operation_id)).first()
    if act is None or act.kind != OperationKind.DO or act.state != OperationState.DONE:
        return 0
    in_force = (
        _OPERATION.c.id >= operation_id,
        _OPERATION.c.kind == OperationKind.DO,
        _OPERATION.c.state == OperationState.DONE,
    )
    border = connection.scalar(
        select(func.count()).select_from(_OPERATION).where(*in_force, _OPERATION.c.undoable.is_(False))
    )
    if border:
        return 0
    return int(connection.scalar(select(func.count()).select_from(_OPERATION).where(*in_force)) or 0)


def _record(connection: Connection, row: Row[Any], names: dict[str, dict[int, str]]) -> RecordChange:
    before, after = (json.loads(text) if text else None for text in (row.before, row.after))
    did = Did.MADE if before is None else Did.REMOVED if after is None else Did.CHANGED
    entity = BY_TABLE.get(row.table)
    noun = BY_NOUN.get(entity.noun) if entity is not None else None
    gone = str((before or after or {}).get("name") or "")
    changed = _fields(connection, row.table, before or {}, after or {}) if did is Did.CHANGED else ()
    return RecordChange(
        row.table,
        row.row_id,
        _(noun.label) if noun is not None else row.table,
        names.get(row.table, {}).get(row.row_id) or gone or _("nummer {id}").format(id=row.row_id),
        did,
        tuple(changed),
    )


def _fields(
    connection: Connection, table: str, before: dict[str, Any], after: dict[str, Any]
) -> Iterable[FieldChanged]:
    known = fields(BY_TABLE[table].table())
    for key, value in after.items():
        if key in known and before.get(key) != value:
            kind = known[key].kind
            yield FieldChanged(
                _(known[key].label),
                _readable(kind, words(connection, table, key, before.get(key))),
                _readable(kind, words(connection, table, key, value)),
            )


def _readable(kind: Kind, text: str) -> str:
    """Dates, moments, numbers of telephones and yes or no as people write them."""
    if not text:
        return ""
    if kind is Kind.DATE:
        return short_date(date.fromisoformat(text[:10]))
    if kind is Kind.MOMENT:
        moment = datetime.fromisoformat(text)
        here = local(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
        return f"{short_date(here.date())} {here:%H:%M}"
    if kind is Kind.FLAG:
        return _("ja") if text == "True" else _("nee")
    return phone_shown(text) if kind is Kind.PHONE else text
