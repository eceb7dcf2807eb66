"""The first thing on screen: the frame, painted before anything heavy is imported.

Knows PySide6 and base only; the rest of the program is imported by name on a thread while the user looks.
The name `Qt` is not imported: its hundred enumerations alone take a quarter of an empty window's time.
"""

from __future__ import annotations

import importlib
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMainWindow

from stvcrm.base.i18n import _, set_language
from stvcrm.desktop.places import FRAME_COLOURS, PLACES, SIDE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

PLAIN_FILE = b"SQLite format 3\x00"
WINDOW_FIRST = ("stvcrm.desktop.main",)
THEN = ("stvcrm.desktop.catalog", "stvcrm.store.opening")
LAST = ("phonenumbers",)
"""What the first record needs; the program works while this is still on its way."""
TITLE_BAR = 32


class FirstPaint(QFrame):
    """The side bar with its names when a workspace opens at once, else the empty panel of the prompt.

    Made of labels and one stylesheet, because every call that takes a pen or a brush loads `Qt` as well.
    """

    painted = Signal()

    def __init__(self, *, side_bar: bool, theme: str, scale: float) -> None:
        super().__init__()
        self._scale, self._told = scale, False
        colours = FRAME_COLOURS.get(theme, FRAME_COLOURS["light"])
        self.setStyleSheet(
            f"FirstPaint {{ background: {colours.background}; }}"
            f"#side {{ background: {colours.side}; }} #top {{ background: {colours.panel}; }}"
            f"#panel {{ background: {colours.panel}; border: 1px solid {colours.line}; }}"
            "#panel { border-radius: 12px; }"
            f"#entry {{ color: {colours.side_text}; font-size: {self._px(14)}px; }}"
            f"#group {{ color: {colours.side_muted}; font-size: {self._px(12)}px; }}"
            f"#title {{ color: {colours.text}; font-size: {self._px(22)}px; }}"
        )
        self._side, self._top, self._panel = QFrame(self), QFrame(self), QFrame(self)
        for part, name in ((self._side, "side"), (self._top, "top"), (self._panel, "panel")):
            part.setObjectName(name)
        self._side.setVisible(side_bar)
        self._top.setVisible(side_bar)
        self._panel.setVisible(not side_bar)
        if side_bar:
            self._fill_side()
        else:
            self._write(self._panel, "title", "stvcrm", 38, 30, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts where the real ones will be."""
        side, width, height = self._px(SIDE_WIDTH), self.width(), self.height()
        self._side.setGeometry(0, 0, side, height)
        self._top.setGeometry(side, 0, width - side, self._px(52))
        wide, high = min(width - 40, self._px(960)), min(height - 90, self._px(470))
        self._panel.setGeometry((width - wide) // 2, (height - high) // 2, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell it once when all of it is on screen."""
        super().paintEvent(event)
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)

    def _px(self, size: float) -> int:
        return round(size * self._scale)

    def _write(self, parent: QFrame, name: str, text: str, left: int, top: int, width: int) -> None:
        made = QLabel(text, parent)
        made.setObjectName(name)
        made.setGeometry(self._px(left), self._px(top), self._px(width), self._px(30))

    def _fill_side(self) -> None:
        self._write(self._side, "entry", "stvcrm", 20, 12, 180)
        y, group = 66, ""
        for place in PLACES:
            if place.group != group:
                group = place.group
                self._write(self._side, "group", _(group), 20, y + 6, 180)
                y += 36
            self._write(self._side, "entry", _(place.title), 47, y + 2, 160)
            y += 35


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
        self.first_paint.painted.connect(self.import_rest)
        self.imported.connect(self._hand_over)
        self.composition: Any = None

    def import_rest(self) -> None:
        """Import the program on a thread; it goes on with the store while the prompt is up."""
        threading.Thread(target=self._import, name="import", daemon=True).start()

    def _import(self) -> None:
        for name in (*WINDOW_FIRST, *THEN, *LAST):
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
    room = frame.screen().availableSize()
    if room.width() < frame.width() or room.height() < frame.height() + TITLE_BAR:
        frame.showMaximized()
    else:
        frame.show()
    return application.exec()
