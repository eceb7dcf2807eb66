"""A column of rows that scrolls, filled anew at every answer without losing the place of the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from stvcrm.desktop.kit.cards import clear_layout, scrolled
from stvcrm.desktop.kit.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence


class Rows(QWidget):
    """Rows from top to bottom. Inside a form of its own scroll area use it bare, else `scrolling()`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_rows(self, rows: Sequence[QWidget], nothing: str = "") -> None:
        """Show these rows, or the sentence that there are none."""
        focused = self._focused()
        clear_layout(self._column)
        for row in rows:
            self._column.addWidget(row)
        if not rows and nothing:
            sentence = label(nothing, "second", wrap=True)
            sentence.setContentsMargins(14, 12, 14, 12)
            self._column.addWidget(sentence)
        self._column.addStretch(1)
        if focused is not None and rows:
            rows[min(focused, len(rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def rows(self) -> list[QWidget]:
        """The rows shown now."""
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def scrolling(self) -> QScrollArea:
        """The rows in an area that scrolls up and down."""
        return scrolled(self)

    def _focused(self) -> int | None:
        for place, row in enumerate(self.rows()):
            if row.hasFocus() or (row.focusWidget() is not None and row.focusWidget().hasFocus()):
                return place
        return None
