"""The list on screen: sorting, choosing columns, selection by record, copy as a table, and where one is
in it.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from stvcrm.base.i18n import _, n_
from stvcrm.desktop.kit.column_widths import share, typical
from stvcrm.desktop.kit.selection import Selection
from stvcrm.desktop.kit.table_delegate import CellDelegate, TableHeader
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from stvcrm.desktop.kit.lazy_table import Index, LazyTableModel
    from stvcrm.desktop.preferences import Preferences

COPY_LIMIT = 20_000
START_WIDTH = 120
SAMPLE = 64
HELD_MS = 150
"""While an arrow key is held, the record beside the list follows this often."""
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class TableView(QTableView):
    """Shows a `LazyTableModel`. `current_changed` tells the record the user is at, `opened` one that was
    entered.
    """

    current_changed = Signal(object)
    opened = Signal(int)
    position_changed = Signal(str)
    copied = Signal(str)

    def __init__(
        self, model: LazyTableModel, preferences: Preferences, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.lazy, self._preferences = model, preferences
        self.selection = Selection(self)
        self._current: int | None = None
        self._offset: int | None = None
        self._painted = self._held = False
        self._after_paint: list[Callable[[], object]] = []
        self._behind = QTimer(self)
        self._behind.setSingleShot(True)
        self._behind.setInterval(HELD_MS)
        self._behind.timeout.connect(self._tell_current)
        self.setAccessibleName(name)
        self.setModel(model)
        self.header = TableHeader(self)
        self.setHorizontalHeader(self.header)
        self.delegate = CellDelegate(model, self.selection, self.header)
        self.setItemDelegate(self.delegate)
        self._set_up()
        self.restore_columns()
        self.header.sorted_by = (self._place_of(model.arrangement.order or model.row_list.order), False)
        model.reordering.connect(self._before_reorder)
        model.reordered.connect(self._after_reorder)
        self.selection.changed.connect(self.viewport().update)
        self.header.sectionClicked.connect(self._sort)
        self.header.sectionMoved.connect(self._keep_columns)
        self.header.sectionResized.connect(self._resized)
        model.first_rows.connect(self._first_rows)
        model.dataChanged.connect(self._cells_changed)
        self.header.customContextMenuRequested.connect(self._header_menu)
        self.verticalScrollBar().valueChanged.connect(self._tell_position)
        theme().changed.connect(self._measure)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._measure()

    def _measure(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(theme().px(33))
        if self.lazy.loaded:
            self.restore_columns()
            self._first_rows()

    def current_id(self) -> int | None:
        """The record the user is at."""
        return self._current

    def go_to(self, row_id: int) -> None:
        """Choose this record and bring it into view, now or when the list has it."""
        self._current = row_id
        self.selection.only(row_id)
        self._restore_current()
        self._tell_current()

    def when_painted(self, act: Callable[[], object]) -> None:
        """Do this now, or after the first rows are on the screen if they are about to be."""
        if self._painted or not self.isVisible():
            act()
        else:
            self._after_paint.append(act)

    def select_all(self) -> None:
        """Choose every record of the list, seen or not."""
        self.lazy.when_complete(lambda: self.selection.choose(self.lazy.ids()))

    def sort_by(self, key: str, *, descending: bool = False) -> None:
        """Put the rows in the order of this column."""
        self.header.sorted_by = (self._place_of(key), descending)
        self.header.viewport().update()
        self.lazy.show_rows(order=key, descending=descending)

    def position(self) -> str:
        """Which rows are in view: `1–20 van 388`."""
        total = self.lazy.rowCount()
        if not total:
            return _("geen rijen")
        height = self.rowHeight(0) or 1
        first = self.verticalScrollBar().value()
        last = min(total, first + max(1, self.viewport().height() // height))
        return _("{first}–{last} van {total}").format(
            first=_points(first + 1), last=_points(last), total=_points(total)
        )

    def copy_rows(self) -> None:
        """Put the chosen rows on the clipboard as a table, headings included."""
        chosen = self.selection.ids()
        ids = [row_id for row_id in self.lazy.ids() if row_id in chosen][:COPY_LIMIT]
        self.lazy.ask_rows(ids, self._to_clipboard)

    def shown_columns(self) -> list[str]:
        """The keys of the columns on screen, in the order they have there."""
        places = (self.header.logicalIndex(visual) for visual in range(self.header.count()))
        return [self.lazy.row_list.columns[p].key for p in places if not self.isColumnHidden(p)]

    def column_menu(self) -> QMenu:
        """A menu that shows and hides columns."""
        menu = QMenu(self)
        for place, column in enumerate(self.lazy.row_list.columns):
            if column.key == "id" or column.kind == "reference":
                continue
            action = menu.addAction(_(column.label))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(place))
            action.setData(place)
        menu.addSeparator()
        menu.addAction(_("Beginstand")).setData(-1)
        menu.triggered.connect(self._column_chosen)
        return menu

    def restore_columns(self) -> None:
        """Give the columns the widths, order and visibility they were left with."""
        state = self._preferences.columns(self.lazy.row_list.noun)
        widths: Mapping[str, int] = state.get("widths", {})
        columns = self.lazy.row_list.columns
        hidden: Sequence[str] = state.get("hidden", [c.key for c in columns if not c.shown])
        keys = [column.key for column in columns]
        self.header.blockSignals(True)
        for place, key in enumerate(keys):
            self.setColumnWidth(place, theme().px(widths.get(key, START_WIDTH)))
            self.setColumnHidden(place, key in hidden)
        for visual, key in enumerate(key for key in state.get("order", keys) if key in keys):
            self.header.moveSection(self.header.visualIndex(keys.index(key)), visual)
        self.header.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that choose; the rest moves as Qt does."""
        key, modifiers = event.key(), event.modifiers()
        self._held = event.isAutoRepeat()
        if not self._held:
            self._catch_up()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.opened.emit(self._current)
        elif key == Qt.Key.Key_Space and modifiers & _CTRL and self._current is not None:
            self.selection.toggle(self._current)
        else:
            super().keyPressEvent(event)
        self._held = False

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The key is let go: the record catches up."""
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat():
            self._catch_up()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first rows come before all that waits for them."""
        super().paintEvent(event)
        if not self._painted and self.lazy.loaded:
            self._painted = True
            waiting, self._after_paint = self._after_paint, []
            for act in waiting:
                QTimer.singleShot(0, self, act)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the chosen row with Ctrl takes it out again."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and event.modifiers() & _CTRL:
            self.selection.toggle(index.internalId())
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the record."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index.internalId())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt moved: the selection goes along, with Shift as a range."""
        super().currentChanged(current, previous)
        if not current.isValid() or self._offset is not None or not self.lazy.id_at(current.row()):
            return
        row_id = self.lazy.id_at(current.row())
        if QGuiApplication.keyboardModifiers() & _SHIFT and self.selection.anchor is not None:
            self._select_range(self.lazy.row_of(self.selection.anchor), current.row())
        else:
            self.selection.only(row_id)
        if row_id == self._current:
            return
        self._current = row_id
        if not self._held:
            self._tell_current()
        elif not self._behind.isActive():
            self._behind.start()

    def _tell_current(self) -> None:
        self._behind.stop()
        self.current_changed.emit(self._current)

    def _catch_up(self) -> None:
        if self._behind.isActive():
            self._tell_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height shows another number of rows, another width other columns."""
        super().resizeEvent(event)
        if self.lazy.loaded and event.size().width() != event.oldSize().width():
            self._first_rows()
        self._tell_position()

    def changeEvent(self, event: QEvent) -> None:
        """Another font is another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._tell_position()

    def _select_range(self, start: int, end: int) -> None:
        low, high = sorted((max(start, 0), end))
        self.selection.choose(self.lazy.ids()[low : high + 1])

    def _sort(self, place: int) -> None:
        key = self.lazy.row_list.columns[place].key
        self.sort_by(key, descending=place == self.header.sorted_by[0] and not self.header.sorted_by[1])

    def _place_of(self, key: str) -> int:
        return [column.key for column in self.lazy.row_list.columns].index(key)

    def _before_reorder(self) -> None:
        # Thousands of selected rows would make Qt move as many indexes: the set of ids is the selection.
        row = -1 if self._current is None else self.lazy.row_of(self._current)
        top = self.verticalScrollBar().value()
        visible = top <= row <= top + self.viewport().height() // max(1, self.rowHeight(0) or 33)
        self._offset = row - top if visible else -1
        self.selectionModel().clearSelection()

    def _after_reorder(self) -> None:
        offset, self._offset = self._offset, None
        if len(self.selection) > 1:
            self.selection.keep(self.lazy.ids())
        row = -1 if self._current is None else self.lazy.row_of(self._current)
        if row >= 0:
            self._restore_current()
            if offset is not None and offset >= 0:
                self.verticalScrollBar().setValue(row - offset)
        elif self._current is not None and self.lazy.complete:
            self._current = None
            self.selection.only(None)
            self._tell_current()
        self._tell_position()

    def _restore_current(self) -> None:
        row = -1 if self._current is None else self.lazy.row_of(self._current)
        if row < 0:
            return
        column = self.currentIndex().column()
        if column < 0 or self.isColumnHidden(column):
            # Qt does not scroll to a cell that is hidden.
            column = next(p for p in range(self.header.count()) if not self.isColumnHidden(p))
        index = self.lazy.index(row, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        chosen, self._offset = self._offset, -1
        self.selectionModel().setCurrentIndex(index, flags)
        self._offset = chosen
        self.scrollTo(index)

    def _tell_position(self) -> None:
        self.position_changed.emit(self.position())

    def _header_menu(self, place: QPoint) -> None:
        self.column_menu().popup(self.header.mapToGlobal(place))

    def _column_chosen(self, action: Any) -> None:
        if action.data() == -1:
            self._preferences.keep_columns(self.lazy.row_list.noun, {})
            self.restore_columns()
        else:
            self.setColumnHidden(action.data(), not action.isChecked())
            self._keep_columns()

    def fit_columns(self) -> None:
        """Share the width by what headings and the first rows need."""
        rows = range(min(len(self.lazy.ids()), SAMPLE))
        visual = (self.header.logicalIndex(place) for place in range(self.header.count()))
        places = [place for place in visual if not self.isColumnHidden(place)]
        floors = [max(self.header.wanted_width(place), theme().px(54)) for place in places]
        wanted = [
            typical([self.delegate.width_of(self.lazy.cell(row, place)) for row in rows]) for place in places
        ]
        self.header.blockSignals(True)
        widths = share(self.viewport().width(), floors, wanted)
        for place, width in zip(places, widths, strict=True):
            self.setColumnWidth(place, width)
        self.header.blockSignals(False)

    def _first_rows(self) -> None:
        if not self._preferences.columns(self.lazy.row_list.noun).get("widths"):
            self.fit_columns()

    def _cells_changed(self, first: Index) -> None:
        """The first rows decide the widths, so what changes in them may need more room."""
        if first.row() == 0:
            self._first_rows()

    def _resized(self) -> None:
        # Qt resizes columns itself too; only what the user dragged is worth keeping.
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._keep_columns()

    def _keep_columns(self) -> None:
        columns = self.lazy.row_list.columns
        places = range(len(columns))
        state = {
            "order": [columns[self.header.logicalIndex(visual)].key for visual in places],
            "widths": {
                columns[p].key: round(self.columnWidth(p) / theme().scale)
                for p in places
                if not self.isColumnHidden(p)
            },
            "hidden": [columns[p].key for p in places if self.isColumnHidden(p)],
        }
        self._preferences.keep_columns(self.lazy.row_list.noun, state)

    def _to_clipboard(self, ids: Sequence[int], rows: Mapping[int, Sequence[Any]]) -> None:
        shown = [
            place
            for place in (self.header.logicalIndex(v) for v in range(self.header.count()))
            if not self.isColumnHidden(place)
        ]
        heading = [_(self.lazy.row_list.columns[place].label) for place in shown]
        lines = [heading]
        for row_id in ids:
            if row_id in rows:
                cells = self.lazy.cells(rows[row_id])
                lines.append(["" if cells[place].text == "–" else cells[place].text for place in shown])
        mime = QMimeData()
        mime.setText("\n".join("\t".join(line) for line in lines))
        mime.setHtml(_as_html(lines))
        QGuiApplication.clipboard().setMimeData(mime)
        count = len(lines) - 1
        self.copied.emit(n_("{n} rij gekopieerd", "{n} rijen gekopieerd", count).format(n=_points(count)))


def _as_html(lines: Sequence[Sequence[str]]) -> str:
    rows = ("".join(f"<td>{html.escape(text)}</td>" for text in line) for line in lines)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _points(number: int) -> str:
    return f"{number:,}".replace(",", ".")
