"""The planned rows of an import as a table; the row one is at unfolds what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from stvcrm.base.i18n import N_, _
from stvcrm.desktop.kit.table_delegate import TableHeader
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.shell.import_cells import PlanDelegate, words
from stvcrm.importers.pipeline import Planned, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

Index = QModelIndex | QPersistentModelIndex
COLUMNS = (N_("Rij"), N_("Oordeel"), N_("Naam"), N_("Oud en nieuw"), N_("Reden"))
WIDTHS = (54, 108, 205, 300, 195)
NO_REASONS = (*WIDTHS[:2], 215, 405, 80)
SAMPLE = 40
_TOP = QModelIndex()


class PlanModel(QAbstractTableModel):
    """The rows with one verdict, or all, in the order given. One row more where a row is unfolded."""

    def __init__(self) -> None:
        super().__init__()
        self._items: Sequence[Planned] = ()
        self._unfolded = -1

    def show_rows(self, rows: Sequence[Planned], verdict: Verdict | None) -> None:
        """Show those of these rows that have the verdict; None for all."""
        self.beginResetModel()
        self._unfolded = -1
        self._items = rows if verdict is None else [item for item in rows if item.verdict is verdict]
        self.endResetModel()

    def item_at(self, row: int) -> Planned | None:
        """The planned row shown here; None where something is unfolded."""
        if self._unfolded >= 0:
            if row == self._unfolded + 1:
                return None
            row -= row > self._unfolded
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, number: int | None, title: str) -> int:
        """Where a row of the file is shown; -1 when it is not."""
        for place, item in enumerate(self._items):
            if (item.row, item.title) == (number, title):
                return place + (0 <= self._unfolded < place)
        return -1

    def first_asked(self) -> int:
        """Where the first question is; -1 when there is none."""
        asked = self._items and self._items[0].verdict is Verdict.ASK
        return 0 if asked else -1

    def tells_reasons(self) -> bool:
        """Whether the first rows have a reason to show."""
        return any(words(item, len(COLUMNS) - 1) for item in self._items[:SAMPLE])

    def fold(self) -> None:
        """Take the unfolded row away."""
        if self._unfolded >= 0:
            self.beginRemoveRows(_TOP, self._unfolded + 1, self._unfolded + 1)
            self._unfolded = -1
            self.endRemoveRows()

    def unfold(self, row: int) -> int:
        """Make room under this row; nothing else is unfolded. Returns the place of the room."""
        self.beginInsertRows(_TOP, row + 1, row + 1)
        self._unfolded = row
        self.endInsertRows()
        return row + 1

    def rowCount(self, parent: Index = _TOP) -> int:
        """Planned rows, and the room under one of them."""
        return 0 if parent.isValid() else len(self._items) + (self._unfolded >= 0)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Row, verdict, name, difference, reason."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for whoever does not paint: screen readers and tests."""
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        item = self.item_at(index.row())
        if item is None or role not in (*wanted, Qt.ItemDataRole.ToolTipRole):
            return None
        return words(item, index.column()) or None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        return None


class PlanTable(QTableView):
    """Arrow keys go along the rows; the digits answer a question; what is unfolded is made by `details`."""

    key_pressed = Signal(str)
    at_row = Signal(object)

    def __init__(self, details: Callable[[Planned], QWidget | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = details
        self._detail: QWidget | None = None
        self._room = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._unfold)
        self.plan_model = PlanModel()
        self.setModel(self.plan_model)
        self.setAccessibleName(_("Rijen van het bestand"))
        self.header = TableHeader(self)
        self.header.setSectionsMovable(False)
        self.header.setSectionsClickable(False)
        self.setHorizontalHeader(self.header)
        self.setItemDelegate(PlanDelegate(self.plan_model.item_at, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        theme().changed.connect(self._measure)
        self._measure()

    def show_rows(self, rows: Sequence[Planned], verdict: Verdict | None) -> None:
        """Show these rows; the row one is at stays, or the next question comes."""
        at = self.current_item()
        self._drop_detail()
        self.plan_model.show_rows(rows, verdict)
        self._share_width()
        row = -1 if at is None else self.plan_model.row_of(at.row, at.title)
        here = self.plan_model.item_at(row)
        if here is None or (at is not None and at.verdict is Verdict.ASK is not here.verdict):
            row = self.plan_model.first_asked()
        self.go_to(max(row, 0))

    def go_to(self, row: int) -> None:
        """Be at this row."""
        self.setCurrentIndex(self.plan_model.index(row, 0))
        self._timer.start(0)

    def next_question(self) -> None:
        """Be at the next question after this one, if there is one."""
        here = self.currentIndex().row()
        for row in range(here + 1, self.plan_model.rowCount()):
            item = self.plan_model.item_at(row)
            if item is not None and item.verdict is Verdict.ASK:
                self.go_to(row)
                return

    def current_item(self) -> Planned | None:
        """The planned row one is at."""
        return self.plan_model.item_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Unfold this row, when Qt is done with moving."""
        super().currentChanged(current, previous)
        self._timer.start(0)

    def moveCursor(self, action: QAbstractItemView.CursorAction, keys: Qt.KeyboardModifier) -> QModelIndex:
        """Step over what is unfolded."""
        index = super().moveCursor(action, keys)
        if index.isValid() and self.plan_model.item_at(index.row()) is None:
            down = index.row() > self.currentIndex().row()
            beside = index.row() + (1 if down else -1)
            if beside >= self.plan_model.rowCount():
                return QModelIndex(self.currentIndex())
            return self.plan_model.index(beside, index.column())
        return index

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and letters are for the question; the rest moves as Qt does."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = Qt.Key(event.key())
        if plain and (Qt.Key.Key_1 <= key <= Qt.Key.Key_9 or key in (Qt.Key.Key_S, Qt.Key.Key_F2)):
            self.key_pressed.emit("F2" if key == Qt.Key.Key_F2 else event.text().lower())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns the room there is, and the unfolded row its height."""
        super().resizeEvent(event)
        self._share_width()

    def _measure(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(theme().px(33))
        self._share_width()

    def _share_width(self) -> None:
        widths = WIDTHS if self.plan_model.tells_reasons() else NO_REASONS
        fixed = [theme().px(width) for width in widths[:2]]
        spare = max(0, self.viewport().width() - sum(fixed))
        rest = sum(widths[2:])
        for place, width in enumerate(fixed):
            self.setColumnWidth(place, width)
        for place, width in enumerate(widths[2:], start=2):
            self.setColumnWidth(place, max(theme().px(90), spare * width // rest))
        self._fit_detail()

    def unfold_now(self) -> None:
        """Ask anew what unfolds under the row one is at."""
        self._timer.stop()
        self._unfold()

    def _unfold(self) -> None:
        item = self.current_item()
        if item is None:
            return
        self._drop_detail()
        self.plan_model.fold()
        row = self.currentIndex().row()
        self.at_row.emit(item)
        self._detail = self._details(item)
        if self._detail is not None:
            self._room = self.plan_model.unfold(row)
            self.setSpan(self._room, 0, 1, len(COLUMNS))
            self.setIndexWidget(self.plan_model.index(self._room, 0), self._detail)
            self._fit_detail()
            self.scrollTo(self.plan_model.index(self._room, 0))
        self.scrollTo(self.plan_model.index(row, 0))

    def _drop_detail(self) -> None:
        self.clearSpans()
        if self._room >= 0:
            rows = self.verticalHeader()
            rows.resizeSection(self._room, rows.defaultSectionSize())
        self._detail, self._room = None, -1

    def _fit_detail(self) -> None:
        if self._detail is None:
            return
        layout = self._detail.layout()
        width = self.viewport().width()
        height = layout.totalHeightForWidth(width) if layout is not None else -1
        self.verticalHeader().resizeSection(
            self._room, height if height > 0 else self._detail.sizeHint().height()
        )
