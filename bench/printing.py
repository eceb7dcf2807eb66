"""A visit summary as PDF, composed and drawn, against two pages of raw reportlab with as much on them."""

from __future__ import annotations

import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

from figures import LIMITS, Figure, in_turn, ms, ratio, tell

from stvcrm.base.clock import system_clock
from stvcrm.example.maker import make_example
from stvcrm.reports.catalog import produce
from stvcrm.store.database import Database

sys.path.insert(0, str(LIMITS))
import pdf as limit  # noqa: E402  a script of the limits, found by its folder

RUNS = 15


def main() -> None:
    """The ratio for the first completed visit of the example."""
    limit.font()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "voorbeeld.stv"
        make_example(path, None, on=date(2017, 5, 11))
        with Database.open(path, None) as database, database.read() as connection:

            def ours() -> object:
                return produce(connection, "visit_summary", [1], ".pdf", now=system_clock())

            mine, floor = in_turn(ours, limit.platypus, runs=RUNS)
            pages = produce(connection, "visit_summary", [1], ".pdf", now=system_clock()).pages
    told = (
        f"{ms(statistics.median(mine))} ({pages} pagina's) tegen {ms(statistics.median(floor))} (2 pagina's)"
    )
    tell(Figure("bezoekverslag als PDF", ratio(mine, floor), 1.5, "×", told))


if __name__ == "__main__":
    main()
