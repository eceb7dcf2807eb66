"""Ctrl+K: one field that finds records while typing and does commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from stvcrm.base.i18n import _, n_
from stvcrm.base.text import fold
from stvcrm.desktop.kit import icons
from stvcrm.desktop.kit.commands import Command
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.shell.services import Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.shell.services import Services

WAIT_MS = 40
MOST_COMMANDS = 8
_ROLE = Qt.ItemDataRole.UserRole


class Palette(QDialog):
    """Results in the order of the search, commands below; arrows choose, Enter does it, Escape closes."""

    def __init__(self, context: Context, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._services = context, services
        self._hits: Sequence[Hit] = ()
        self._commands = context.commands.available()
        self.setWindowTitle(_("Zoeken"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setModal(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        self.field = QLineEdit()
        self.field.setProperty("measure", "large")
        self.field.setPlaceholderText(_("Zoek of typ een opdracht"))
        self.field.setAccessibleName(_("Zoek of typ een opdracht"))
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(_ResultPainter(self.list))
        self.list.setAccessibleName(_("Resultaten"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.status = label("", "second")
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.status)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._search)
        self.field.textChanged.connect(self._typed)
        self.list.itemClicked.connect(self._do)
        look = theme()
        self._highest = min(look.px(380), parent.height() - look.px(150))
        self.setFixedWidth(min(look.px(640), parent.width() - 60))
        self._fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        """An edge, so that it stands out from the page below."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme().colour("edge"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and Enter in the field work on the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.list.setCurrentRow(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.list.currentItem()
                if item is not None:
                    self._do(item)
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._timer.start()

    def _search(self) -> None:
        text = self.field.text().strip()
        if not text:
            self._show_hits(())
            return
        self._context.runner.ask_latest(self, "search", self._services.search, self._show_hits, text)

    def _show_hits(self, hits: Sequence[Hit]) -> None:
        self._hits = hits
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        words = fold(self.field.text()).split()
        for hit in self._hits:
            self._add(f"{hit.title}, {hit.kind}. {hit.snippet}", hit)
        matching = [c for c in self._commands if all(word in fold(c.text) for word in words)]
        for command in matching[: None if not words else MOST_COMMANDS]:
            self._add(_("opdracht {name}").format(name=command.text), command)
        self.list.setCurrentRow(0)
        count = len(self._hits)
        found = n_("{n} gevonden", "{n} gevonden", count).format(n=count)
        nothing = bool(words) and not self.list.count()
        self.status.setText(_("Niets gevonden; probeer een deel van een woord.") if nothing else found)
        self.status.setVisible(nothing or bool(words and count))
        self._fit()

    def _fit(self) -> None:
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.list.setFixedHeight(min(rows + 2 * self.list.frameWidth(), self._highest))
        self.list.setVisible(self.list.count() > 0)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.resize(self.width(), self.sizeHint().height())

    def _add(self, spoken: str, value: Hit | Command) -> None:
        item = QListWidgetItem()
        item.setData(_ROLE, value)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.list.addItem(item)

    def _do(self, item: QListWidgetItem) -> None:
        value = item.data(_ROLE)
        self.accept()
        if isinstance(value, Command):
            value.run()
        else:
            hit = cast("Hit", value)
            self._context.navigate(hit.table, hit.id)


class _ResultPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme().px(50 if isinstance(index.data(_ROLE), Hit) else 36))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, value, rect = theme(), index.data(_ROLE), option.rect
        list_view = cast("QListWidget", self.parent())
        if list_view.currentRow() == index.row():
            painter.fillRect(rect, look.colour("accent_soft"))
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), look.colour("accent"))
        is_hit = isinstance(value, Hit)
        half = rect.height() // 2 if is_hit and value.snippet else rect.height()
        size = look.px(16)
        icons.draw(
            painter, value.icon or "chevron-right", "muted", rect.x() + look.px(12),
            rect.y() + (half - size) / 2 + (look.px(3) if half < rect.height() else 0), size,
        )  # fmt: skip
        text = rect.adjusted(look.px(40), look.px(4) if half < rect.height() else 0, -look.px(10), 0)
        text.setHeight(half)
        self._line(
            painter, text, value.title if is_hit else value.text, value.kind if is_hit else value.shortcut
        )
        if half < rect.height():
            font = look.font(13)
            painter.setFont(font)
            painter.setPen(look.colour("muted"))
            low = QRect(text.x(), rect.y() + half - 1, text.width(), half - look.px(2))
            shown = QFontMetrics(font).elidedText(value.snippet, Qt.TextElideMode.ElideRight, low.width())
            painter.drawText(low, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _line(self, painter: QPainter, rect: QRect, text: str, end: str) -> None:
        look = theme()
        small = look.font(12)
        room = QFontMetrics(small).horizontalAdvance(end) + look.px(12)
        painter.setFont(small)
        painter.setPen(look.colour("muted"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), end)
        font = look.font(14, 600)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - room)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), shown)
