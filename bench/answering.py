"""How long the window makes one wait: from a key press to results on the screen, and how long it is deaf."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from figures import PASSPHRASE, Figure, members, ms, percentile, tell
from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from searching import fill, pieces

from stvcrm.base.text import sort_key
from stvcrm.desktop.catalog import PAGES, SERVICES
from stvcrm.desktop.kit.theme import Theme
from stvcrm.desktop.preferences import Preferences
from stvcrm.desktop.runner import Runner
from stvcrm.desktop.shell.window import Shell
from stvcrm.example.maker import make_example
from stvcrm.model.organisations import Organisation
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable

    from stvcrm.desktop.shell.palette import Palette

WORDS, KEYS, SWITCHES, TAKEN_IN = 15, 40, 5, 20_000
REPEAT = 1 / 30


class Paints(QObject):
    """Whether a widget was painted since one looked."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.seen = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


class Window:
    """The real window on a workspace, turned by hand, so that every turn can be timed."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.frame = QMainWindow()
        self.frame.resize(1440, 900)
        settings = QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)
        self.runner = Runner(database)
        self.shell = Shell(
            self.frame, self.runner, Preferences(settings), SERVICES, PAGES, workspace="meting"
        )
        self.frame.setCentralWidget(self.shell)
        self.frame.show()
        self.shell.go("organisations")
        self.turn(1.0)

    def turn(self, span: float, until: Callable[[], bool] = lambda: False) -> float:
        """Answer for so long; the longest turn."""
        longest, end = 0.0, time.perf_counter() + span
        while (start := time.perf_counter()) < end and not until():
            QApplication.processEvents()
            longest = max(longest, time.perf_counter() - start)
            time.sleep(0.0002)
        return longest

    def close(self) -> None:
        self.runner.close()
        self.frame.close()


def main() -> None:
    """Five figures."""
    application = QApplication([])
    look = Theme(application, "light", 1.0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_example(folder / "voorbeeld.stv", PASSPHRASE, on=date(2017, 5, 11))
        with Database.open(folder / "voorbeeld.stv", PASSPHRASE) as database:
            window = Window(database, folder)
            _first_visits(window)
            _keys(window)
            _switches(window, look)
            _taking_in(window)
            window.close()
        with Database.create(folder / "notities.stv", PASSPHRASE) as database:
            fill(database)
            window = Window(database, folder)
            _results(window)
            window.close()


def _deaf(what: str, spans: list[float], told: str) -> None:
    tell(Figure(what, max(spans) * 1000, 50, "ms", f"mediaan {ms(statistics.median(spans))}; {told}"))


def _first_visits(window: Window) -> None:
    spans = []
    for page in PAGES:
        start = time.perf_counter()
        window.shell.go(page.key)
        spans += [time.perf_counter() - start, window.turn(0.5)]
    _deaf("langste stilstand bij het eerste bezoek aan een pagina", spans, f"{len(PAGES)} pagina's")


def _keys(window: Window) -> None:
    window.shell.go("organisations")
    window.turn(0.5)
    table = window.shell.view("organisations").table
    spans = []
    for _key in range(KEYS):
        start = time.perf_counter()
        QTest.keyClick(table, Qt.Key.Key_Down)
        spans += [time.perf_counter() - start, window.turn(REPEAT)]
    window.turn(0.5)
    _deaf("langste stilstand bij pijl omlaag, dertig keer per seconde", spans, f"{KEYS} toetsen")


def _switches(window: Window, look: Theme) -> None:
    spans = []
    for turn in range(SWITCHES):
        start = time.perf_counter()
        look.set(("dark", "light")[turn % 2], 1.0)
        spans += [time.perf_counter() - start]
        window.turn(0.3)
    look.set("light", 1.0)
    count = len(QApplication.allWidgets())
    _deaf("langste stilstand bij een ander thema, alle pagina's open", spans, f"{count} onderdelen")


def _taking_in(window: Window) -> None:
    """As many rows as a large member list, written while the window is in use."""
    rows = [
        {"number": f"x{row[0]}", "name": row[1], "name_key": sort_key(row[1])} for row in members(TAKEN_IN)
    ]
    done: list[object] = []
    window.runner.do(
        window.shell, lambda uow: uow.insert_rows(Organisation, rows), label="x", then=done.append
    )
    longest = window.turn(60, lambda: bool(done))
    _deaf("langste stilstand terwijl 20.000 rijen worden opgenomen", [longest], "rechtstreeks geschreven")


def _results(window: Window) -> None:
    window.shell.open_palette()
    palette = window.shell.palette_open
    assert palette is not None
    window.turn(0.5)
    spans = [span for piece in pieces()[:WORDS] for span in _typed(window, palette, piece)]
    told = f"mediaan {ms(statistics.median(spans))}; {len(spans)} toetsen, waarvan 40 ms wachten"
    tell(
        Figure(
            "toets in Ctrl+K tot geschilderde resultaten, p95",
            percentile(spans, 0.95) * 1000,
            100,
            "ms",
            told,
        )
    )


def _typed(window: Window, palette: Palette, piece: str) -> list[float]:
    """Seconds from each letter after the second to the painted answer."""
    palette.field.clear()
    palette.field.setText(piece[:2])
    window.turn(0.3)
    seen, filled = [Paints(palette), Paints(palette.list.viewport())], [False]

    def answered() -> None:
        filled[0] = True
        for paints in seen:
            paints.seen = False

    link = palette.list.model().modelReset.connect(answered)
    spans = []
    for letter in piece[2:]:
        filled[0] = False
        start = time.perf_counter()
        palette.field.insert(letter)  # a key press cannot say every letter
        window.turn(2, lambda: filled[0] and any(paints.seen for paints in seen))
        spans.append(time.perf_counter() - start)
    palette.disconnect(link)
    for paints in seen:
        paints.deleteLater()
    return spans


if __name__ == "__main__":
    main()
