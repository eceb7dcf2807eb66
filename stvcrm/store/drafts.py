"""What is typed while a long write holds the workspace: kept beside it under the same key.

A file of its own, because the workspace takes no second writer; folded in afterwards and at the next start.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from stvcrm.store import engine
from stvcrm.store.copies import remove, touch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sqlcipher3 import dbapi2

    from stvcrm.store.keys import Key
    from stvcrm.store.redaction import Redactor

CREATE = (
    "CREATE TABLE IF NOT EXISTS draft (table_name TEXT NOT NULL, row_id INTEGER NOT NULL,"
    " column_name TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL,"
    " PRIMARY KEY (table_name, row_id, column_name))"
)

_PLACE = "table_name = ? AND row_id = ? AND column_name = ?"


@dataclass(frozen=True)
class Draft:
    """The last text of one field that the workspace does not hold yet."""

    table: str
    row_id: int
    column: str
    text: str
    at: datetime


class Drafts:
    """The drafts beside one workspace, for any thread; the file exists only as long as there are any."""

    def __init__(self, workspace: Path, key: Key | None) -> None:
        self.path = workspace.with_name(workspace.name + "-draft")
        self._key, self._open = key, None
        self._lock = threading.RLock()
        self._stored: dict[tuple[str, int, str], str] = {}

    def keep(self, table: str, row_id: int, column: str, text: str, at: datetime) -> None:
        """Put the text of a field, typed at this moment, on the disk; the last one counts.

        What the workspace holds meanwhile, in this form or a later one, is not kept.

        Raises:
            UserError: the disk is full or fails.
        """
        place, typed = (table, row_id, column), at.isoformat()
        with self._lock, engine.told(self.path):
            if typed > self._stored.get(place, ""):
                self._connection().execute(
                    "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?)", (*place, text, typed)
                )

    def drop(self, table: str, row_id: int, column: str, at: datetime) -> None:
        """The workspace holds what was typed in a field until this moment; without drafts there is no file.

        Raises:
            UserError: the disk fails.
        """
        place, typed = (table, row_id, column), at.isoformat()
        with self._lock, engine.told(self.path):
            self._stored[place] = typed
            if self._open is None and not self.path.exists():
                return
            connection = self._connection()
            connection.execute(f"DELETE FROM draft WHERE {_PLACE} AND at <= ?", (*place, typed))
            if connection.execute("SELECT count(*) FROM draft").fetchone() == (0,):
                self.clear()

    def rekey(self, key: Key | None) -> None:
        """Go on under another key, as the workspace does.

        Raises:
            UserError: the disk is full or fails.
        """
        with self._lock:
            drafts = self.pending()
            self.clear()
            self._key = key
            for draft in drafts:
                self.keep(draft.table, draft.row_id, draft.column, draft.text, draft.at)

    def pending(self) -> tuple[Draft, ...]:
        """The drafts in the order they were kept.

        Raises:
            WorkspaceError: the file cannot be read with this key.
        """
        if not self.path.exists():
            return ()
        with self._lock, engine.told(self.path):
            rows = self._connection().execute("SELECT * FROM draft ORDER BY at, rowid").fetchall()
        return tuple(
            Draft(table, row_id, column, text, datetime.fromisoformat(at))
            for table, row_id, column, text, at in rows
        )

    def forget(self, rows: Mapping[str, set[int]], redactor: Redactor) -> None:
        """Drop the drafts of erased rows and clean those of others."""
        with self._lock:
            for draft in self.pending():
                where = (draft.table, draft.row_id, draft.column)
                if draft.row_id in rows.get(draft.table, ()):
                    self._connection().execute(f"DELETE FROM draft WHERE {_PLACE}", where)
                elif (text := redactor.clean(draft.text)) != draft.text:
                    self.keep(*where, text, draft.at)
            if self._open is not None:
                self._connection().execute("VACUUM")

    def clear(self) -> None:
        """Remove the file: everything in it is in the workspace now."""
        with self._lock, engine.told(self.path):
            self.close()
            remove(self.path)

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None

    def _connection(self) -> dbapi2.Connection:
        if self._open is None:
            with engine.told(self.path):
                if not self.path.exists():
                    touch(self.path)
                connection = engine.connect(self.path, self._key, create=True)
                # One file, nothing beside it: there is one writer and it is short-lived.
                connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
                connection.execute(CREATE)
            self._open = connection
        return self._open

    def __enter__(self) -> Drafts:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
