"""Paints the cells and headings of a list: state as icon, word and colour; the chosen row with an accent
bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from stvcrm.desktop.kit import icons
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.kit.tokens import TONES

if TYPE_CHECKING:
    from stvcrm.desktop.kit.cells import Cell
    from stvcrm.desktop.kit.lazy_table import LazyTableModel
    from stvcrm.desktop.kit.selection import Selection

BAR = 3
FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class CellDelegate(QStyledItemDelegate):
    """Asks the model for a `Cell` once, in place of the many roles Qt would ask for."""

    def __init__(self, model: LazyTableModel, selection: Selection, header: QHeaderView) -> None:
        super().__init__(header)
        self._model, self._selection, self._header = model, selection, header
        self._first: int | None = None
        for signal in (header.sectionMoved, header.sectionResized, header.sectionCountChanged):
            signal.connect(self._forget_first)
        self._look = theme()
        self._look.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        look = self._look
        self._fonts = {bold: look.font(13, 600 if bold else 400, tabular=True) for bold in (False, True)}
        self._metrics = {bold: QFontMetrics(font) for bold, font in self._fonts.items()}
        self._pad, self._icon = look.px(8), look.px(14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        look = self._look
        rect = option.rect
        chosen = self._model.id_at(index.row()) in self._selection
        painter.fillRect(rect, look.colour("accent_soft" if chosen else "panel"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        first = index.column() == self._first_column()
        if chosen and first:
            painter.fillRect(QRect(rect.x(), rect.y(), BAR, rect.height()), look.colour("accent"))
        left = look.px(14) if first else self._pad
        self._draw_cell(
            painter, rect.adjusted(left, 0, -self._pad, -1), self._model.cell(index.row(), index.column())
        )

    def _first_column(self) -> int:
        if self._first is None:
            header = self._header
            shown = (column for column in map(header.logicalIndex, range(header.count())))
            self._first = next((column for column in shown if not header.isSectionHidden(column)), 0)
        return self._first

    def _forget_first(self) -> None:
        self._first = None

    def _draw_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        look = self._look
        ink, soft = TONES[cell.tone]
        metrics = self._metrics[cell.bold]
        space = self._icon + look.px(5) if cell.icon else 0
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, rect.width() - space)
        if cell.soft:
            width = metrics.horizontalAdvance(text) + space + look.px(13)
            box = QRectF(rect.x(), rect.center().y() - look.px(21) / 2, width, look.px(21))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(soft))
            painter.drawRoundedRect(box, 4, 4)
            rect = rect.adjusted(look.px(6), 0, look.px(6), 0)
        if cell.icon:
            y = rect.y() + (rect.height() - self._icon) / 2
            icons.draw(painter, cell.icon, ink, rect.x(), y, self._icon)
        painter.setFont(self._fonts[cell.bold])
        painter.setPen(look.colour(ink))
        side = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect.adjusted(space, 0, 0, 0), int(FLAGS | side), text)

    def width_of(self, cell: Cell) -> int:
        """How wide a column must be to show this cell whole."""
        space = self._icon + self._look.px(5) if cell.icon else 0
        return (
            self._metrics[cell.bold].horizontalAdvance(cell.text) + space + 2 * self._pad + self._look.px(8)
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows have one height; widths are set by the view."""
        return QSize(self._look.px(80), self._look.px(33))


class TableHeader(QHeaderView):
    """Column headings; the one sorted by has an arrow and the text colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(False)
        self.setStretchLastSection(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.sorted_by: tuple[int, bool] = (-1, False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw one heading."""
        look, model = theme(), self.model()
        sorted_here = logicalIndex == self.sorted_by[0]
        painter.fillRect(rect, look.colour("head"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal))
        font: QFont = look.font(13, 600)
        painter.setFont(font)
        painter.setPen(look.colour("text" if sorted_here else "muted"))
        left = look.px(14 if self.sectionViewportPosition(logicalIndex) <= -self.offset() else 8)
        size = look.px(13)
        room = rect.adjusted(left, 0, -(size if sorted_here else 0) - look.px(6), 0)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(FLAGS | Qt.AlignmentFlag.AlignLeft), shown)
        if sorted_here:
            x = room.x() + QFontMetrics(font).horizontalAdvance(shown) + look.px(3)
            arrow = "arrow-down" if self.sorted_by[1] else "arrow-up"
            icons.draw(painter, arrow, "text", x, rect.y() + (rect.height() - size) / 2, size)

    def wanted_width(self, place: int) -> int:
        """How wide a column must be to show its heading whole, sorted or not."""
        look = theme()
        text = str(self.model().headerData(place, Qt.Orientation.Horizontal))
        return QFontMetrics(look.font(13, 600)).horizontalAdvance(text) + look.px(13 + 8 + 12)

    def sizeHint(self) -> QSize:
        """As high as a row."""
        return QSize(super().sizeHint().width(), theme().px(34))
