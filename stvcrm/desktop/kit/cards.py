"""Cards: a panel with a heading, and rows in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import label


class Card(QFrame):
    """A panel with a hair line around it. `body` is its column; `head` the row with the heading."""

    def __init__(self, title: str = "", sub: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.head = QHBoxLayout()
        self.sub = label(sub, "second")
        if title:
            self._add_head(title)

    def _add_head(self, title: str) -> None:
        head = QFrame()
        head.setProperty("look", "card-head")
        head.setLayout(self.head)
        self.head.setContentsMargins(14, 6, 8, 6)
        self.head.setSpacing(8)
        self.head.addWidget(label(title, "heading"))
        self.head.addWidget(self.sub)
        self.head.addStretch(1)
        head.setMinimumHeight(42)
        self.setAccessibleName(title)
        self.body.addWidget(head)

    def clear(self) -> None:
        """Take everything below the heading away."""
        keep = 1 if self.accessibleName() else 0
        clear_layout(self.body, keep)


class Row(QFrame):
    """A line in a card: a moment, an icon, a name with a second line, and what one can do."""

    def __init__(
        self,
        name: str,
        second: str = "",
        *,
        text: str = "",
        icon: str = "",
        tone: str = "muted",
        moment: str = "",
        end: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("look", "row")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 9, 14, 9)
        line.setSpacing(12)
        if moment:
            when = label(moment, "second")
            when.setMinimumWidth(52)
            line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        if icon:
            line.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        self.text = QVBoxLayout()
        self.text.setSpacing(2)
        self.text.addWidget(label(name, "name", wrap=True))
        if text:
            self.text.addWidget(label(text, wrap=True))
        if second:
            self.text.addWidget(label(second, "second", wrap=True))
        line.addLayout(self.text, 1)
        if end is not None:
            line.addWidget(end, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(", ".join(part for part in (moment, name, text, second) if part))


def scrolled(content: QWidget) -> QScrollArea:
    """The widget in an area that scrolls up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    content.setProperty("look", "scrolled")
    area.setWidget(content)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def clear_layout(layout: QLayout, keep: int = 0) -> None:
    """Take all but the first `keep` items out of a layout and delete their widgets."""
    while layout.count() > keep:
        item = layout.takeAt(layout.count() - 1)
        if item is None:
            return
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
