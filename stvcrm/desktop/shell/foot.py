"""The foot of the side bar: saved or saving, the copy outside this laptop, encrypted or not, and running
jobs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit import icons
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.shell.jobs import JobList

if TYPE_CHECKING:
    from datetime import datetime


class FootLine(QWidget):
    """An icon and one or two lines of small text on the dark ground."""

    def __init__(self, icon: str, text: str, token: str = "side_muted") -> None:
        super().__init__()
        self._icon, self._token = icon, token
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._text = label("", "small", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row.addWidget(self._text)
        theme().changed.connect(self._colour)
        self.tell(icon, text, token)

    def tell(self, icon: str, text: str, token: str = "side_muted") -> None:
        """Show this."""
        self._icon, self._token = icon, token
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._colour()

    def set_rail(self, rail: bool) -> None:
        """The icon alone."""
        self._text.setVisible(not rail)
        self.setMinimumHeight(theme().px(22) if rail else 0)

    def _colour(self) -> None:
        look = theme()
        self._text.setContentsMargins(look.px(22), 0, 0, 0)
        self._text.setStyleSheet(f"color: {look.colour(self._token).name()};")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon beside the first line."""
        look, painter = theme(), QPainter(self)
        line = QFontMetrics(look.font(12)).height()
        icons.draw(
            painter, self._icon, self._token, look.px(2), max(0, (line - look.px(14)) / 2), look.px(14)
        )


class Foot(QWidget):
    """What the user may trust to be so."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 2)
        column.setSpacing(5)
        self.jobs = JobList()
        self.saved = FootLine("circle-check", _("Alles opgeslagen"), "side_text")
        self.copy = FootLine("hard-drive", _("Nog geen kopie buiten deze laptop"))
        self.key = FootLine("lock", _("Versleuteld"))
        for part in (self.jobs, self.saved, self.copy, self.key):
            column.addWidget(part)

    def show_saving(self, saving: bool, at: datetime) -> None:
        """Saving now, or all saved at this moment (Dutch time)."""
        if saving:
            self.saved.tell("loader-circle", _("Bezig met opslaan…"), "side_text")
        else:
            self.saved.tell(
                "circle-check", _("Alles opgeslagen {time}").format(time=f"{at:%H:%M}"), "side_text"
            )

    def show_copy(self, text: str, *, worry: bool = False) -> None:
        """How old the copy outside this laptop is."""
        self.copy.tell("triangle-alert" if worry else "hard-drive", text, "badge" if worry else "side_muted")

    def show_encrypted(self, encrypted: bool) -> None:
        """Whether the workspace can be read without its passphrase."""
        if encrypted:
            self.key.tell("lock", _("Versleuteld"))
        else:
            self.key.tell("lock-open", _("Niet versleuteld"), "badge")

    def set_rail(self, rail: bool) -> None:
        """Icons alone."""
        for line in (self.saved, self.copy, self.key):
            line.set_rail(rail)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(2 if rail else 8, 10, 2 if rail else 8, 2)
        self.copy.setVisible(not rail)
        self.key.setVisible(not rail)
        self.jobs.set_rail(rail)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line above."""
        painter = QPainter(self)
        painter.setPen(theme().colour("side_line"))
        painter.drawLine(QPoint(0, 0), QPoint(self.width(), 0))
        painter.setPen(Qt.PenStyle.NoPen)
