"""A chart on screen: the drawing that paper has too, painted in the colours of the theme.

A screen reader gets its words; the menu copies it as a picture or as a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from stvcrm.analysis.chart_drawing import drawn
from stvcrm.analysis.chart_shapes import Bar, Label, Side
from stvcrm.analysis.charts import PAPER, Tone
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QPaintEvent, QResizeEvent

    from stvcrm.analysis.chart_shapes import Drawing
    from stvcrm.analysis.charts import Chart

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
    """Shows one chart, as wide as there is room, as high as that takes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._drawing: Drawing | None = None
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
        return QSize(320, round(self._drawing.height) + 4 if self._drawing else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another drawing."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars, then figures, then the ring of the focus."""
        if self._drawing is not None:
            painter = QPainter(self)
            self._paint(painter, self._drawing)
            if self.hasFocus():
                painter.setPen(theme().colour("accent"))
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy it."""
        menu = QMenu(self)
        menu.addAction(_("Kopiëren als afbeelding"), self.copy_picture)
        menu.addAction(_("Kopiëren als tabel"), self.copy_table)
        menu.popup(event.globalPos())

    def copy_picture(self) -> None:
        """Put it on the clipboard as a picture, twice as sharp as on screen."""
        if self._drawing is None:
            return
        made = QPixmap(round(self._drawing.width) * 2, round(self._drawing.height) * 2)
        made.setDevicePixelRatio(2)
        made.fill(theme().colour("panel"))
        painter = QPainter(made)
        self._paint(painter, self._drawing)
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
            self._drawing = None
        else:
            size = theme().px(SIZE)
            self._drawing = drawn(self._chart.picture, float(self.width()), float(size), _measure)
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
