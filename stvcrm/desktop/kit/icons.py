"""Lucide icons in a colour of the theme; an icon made once follows every change of theme and text size."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from stvcrm.base.resources import resource
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

STROKE = "1.75"


def icon(name: str, token: str = "text", *, checked: str = "", gap: bool = False) -> QIcon:
    """The icon with this Lucide name; `checked` is the token used while its button is on.

    With `gap` a sixth of the room is left free on the right, for text beside it.
    """
    return QIcon(_Engine(name, token, checked or token, gap=gap))


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` device-independent pixels."""
    key = f"stvcrm:{name}:{colour.rgba()}:{size}:{ratio}"
    cached = QPixmap()
    if QPixmapCache.find(key, cached):
        return cached
    drawn = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(_coloured(name, colour.name())).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def draw(painter: QPainter, name: str, token: str, x: float, y: float, size: int) -> None:
    """Paint the icon with its upper left corner at this place."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(round(x), round(y), pixmap(name, theme().colour(token), size, ratio))


def names() -> Sequence[str]:
    """The icons there are."""
    return sorted(path.stem for path in resource("icons").glob("*.svg"))


class IconLabel(QLabel):
    """An icon beside text; silent for a screen reader, since the text says it."""

    def __init__(
        self, name: str, token: str = "muted", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._token, self._size = name, token, size
        theme().changed.connect(self._render)
        self._render()

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self._render()

    def _render(self) -> None:
        look = theme()
        size = look.px(self._size)
        self.setPixmap(pixmap(self._name, look.colour(self._token), size, self.devicePixelRatioF()))
        self.setFixedSize(size, size)


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


def _coloured(name: str, colour: str) -> QByteArray:
    svg = (
        _source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    )
    return QByteArray(svg.encode())


class _Engine(QIconEngine):
    def __init__(self, name: str, token: str, checked: str, *, gap: bool) -> None:
        super().__init__()
        self._name, self._token, self._checked, self._gap = name, token, checked, gap

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return theme().colour("edge")
        return theme().colour(self._checked if state == QIcon.State.On else self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        size = min(rect.width(), rect.height())
        if self._gap:
            size = round(size * 5 / 6)
        picture = pixmap(self._name, self._colour(mode, state), size, ratio)
        left = 0 if self._gap else (rect.width() - size) // 2
        painter.drawPixmap(rect.x() + left, rect.y() + (rect.height() - size) // 2, picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        drawn.setDevicePixelRatio(scale)
        painter = QPainter(drawn)
        room = QRect(0, 0, round(size.width() / scale), round(size.height() / scale))
        self.paint(painter, room, mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token, self._checked, gap=self._gap)
