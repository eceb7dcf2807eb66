"""Filter chips: what a list shows, each with its count; one is on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


ALL = ""


@dataclass(frozen=True)
class Chip:
    """One filter by its key; the key ALL is no filter. A rare one is seen only while it is on."""

    key: str
    text: str
    icon: str = ""
    rare: bool = False


class Chips(QWidget):
    """A wrapping row of filters; further buttons may follow them with `add`."""

    chosen = Signal(str)

    def __init__(self, chips: Sequence[Chip], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self, spacing=7)
        self._chips = {chip.key: chip for chip in chips}
        self._buttons: dict[str, QPushButton] = {}
        self.setAccessibleName(_("Filters"))
        for chip in chips:
            made = button(chip.text, icon=chip.icon, kind="chip")
            made.setCheckable(True)
            made.setProperty("chip", chip.key)
            made.clicked.connect(self._clicked)
            self._buttons[chip.key] = made
            self._row.addWidget(made)
        self.current = chips[0].key
        self.choose(self.current)

    def add(self, widget: QWidget) -> None:
        """Another control at the end of the row."""
        self._row.addWidget(widget)

    def choose(self, key: str) -> None:
        """Turn this one on without telling."""
        self.current = key
        for other, made in self._buttons.items():
            made.setChecked(other == key)
            made.setHidden(self._chips[other].rare and other != key)

    def filters(self) -> tuple[str, ...]:
        """What the chosen chip asks of the list."""
        return (self.current,) if self.current != ALL else ()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Put the number of rows behind each text."""
        for key, made in self._buttons.items():
            if key in counts:
                text = f"{self._chips[key].text}  {counts[key]}"
                made.setText(text.replace("&", "&&"))
                made.setAccessibleName(text)

    def _clicked(self) -> None:
        key = str(self.sender().property("chip"))
        self.choose(key)
        self.chosen.emit(key)
