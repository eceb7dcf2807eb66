"""A chart on screen: the drawing that paper has too, painted in the colours of the theme.

A screen reader gets its words; the menu copies it as a picture or as a table.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from stvcrm.analysis.chart_drawing import drawn
from stvcrm.analysis.chart_shapes import Bar, Label, Side
from stvcrm.analysis.charts import PAPER, StackedBars, Tone
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from stvcrm.analysis.chart_shapes import Drawing
    from stvcrm.analysis.charts import Chart, StackedRow

SIZE = 13.5
"""Of the type in charts, before the user's text size."""
TOKENS = {
    Tone.TEXT: "text",
    Tone.MUTED: "muted",
    Tone.RULE: "soft_edge",
    Tone.GROUND: "panel",
    Tone.GOOD: "good",
    Tone.BAD: "bad",
    Tone.NEUTRAL: "neutral",
}
"""Tones that follow the theme; scores keep their own colours, with white or dark figures on them."""


class ChartView(QWidget):
    """Shows one chart, as wide as there is room, as high as that takes.

    `chosen` tells the row of stacked bars whose rows are wanted, and the tone of the part, or None for all of
    it: by a click on the part, or by the menu (Enter) that names each row.
    """

    chosen = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self.drawing: Drawing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme().changed.connect(self._draw)

    def show_chart(self, chart: Chart | None) -> None:
        """Show this chart, or nothing."""
        self._chart = chart
        self.setVisible(chart is not None)
        self.setAccessibleName(_("Figuur"))
        self.setAccessibleDescription(chart.description if chart else "")
        self.setToolTip("")
        self._draw()

    def sizeHint(self) -> QSize:
        """As high as the drawing is at this width."""
        return QSize(320, round(self.drawing.height) + 4 if self.drawing else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another drawing."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars, then figures, then the ring of the focus."""
        if self.drawing is not None:
            painter = QPainter(self)
            self._paint(painter, self.drawing)
            if self.hasFocus():
                painter.setPen(theme().colour("accent"))
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what is behind a row, or copy the whole."""
        self._open_menu(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the menu: what a click does, by keys."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_menu(self.mapToGlobal(self.rect().center()))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a part of a bar."""
        found = self._part_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if found is None:
            super().mouseReleaseEvent(event)
        else:
            self.chosen.emit(*found)

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for number, row in enumerate(self._stacked()):
            name = f"{row.group}, {row.name.lower()}" if row.group else row.name
            words = _("Toon de antwoorden: {name}").format(name=name).replace("&", "&&")
            menu.addAction(words, partial(self.chosen.emit, number, None)).setEnabled(not row.hidden)
        if self._stacked():
            menu.addSeparator()
        menu.addAction(_("Kopiëren als afbeelding"), self.copy_picture)
        menu.addAction(_("Kopiëren als tabel"), self.copy_table)
        menu.popup(place)

    def _stacked(self) -> tuple[StackedRow, ...]:
        picture = self._chart.picture if self._chart else None
        return picture.rows if isinstance(picture, StackedBars) else ()

    def _part_at(self, place: QPointF) -> tuple[int, Tone] | None:
        """The row and the part under this place; the boxes of the key are no parts."""
        if self.drawing is None:
            return None
        tall = [bar for bar in self.drawing.shapes if isinstance(bar, Bar) and bar.height > theme().px(SIZE)]
        filled = [number for number, row in enumerate(self._stacked()) if sum(row.counts)]
        tops = sorted({bar.y for bar in tall})
        for bar in tall:
            inside = bar.x <= place.x() < bar.x + bar.width and bar.y <= place.y() < bar.y + bar.height
            if inside and len(tops) == len(filled):
                return filled[tops.index(bar.y)], bar.tone
        return None

    def copy_picture(self) -> None:
        """Put it on the clipboard as a picture, twice as sharp as on screen."""
        if self.drawing is None:
            return
        made = QPixmap(round(self.drawing.width) * 2, round(self.drawing.height) * 2)
        made.setDevicePixelRatio(2)
        made.fill(theme().colour("panel"))
        painter = QPainter(made)
        self._paint(painter, self.drawing)
        painter.end()
        QGuiApplication.clipboard().setPixmap(made)

    def copy_table(self) -> None:
        """Put its figures on the clipboard, as a spreadsheet takes them."""
        if self._chart is None:
            return
        lines = (self._chart.headings, *self._chart.rows)
        data = QMimeData()
        data.setText("\n".join("\t".join(line) for line in lines))
        QGuiApplication.clipboard().setMimeData(data)

    def _draw(self) -> None:
        if self._chart is None or self.width() < 40:
            self.drawing = None
        else:
            size = theme().px(SIZE)
            self.drawing = drawn(self._chart.picture, float(self.width()), float(size), _measure)
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def _paint(self, painter: QPainter, drawing: Drawing) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for shape in drawing.shapes:
            if isinstance(shape, Bar):
                box = QRectF(shape.x, shape.y, max(shape.width, 1.0), max(shape.height, 1.0))
                painter.fillRect(box, _colour(shape.tone))
            else:
                _write(painter, shape)


def _write(painter: QPainter, text: Label) -> None:
    font = theme().font(SIZE, 700 if text.bold else 400, tabular=True)
    painter.setFont(font)
    painter.setPen(_colour(text.tone))
    wide = QFontMetricsF(font).horizontalAdvance(text.text)
    shift = {Side.START: 0.0, Side.MIDDLE: wide / 2, Side.END: wide}[text.side]
    painter.drawText(QPointF(text.x - shift, text.y), text.text)


def _measure(text: str, bold: bool) -> float:  # noqa: FBT001  a measure is called with two plain values
    font = theme().font(SIZE, 700 if bold else 400, tabular=True)
    return QFontMetricsF(font).horizontalAdvance(text) / theme().px(SIZE)


def _colour(tone: Tone) -> QColor:
    token = TOKENS.get(tone)
    return theme().colour(token) if token else QColor(PAPER[tone])
