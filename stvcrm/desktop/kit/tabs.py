"""Underlined tabs over a stack: the views of a page or the parts of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from stvcrm.desktop.kit.buttons import button

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QKeyEvent


class TabRow(QFrame):
    """The row of tabs alone; arrow keys go along it."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("look", "tabs")
        self._small = small
        self._tabs: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 0, 6, 0)
        self._row.setSpacing(2)
        self._row.addStretch(1)

    def add(self, text: str, icon: str = "") -> int:
        """Add a tab at the end and say its place."""
        made = button(text, icon=icon, kind="tab", small=self._small)
        made.setCheckable(True)
        made.clicked.connect(self._clicked)
        made.setProperty("place", len(self._tabs))
        self._row.insertWidget(len(self._tabs), made)
        self._tabs.append(made)
        if len(self._tabs) == 1:
            self.choose(0)
        return len(self._tabs) - 1

    def choose(self, place: int) -> None:
        """Turn this tab on without telling; only the tab that is on is in the tab order."""
        for other, made in enumerate(self._tabs):
            made.setChecked(other == place)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == place else Qt.FocusPolicy.ClickFocus)

    def focus_chosen(self) -> None:
        """Put the keyboard on the tab that is on."""
        for made in self._tabs:
            if made.isChecked():
                made.setFocus(Qt.FocusReason.TabFocusReason)

    def name(self, place: int, text: str) -> None:
        """Another text on a tab, when its count changed."""
        self._tabs[place].setText(text.replace("&", "&&"))
        self._tabs[place].setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the tab beside."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        on = next(place for place, made in enumerate(self._tabs) if made.isChecked())
        to = (on + step) % len(self._tabs)
        self._tabs[to].click()
        self._tabs[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self) -> None:
        place = int(self.sender().property("place"))
        self.choose(place)
        self.chosen.emit(place)


class Tabs(QWidget):
    """Tabs with what each shows."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._texts: dict[str, str] = {}
        self._unmade: dict[str, tuple[QWidget, Callable[[], QWidget]]] = {}
        self.row = TabRow(small=small)
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.row)
        column.addWidget(self.stack, 1)
        self.row.chosen.connect(self._turn)

    def add(self, key: str, text: str, widget: QWidget, icon: str = "") -> None:
        """Add a tab that shows this widget."""
        self._keys.append(key)
        self._texts[key] = text
        self.row.add(text, icon)
        self.stack.addWidget(widget)

    def add_later(self, key: str, text: str, make: Callable[[], QWidget], icon: str = "") -> None:
        """Add a tab whose widget is made when it is first turned to: for what takes long to build."""
        empty = QWidget()
        self.add(key, text, empty, icon)
        self._unmade[key] = empty, make

    def make(self, key: str) -> None:
        """Make the widget of this tab now, if it is not there yet."""
        if key not in self._unmade:
            return
        empty, make = self._unmade.pop(key)
        place, seen = self._keys.index(key), self.stack.currentIndex()
        self.stack.insertWidget(place, make())
        self.stack.removeWidget(empty)
        empty.deleteLater()
        self.stack.setCurrentIndex(seen)

    def choose(self, key: str) -> None:
        """Turn to this tab."""
        self.make(key)
        place = self._keys.index(key)
        self.row.choose(place)
        self.stack.setCurrentIndex(place)

    def current(self) -> str:
        """The key of the tab that is on."""
        return self._keys[self.stack.currentIndex()]

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Put the number of things behind each text."""
        for place, key in enumerate(self._keys):
            if key in counts:
                count = f" {counts[key]}" if counts[key] else ""
                self.row.name(place, self._texts[key] + count)

    def _turn(self, place: int) -> None:
        self.make(self._keys[place])
        self.stack.setCurrentIndex(place)
        self.chosen.emit(self._keys[place])
