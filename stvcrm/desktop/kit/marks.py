"""Check boxes, radio buttons and combo boxes whose marks are drawn from the theme, at any text size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QWidget

from stvcrm.desktop.kit import icons
from stvcrm.desktop.kit.theme import theme

BOX = 16
GAP = 10


class CheckBox(QCheckBox):
    """A box with a tick of the theme."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick and text."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = look.px(BOX)
        box = QRectF(0.75, (self.height() - size) / 2, size, size)
        ink = "accent" if self.isChecked() else "edge"
        painter.setPen(QPen(look.colour(ink), 1.5))
        painter.setBrush(look.colour("accent" if self.isChecked() else "panel"))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            inner = look.px(12)
            icons.draw(
                painter,
                "check",
                "on_accent",
                box.x() + (size - inner) / 2,
                box.y() + (size - inner) / 2,
                inner,
            )
        _draw_text(self, painter, self.text(), size)

    def sizeHint(self) -> QSize:
        """Room for box and text."""
        return _size(self, self.text())

    def hitButton(self, pos: object) -> bool:
        """The text can be clicked too."""
        return True


class RadioButton(QRadioButton):
    """A ring with a dot of the theme."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring, dot and text."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = look.px(BOX)
        centre = QPointF(0.75 + size / 2, self.height() / 2)
        painter.setPen(QPen(look.colour("accent" if self.isChecked() else "edge"), 1.5))
        painter.setBrush(look.colour("accent" if self.isChecked() else "panel"))
        painter.drawEllipse(centre, size / 2, size / 2)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("on_accent"))
            painter.drawEllipse(centre, size / 5, size / 5)
        _draw_text(self, painter, self.text(), size)

    def sizeHint(self) -> QSize:
        """Room for ring and text."""
        return _size(self, self.text())


class ComboBox(QComboBox):
    """A choice of one; the wheel changes it only while it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow over Qt's box."""
        super().paintEvent(event)
        painter, size = QPainter(self), theme().px(14)
        icons.draw(
            painter,
            "chevron-down",
            "muted",
            self.width() - size - theme().px(8),
            (self.height() - size) / 2,
            size,
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past must not change a value."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _draw_text(widget: QWidget, painter: QPainter, text: str, size: int) -> None:
    painter.setPen(theme().colour("text" if widget.isEnabled() else "edge"))
    left = size + theme().px(GAP)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
    painter.drawText(widget.rect().adjusted(left, 0, 0, 0), int(flags), text)


def _size(widget: QWidget, text: str) -> QSize:
    look = theme()
    width = widget.fontMetrics().horizontalAdvance(text.replace("&", "")) + look.px(BOX + GAP) + 4
    return QSize(width, look.px(26))
