"""A list of 100,000 organisations in the window, against a bare virtual table and a bare query of ids."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from figures import Figure, in_turn, ms, ratio, tell
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSettings, Qt
from PySide6.QtWidgets import QApplication, QTableView
from starting import MANY, fill

from stvcrm.desktop.kit.lazy_table import LazyTableModel
from stvcrm.desktop.kit.table_view import TableView
from stvcrm.desktop.kit.theme import Theme
from stvcrm.desktop.preferences import Preferences
from stvcrm.desktop.runner import Runner
from stvcrm.queries.organisations import ORGANISATIONS
from stvcrm.store.database import Database

RUNS = 9
BARE = "SELECT id FROM organisation ORDER BY name_key, id"


class Virtual(QAbstractTableModel):
    """As many rows, none in memory."""

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """All of them."""
        return MANY

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """As many as the list shows."""
        return sum(column.shown for column in ORGANISATIONS.columns)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Some text."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return f"cel {index.row()} {index.column()}"


def main() -> None:
    """Painted, in order, and how long the window was busy at a stretch."""
    application = QApplication([])
    Theme(application, "light", 1.0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "veel.stv", MANY)
        with Database.open(folder / "veel.stv", None) as database:
            _painted(application, database, folder)
            _ordered(database)
            _busy(application, database, folder)


def _view(runner: Runner, folder: Path) -> TableView:
    settings = QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)
    view = TableView(LazyTableModel(runner, ORGANISATIONS), Preferences(settings), "Organisaties")
    view.resize(1100, 700)
    return view


def _painted(application: QApplication, database: Database, folder: Path) -> None:
    runner = Runner(database)

    def ours() -> None:
        view = _view(runner, folder)
        view.show()
        view.lazy.refresh()
        while view.lazy.rowCount() == 0 or view.lazy.index(0, 0).data() in (None, "…"):
            application.processEvents()
        view.viewport().repaint()
        view.deleteLater()

    def bare() -> None:
        view = QTableView()
        view.verticalHeader().hide()
        view.setWordWrap(False)
        view.resize(1100, 700)
        view.setModel(Virtual(view))
        view.show()
        application.processEvents()
        view.viewport().repaint()
        view.deleteLater()

    mine, floor = in_turn(ours, bare, runs=RUNS)
    told = f"{ms(statistics.median(mine))} tegen {ms(statistics.median(floor))}"
    tell(Figure("eerste pagina en aantal van 100.000 geschilderd", ratio(mine, floor), 1.5, "×", told))
    runner.close()


def _ordered(database: Database) -> None:
    with database.read() as connection:
        mine, floor = in_turn(
            lambda: ORGANISATIONS.ids(connection),
            lambda: connection.exec_driver_sql(BARE).fetchall(),
            runs=RUNS,
        )
    told = f"{ms(statistics.median(mine))} tegen {ms(statistics.median(floor))}"
    tell(Figure("volledige volgorde van 100.000", ratio(mine, floor), 2.0, "×", told))


def _busy(application: QApplication, database: Database, folder: Path) -> None:
    """The longest stretch in which the window does not answer, while the list is sorted and scrolled."""
    runner = Runner(database)
    view = _view(runner, folder)
    view.show()
    view.lazy.refresh()
    _pump(application, 1.0)
    longest = 0.0
    for key in ("city", "name", "number"):
        view.sort_by(key)
        longest = max(longest, _pump(application, 0.7))
        view.scrollToBottom()
        longest = max(longest, _pump(application, 0.3))
    tell(Figure("langste stilstand van het venster bij sorteren", longest * 1000, 50, "ms"))
    runner.close()
    view.deleteLater()


def _pump(application: QApplication, seconds: float) -> float:
    longest, until = 0.0, time.perf_counter() + seconds
    while (start := time.perf_counter()) < until:
        application.processEvents()
        longest = max(longest, time.perf_counter() - start)
    return longest


if __name__ == "__main__":
    main()
