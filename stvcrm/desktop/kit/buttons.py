"""Buttons: one primary a page, plain beside it, quiet inside cards; joined when they are one choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

from stvcrm.desktop.kit.icons import icon as themed_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

Kind = Literal["plain", "primary", "quiet", "bad", "entry", "chip", "tab", "segment", "tile"]
_INK = {"primary": "on_accent", "quiet": "accent_ink", "entry": "accent_ink", "bad": "bad", "tab": "muted"}


class SteadyButton(QPushButton):
    """Wide enough for its text when it is on, which is bolder: chips and tabs do not jump.

    Enter presses it as Space does, also outside a dialog and also beside a default button.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is a click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As Qt reckons, and what the bolder text takes more."""
        hint = super().sizeHint()
        if self.isCheckable() and self.text():
            bold = QFont(self.font())
            bold.setWeight(QFont.Weight.DemiBold)
            wider = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(
                self.text()
            )
            hint.setWidth(hint.width() + max(0, wider) + 4)
        return hint


def button(
    text: str,
    on: Callable[[], object] | None = None,
    *,
    icon: str = "",
    kind: Kind = "plain",
    small: bool = False,
    name: str = "",
) -> QPushButton:
    """A push button. Without text it is square; then `name` is what a screen reader and the tool tip say."""
    made = SteadyButton(text.replace("&", "&&"))
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if small:
        made.setProperty("measure", "small")
    if icon:
        made.setIcon(themed_icon(icon, _INK.get(kind, "text"), checked="accent_ink", gap=bool(text)))
    if not text:
        made.setProperty("shape", "square")
        made.setToolTip(name)
    if name or text:
        made.setAccessibleName(name or text)
    if on is not None:
        made.clicked.connect(lambda _checked=False: on())
    return made


def say(made: QPushButton, text: str) -> None:
    """Another text on a button, for eyes and for screen readers."""
    made.setText(text.replace("&", "&&"))
    made.setAccessibleName(text)


def menu_button(
    text: str, menu: QMenu, *, icon: str = "", small: bool = False, name: str = ""
) -> QPushButton:
    """A button that opens a menu, also with the arrow-down key."""
    made = button(text, icon=icon, small=small, name=name)
    made.setMenu(menu)
    menu.setAccessibleName(name or text)
    return made


class Segment(QWidget):
    """Either/or: joined buttons of which one is on."""

    def __init__(
        self, choices: Sequence[tuple[str, str]], on: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._keys = [key for key, _text in choices]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (_key, text) in enumerate(choices):
            part = button(text, kind="segment", small=True)
            part.setCheckable(True)
            ends = {0: "left", len(choices) - 1: "right"}
            part.setProperty("join", ends.get(place, "middle"))
            self._group.addButton(part, place)
            row.addWidget(part)
        row.addStretch(1)
        self._group.idClicked.connect(lambda place: on(self._keys[place]))
        self.choose(self._keys[0])

    def choose(self, key: str) -> None:
        """Set the choice without telling."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def chosen(self) -> str:
        """The key that is on."""
        return self._keys[self._group.checkedId()]
