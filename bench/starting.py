"""The first painted window, opening with a passphrase, and memory, each against an empty QMainWindow.

Every figure is a process of its own. A child prints one line of JSON and ends.
"""

from __future__ import annotations

import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from figures import LIMITS, PASSPHRASE, Figure, members, ms, ratio, tell

from stvcrm.base.text import sort_key
from stvcrm.example.maker import make_example
from stvcrm.model.organisations import Organisation
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from stvcrm.store.unit_of_work import UnitOfWork

RUNS = 9
MANY = 100_000
ROUNDS = 256_000
EMPTY = """
import json, os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
def end():
    print(json.dumps([time.clock_gettime(time.CLOCK_MONOTONIC), resident()]))
    sys.stdout.flush()
    os._exit(0)
class Central(QWidget):
    told = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not Central.told:
            Central.told = True
            QTimer.singleShot(0, end)
application = QApplication(sys.argv)
window = QMainWindow()
window.resize(1440, 900)
window.setCentralWidget(Central())
window.show()
application.exec()
"""
FIRST = """
import json, os, sys, time
from stvcrm.desktop import start
class Frame(start.Frame):
    def import_rest(self):
        print(json.dumps([time.clock_gettime(time.CLOCK_MONOTONIC), 0]))
        sys.stdout.flush()
        os._exit(0)
start.Frame = Frame
start.run([])
"""
# Opens the workspace that is named, by hand when it has a passphrase and everything is imported, and goes on
# when its list can be used.
OPENED = """
import json, os, sys, time
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from stvcrm.desktop import start
path, passphrase, rows, wait = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
state = {"typed": 0.0}
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
def usable(frame):
    shell = None if frame.composition is None else frame.composition.shell
    page = None if shell is None else shell.stack.currentWidget()
    table = getattr(page, "table", None)
    if table is None or table.lazy.rowCount() < rows:
        return False
    return table.lazy.index(0, 0).data() not in (None, "…")
def end(frame):
    print(json.dumps([time.clock_gettime(time.CLOCK_MONOTONIC) - state["typed"], resident()]))
    sys.stdout.flush()
    os._exit(0)
class Frame(start.Frame):
    def __init__(self, settings, workspace):
        settings.setValue("page", "organisations")
        super().__init__(settings, workspace)
        self.look = QTimer(self, interval=1)
        self.look.timeout.connect(self.watch)
        self.look.start()
        if passphrase:
            self.look.stop()
            self.ready = QTimer(self, interval=100)
            self.ready.timeout.connect(self.await_imports)
            self.ready.start()
    def await_imports(self):
        if start.THEN[-1] in sys.modules and self.composition is not None:
            self.ready.stop()
            QTimer.singleShot(1000, self.type)
    def type(self):
        self.look.start()
        field = self.composition.prompt.field
        field.setText(passphrase)
        state["typed"] = time.clock_gettime(time.CLOCK_MONOTONIC)
        QTest.keyClick(field, Qt.Key.Key_Return)
    def watch(self):
        if usable(self):
            self.look.stop()
            self.composition.shell.stack.currentWidget().table.viewport().repaint()
            QTimer.singleShot(wait, lambda: end(self))
start.Frame = Frame
start.run([path])
"""


def main() -> None:
    """Four figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        firsts, empties = _first_paint(folder)
        told = f"{ms(statistics.median(firsts))} tegen {ms(statistics.median(empties))}"
        tell(Figure("eerste geschilderde venster", ratio(firsts, empties), 1.25, "×", told))
        _unlock(folder)
        _memory(folder)


def _first_paint(folder: Path) -> tuple[list[float], list[float]]:
    pairs = [(_started(folder, FIRST), _started(folder, EMPTY)) for _round in range(RUNS + 1)][1:]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _unlock(folder: Path) -> None:
    path = folder / "voorbeeld.stv"
    make_example(path, PASSPHRASE, on=date(2017, 5, 11))
    rounds = [
        (_child(folder, OPENED, str(path), PASSPHRASE, "388", "0")[0], _derivation(), _started(folder, EMPTY))
        for _round in range(RUNS + 1)
    ][1:]
    over = statistics.median((taken - key) / window for taken, key, window in rounds)
    taken, key, window = (statistics.median(column) for column in zip(*rounds, strict=True))
    told = f"{ms(taken)} waarvan sleutel {ms(key)}; leeg venster {ms(window)}"
    tell(Figure("Enter tot bruikbare lijst van 388, boven de sleutel", over, 1.0, "×", told))


def _memory(folder: Path) -> None:
    path = folder / "veel.stv"
    fill(path, MANY)
    mine = statistics.median(
        _child(folder, OPENED, str(path), "", str(MANY), "4000")[1] / 2**20 for _round in range(3)
    )
    floor = _child(folder, EMPTY)[1] / 2**20
    told = f"{mine:.0f} MiB; leeg venster {floor:.0f} MiB"
    tell(Figure("geheugen in rust met 100.000 organisaties", mine, 2 * floor + 64, "MiB", told))


def fill(path: Path, count: int) -> None:
    """A plain workspace with so many organisations."""
    rows: list[dict[str, Any]] = [
        {"number": row[0], "name": row[1], "name_key": sort_key(row[1]), "city": row[5], "street": row[3]}
        for row in members(count)
    ]

    def store(uow: UnitOfWork) -> None:
        uow.insert_rows(Organisation, rows)

    with Database.create(path, None) as database:
        database.write("", store)


def _derivation() -> float:
    start = time.perf_counter()
    hashlib.pbkdf2_hmac("sha512", PASSPHRASE.encode(), b"0" * 16, ROUNDS, 32)
    return time.perf_counter() - start


def _started(folder: Path, code: str) -> float:
    start = time.clock_gettime(time.CLOCK_MONOTONIC)
    return _child(folder, code)[0] - start


def _child(folder: Path, code: str, *arguments: str) -> list[float]:
    env = os.environ | {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    env["PYTHONPATH"] = str(LIMITS.parents[1])
    # As in an installed program: what the first run compiled, the next ones find.
    env["PYTHONPYCACHEPREFIX"], env["PYTHONDONTWRITEBYTECODE"] = str(folder / "bytecode"), ""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode or not done.stdout:
        raise SystemExit(done.stderr)
    found: list[float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
