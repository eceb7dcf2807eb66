"""Text on screen by what it is: page title, second line, field name."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.kit.tokens import TONES

Look = Literal[
    "text",
    "title",
    "figure",
    "record",
    "heading",
    "name",
    "sub",
    "second",
    "small",
    "field",
    "fact",
    "wrong",
    "key",
]


def label(text: str = "", look: Look = "text", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A label of plain text, never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if look != "text":
        made.setProperty("look", look)
    if wrap:
        made.setWordWrap(True)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


class Elided(QLabel):
    """One line that gives way: what does not fit ends in …, and the whole text is the tool tip."""

    def __init__(self, text: str = "", look: Look = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        if look != "text":
            self.setProperty("look", look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show this text."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        """Cut the text anew."""
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 24))
        self.setToolTip(self._whole if shown != self._whole else "")
        self.setText(shown)


class Tag(QLabel):
    """A word on a soft fill, for what asks attention."""

    def __init__(self, text: str, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._colour)
        self._colour()

    def _colour(self) -> None:
        look = theme()
        ink, soft = TONES[self._tone]
        self.setStyleSheet(
            f"color: {look.colour(ink).name()}; background: {look.colour(soft).name()};"
            f"border-radius: 4px; padding: 2px 7px; font-size: {look.px(12.5)}px;"
        )
