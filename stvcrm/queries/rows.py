"""The contract between a list and its query: declared columns, all ids in order, rows by id.

A list holds every id (8 bytes a row) and fetches rows a page at a time; `ids` joins only what sorting and
filtering need, because computed columns are scalar subqueries that `rows` alone evaluates.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, select

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.model.base import Entity, Kind, fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CHUNK = 500


@dataclass(frozen=True)
class Column:
    """One column of a list: its public key, its heading (a source string), what it shows and sorts by."""

    key: str
    label: str
    expression: ColumnElement[Any]
    kind: Kind = Kind.LINE
    sort: ColumnElement[Any] | None = None
    shown: bool = True


@dataclass(frozen=True)
class Filter:
    """A named choice of rows, shown as a chip with its count; a rare one only while it is chosen."""

    key: str
    label: str
    condition: ColumnElement[bool]
    rare: bool = False


@dataclass(frozen=True)
class Arrangement:
    """Which rows, in which order: the state of a list that the user can change."""

    order: str = ""
    descending: bool = False
    filters: tuple[str, ...] = ()
    only: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Head:
    """The number of rows of a list, the ids of the first ones in order, and those rows by id."""

    count: int
    ids: array[int]
    rows: dict[int, tuple[Any, ...]]


@dataclass(frozen=True)
class RowList:
    """Every row of a noun, as a list shows it.

    `tables` are those whose changes make the list stale; `order` is the column it is sorted by at first.
    With a `scope` the list is about a part of them only, such as the forms of one survey.
    """

    noun: str
    label: str
    table: Table
    columns: tuple[Column, ...]
    tables: frozenset[str]
    order: str = "id"
    filters: tuple[Filter, ...] = field(default=())
    scope: ColumnElement[bool] | None = None

    def column(self, key: str) -> Column:
        """The column with this key.

        Raises:
            UserError: there is none; names those there are.
        """
        for column in self.columns:
            if column.key == key:
                return column
        known = ", ".join(column.key for column in self.columns)
        raise UserError(_("Er is geen kolom {key}; wel: {known}.").format(key=key, known=known))

    def ids(self, connection: Connection, arrangement: Arrangement = Arrangement()) -> array[int]:
        """All ids, in order."""
        return array("q", connection.execute(self._ordered(arrangement)).scalars())

    def head(self, connection: Connection, arrangement: Arrangement, size: int) -> Head:
        """How many rows there are, and the first of them: what is painted before the order is known."""
        ids = array("q", connection.execute(self._ordered(arrangement).limit(size)).scalars())
        count = len(ids) if len(ids) < size else self.count(connection, arrangement)
        return Head(count, ids, self.rows(connection, ids))

    def count(self, connection: Connection, arrangement: Arrangement = Arrangement()) -> int:
        """How many rows there are."""
        query = self._chosen(select(func.count()).select_from(self.table), arrangement)
        return int(connection.execute(query).scalar_one())

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
        """The values of these rows by id, in the order of `columns`; rows that are gone are left out."""
        query = select(self.table.c.id, *(column.expression.label(None) for column in self.columns))
        found: dict[int, tuple[Any, ...]] = {}
        for at in range(0, len(ids), CHUNK):
            for row in connection.execute(query.where(self.table.c.id.in_(ids[at : at + CHUNK]))):
                found[row[0]] = tuple(row[1:])
        return found

    def records(self, connection: Connection, limit: int | None = None) -> list[dict[str, Any]]:
        """Rows in the order of their id, as dictionaries by column key."""
        query = select(*(column.expression.label(column.key) for column in self.columns))
        query = query.select_from(self.table).order_by(self.table.c.id).limit(limit)
        return [dict(row) for row in connection.execute(query).mappings()]

    def record(self, connection: Connection, row_id: int) -> dict[str, Any] | None:
        """One row as a dictionary by column key; None when there is none."""
        query = select(*(column.expression.label(column.key) for column in self.columns))
        row = connection.execute(query.where(self.table.c.id == row_id)).mappings().first()
        return None if row is None else dict(row)

    def _ordered(self, arrangement: Arrangement) -> Select[Any]:
        column = self.column(arrangement.order or self.order)
        sort = column.expression if column.sort is None else column.sort
        by: ColumnElement[Any] = sort.desc() if arrangement.descending else sort.asc()
        if getattr(sort, "nullable", True):
            # Only then: with it the database cannot read the order from an index.
            by = by.nulls_last()
        return self._chosen(select(self.table.c.id), arrangement).order_by(by, self.table.c.id)

    def _chosen(self, query: Select[Any], arrangement: Arrangement) -> Select[Any]:
        conditions = [item.condition for item in self.filters if item.key in arrangement.filters]
        if arrangement.only is not None:
            conditions.append(self.table.c.id.in_(arrangement.only))
        if self.scope is not None:
            conditions.append(self.scope)
        return query.where(and_(*conditions)) if conditions else query


def plain_columns(entity: type[Entity], *, hidden: Iterable[str] = ()) -> tuple[Column, ...]:
    """Columns for every field of an entity, headed as the model calls them."""
    table, hide = entity.table(), set(hidden)
    return tuple(
        Column(key, found.label, table.c[key], found.kind, shown=key not in hide)
        for key, found in fields(table).items()
    )
