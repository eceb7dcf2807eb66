"""Rows of a panel that open a record: one stop for the keyboard each, arrow keys go along them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import Look, label
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

MOMENT_WIDTH = 48


class LinkRow(QPushButton):
    """A moment, an icon, a name, text and a second line; a press opens what it is about.

    A bare one has no line below it, because it lies in a row with something beside it.
    """

    def __init__(
        self,
        name: str,
        on: Callable[[], object],
        *,
        moment: str | None = None,
        icon: str = "",
        tone: str = "muted",
        text: str = "",
        second: str = "",
        end: QWidget | None = None,
        bare: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        if bare:
            self.setProperty("look", "bare")
        self.setAutoDefault(False)
        # A button is never narrower than its hint, and would put its end below the scroll bar.
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: on())
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 9, 14, 9)
        line.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        if moment is not None:
            when = label(moment, "second", wrap=True)
            when.setFixedWidth(theme().px(MOMENT_WIDTH))
            line.addWidget(when, 0, top)
        if icon:
            line.addWidget(IconLabel(icon, tone), 0, top)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        looks: tuple[tuple[str, Look], ...] = ((name, "name"), (text, "text"), (second, "second"))
        for words, look in looks:
            if words:
                texts.addWidget(label(words, look, wrap=True))
        texts.addStretch(1)
        line.addLayout(texts, 1)
        if end is not None:
            line.addWidget(end, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(", ".join(part for part in (moment, name, text, second) if part))

    def sizeHint(self) -> QSize:
        """As high as what is in it."""
        layout = self.layout()
        return QSize(0, 0) if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any panel: the texts wrap."""
        return QSize(0, self.sizeHint().height() if not self.hasHeightForWidth() else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; up and down go to the row beside."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        parent = self.parentWidget()
        rows = [row for row in parent.findChildren(LinkRow) if row.isVisible()] if parent else []
        place = rows.index(self) + step if self in rows else -1
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.TabFocusReason)


def beside(row: LinkRow, *ends: QWidget) -> QFrame:
    """A bare row with what else one can do with its record at the right of it."""
    made = QFrame()
    made.setProperty("look", "row")
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 8, 0)
    line.setSpacing(4)
    line.addWidget(row, 1)
    for end in ends:
        line.addWidget(end, 0, Qt.AlignmentFlag.AlignVCenter)
    return made
