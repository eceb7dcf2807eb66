"""Searching 100,000 notes against the bare query on the same index."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from figures import PASSPHRASE, Figure, in_turn, ms, notes, percentile, tell

from stvcrm.model.contact_moments import Channel, ContactMoment, Direction
from stvcrm.operations import organisations
from stvcrm.queries.search import search
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from stvcrm.store.unit_of_work import UnitOfWork

NOTES, PIECES, HITS = 100_000, 150, 50
BARE = (
    "SELECT r.table_name, r.row_id, t.text FROM search_text t JOIN search_row r ON r.id = t.rowid"
    " WHERE search_text MATCH ? ORDER BY t.rowid DESC LIMIT ?"
)


def fill(database: Database, count: int = NOTES) -> None:
    """One organisation with so many calls."""
    home = database.write("", organisations.add, name="Buurthuis Wilgenhof")[0]
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    rows: list[dict[str, Any]] = [
        {
            "organisation_id": home,
            "at": at,
            "text": text,
            "channel": Channel.PHONE,
            "direction": Direction.OUT,
        }
        for text in notes(count)
    ]

    def store(uow: UnitOfWork) -> None:
        uow.insert_rows(ContactMoment, rows)

    database.write("", store)


def pieces() -> list[str]:
    """Parts of words, as people type them."""
    random = Random(3)
    words = {word for text in notes(300) for word in text.split() if len(word) > 5}
    chosen = random.choices(sorted(words), k=PIECES)
    return [word[(at := random.randrange(len(word) - 3)) : at + random.randrange(3, 9)] for word in chosen]


def main() -> None:
    """The 95th percentile of both, in turn for every piece."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Database.create(Path(folder) / "meting.stv", PASSPHRASE) as database,
    ):
        fill(database)
        with database.read() as connection:
            ours, bare = _times(connection)
    mine, floor = percentile(ours, 0.95), percentile(bare, 0.95)
    tell(Figure("zoeken in 100.000 notities, p95", mine / floor, 1.3, "×", f"{ms(mine)} tegen {ms(floor)}"))


def _times(connection: Connection) -> tuple[list[float], list[float]]:
    ours: list[float] = []
    bare: list[float] = []
    for piece in pieces():

        def ask(piece: str = piece) -> object:
            return search(connection, piece, HITS)

        def raw(piece: str = piece) -> object:
            return connection.exec_driver_sql(BARE, (f'"{piece}"', HITS)).fetchall()

        times = in_turn(ask, raw, runs=3)
        ours.append(min(times[0]))
        bare.append(min(times[1]))
    return ours, bare


if __name__ == "__main__":
    main()
