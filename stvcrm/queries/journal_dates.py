"""When records that keep no date of their own were added, as far as the journal still tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from stvcrm.model.base import Base
from stvcrm.model.catalog import Operation, RowChange
from stvcrm.model.journal import OperationState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_OPERATION = Base.metadata.tables[Operation.__tablename__]
_CHANGE = Base.metadata.tables[RowChange.__tablename__]


def added(connection: Connection, table: str, ids: Sequence[int]) -> dict[int, tuple[datetime, str]]:
    """Moment and label of the act that added each of these rows, by id."""
    query = (
        select(_CHANGE.c.row_id, _OPERATION.c.at, _OPERATION.c.label)
        .join(_OPERATION, _OPERATION.c.id == _CHANGE.c.operation_id)
        .where(_CHANGE.c.table == table, _CHANGE.c.row_id.in_(ids), _CHANGE.c.before.is_(None))
        .where(_OPERATION.c.state == OperationState.DONE)
        .order_by(_OPERATION.c.id.desc())
    )
    return {row_id: (at, label) for row_id, at, label in connection.execute(query)}
