"""Where the keyboard is, always to be seen: a ring of 2 px, 2 px off, around whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from stvcrm.desktop.kit.theme import theme

OFF = 2
WIDTH = 2
# Fields show their focus with their own border.
_BORDERED = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QMenu)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show)


class FocusRing(QWidget):
    """Lies over a window, takes no clicks, and follows the focus inside it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._at: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        window = self._window
        if new is None or new is window or not window.isAncestorOf(new) or isinstance(new, _BORDERED):
            self.hide()
            return
        self._at = new
        while new is not None and new is not window:
            new.installEventFilter(self)
            self._watched.append(new)
            new = new.parentWidget()
        self._at.destroyed.connect(self._gone)
        self._place()

    def _let_go(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._at = None

    def _gone(self) -> None:
        self._let_go()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the widget, and with whatever it lies in: a page that scrolls, a window that grows."""
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        if self._at is None or not self._at.isVisible() or self._at.visibleRegion().isEmpty():
            self.hide()
            return
        seen = self._at.visibleRegion().boundingRect()
        corner = self._at.mapTo(self._window, seen.topLeft())
        seen.moveTopLeft(corner)
        gap = OFF + WIDTH
        self.setGeometry(seen.adjusted(-gap, -gap, gap, gap))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_side = self._at is not None and bool(self._at.property("on_side"))
        painter.setPen(QPen(theme().colour("badge" if on_side else "accent"), WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)
