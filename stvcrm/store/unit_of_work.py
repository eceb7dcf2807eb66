"""One act on the workspace: validated, journalled, indexed, all or nothing.

Its author writes nothing for undo: the rows are read from the database before and after each flush (never
from ORM history, which expired attributes falsify), and their first and last images become the journal.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Table, event, func, insert, select
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from stvcrm.base.clock import local
from stvcrm.base.errors import Invalid, NotFound, Problem
from stvcrm.base.i18n import _
from stvcrm.base.progress import Progress
from stvcrm.model.base import Entity
from stvcrm.store import images

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

E = TypeVar("E", bound=Entity)
RowKey = tuple[str, int]
CHUNK = 1_000


class UnitOfWork:
    """What an operation gets: a session that records what it does, and the present moment."""

    def __init__(
        self, connection: Connection, now: datetime, label: str, progress: Progress | None = None
    ) -> None:
        self.connection = connection
        self.session = Session(bind=connection, autoflush=True, expire_on_commit=False)
        self.now = now
        self.label = label
        self.folds = False
        self.progress = progress or Progress()
        self.before: dict[RowKey, images.Image | None] = {}
        self.after: dict[RowKey, images.Image | None] = {}
        self._touched: dict[Table, set[int]] = {}
        self._new: list[Entity] = []
        event.listen(self.session, "before_flush", self._on_before_flush)
        event.listen(self.session, "after_flush", self._on_after_flush)
        event.listen(self.session, "do_orm_execute", _refuse_bulk_writes)

    @property
    def today(self) -> date:
        """The date in the Netherlands."""
        return local(self.now).date()

    def get(self, entity: type[E], record_id: int) -> E:
        """The record with this id.

        Raises:
            NotFound: there is none.
        """
        found = self.session.get(entity, record_id)
        if found is None:
            raise NotFound(_("Er is geen {noun} met nummer {id}.").format(noun=entity.noun, id=record_id))
        return found

    def add(self, record: E) -> E:
        """Store a new record now, so that it has its id."""
        self.session.add(record)
        self.session.flush()
        return record

    def remove(self, record: Entity) -> None:
        """Remove a record; what refers to it must have been dealt with."""
        self.session.delete(record)
        self.session.flush()

    def insert_rows(self, entity: type[Entity], rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """The bulk door: many new rows of one table, validated by the same rules, journalled and indexed.

        Returns:
            The ids, in the order of the rows.

        Raises:
            Invalid: a row breaks a rule; nothing is stored.
            Cancelled: the user stopped the job.
        """
        table = entity.table()
        # What waits in the session takes its ids first.
        self.session.flush()
        first = 1 + max(self._highest(table), self._sequence(table))
        blank = _maker_of_blanks(table)
        complete = [{**blank(), **row, "id": number} for number, row in enumerate(rows, start=first)]
        problems = [problem for row in complete for problem in entity.rules(row)]
        if problems:
            raise Invalid(problems)
        for at in range(0, len(complete), CHUNK):
            part = complete[at : at + CHUNK]
            self.connection.execute(insert(table), part)
            for row in part:
                self._record_new(table, row)
            self.progress.step(len(part))
        return [row["id"] for row in complete]

    def touched(self) -> dict[str, set[int]]:
        """Ids by table of every row that was new, changed or removed."""
        found: dict[str, set[int]] = defaultdict(set)
        for name, row_id in self.after:
            found[name].add(row_id)
        return found

    def fresh(self) -> dict[str, list[images.Image]]:
        """The rows by table that were not there before, as they are now."""
        found: dict[str, list[images.Image]] = defaultdict(list)
        for key, after in self.after.items():
            if after is not None and self.before[key] is None:
                found[key[0]].append(after)
        return found

    def _record_new(self, table: Table, row: dict[str, Any]) -> None:
        key = table.name, row["id"]
        self.before[key], self.after[key] = None, images.encode(row)

    def _highest(self, table: Table) -> int:
        return self.connection.scalar(select(func.max(table.c.id))) or 0

    def _sequence(self, table: Table) -> int:
        """The highest id ever given out, also to rows that are gone."""
        if self.connection.dialect.name != "sqlite":
            return 0
        query = "SELECT seq FROM sqlite_sequence WHERE name = ?"
        return self.connection.exec_driver_sql(query, (table.name,)).scalar() or 0

    def _on_before_flush(self, session: Session, *_: object) -> None:
        dirty = [
            record for record in session.dirty if isinstance(record, Entity) and session.is_modified(record)
        ]
        self._new = [record for record in session.new if isinstance(record, Entity)]
        problems: list[Problem] = [
            problem for record in (*dirty, *self._new) for problem in record.problems()
        ]
        if problems:
            raise Invalid(problems)
        for record in dirty:
            record.version += 1
        gone = [record for record in session.deleted if isinstance(record, Entity)]
        self._touched = _ids_by_table((*dirty, *gone))
        with session.no_autoflush:
            for table, ids in self._touched.items():
                found = images.fetch(self.connection, table, ids)
                for row_id in ids:
                    self.before.setdefault((table.name, row_id), found.get(row_id))

    def _on_after_flush(self, session: Session, *_: object) -> None:
        touched = defaultdict(set, self._touched)
        for record in self._new:
            touched[record.table()].add(record.id)
            self.before.setdefault((record.table().name, record.id), None)
        for table, ids in touched.items():
            now = images.fetch(self.connection, table, ids)
            for row_id in ids:
                self.after[table.name, row_id] = now.get(row_id)


def _maker_of_blanks(table: Table) -> Callable[[], dict[str, Any]]:
    """What makes a new row with every column in order, as it is when nothing is given."""
    fixed: dict[str, Any] = {column.key: None for column in table.columns}
    made: dict[str, Callable[[Any], Any]] = {}
    for column in table.columns:
        if isinstance(column.default, ScalarElementColumnDefault):
            fixed[column.key] = column.default.arg
        elif isinstance(column.default, CallableColumnDefault):
            made[column.key] = column.default.arg
    return lambda: fixed | {key: make(None) for key, make in made.items()}


def _ids_by_table(records: Iterable[Entity]) -> dict[Table, set[int]]:
    found: dict[Table, set[int]] = defaultdict(set)
    for record in records:
        found[record.table()].add(record.id)
    return found


def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise RuntimeError("bulk writes go through UnitOfWork.insert_rows: they would miss the journal")
