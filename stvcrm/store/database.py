"""One workspace, open: the only door to its data."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from uuid import uuid4

from stvcrm.base.changes import Changes
from stvcrm.base.clock import Clock, author, system_clock
from stvcrm.base.errors import UserError, WorkspaceError
from stvcrm.base.i18n import _
from stvcrm.base.progress import Progress
from stvcrm.model.journal import OperationKind
from stvcrm.store import cleaning, copies, engine, journal, migrate, opening, search_index, undo
from stvcrm.store.drafts import Drafts
from stvcrm.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from stvcrm.store.keys import Key
    from stvcrm.store.lock import WriterLock

P = ParamSpec("P")
R = TypeVar("R")


class Database:
    """A workspace that is open for reading, and for writing as long as it holds the lock."""

    def __init__(
        self,
        path: Path,
        key: Key | None,
        bind: Engine,
        *,
        lock: WriterLock | None,
        clock: Clock = system_clock,
        notices: tuple[str, ...] = (),
    ) -> None:
        self.path, self.key, self.clock, self.notices = path, key, clock, notices
        self._engine, self._lock, self._closed = bind, lock, False
        self.drafts = Drafts(path, key)
        self._origin = journal.Origin(author(), uuid4().hex, migrate.HEAD)

    @classmethod
    def create(cls, path: Path, passphrase: str | None, *, clock: Clock = system_clock) -> Database:
        """A new, empty workspace; without passphrase it is not encrypted.

        Raises:
            WorkspaceError: the file exists already, or cannot be made there.
        """
        key, lock = opening.prepare_new(path, passphrase)
        bind = engine.make_engine(path, key, create=True)
        try:
            with (
                engine.told(path),
                bind.connect().execution_options(**{engine.WRITE: True}) as connection,
                connection.begin(),
            ):
                connection.exec_driver_sql(f"PRAGMA application_id = {engine.APPLICATION_ID}")
                migrate.create(connection)
        except BaseException:
            bind.dispose()
            copies.remove(path)
            lock.release()
            raise
        return cls(path, key, bind, lock=lock, clock=clock)

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str | Key | None,
        *,
        write: bool = True,
        wait: float = 5.0,
        is_copy: bool = False,
        clock: Clock = system_clock,
    ) -> Database:
        """An existing workspace; one of an earlier version is copied and brought to this one.

        Args:
            path: its file.
            passphrase: as typed, or the key from a recovery sheet; None for an unencrypted workspace.
            write: take the writer lock, waiting `wait` seconds for it; readers need none.
            wait: seconds.
            is_copy: it was copied just now, so that no copy is needed before it is brought to this version.
            clock: what time it is.

        Raises:
            WorkspaceError: missing, wrong passphrase, damaged, made by a newer program, or in use.
        """
        key = opening.key_for(path, passphrase)
        read_only = opening.is_read_only(path)
        if read_only and write:
            raise WorkspaceError(
                _("{name} staat op een plaats waar niet geschreven mag worden; lezen kan wel.").format(
                    name=path.name
                )
            )
        lock = opening.take_lock(path, wait=wait) if write else None
        try:
            bind, notices = opening.connect_checked(
                path, key, immutable=read_only, lock=lock, is_copy=is_copy, wait=wait, clock=clock
            )
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        database = cls(path, key, bind, lock=lock, clock=clock, notices=notices)
        if write:
            database._finish_cleaning()
        return database

    def _finish_cleaning(self) -> None:
        """Do what an erasure could not: it was cut short, or someone was reading."""
        if cleaning.is_due(self):
            try:
                cleaning.clean(self)
            except UserError as error:
                self.notices = (*self.notices, str(error))

    @property
    def is_encrypted(self) -> bool:
        """Whether the file is unreadable without the passphrase."""
        return self.key is not None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for queries; its transaction ends with the block, so that the log can shrink."""
        with engine.told(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    def write(
        self,
        label: str,
        operation: Callable[Concatenate[UnitOfWork, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> tuple[R, Changes]:
        """Do one act: all of it or nothing, in the journal, and acknowledged only when it is on disk.

        Raises:
            UserError: the act is refused; nothing was changed.
        """
        return self.work(Progress(), label, operation, *args, **kwargs)

    def work(
        self,
        progress: Progress,
        label: str,
        operation: Callable[Concatenate[UnitOfWork, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> tuple[R, Changes]:
        """The same for a long act, which tells how far it is and can be cancelled.

        Raises:
            UserError: the act is refused; nothing was changed.
            Cancelled: the user stopped it; nothing was changed.
        """
        with self.transaction() as connection:
            uow = UnitOfWork(connection, self.clock(), label, progress)
            with uow.session:
                result = operation(uow, *args, **kwargs)
                uow.session.flush()
                touched = uow.touched()
                search_index.index(connection, touched, uow.fresh())
                name = f"{operation.__module__.rsplit('.', 1)[-1]}.{operation.__name__}"
                entry = journal.record(uow, name, self._origin)
        return result, Changes.of(touched if entry else {}, entry, uow.label)

    def undo(self) -> Changes:
        """Take the newest act back.

        Raises:
            UserError: nothing to undo, or it cannot be undone; nothing was changed.
        """
        with self.transaction() as connection:
            return undo.turn(connection, OperationKind.UNDO, self.clock(), self._origin)

    def redo(self) -> Changes:
        """Bring back the act that was undone last.

        Raises:
            UserError: nothing to redo, or a row is no longer as it was; nothing was changed.
        """
        with self.transaction() as connection:
            return undo.turn(connection, OperationKind.REDO, self.clock(), self._origin)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A write transaction: committed at the end of the block, rolled back when it raises."""
        if self._lock is None:
            raise WorkspaceError(_("{name} is alleen om te lezen geopend.").format(name=self.path.name))
        with (
            engine.told(self.path),
            self._engine.connect().execution_options(**{engine.WRITE: True}) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """The only connection, outside a transaction: for VACUUM, change of key and the like."""
        with engine.told(self.path):
            self._engine.dispose()
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                yield connection
            self._engine.dispose()

    def move_to(self, key: Key, rewrite: Callable[[], None]) -> None:
        """Let `rewrite` replace the file by one under another key while no connection is open; go on with it.

        Raises:
            UserError: it did not succeed; the workspace stays under its own key.
        """
        self._engine.dispose()
        rewrite()
        self.drafts.rekey(key)
        self.key = key
        self._engine = engine.make_engine(self.path, key)

    def keep_draft(self, table: str, row_id: int, column: str, text: str, at: datetime) -> None:
        """Put what was typed in a field at this moment on the disk while a long write holds the workspace.

        Raises:
            UserError: the disk is full or fails.
        """
        self.drafts.keep(table, row_id, column, text, at)

    def drop_draft(self, table: str, row_id: int, column: str, at: datetime) -> None:
        """What was typed in a field until this moment is written now.

        Raises:
            UserError: the disk fails.
        """
        self.drafts.drop(table, row_id, column, at)

    def rest(self) -> None:
        """Hold no more memory than needed while nobody asks; the next questions fill the caches again.

        Raises:
            UserError: the disk fails.
        """
        with engine.told(self.path):
            engine.shrink(self._engine)

    @property
    def origin(self) -> journal.Origin:
        """Who writes, for entries of the journal that are no ordinary act."""
        return self._origin

    def close(self) -> None:
        """Fold the log into the file and let it go; closing again does nothing."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._lock is not None:
                self._fold_log()
        finally:
            self.drafts.close()
            self._engine.dispose()
            if self._lock is not None:
                self._lock.release()

    def _fold_log(self) -> None:
        # When it fails nothing is lost: what was acknowledged is in the log, which the next start reads.
        with suppress(UserError), engine.told(self.path), self._engine.connect() as connection:
            engine.driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
