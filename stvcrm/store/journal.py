"""Writing the journal: one operation with its row changes, or a note saved again into the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, insert, select, update

from stvcrm.base.errors import Conflict
from stvcrm.model.base import Base
from stvcrm.model.catalog import BY_TABLE, Operation, RowChange
from stvcrm.model.journal import OperationKind, OperationState
from stvcrm.store import images

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from stvcrm.store.unit_of_work import RowKey, UnitOfWork

OPERATION = Base.metadata.tables[Operation.__tablename__]
ROW_CHANGE = Base.metadata.tables[RowChange.__tablename__]
FOLD_WITHIN = timedelta(seconds=60)


@dataclass(frozen=True)
class Origin:
    """Who writes, in which run of the program, under which version of the tables."""

    author: str
    session: str
    revision: str


@dataclass(frozen=True)
class Step:
    """How one row goes from what it must be now to what it will be; None: the row is not there."""

    table: str
    row_id: int
    current: images.Image | None
    wanted: images.Image | None


def changed_rows(uow: UnitOfWork) -> dict[RowKey, tuple[images.Image | None, images.Image | None]]:
    """First and last image of each row that really changed, updates cut to the columns that differ."""
    found: dict[RowKey, tuple[images.Image | None, images.Image | None]] = {}
    for key, after in uow.after.items():
        before = uow.before.get(key)
        if before is not None and after is not None:
            old, new = images.change(BY_TABLE[key[0]].table(), before, after)
            if new:
                found[key] = (old, new)
        elif before is not after:
            found[key] = (before, after)
    return found


def record(uow: UnitOfWork, name: str, origin: Origin, *, undoable: bool = True) -> int | None:
    """Write what the unit of work did as one operation; returns its id, None when nothing changed."""
    rows = changed_rows(uow)
    if not rows and undoable:
        return None
    if uow.folds and (folded := _fold(uow, rows, name, origin)):
        return folded
    connection = uow.connection
    _drop_undone(connection)
    operation = connection.execute(
        insert(OPERATION).values(
            kind=OperationKind.DO,
            name=name,
            label=uow.label,
            at=uow.now,
            author=origin.author,
            session=origin.session,
            revision=origin.revision,
            undoable=undoable,
            rows=len(rows),
            state=OperationState.DONE,
        )
    ).inserted_primary_key
    assert operation is not None
    write_changes(
        connection,
        operation[0],
        ((*key, images.dump(old), images.dump(new)) for key, (old, new) in rows.items()),
    )
    return int(operation[0])


def record_border(connection: Connection, name: str, label: str, at: datetime, origin: Origin) -> None:
    """Note something that cannot be undone and changed no row: neither can what was done before it."""
    _drop_undone(connection)
    values = {
        "kind": OperationKind.DO,
        "name": name,
        "label": label,
        "at": at,
        "author": origin.author,
        "session": origin.session,
        "revision": origin.revision,
        "undoable": False,
        "state": OperationState.DONE,
    }
    connection.execute(insert(OPERATION).values(values))


def _drop_undone(connection: Connection) -> None:
    """A new act: what was taken back cannot be brought back any more."""
    # By plain SQL: it goes before every act.
    connection.exec_driver_sql(
        "UPDATE operation SET state = ? WHERE state = ? AND kind = ?",
        (OperationState.DROPPED.value, OperationState.UNDONE.value, OperationKind.DO.value),
    )


def write_changes(
    connection: Connection, operation: int, rows: Iterable[tuple[str, int, str | None, str | None]]
) -> None:
    """Row changes of an operation, by the driver's executemany: an import has tens of thousands."""
    values = [(operation, *row) for row in rows]
    if values:
        connection.exec_driver_sql(
            'INSERT INTO row_change (operation_id, "table", row_id, before, after) VALUES (?, ?, ?, ?, ?)',
            values,
        )


def newest(connection: Connection, state: OperationState) -> Row[Any] | None:
    """The act to undo (the newest in force) or to redo (the one taken back last)."""
    order = OPERATION.c.id.desc() if state is OperationState.DONE else OPERATION.c.id.asc()
    acts = (OPERATION.c.kind == OperationKind.DO) & (OPERATION.c.state == state)
    return connection.execute(select(OPERATION).where(acts).order_by(order).limit(1)).first()


def changes_of(connection: Connection, operation: int) -> list[Row[Any]]:
    """The row changes of an operation."""
    query = select(ROW_CHANGE).where(ROW_CHANGE.c.operation_id == operation).order_by(ROW_CHANGE.c.id)
    return list(connection.execute(query))


def _fold(
    uow: UnitOfWork,
    rows: dict[RowKey, tuple[images.Image | None, images.Image | None]],
    name: str,
    origin: Origin,
) -> int | None:
    """Add this save to the last operation when that saved the same text a moment ago."""
    connection = uow.connection
    last = connection.execute(select(OPERATION).order_by(OPERATION.c.id.desc()).limit(1)).first()
    if last is None or (last.kind, last.state, last.name) != (OperationKind.DO, OperationState.DONE, name):
        return None
    if last.session != origin.session or not timedelta(0) <= uow.now - last.at < FOLD_WITHIN:
        return None
    earlier = changes_of(connection, last.id)
    if [(change.table, change.row_id) for change in earlier] != list(rows):
        return None
    joined = [values for change in earlier if (values := _joined(uow, change)) is not None]
    if len(joined) != len(earlier):
        return None
    for change, values in zip(earlier, joined, strict=True):
        connection.execute(update(ROW_CHANGE).where(ROW_CHANGE.c.id == change.id).values(values))
    connection.execute(update(OPERATION).where(OPERATION.c.id == last.id).values(at=uow.now))
    return int(last.id)


def _joined(uow: UnitOfWork, change: Row[Any]) -> dict[str, str | None] | None:
    """One change and this save of the same row as one change; None where they do not fit together."""
    key = (change.table, change.row_id)
    middle, now = uow.before[key], uow.after[key]
    expected, first = images.load(change.after), images.load(change.before)
    if middle is None or now is None or expected is None:
        return None
    if first is None:
        return {"before": None, "after": images.dump(now)}
    try:
        start = images.turn(middle, expected, first)
    except Conflict:
        return None
    old, new = images.change(BY_TABLE[change.table].table(), start, now)
    return {"before": images.dump(old), "after": images.dump(new)}
