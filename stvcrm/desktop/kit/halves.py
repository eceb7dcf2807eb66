"""Two parts of a page beside each other, and below each other where both do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout

from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Halves(QBoxLayout):
    """Lays its parts out by the width that `fit` is told last; larger text needs more of it.

    Args:
        narrow: the width at 100 % below which the parts go below each other.
        parent: the widget it lies in.
        spacing: between the parts.
    """

    def __init__(self, narrow: int, parent: QWidget | None = None, *, spacing: int = 14) -> None:
        super().__init__(_BESIDE)
        if parent is not None:
            parent.setLayout(self)
        self.setSpacing(spacing)
        self._narrow, self._width = narrow, 0
        theme().changed.connect(self._turn)

    @property
    def is_narrow(self) -> bool:
        """Whether the parts are below each other."""
        return self._width < self._narrow * theme().scale

    def fit(self, width: int) -> None:
        """The page is this wide now."""
        self._width = width
        self._turn()

    def _turn(self) -> None:
        self.setDirection(_BELOW if self.is_narrow else _BESIDE)
