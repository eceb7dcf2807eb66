"""A list in its card: table, a foot that says where one is, and what to say when there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.chips import ALL, Chip, Chips
from stvcrm.desktop.kit.labels import Elided
from stvcrm.desktop.kit.theme import theme
from stvcrm.queries.rows import Arrangement

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from sqlalchemy import Connection

    from stvcrm.desktop.kit.table_view import TableView
    from stvcrm.desktop.runner import Runner

NARROW = 900
LIST_HEIGHT = 260
RECORD_HEIGHT = 420


class ListPanel(QFrame):
    """The card around a `TableView`; in place of a list without rows it shows `empty`, or `filtered` when
    there are rows that the filters leave out.
    """

    def __init__(
        self, table: TableView, empty: QWidget, filtered: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.table = table
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self._stack.addWidget(empty)
        self._stack.addWidget(filtered or empty)
        self._total = 0
        column.addWidget(self._stack, 1)
        foot = QFrame()
        foot.setProperty("look", "foot")
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(14, 5, 14, 6)
        self._where = Elided("", "second")
        self.foot.addWidget(self._where, 1)
        column.addWidget(foot)
        table.position_changed.connect(self._where.set_text)
        table.lazy.reordered.connect(self._choose)
        self._choose()

    def tell_total(self, total: int) -> None:
        """So many rows there are without any filter."""
        self._total = total
        self._choose()

    def _choose(self) -> None:
        nothing = self.table.lazy.loaded and not self.table.lazy.rowCount()
        without = self._stack.count() - 1 if self._total else 1
        self._stack.setCurrentIndex(without if nothing else 0)


class ListFilters(Chips):
    """The filters of a list with their counts, over its table; `counted` tells how many rows there are."""

    counted = Signal(int)

    def __init__(self, table: TableView, runner: Runner, *, every: str) -> None:
        model = table.lazy
        chips = [Chip(found.key, _(found.label), rare=found.rare) for found in model.row_list.filters]
        super().__init__([*chips, Chip(ALL, every)])
        self._model, self._runner = model, runner
        self.chosen.connect(self._filter)
        model.reordered.connect(lambda: table.when_painted(self._count))
        self._filter()

    def _filter(self) -> None:
        self._model.show_rows(filters=self.filters())

    def _count(self) -> None:
        rows = self._model.row_list

        def query(connection: Connection) -> dict[str, int]:
            counts = {f.key: rows.count(connection, Arrangement(filters=(f.key,))) for f in rows.filters}
            return counts | {ALL: rows.count(connection)}

        self._runner.ask_latest(self, "counts", query, self._show)

    def _show(self, counts: dict[str, int]) -> None:
        self.show_counts(counts)
        self.counted.emit(counts[ALL])


class ListAndRecord(QScrollArea):
    """List left, record right; on a narrow window or with large text the record moves under the list.

    Then the two together scroll, so that neither is squeezed.
    """

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self._right = right
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(14)
        self.splitter.setStretchFactor(0, 65)
        self.splitter.setStretchFactor(1, 35)
        for part in (left, right):
            part.setMinimumWidth(260)
        self.setWidget(self.splitter)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.splitter.setSizes([650, 350])
        theme().changed.connect(self._reflow)

    def show_record(self) -> None:
        """Bring the record into view where it lies below the list."""
        self.ensureWidgetVisible(self._right, 0, 0)

    def show_list(self) -> None:
        """Bring the list back into view."""
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when there is no room beside each other."""
        super().resizeEvent(event)
        self._reflow()

    def _reflow(self) -> None:
        look = theme()
        narrow = self.width() < NARROW * look.scale
        self.splitter.setMinimumHeight(look.px(LIST_HEIGHT + RECORD_HEIGHT) if narrow else 0)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if wanted != self.splitter.orientation():
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes([LIST_HEIGHT, RECORD_HEIGHT] if narrow else [650, 350])
