"""The verdicts of an import with their counts; one of them is the filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.flow_layout import FlowLayout
from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.shell.import_cells import LOOKS, verdict_word
from stvcrm.importers.pipeline import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

_ORDER = (
    None,
    Verdict.NEW,
    Verdict.CHANGED,
    Verdict.SAME,
    Verdict.ASK,
    Verdict.REJECTED,
    Verdict.GONE,
)


class VerdictTile(QPushButton):
    """A figure and the word for it."""

    def __init__(self, icon: str, token: str, word: str) -> None:
        super().__init__()
        self._word = word
        self.setProperty("kind", "tile")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(9)
        row.addWidget(IconLabel(icon, token, 18))
        self.figure = label("", "figure")
        row.addWidget(self.figure)
        self._text = label(word)
        row.addWidget(self._text, 1)
        theme().changed.connect(self._measure)
        self._measure()

    def show_count(self, count: int) -> None:
        """Show how many rows there are."""
        text = f"{count:,}".replace(",", ".")
        self.figure.setText(text)
        self.setAccessibleName(f"{text} {self._word}")
        self._measure()

    def sizeHint(self) -> QSize:
        """As wide as what is in it."""
        layout = self.layout()
        wanted = layout.sizeHint().width() if layout is not None else 0
        return QSize(wanted, theme().px(46))

    def _measure(self) -> None:
        self.setMinimumHeight(theme().px(46))
        self.updateGeometry()


class VerdictTiles(QWidget):
    """`chosen` gives a verdict, or None for all rows."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Oordelen"))
        self.current: Verdict | None = None
        row = FlowLayout(self, spacing=10, share=True)
        self._group = QButtonGroup(self)
        self.tiles: dict[Verdict | None, VerdictTile] = {}
        for verdict in _ORDER:
            icon, tone = ("list", "accent") if verdict is None else LOOKS[verdict]
            token = "accent_ink" if tone == "accent" else tone
            tile = VerdictTile(icon, token, _("alle rijen") if verdict is None else verdict_word(verdict))
            self.tiles[verdict] = tile
            self._group.addButton(tile)
            tile.clicked.connect(self._clicked)
            row.addWidget(tile)
        self.tiles[None].setChecked(True)

    def show_counts(self, counts: Mapping[Verdict, int]) -> None:
        """Show them; a filter without rows gives way to all rows. Who is gone has no row in the file."""
        gone = counts.get(Verdict.GONE, 0)
        rows = sum(counts.values()) - gone
        for verdict, tile in self.tiles.items():
            tile.show_count(rows if verdict is None else counts.get(verdict, 0))
        self.tiles[Verdict.GONE].setVisible(bool(gone))
        if self.current is not None and not counts.get(self.current):
            self.choose(None)

    def choose(self, verdict: Verdict | None) -> None:
        """Turn this filter on without telling."""
        self.current = verdict
        self.tiles[verdict].setChecked(True)

    def _clicked(self) -> None:
        self.current = next(verdict for verdict, tile in self.tiles.items() if tile.isChecked())
        self.chosen.emit(self.current)
