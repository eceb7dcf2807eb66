"""The list of erased people beside backups: random names and dates only, under the workspace's own key."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from stvcrm.store import copies, engine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from stvcrm.store.keys import Key

NAME = "erased.stv"


def write(place: Path, key: Key | None, entries: Mapping[str, date]) -> None:
    """Replace the list in a folder by one that has these as well.

    Raises:
        UserError: the place is full or fails; the list that stood there stays.
    """
    target = place / NAME
    known = {**(read(place, key) or {}), **entries}
    with copies.whole_or_nothing(target) as part, engine.told(target):
        copies.touch(part)
        connection = engine.connect_bare(part, key)
        try:
            connection.execute("PRAGMA journal_mode = OFF").fetchone()
            connection.execute("CREATE TABLE erased (uid TEXT PRIMARY KEY, erased_on TEXT NOT NULL)")
            rows = [(uid, known[uid].isoformat()) for uid in sorted(known)]
            connection.executemany("INSERT INTO erased VALUES (?, ?)", rows)
        finally:
            connection.close()


def read(place: Path, key: Key | None) -> dict[str, date] | None:
    """Who was erased and when, by random name; None when the list does not open with this key."""
    path = place / NAME
    if not path.is_file():
        return {}
    try:
        connection = engine.connect_bare(path, key, "immutable=1")
    except engine.DRIVER_ERRORS:
        return None
    try:
        rows = connection.execute("SELECT uid, erased_on FROM erased").fetchall()
    except engine.DRIVER_ERRORS:
        return None
    finally:
        connection.close()
    return {uid: date.fromisoformat(on) for uid, on in rows}
