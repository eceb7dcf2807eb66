"""What belongs to one record: its own values, and the rows that are part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from stvcrm.model.base import field_of
from stvcrm.model.catalog import BY_TABLE
from stvcrm.queries.choices import Option
from stvcrm.queries.titles import titles

if TYPE_CHECKING:
    from collections.abc import Mapping


def values(connection: Connection, table: str, row_id: int) -> dict[str, Any] | None:
    """The columns of one row; a reference that people may change comes as an `Option`. None when gone."""
    source = BY_TABLE[table].table()
    row = connection.execute(select(source).where(source.c.id == row_id)).mappings().first()
    if row is None:
        return None
    found = dict(row)
    for column in source.columns:
        key = next(iter(column.foreign_keys), None)
        if key is not None and field_of(column) is not None and found[column.key] is not None:
            found[column.key] = _option(connection, key.column.table.name, found[column.key])
    return found


def parts(connection: Connection, table: str, owner: str, row_id: int) -> list[Mapping[str, Any]]:
    """The rows of a table that belong to a record, by the column that says so, oldest first."""
    source = BY_TABLE[table].table()
    query = select(source).where(source.c[owner] == row_id).order_by(source.c.id)
    return [dict(row) for row in connection.execute(query).mappings()]


def _option(connection: Connection, table: str, row_id: int) -> Option:
    return Option(row_id, titles(connection, table, [row_id]).get(row_id, ""), "")


def owner_of(connection: Connection, table: str, row_id: int) -> int | None:
    """The organisation a row belongs to, if any."""
    source = BY_TABLE[table].table()
    query = select(source.c.organisation_id).where(source.c.id == row_id)
    return connection.execute(query).scalar()
