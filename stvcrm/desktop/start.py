"""The first thing on screen: the frame, painted before anything heavy is imported.

Knows PySide6 and base only; the rest of the program is imported by name on a thread while the user looks.
"""

from __future__ import annotations

import importlib
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from stvcrm.base.i18n import _, set_language
from stvcrm.desktop.places import FRAME_COLOURS, PLACES, SIDE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAIN_FILE = b"SQLite format 3\x00"
WINDOW_FIRST = ("stvcrm.desktop.main",)
THEN = ("stvcrm.desktop.catalog", "stvcrm.store.opening")


class FirstPaint(QWidget):
    """The side bar with its names when a workspace opens at once, else the empty panel of the prompt."""

    painted = Signal()

    def __init__(self, *, side_bar: bool, theme: str, scale: float) -> None:
        super().__init__()
        self._side_bar, self._scale = side_bar, scale
        self._colours = FRAME_COLOURS.get(theme, FRAME_COLOURS["light"])
        self._told = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw with plain calls: no stylesheet, no icons, no fonts of our own yet."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._colours.background))
        self._draw_side(painter) if self._side_bar else self._draw_panel(painter)
        painter.end()
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)

    def _px(self, size: float) -> int:
        return round(size * self._scale)

    def _write(self, painter: QPainter, at: QPoint, text: str, colour: str, size: int) -> None:
        font = QFont(self.font())
        font.setPixelSize(self._px(size))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(at, text)

    def _draw_side(self, painter: QPainter) -> None:
        colours, px = self._colours, self._px
        painter.fillRect(QRect(0, 0, px(SIDE_WIDTH), self.height()), QColor(colours.side))
        top = QRect(px(SIDE_WIDTH), 0, self.width(), px(52))
        painter.fillRect(top, QColor(colours.panel))
        self._write(painter, QPoint(px(20), px(32)), "stvcrm", colours.side_text, 16)
        y, group = px(66), ""
        for place in PLACES:
            if place.group != group:
                group = place.group
                y += px(22)
                self._write(painter, QPoint(px(20), y), _(group), colours.side_muted, 12)
                y += px(14)
            y += px(35)
            self._write(painter, QPoint(px(47), y - px(18)), _(place.title), colours.side_text, 14)

    def _draw_panel(self, painter: QPainter) -> None:
        panel = QRect(0, 0, min(self.width() - 40, self._px(960)), min(self.height() - 60, self._px(470)))
        panel.moveCenter(self.rect().center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._colours.line))
        painter.setBrush(QColor(self._colours.panel))
        painter.drawRoundedRect(panel, 12, 12)
        corner = panel.topLeft() + QPoint(self._px(38), self._px(56))
        self._write(painter, corner, "stvcrm", self._colours.text, 22)


class Frame(QMainWindow):
    """The main window from the first moment to the last; what is in it is built by `desktop.main`."""

    imported = Signal(str)
    broken = Signal(str, object)

    def __init__(self, settings: QSettings, workspace: Path | None) -> None:
        super().__init__()
        self.settings, self.workspace = settings, workspace
        self.first_paint = FirstPaint(
            side_bar=workspace is not None and is_plain(workspace),
            theme=str(settings.value("theme", "light")),
            scale=_percent(settings) / 100,
        )
        self.setWindowTitle("stvcrm")
        self.setCentralWidget(self.first_paint)
        self.resize(1440, 900)
        self.setMinimumSize(640, 420)
        self.first_paint.painted.connect(self.import_rest, Qt.ConnectionType.SingleShotConnection)
        self.imported.connect(self._hand_over)
        self.composition: Any = None

    def import_rest(self) -> None:
        """Import the program on a thread; it goes on with the store while the prompt is up."""
        threading.Thread(target=self._import, name="import", daemon=True).start()

    def _import(self) -> None:
        for name in (*WINDOW_FIRST, *THEN):
            try:
                importlib.import_module(name)
            except Exception as error:  # noqa: BLE001  told in the window, which this thread may not touch
                self.broken.emit(name, error)
                return
            self.imported.emit(name)

    def _hand_over(self, name: str) -> None:
        module = sys.modules[name]
        if name in WINDOW_FIRST:
            self.composition = module.Composition(self)
        elif name == THEN[-1]:
            self.composition.everything_imported()


def is_plain(path: Path) -> bool:
    """Whether this workspace needs no passphrase; never to be asked while a connection to it lives."""
    try:
        with path.open("rb") as file:
            return file.read(len(PLAIN_FILE)) == PLAIN_FILE
    except OSError:
        return False


def _percent(settings: QSettings) -> float:
    try:
        return float(str(settings.value("text_percent", 100)))
    except ValueError:
        return 100.0


def run(arguments: Sequence[str]) -> int:
    """Open the window, with a workspace when one is named; ends when it is closed."""
    application = QApplication(["stvcrm", *arguments])
    application.setApplicationName("stvcrm")
    application.setOrganizationName("stvcrm")
    settings = QSettings()
    language = str(settings.value("language", "nl"))
    set_language(language if language in ("nl", "en") else "nl")
    named = [argument for argument in arguments if not argument.startswith("-")]
    frame = Frame(settings, Path(named[0]) if named else None)
    frame.show()
    return application.exec()
