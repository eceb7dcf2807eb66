"""Dialogs over the window: a heading, what it is about, and buttons at the foot. They never block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.banner import Banner
from stvcrm.desktop.kit.buttons import Kind, button
from stvcrm.desktop.kit.cards import scrolled
from stvcrm.desktop.kit.focus_ring import FocusRing
from stvcrm.desktop.kit.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable

FRAME = 48
"""What the title bar and the edges of a window may take, in pixels."""


class Dialog(QDialog):
    """Add to `body`; add buttons from left to right, the one that does it last. Escape cancels."""

    _scroll: QScrollArea | None = None
    # Here, because events come before `__init__` is through.

    def __init__(self, title: str, parent: QWidget | None, *, sub: str = "", width: int = 460) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(12)
        column.addWidget(label(title, "record", wrap=True))
        if sub:
            column.addWidget(label(sub, "sub", wrap=True))
        self.banner = Banner()
        column.addWidget(self.banner)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(10)
        self.buttons.addStretch(1)
        column.addLayout(self.buttons)
        self._ring = FocusRing(self)

    def event(self, event: QEvent) -> bool:
        """Sentences that come or wrap take room that nothing else must lose."""
        # Asked before: after its last event, which deletes it, nothing of the dialog may be touched.
        moves = event.type() == QEvent.Type.LayoutRequest
        handled = super().event(event)
        layout = self.layout() if moves else None
        if self._scroll is not None:
            self._scroll.setMinimumHeight(self._scrolled_height(self._scroll))
        if layout is not None and layout.hasHeightForWidth():
            wanted = min(layout.totalHeightForWidth(self.width()), self._room())
            if wanted > self.height():
                self.resize(self.width(), wanted)
        return handled

    def scrolling_body(self) -> QVBoxLayout:
        """A column in the body that is shown whole where the screen has room, and scrolls where not."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.body.spacing())
        self._scroll = scrolled(inside)
        self.body.addWidget(self._scroll, 1)
        return column

    def _room(self) -> int:
        """The height that fits on the screen, title bar included; what is higher scrolls inside."""
        return self.screen().availableGeometry().height() - FRAME

    def _scrolled_height(self, area: QScrollArea) -> int:
        """What the content asks, or what the heading and the buttons leave of the screen."""
        content, column = area.widget(), self.layout()
        inside = None if content is None else content.layout()
        if inside is None or column is None:
            return 0
        margins = column.contentsMargins()
        around = margins.top() + margins.bottom() + column.spacing() * column.count()
        for place in range(column.count()):
            item = column.itemAt(place)
            if item is not None and item.layout() is not self.body and not item.isEmpty():
                around += item.sizeHint().height()
        wanted = inside.totalHeightForWidth(area.viewport().width())
        return max(0, min(wanted, self._room() - around))

    def add_button(
        self, text: str, on: Callable[[], object], *, kind: Kind = "plain", icon: str = ""
    ) -> QPushButton:
        """A button at the foot; Enter presses the primary one."""
        made = button(text, on, icon=icon, kind=kind)
        made.setDefault(kind == "primary")
        self.buttons.addWidget(made)
        return made

    def add_cancel(self, text: str = "") -> QPushButton:
        """The button that leaves everything as it is."""
        return self.add_button(text or _("Annuleren"), self.reject)
