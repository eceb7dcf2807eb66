"""A verified copy under its final name, or nothing: written aside, synced, checked, renamed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from stvcrm.base.errors import UserError, WorkspaceError
from stvcrm.base.i18n import _
from stvcrm.store import engine
from stvcrm.store.keys import Key, salt_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PART = ".part"
SIDE_FILES = ("", "-journal", "-wal", "-shm", "-lock")
PAGES_A_STEP = 2_000


def write(source: Any, target: Path, key: Key | None) -> None:
    """Copy an open database to a file that is not there yet.

    Args:
        source: a driver connection; inside a transaction its snapshot is copied.
        target: the copy; nothing stands there unless it is whole, synced and verified.
        key: what the copy is keyed with; may differ from that of the source.

    Raises:
        UserError: it exists, the disk is full or fails, or the copy is not the same.
    """
    if target.exists():
        raise UserError(_("{name} bestaat al; kies een andere naam.").format(name=target.name))
    with whole_or_nothing(target) as part, engine.told(target):
        fill(source, part, key)
        verify(part, key, counts(source))


class whole_or_nothing:  # noqa: N801  reads as the context manager it is
    """A path beside the target to write to; renamed when the block ends well, removed when not."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.part = target.with_name(target.name + PART)

    def __enter__(self) -> Path:
        remove(self.part)
        return self.part

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        if kind is not None:
            remove(self.part)
            return
        try:
            with engine.told(self.target):
                sync(self.part)
                self.part.replace(self.target)
                sync(self.target.parent)
        except BaseException:
            remove(self.part)
            raise


def fill(source: Any, target: Path, key: Key | None) -> None:
    """Copy every page into a new file that only its owner can read."""
    touch(target)
    connection = engine.connect_bare(target, key)
    try:
        # Nobody else sees this file and it is synced as a whole, so it needs no journal of its own.
        connection.execute("PRAGMA journal_mode = OFF").fetchone()
        connection.execute("PRAGMA synchronous = OFF")
        source.backup(connection, pages=PAGES_A_STEP, sleep=0)
    finally:
        connection.close()


def touch(path: Path) -> None:
    """Make an empty file that only its owner can read."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def verify(path: Path, key: Key | None, expected: Mapping[str, int]) -> None:
    """Open the copy as its owner would, with the salt that stands in it, and compare.

    Raises:
        WorkspaceError: it is damaged or does not hold the same rows.
    """
    salt = salt_of(path)
    found = None if key is None else Key(key.raw, salt or b"")
    connection = engine.connect_bare(path, found, "immutable=1")
    try:
        if faults(connection) or counts(connection) != expected:
            raise WorkspaceError(
                _("De kopie {name} is niet gelijk aan de werkruimte; zij is niet bewaard.").format(
                    name=path.name.removesuffix(PART)
                )
            )
    finally:
        connection.close()


def faults(connection: Any) -> list[str]:
    """What SQLCipher and SQLite find wrong, pages that nothing uses included.

    Both are needed: the one does not look inside pages, the other not at free ones.
    """
    found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    found += [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    return found


def counts(connection: Any) -> dict[str, int]:
    """Rows by table."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
    names = [row[0] for row in connection.execute(query).fetchall()]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def remove(path: Path) -> None:
    """Remove a file that is not finished, with what SQLite may have put beside it."""
    for ending in SIDE_FILES:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if sys.platform == "win32" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
