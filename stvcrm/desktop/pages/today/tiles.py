"""Figures with what they mean; each opens the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cards import clear_layout
from stvcrm.desktop.kit.flow_layout import FlowLayout
from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent


@dataclass(frozen=True)
class Figure:
    """A number with its words, and what shows the rows behind it."""

    number: int
    words: str
    show: Callable[[], object]


class FigureTile(QPushButton):
    """A large figure; a press on the tile opens its rows, the smaller figures below open theirs."""

    def __init__(self, name: str, icon: str) -> None:
        super().__init__()
        self.setProperty("kind", "figures")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name = name
        self._show: Callable[[], object] | None = None
        self.clicked.connect(self._pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 8, 8)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(7)
        top.addWidget(IconLabel(icon, "muted", 15))
        top.addWidget(label(name, "second"), 1)
        column.addLayout(top)
        line = QHBoxLayout()
        line.setSpacing(5)
        self._figure, self._of = label("", "figure"), label("", "sub")
        line.addWidget(self._figure)
        line.addWidget(self._of, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(line)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        column.addWidget(self._bar)
        self._rest = QWidget()
        self._links = FlowLayout(self._rest, spacing=2)
        column.addWidget(self._rest)
        column.addStretch(1)

    def show_figures(self, main: Figure, rest: Sequence[Figure] = (), *, share: float | None = None) -> None:
        """Show the figure, its share (0–1) as a bar, and smaller figures that say more."""
        self._figure.setText(str(main.number))
        self._of.setText(main.words)
        self._show = main.show
        self._bar.setVisible(share is not None)
        self._bar.setValue(round(100 * (share or 0)))
        words = f"{self._name}: {main.number} {main.words}"
        self.setAccessibleName(words)
        self._bar.setAccessibleName(words)
        clear_layout(self._links)
        for figure in rest:
            made = button(f"{figure.number} {figure.words}", figure.show, kind="quiet", small=True)
            made.setProperty("look", "figure-link")
            self._links.addWidget(made)

    def sizeHint(self) -> QSize:
        """As high as what is in it."""
        layout = self.layout()
        return QSize(0, 0) if layout is None else layout.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _pressed(self) -> None:
        if self._show is not None:
            self._show()
