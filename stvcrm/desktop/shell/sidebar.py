"""The side bar: where one can go, what asks for the user, and at the foot whether everything is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit import icons
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.places import PLACES, SIDE_WIDTH, Place
from stvcrm.desktop.shell.foot import Foot

if TYPE_CHECKING:
    from collections.abc import Sequence

RAIL_WIDTH = 50


class Entry(QAbstractButton):
    """One place, with a badge that counts what needs the user and says so aloud."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.badge = 0
        self.rail = False
        self.setCheckable(True)
        self.setText(_(place.title))
        self.setAccessibleName(_(place.title))
        self.setProperty("on_side", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_badge(self, count: int, spoken: str) -> None:
        """Count what needs the user; `spoken` says it in words."""
        self.badge = count
        self.setAccessibleDescription(spoken if count else "")
        self.setToolTip(spoken if count else "")
        self.update()

    def set_rail(self, rail: bool) -> None:
        """Show the icon alone."""
        self.rail = rail
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """One line, higher with larger text."""
        return QSize(theme().px(38 if self.rail else SIDE_WIDTH - 20), theme().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("side_on" if self.isChecked() else "side_line"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        size = look.px(17)
        left = (self.width() - size) / 2 if self.rail else look.px(10)
        icons.draw(painter, self.place.icon, "side_text", left, (self.height() - size) / 2, size)
        if not self.rail:
            painter.setFont(look.font(14, 600 if self.isChecked() else 400))
            painter.setPen(QColor("#FFFFFF") if self.isChecked() else look.colour("side_text"))
            place = QRect(look.px(37), 0, self.width() - look.px(70), self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.badge:
            self._draw_badge(painter)

    def _draw_badge(self, painter: QPainter) -> None:
        look, text = theme(), str(self.badge)
        font = look.font(11 if self.rail else 12, 600)
        width = max(look.px(20), QFontMetrics(font).horizontalAdvance(text) + look.px(12))
        height = look.px(18)
        y = 0 if self.rail else (self.height() - height) / 2
        box = QRectF(self.width() - width - (0 if self.rail else look.px(10)), y, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("badge"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(look.colour("on_badge"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Heading(QWidget):
    """The name of a group of places; a line in the rail."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.rail = False
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Room above the group."""
        return QSize(0, theme().px(9 if self.rail else 35))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw name or line."""
        look, painter = theme(), QPainter(self)
        if self.rail:
            painter.setPen(look.colour("side_line"))
            painter.drawLine(6, self.height() // 2, self.width() - 6, self.height() // 2)
            return
        painter.setFont(look.font(12, 600))
        painter.setPen(look.colour("side_muted"))
        at = self.rect().adjusted(look.px(10), look.px(10), 0, 0)
        painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), self._text)


class Sidebar(QWidget):
    """All places in order; becomes a rail of icons where there is no room."""

    chosen = Signal(str)

    def __init__(self, workspace: str, places: Sequence[Place] = PLACES) -> None:
        super().__init__()
        self.setAccessibleName(_("Navigatie"))
        self._workspace = workspace
        self._rail = False
        self.entries: dict[str, Entry] = {}
        self._headings: list[Heading] = []
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(1)
        self._brand = Brand(workspace)
        self._column.addWidget(self._brand)
        group = ""
        for place in places:
            if place.group != group:
                group = place.group
                heading = Heading(_(group))
                self._headings.append(heading)
                self._column.addWidget(heading)
            entry = Entry(place)
            entry.clicked.connect(self._clicked)
            self._group.addButton(entry)
            self.entries[place.key] = entry
            self._column.addWidget(entry)
        self._column.addStretch(1)
        self.foot = Foot()
        self._column.addWidget(self.foot)
        theme().changed.connect(self._measure)
        self._measure()

    def choose(self, key: str) -> None:
        """Mark this place without telling."""
        if key in self.entries:
            self.entries[key].setChecked(True)

    def set_rail(self, rail: bool) -> None:
        """Icons alone, or with words."""
        if rail == self._rail:
            return
        self._rail = rail
        for entry in self.entries.values():
            entry.set_rail(rail)
            if not entry.badge:
                entry.setToolTip(entry.text() if rail else "")
        for heading in self._headings:
            heading.rail = rail
            heading.updateGeometry()
        self._brand.setVisible(not rail)
        self.foot.set_rail(rail)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dark ground."""
        QPainter(self).fillRect(self.rect(), theme().colour("side"))

    def _measure(self) -> None:
        look = theme()
        self.setFixedWidth(look.px(RAIL_WIDTH if self._rail else SIDE_WIDTH))
        side = look.px(6 if self._rail else 10)
        self._column.setContentsMargins(side, look.px(7 if self._rail else 14), side, look.px(10))

    def _clicked(self) -> None:
        entry = self.sender()
        if isinstance(entry, Entry):
            self.chosen.emit(entry.place.key)


class Brand(QWidget):
    """The program's name and that of the workspace."""

    def __init__(self, workspace: str) -> None:
        super().__init__()
        self._workspace = workspace
        self.setAccessibleName(f"stvcrm, {workspace}")

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(0, theme().px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them."""
        look, painter = theme(), QPainter(self)
        left, width = look.px(10), self.width() - look.px(14)
        painter.setFont(look.font(16, 700))
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(QRect(left, 0, width, look.px(24)), int(Qt.AlignmentFlag.AlignVCenter), "stvcrm")
        font = look.font(12)
        painter.setFont(font)
        painter.setPen(look.colour("side_muted"))
        name = QFontMetrics(font).elidedText(self._workspace, Qt.TextElideMode.ElideRight, width)
        painter.drawText(
            QRect(left, look.px(23), width, look.px(18)), int(Qt.AlignmentFlag.AlignVCenter), name
        )
