"""A list of any length: all ids in order in one array, the rows a page at a time, both fetched off the
window's thread. A list that opens shows its first page and its length before the whole order is known.
"""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.cells import FORMATS, WAITING, Cell, Format, name, plain
from stvcrm.queries.rows import Arrangement, Head, RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection

    from stvcrm.base.changes import Changes
    from stvcrm.desktop.runner import Runner

PAGE = 64
KEPT_ROWS = 8192
Index = QModelIndex | QPersistentModelIndex


class LazyTableModel(QAbstractTableModel):
    """Rows of a `RowList`. After every answer the indexes follow their record, not their row number."""

    reordering = Signal()
    reordered = Signal()
    first_rows = Signal()

    def __init__(
        self,
        runner: Runner,
        rows: RowList,
        formats: Mapping[str, Format] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.row_list = rows
        self.arrangement = Arrangement(order=rows.order)
        self.loaded = False
        self._runner = runner
        first = next(c.key for c in rows.columns if c.shown)
        looks = {first: name} | dict(formats or {})
        self._formats = [looks.get(c.key) or FORMATS.get(c.kind, plain) for c in rows.columns]
        self._ids: array[int] = array("q")
        self._count = 0
        self.complete = False
        self._waiting: list[Callable[[], object]] = []
        self._values: dict[int, tuple[Any, ...]] = {}
        self._fresh: set[int] = set()
        self._wanted: set[int] = set()
        self._generation = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fetch)
        runner.changed.connect(self._on_changes)

    def show_rows(self, **changes: Any) -> None:
        """Ask for other rows: `order`, `descending`, `filters`, `only` as in `Arrangement`; the rest
        stays.
        """
        self.arrangement = replace(self.arrangement, **changes)
        self.refresh()

    def show_list(self, rows: RowList) -> None:
        """Show another scope of the same list; filters and order stay."""
        self.row_list = rows
        self.arrangement = replace(self.arrangement, only=None)
        self.refresh()

    def refresh(self) -> None:
        """Ask the order again; a list that shows nothing yet asks its first page before it."""
        if self.loaded:
            self._ask_order()
        else:
            self._runner.ask_latest(self, "ids", self.row_list.head, self._show_head, self.arrangement, PAGE)

    def when_complete(self, act: Callable[[], object]) -> None:
        """Do this now, or as soon as the whole order is known."""
        if self.complete:
            act()
        else:
            self._waiting.append(act)

    def ids(self) -> array[int]:
        """All ids in the order shown, as far as it is known; not to be changed."""
        return self._ids

    def id_at(self, row: int) -> int:
        """The id of the record in this row, 0 while the order is not known so far."""
        return self._ids[row] if row < len(self._ids) else 0

    def row_of(self, row_id: int) -> int:
        """Where this record is now, -1 when it is not in the list."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return -1

    def cell(self, row: int, column: int) -> Cell:
        """What is painted here; asks for the page when it is not known yet."""
        if row >= len(self._ids):
            return WAITING
        if row // PAGE not in self._fresh:
            self._want(row // PAGE)
        values = self._values.get(self._ids[row])
        return WAITING if values is None else self._formats[column](values[column])

    def cells(self, values: Sequence[Any]) -> list[Cell]:
        """A row of values as cells."""
        return [form(value) for form, value in zip(self._formats, values, strict=True)]

    def ask_rows(
        self, ids: Sequence[int], answer: Callable[[Sequence[int], dict[int, tuple[Any, ...]]], object]
    ) -> None:
        """Fetch these rows whole, for copying; the answer gets the ids and the rows."""

        def query(connection: Connection) -> dict[int, tuple[Any, ...]]:
            return self.row_list.rows(connection, ids)

        self._runner.ask(self, query, lambda rows: answer(ids, rows))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many rows there are in all."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many columns the list has."""
        return 0 if parent.isValid() else len(self._formats)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """An index that carries the id of its record."""
        if parent.isValid() or not 0 <= row < self._count or not 0 <= column < len(self._formats):
            return QModelIndex()
        return self.createIndex(row, column, self.id_at(row))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for whoever does not paint: screen readers and tests."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        return self.cell(index.row(), index.column()).text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.row_list.columns[section].label)
        return None

    def _want(self, page: int) -> None:
        self._wanted.add(page)
        if not self._timer.isActive():
            self._timer.start(0)

    def _fetch(self) -> None:
        for page in sorted(self._wanted):
            self._fresh.add(page)
            ids = self._ids[page * PAGE : (page + 1) * PAGE]
            if ids:
                self._runner.ask(self, _page_of(self.row_list, self._generation, page, ids), self._show_page)
        self._wanted.clear()

    def _show_page(self, answer: tuple[int, int, dict[int, tuple[Any, ...]]]) -> None:
        generation, page, rows = answer
        if len(self._values) > KEPT_ROWS:
            self._values.clear()
            self._fresh = {page}
        first = not self._values
        self._values.update(rows)
        last = min((page + 1) * PAGE, len(self._ids)) - 1
        if first and rows:
            self.first_rows.emit()
        if generation == self._generation and last >= page * PAGE:
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self._formats) - 1))

    def _ask_order(self) -> None:
        self._runner.ask_latest(self, "ids", self.row_list.ids, self._show_ids, self.arrangement)

    def _show_head(self, head: Head) -> None:
        self._values.update(head.rows)
        self._fresh = {0}
        self._put(head.ids, head.count)
        if head.rows:
            self.first_rows.emit()
        if not self.complete:
            # After the first page is painted: reading a long order would take time from it.
            QTimer.singleShot(0, self, self._ask_order)

    def _show_ids(self, ids: array[int]) -> None:
        self._generation += 1
        fresh = not self.complete and self.loaded and ids[:PAGE] == self._ids
        self._fresh = {0} if fresh else set()
        self._put(ids, len(ids))

    def _put(self, ids: array[int], count: int) -> None:
        """Show these ids; all of them are known when there are as many as rows."""
        self.loaded, self.complete = True, len(ids) == count
        if ids == self._ids and count == self._count:
            if ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(self._formats) - 1))
            self.reordered.emit()
            self._go_on()
            return
        self.reordering.emit()
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        self._ids, self._count = ids, count
        self.changePersistentIndexList(old, [self._moved(index) for index in old])
        self.layoutChanged.emit()
        self.reordered.emit()
        self._go_on()

    def _go_on(self) -> None:
        """Do what waited for the whole order."""
        if self.complete:
            waiting, self._waiting = self._waiting, []
            for act in waiting:
                act()

    def _moved(self, index: QModelIndex) -> QModelIndex:
        row = self.row_of(index.internalId())
        return QModelIndex() if row < 0 else self.index(row, index.column())

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches(self.row_list.tables):
            self.refresh()


def _page_of(rows: RowList, generation: int, page: int, ids: array[int]) -> Any:
    def query(connection: Connection) -> tuple[int, int, dict[int, tuple[Any, ...]]]:
        return generation, page, rows.rows(connection, ids)

    return query
