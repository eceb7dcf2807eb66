"""Short news over the foot of the window, gone by itself; after a large act with a button that takes it
back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QEnterEvent

SECONDS = 5
SECONDS_WITH_UNDO = 10
ABOVE = 62
"""Pixels over the lower edge: a list says at its foot where one is, and that stays in view."""


class Toast(QFrame):
    """One message at a time, at the foot of its parent; it waits while the pointer or the focus is on it."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("look", "toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        self._text = label("")
        self._undo = button(_("Ongedaan maken"), self._undo_pressed, kind="quiet", small=True)
        self._act = button(_("Toon"), self._act_pressed, kind="quiet", small=True)
        self._does: Callable[[], object] | None = None
        row.addWidget(self._text)
        row.addWidget(self._act)
        row.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def tell(
        self, text: str, *, undo: bool = False, act: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Show and speak this; `act` is the text of one more button and what it does."""
        self._text.setText(text)
        self._undo.setVisible(undo)
        self._does = None if act is None else act[1]
        self._act.setText("" if act is None else act[0])
        self._act.setAccessibleName(self._act.text())
        self._act.setVisible(act is not None)
        self.setAccessibleName(text)
        self._timer.start((SECONDS_WITH_UNDO if undo else SECONDS) * 1000)
        self.show()
        self.raise_()
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """The message shown, empty when there is none."""
        return "" if self.isHidden() else self._text.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Reading takes time."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting."""
        self._timer.start(SECONDS * 1000)
        super().leaveEvent(event)

    def _place(self) -> None:
        parent = self._over
        self.adjustSize()
        y = parent.height() - self.height() - theme().px(ABOVE)
        self.move((parent.width() - self.width()) // 2, y)

    def _act_pressed(self) -> None:
        self.hide()
        if self._does is not None:
            self._does()

    def _undo_pressed(self) -> None:
        self.hide()
        self.undo_wanted.emit()
