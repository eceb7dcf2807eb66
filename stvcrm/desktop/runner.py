"""The one road between the window and the store: what is written, asked and done for long, and the answers.

Work happens on threads; an answer comes back on the window's thread, or not at all when its owner is gone.
"""

from __future__ import annotations

import contextvars
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    NamedTuple,
    ParamSpec,
    Protocol,
    TypeVar,
    runtime_checkable,
)

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from stvcrm.base.errors import Cancelled, UserError
from stvcrm.base.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from stvcrm.base.changes import Changes

REST_AFTER_MS = 2_500
P = ParamSpec("P")
R = TypeVar("R")


class Place(NamedTuple):
    """A field in which people type for long: the table and row it belongs to, and its name there."""

    table: str
    row_id: int
    column: str


class Store(Protocol):
    """What the runner needs of the database."""

    def read(self) -> AbstractContextManager[Connection]:
        """A connection for queries."""
        ...

    def write(
        self, label: str, operation: Callable[..., R], /, *args: Any, **kwargs: Any
    ) -> tuple[R, Changes]:
        """One act, in the journal."""
        ...

    def keep_draft(self, table: str, row_id: int, column: str, text: str, at: datetime, /) -> None:
        """What was typed in a field, on the disk beside the workspace."""
        ...

    def drop_draft(self, table: str, row_id: int, column: str, at: datetime, /) -> None:
        """What was typed until this moment is written."""
        ...

    def rest(self) -> None:
        """Nobody asks for a while: hold no memory for it."""
        ...

    def undo(self) -> Changes:
        """Take the last act back."""
        ...

    def redo(self) -> Changes:
        """Bring it back again."""
        ...


@runtime_checkable
class Act(Protocol):
    """What the runner needs of an entry in the operations' catalogue."""

    def perform(self, database: Any, label: str = "", /, **values: Any) -> tuple[Any, Changes]: ...


class InlineExecutor(Executor):
    """Does everything at once on the calling thread: for tests of pages."""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """Run it and give the finished future."""
        future: Future[R] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@dataclass(frozen=True)
class Failure:
    """Something went wrong for this owner: a sentence for the user, or a defect."""

    owner: QObject
    error: BaseException


@dataclass(eq=False)
class _Ticket:
    """One piece of work on its way out and back."""

    owner: QObject
    then: Callable[[Any], object] | None = None
    refused: Callable[[UserError], object] | None = None
    writes: bool = False
    dropped: bool = False
    value: Any = None
    error: BaseException | None = None
    changes: Changes | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)
    interrupt: Callable[[], object] | None = None

    def drop(self) -> None:
        """Nobody wants the answer any more; stop the query if it runs."""
        with self.lock:
            self.dropped = True
            if self.interrupt is not None:
                self.interrupt()


class Job(QObject):
    """Long work that tells how far it is and can be stopped."""

    advanced = Signal(int, int)
    ended = Signal()

    def __init__(self, title: str, *, stoppable: bool = True) -> None:
        super().__init__()
        self.title = title
        self.stoppable = stoppable
        self.is_over = False
        self.progress = Progress(self.advanced.emit)

    def cancel(self) -> None:
        """Ask it to stop; what it did is taken back."""
        self.progress.cancel()


class Runner(QObject):
    """Writes in order on one thread, reads on two, long jobs on a fourth."""

    changed = Signal(object)
    failed = Signal(object)
    saving = Signal(bool)
    job_started = Signal(object)
    _arrived = Signal(object)

    def __init__(
        self,
        database: Store | None,
        *,
        writer: Executor | None = None,
        readers: Executor | None = None,
        jobs: Executor | None = None,
        drafts: Executor | None = None,
    ) -> None:
        super().__init__()
        self._given = database
        self._there = threading.Event()
        if database is not None:
            self._there.set()
        self._writer = writer or ThreadPoolExecutor(1, "writer")
        self._readers = readers or ThreadPoolExecutor(2, "reader")
        self._jobs = jobs or ThreadPoolExecutor(1, "job")
        self._drafts = drafts or ThreadPoolExecutor(1, "draft")
        self._slots: dict[tuple[int, str], _Ticket] = {}
        self._pending_writes = 0
        self._closed = False
        self._running: dict[_Ticket, Job] = {}
        self._arrived.connect(self._deliver)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(REST_AFTER_MS)
        self._quiet.timeout.connect(self._rest)

    def arrive(self, database: Store) -> None:
        """The database is open now: what was asked until here is answered."""
        self._given = database
        self._there.set()

    @property
    def _database(self) -> Store:
        """The database; a thread that asks before it is open waits."""
        self._there.wait()
        if self._given is None:
            raise Cancelled
        return self._given

    @classmethod
    def inline(cls, database: Store) -> Runner:
        """A runner without threads, for tests of pages."""
        here = InlineExecutor()
        return cls(database, writer=here, readers=here, jobs=here, drafts=here)

    def do(
        self,
        owner: QObject,
        operation: Act | Callable[..., Any],
        /,
        *args: Any,
        label: str = "",
        then: Callable[[Any], object] | None = None,
        refused: Callable[[UserError], object] | None = None,
        **kwargs: Any,
    ) -> None:
        """Write: run the operation in its own unit of work, named `label` in the journal.

        `operation` is an entry of the operations' catalogue, whose label is used when none is given, or a
        function. `then` gets the result; `refused` a UserError, which else goes to the `failed` signal.
        """
        ticket = _Ticket(owner, then, refused, writes=True)

        def work() -> tuple[Any, Changes | None]:
            if isinstance(operation, Act):
                return operation.perform(self._database, label, **kwargs)
            return self._database.write(label or operation.__name__, operation, *args, **kwargs)

        self._submit(self._writer, ticket, work)

    def save_text(
        self,
        owner: QObject,
        operation: Act,
        place: Place,
        /,
        *,
        then: Callable[[Any], object],
        refused: Callable[[UserError], object],
        **kwargs: Any,
    ) -> None:
        """As `do`, for what is still being typed in `place`: older drafts of it go with the write."""
        ticket, typed = _Ticket(owner, then, refused, writes=True), datetime.now(UTC)

        def work() -> tuple[Any, Changes]:
            result, changes = operation.perform(self._database, "", **kwargs)
            self._database.drop_draft(*place, typed)
            return result, changes

        self._submit(self._writer, ticket, work)

    def keep_draft(self, owner: QObject, place: Place, text: str) -> None:
        """Put this text on the disk now, on a thread that no write holds up: for when `save_text` waits."""
        typed = datetime.now(UTC)
        work = partial(self._database.keep_draft, *place, text, typed)
        self._submit(self._drafts, _Ticket(owner), work)

    def ask(
        self,
        owner: QObject,
        query: Callable[Concatenate[Connection, P], R],
        answer: Callable[[R], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Read: run the query on a reader and give what it returns to `answer`."""
        self._ask(_Ticket(owner, answer), query, *args, **kwargs)

    def ask_latest(
        self,
        owner: QObject,
        slot: str,
        query: Callable[Concatenate[Connection, P], R],
        answer: Callable[[R], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """As `ask`, but a newer question of this owner in this slot stops the older and drops its answer."""
        ticket = _Ticket(owner, answer)
        key = (id(owner), slot)
        older = self._slots.get(key)
        if older is not None:
            older.drop()
        self._slots[key] = ticket
        self._ask(ticket, query, *args, **kwargs)

    def start(
        self,
        owner: QObject,
        title: str,
        work: Callable[Concatenate[Any, Progress, P], R],
        then: Callable[[R], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Job:
        """A long job beside the screens: `work(database, progress, …)`, shown with progress and Cancel."""
        job, ticket = Job(title), _Ticket(owner, then)
        self._announce(job, ticket)
        self._submit(self._jobs, ticket, lambda: work(self._database, job.progress, *args, **kwargs))
        return job

    def start_writing(
        self,
        owner: QObject,
        title: str,
        work: Callable[Concatenate[Any, Progress, P], tuple[R, Changes]],
        then: Callable[[R], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Job:
        """The same for a long write, in turn with the other writes; `work` returns what `write` returned."""
        job, ticket = Job(title), _Ticket(owner, then, writes=True)
        self._announce(job, ticket)
        self._submit(self._writer, ticket, lambda: work(self._database, job.progress, *args, **kwargs))
        return job

    def undo(self, owner: QObject, then: Callable[[Changes], object] | None = None) -> None:
        """Take back the last act."""
        self._replay(owner, self._database.undo, then)

    def redo(self, owner: QObject, then: Callable[[Changes], object] | None = None) -> None:
        """Do again what was taken back last."""
        self._replay(owner, self._database.redo, then)

    def close(self, *, wait: bool = True) -> None:
        """Take no more work and, with `wait`, let what is written end first."""
        self._closed = True
        self._there.set()
        for ticket in self._slots.values():
            ticket.drop()
        for job in self._running.values():
            job.cancel()
        for executor in (self._readers, self._jobs, self._drafts, self._writer):
            executor.shutdown(wait=wait, cancel_futures=executor is self._readers)

    def _replay(
        self, owner: QObject, act: Callable[[], Changes], then: Callable[[Changes], object] | None
    ) -> None:
        def work() -> tuple[Changes, Changes]:
            changes = act()
            return changes, changes

        self._submit(self._writer, _Ticket(owner, then, writes=True), work)

    def _ask(self, ticket: _Ticket, query: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        def work() -> Any:
            with self._database.read() as connection:
                with ticket.lock:
                    if ticket.dropped:
                        raise Cancelled
                    ticket.interrupt = _interrupter(connection)
                try:
                    return query(connection, *args, **kwargs)
                finally:
                    with ticket.lock:
                        ticket.interrupt = None

        self._submit(self._readers, ticket, work)

    def _announce(self, job: Job, ticket: _Ticket) -> None:
        self._running[ticket] = job
        self.job_started.emit(job)

    def _submit(self, executor: Executor, ticket: _Ticket, work: Callable[[], Any]) -> None:
        if self._closed:
            return
        if ticket.writes:
            self._pending_writes += 1
            self.saving.emit(True)
        # The language of a report is a context variable, so the work takes the window's context along.
        executor.submit(contextvars.copy_context().run, self._run, ticket, work)

    def _run(self, ticket: _Ticket, work: Callable[[], Any]) -> None:
        try:
            if ticket.dropped:
                raise Cancelled
            value = work()
            ticket.value, ticket.changes = value if ticket.writes else (value, None)
        except BaseException as error:  # noqa: BLE001  the border of the thread: told on the window's side
            ticket.error = error
        self._arrived.emit(ticket)

    def _deliver(self, ticket: _Ticket) -> None:
        self._settle(ticket)
        if ticket.owner is not self:
            self._quiet.start()
        for key in [key for key, newest in self._slots.items() if newest is ticket]:
            del self._slots[key]
        if ticket.changes:
            self.changed.emit(ticket.changes)
        if ticket.dropped or not shiboken6.isValid(ticket.owner):
            return
        if ticket.error is None:
            if ticket.then is not None:
                ticket.then(ticket.value)
        elif isinstance(ticket.error, UserError) and ticket.refused is not None:
            ticket.refused(ticket.error)
        elif not isinstance(ticket.error, Cancelled):
            self.failed.emit(Failure(ticket.owner, ticket.error))

    def _rest(self) -> None:
        """Nothing was asked for a moment; a job that runs on ends with an answer, and with another moment."""
        if self._given is not None and not self._running and not self._pending_writes:
            self._submit(self._readers, _Ticket(self), self._given.rest)

    def _settle(self, ticket: _Ticket) -> None:
        job = self._running.pop(ticket, None)
        if job is not None:
            job.is_over = True
            job.ended.emit()
        if ticket.writes:
            self._pending_writes -= 1
            self.saving.emit(self._pending_writes > 0)


def _interrupter(connection: Connection) -> Callable[[], object] | None:
    """How to stop a query on this connection from another thread, if its driver can."""
    driver = connection.connection.dbapi_connection
    stop: Callable[[], object] | None = getattr(driver, "interrupt", None)
    return stop
