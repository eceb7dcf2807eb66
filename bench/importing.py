"""A member list of 20,000 rows: to its preview against reading alone, and taken in against a bare script.

The bare script writes the very rows that the import made (organisations, people, positions, images, index)
into an empty workspace of the same shape, by `executemany`.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from figures import HEADINGS, PASSPHRASE, Figure, in_turn, members, ms, ratio, seconds, tell
from python_calamine import CalamineWorkbook

from stvcrm.base.progress import Progress
from stvcrm.importers.members import IMPORTER
from stvcrm.importers.pipeline import Plan, Verdict, take
from stvcrm.store.database import Database

ROWS, RUNS = 20_000, 5
WRITTEN = ("organisation", "person", "position", "row_change", "search_row")
INDEXED = ("search_text", "search_name")


def write_list(path: Path, count: int = ROWS) -> None:
    """The list as a spreadsheet."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "in_memory": True})
    sheet = book.add_worksheet("Leden")
    for number, row in enumerate((HEADINGS, *members(count))):
        sheet.write_row(number, 0, row)
    book.close()


def plan(database: Database, path: Path) -> Plan:
    """The preview of that list."""
    with database.read() as connection:
        return IMPORTER.plan(connection, path, date(2026, 3, 2), Progress())


def main() -> None:
    """Both ratios; of taking in it is how many times slower than bare (0.5 × the speed is 2 × the time)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "leden.xlsx"
        write_list(path)
        with Database.create(folder / "leeg.stv", PASSPHRASE) as empty:
            ours, bare = in_turn(lambda: plan(empty, path), lambda: _calamine(path), runs=RUNS)
            told = f"{ms(min(ours))} tegen {ms(min(bare))}"
            tell(Figure("20.000 rijen .xlsx tot voorbeeld", ratio(ours, bare), 1.5, "×", told))
            judged = plan(empty, path)
        assert judged.count(Verdict.NEW) == ROWS, judged.counts
        rounds = [_round(folder, number, judged) for number in range(RUNS)]
        mine, floor = [pair[0] for pair in rounds], [pair[1] for pair in rounds]
        told = f"{ROWS / min(mine):,.0f} tegen {ROWS / min(floor):,.0f} rijen/s"
        tell(Figure("20.000 rijen opnemen met logboek en zoekindex", ratio(mine, floor), 2.0, "×", told))


def _calamine(path: Path) -> object:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def _round(folder: Path, number: int, judged: Plan) -> tuple[float, float]:
    with Database.create(folder / f"a{number}.stv", PASSPHRASE) as database:
        mine = seconds(lambda: database.write("", take, importer=IMPORTER, plan=judged))
        with database.read() as connection:
            rows = {name: connection.exec_driver_sql(f"SELECT * FROM {name}").fetchall() for name in WRITTEN}
            texts = {
                name: connection.exec_driver_sql(f"SELECT rowid, text FROM {name}").fetchall()
                for name in INDEXED
            }
    with Database.create(folder / f"b{number}.stv", PASSPHRASE) as bare:
        return mine, seconds(lambda: _write(bare, rows, texts))


def _write(database: Database, rows: dict[str, list[Any]], texts: dict[str, list[Any]]) -> None:
    with database.transaction() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        cursor.execute(
            "INSERT INTO operation (id, kind, name, label, at, author, session, state, undoable, revision,"
            " rows) VALUES (1, 'do', '', '', '2026-03-02', '', '', 'done', 1, '', 0)"
        )
        for name, found in rows.items():
            marks = ", ".join("?" * len(found[0]))
            cursor.executemany(f"INSERT INTO {name} VALUES ({marks})", [tuple(row) for row in found])
        for name, found in texts.items():
            cursor.executemany(
                f"INSERT INTO {name} (rowid, text) VALUES (?, ?)", [tuple(row) for row in found]
            )


if __name__ == "__main__":
    main()
