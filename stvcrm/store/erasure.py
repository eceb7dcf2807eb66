"""Removing a person for good: records, journal, search index, attachments, drafts, free pages and log.

Rows that count something stay, under a label that names nobody. It is one transaction, which also notes
that cleaning is due; the cleaning itself (cleaning.py) is finished at the next start when it is cut short.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Connection, Table, delete, func, insert, select, update

from stvcrm.base.clock import local
from stvcrm.base.i18n import N_, _
from stvcrm.base.text import sort_key
from stvcrm.model.attachments import Attachment
from stvcrm.model.base import Kind, Privacy, field_of
from stvcrm.model.catalog import BY_TABLE
from stvcrm.model.imports import ImportQuestion
from stvcrm.model.journal import OperationKind, OperationState
from stvcrm.store import blobs, images, journal_scrub, redaction, search_index, subject
from stvcrm.store.cleaning import clean
from stvcrm.store.engine import defer_foreign_keys
from stvcrm.store.erased import ERASURE, marks
from stvcrm.store.journal import OPERATION, ROW_CHANGE, write_changes
from stvcrm.store.redaction import Marks, Redactor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from stvcrm.store.database import Database
    from stvcrm.store.journal import Origin
    from stvcrm.store.subject import Reach, Subject

NAME = "people.erase"
LABEL = N_("Persoon gewist")
LEFT_AT_MOST = 200
"""Doubtful places that an answer names."""
CHUNK = 500
NAMES_OF_OTHERS = frozenset({("person", "name"), ("person", "name_key"), ("person", "name_on_paper")})
"""Never rewritten: another person keeps their own name."""


@dataclass(frozen=True)
class Left:
    """A place where the text may or may not mean the erased person; the user decides."""

    text: str
    table: str
    id: int
    field: str


@dataclass(frozen=True)
class Erased:
    """What an erasure did: the label that stays, rows by table that went or were changed, what is left.

    `touched` are the ids of both, by table; `operation` is its entry in the journal.
    """

    uid: str
    label: str
    removed: Mapping[str, int]
    changed: Mapping[str, int]
    left: tuple[Left, ...]
    touched: Mapping[str, frozenset[int]]
    operation: int


def erase(database: Database, person_id: int) -> Erased:
    """Remove a person from the workspace; returns when no byte of it names them any more.

    Raises:
        NotFound: there is no such person.
        UserError: the disk fails, or another program keeps the file open so that cleaning must wait.
    """
    with database.transaction() as connection:
        now = database.clock()
        done = _Erasing(connection, subject.of(connection, person_id)).run(now, database.origin)
        database.drafts.forget(*done[1])
    clean(database)
    return done[0]


class _Erasing:
    """One erasure inside its transaction."""

    def __init__(self, connection: Connection, who: Subject) -> None:
        self.connection, self.who = connection, who
        self.reach: Reach = subject.reach(connection, who)
        self.uid = min(who.uids)
        self.label = self._new_label()
        self.everywhere = Redactor(self.reach.everywhere, self.label)
        self.nearby = Redactor(self.reach.nearby, self.label)
        self.originals: dict[tuple[str, int], images.Image] = {}
        self.changed: dict[tuple[str, int], set[str]] = defaultdict(set)

    def run(self, now: datetime, origin: Origin) -> tuple[Erased, tuple[dict[str, set[int]], Redactor]]:
        """Do it; also gives what drafts must forget."""
        connection, who = self.connection, self.who
        defer_foreign_keys(connection)
        marks = self._person_marks()
        hashes = self._hashes()
        who.own["import_question"] |= self._questions()
        who.own["person"] |= who.ids
        self._unlink()
        self._redact_records()
        self._scrub_journal()
        removed = {table: count for table in who.own if (count := self._remove(table))}
        blobs.remove_unused(connection, hashes)
        touched: dict[str, set[int]] = {table: set(ids) for table, ids in who.own.items()}
        for table, row_id in self.changed:
            touched.setdefault(table, set()).add(row_id)
        search_index.index(connection, touched)
        left = self._left()
        operation = self._record(now, origin, marks, local(now).date())
        changed = {table: sum(key[0] == table for key in self.changed) for table, _ in self.changed}
        frozen = {table: frozenset(ids) for table, ids in touched.items() if ids}
        done = Erased(self.uid, self.label, removed, changed, left, frozen, operation)
        return done, (dict(who.own), self.everywhere)

    def _new_label(self) -> str:
        taken = set(self.connection.scalars(select(ERASURE.c.label)))
        for length in range(4, 33, 2):
            label = _("gewiste persoon {code}").format(code=self.uid[:length].upper())
            if label not in taken:
                break
        return label

    def _person_marks(self) -> list[str]:
        table = BY_TABLE["organisation"].table()
        query = select(table.c.name).where(table.c.id.in_(self.who.organisations))
        return marks(self.connection, self.who.names, set(self.connection.scalars(query)), self.who.mails)

    def _hashes(self) -> set[str]:
        """Content that may lose its last owner: attachments of the person, now and in the past."""
        table, ids = Attachment.table(), self.who.own["attachment"]
        found = set(self.connection.scalars(select(table.c.content_hash).where(table.c.id.in_(ids))))
        query = select(ROW_CHANGE).where(ROW_CHANGE.c.table == table.name, ROW_CHANGE.c.row_id.in_(ids))
        for row in self.connection.execute(query):
            for image in (images.load(row.before), images.load(row.after)):
                found |= {str(image["content_hash"])} if image and image.get("content_hash") else set()
        return found

    def _questions(self) -> set[int]:
        table = ImportQuestion.table()
        about = table.c.noun_asked.in_(("people", "person")) & table.c.record_id.in_(self.who.ids)
        return set(self.connection.scalars(select(table.c.id).where(about)))

    def _unlink(self) -> None:
        """Rows that count something lose the person and get the label."""
        for table in subject.keeping_tables():
            query = select(table).where(table.c.person_id.in_(self.who.ids))
            for row in self.connection.execute(query).mappings().all():
                values = {"person_id": None, subject.LABEL: self.label}
                values |= {key: None for key in ("role", "initials") if key in table.c}
                self._change(table, images.encode(row), values)

    def _redact_records(self) -> None:
        for name, entity in BY_TABLE.items():
            table = entity.table()
            columns = [column for column in table.columns if _holds_text(column)]
            own, near = self.who.own[name], self.who.linked[name]
            rows = self.connection.execute(select(table.c.id, *columns)).mappings().all()
            for row in rows:
                if row["id"] in own:
                    continue
                for column in columns:
                    redactor = self.nearby if row["id"] in near and _is_free(column) else self.everywhere
                    if (table.name, column.key) not in NAMES_OF_OTHERS:
                        self._redact(table, row["id"], column.key, row[column.key], redactor)

    def _redact(self, table: Table, row_id: int, key: str, value: Any, redactor: Redactor) -> None:
        if not value:
            return
        if not isinstance(value, str):
            if (clean_value := redactor.clean(value)) != value:
                self._change(table, self._original(table, row_id), {key: clean_value})
            return
        spans = redactor.spans(value)
        if not spans:
            return
        found = field_of(table.c[key])
        address = found is not None and found.kind in (Kind.EMAIL, Kind.PHONE, Kind.WEBSITE)
        text = None if address and table.c[key].nullable else redaction.replace(value, spans, redactor.label)
        limit = getattr(table.c[key].type, "length", None)
        values = {key: text[:limit] if text and limit else text}
        if key == "name" and "name_key" in table.c:
            values["name_key"] = sort_key(str(text))
        self._change(table, self._original(table, row_id), values)
        if table.name == "note":
            self._move_marks(row_id, spans)

    def _move_marks(self, note_id: int, spans: list[redaction.Span]) -> None:
        """Marked passages stay in their place when the text before them grows or shrinks."""
        note, table = BY_TABLE["note"].table(), BY_TABLE["utterance"].table()
        visit = select(note.c.visit_id).where(note.c.id == note_id).scalar_subquery()
        query = select(table).where(table.c.visit_id == visit, table.c.start.is_not(None))
        for row in self.connection.execute(query).mappings().all():
            values = {
                key: redaction.moved(row[key], spans, self.label, is_end=key == "end")
                for key in ("start", "end")
            }
            if values != {key: row[key] for key in values}:
                self._change(table, images.encode(row), values)

    def _original(self, table: Table, row_id: int) -> images.Image:
        key = (table.name, row_id)
        return self.originals.get(key) or images.fetch(self.connection, table, {row_id})[row_id]

    def _change(self, table: Table, before: images.Image, values: dict[str, Any]) -> None:
        key = (table.name, before["id"])
        self.originals.setdefault(key, before)
        self.changed[key] |= set(values)
        self.connection.execute(update(table).where(table.c.id == before["id"]).values(values))

    def _remove(self, name: str) -> int:
        table, count = BY_TABLE[name].table(), 0
        ids = sorted(self.who.own[name])
        for at in range(0, len(ids), CHUNK):
            part = ids[at : at + CHUNK]
            count += self.connection.execute(delete(table).where(table.c.id.in_(part))).rowcount
        return count

    def _scrub_journal(self) -> None:
        connection = self.connection
        operations: set[int] = set()
        for name, ids in self.who.own.items():
            mine = (ROW_CHANGE.c.table == name) & ROW_CHANGE.c.row_id.in_(ids)
            operations |= set(connection.scalars(select(ROW_CHANGE.c.operation_id).where(mine).distinct()))
            connection.execute(delete(ROW_CHANGE).where(mine))
        for name, row_id in sorted(self._named_in_journal()):
            redactor = self.nearby if row_id in self.who.linked[name] else self.everywhere
            table = BY_TABLE[name].table()
            query = (
                select(ROW_CHANGE, OPERATION.c.state)
                .join(OPERATION, OPERATION.c.id == ROW_CHANGE.c.operation_id)
                .where(ROW_CHANGE.c.table == name, ROW_CHANGE.c.row_id == row_id)
                .order_by(ROW_CHANGE.c.id)
            )
            current = self.originals.get((name, row_id)) or images.fetch(connection, table, {row_id}).get(
                row_id
            )
            rows = connection.execute(query).all()
            operations |= {row.operation_id for row in rows}
            for change in journal_scrub.cleaned(table, current, rows, redactor):
                values = {"before": images.dump(change.before), "after": images.dump(change.after)}
                connection.execute(update(ROW_CHANGE).where(ROW_CHANGE.c.id == change.id).values(values))
        self._scrub_operations(operations)

    def _named_in_journal(self) -> set[tuple[str, int]]:
        """Rows whose images may name the person, and every row that stands in the person's context."""
        found = set(self.changed)
        for name, ids in self.who.linked.items():
            found |= {(name, row_id) for row_id in ids - self.who.own[name]}
        query = 'SELECT "table", row_id, before, after FROM row_change'
        for name, row_id, before, after in self.connection.exec_driver_sql(query):
            if any(text and self.everywhere.spans(text) for text in (before, after)):
                found.add((name, row_id))
        return {(name, row_id) for name, row_id in found if name in BY_TABLE}

    def _scrub_operations(self, near: set[int]) -> None:
        """Labels name people too; how many rows an act has must stay true; nothing can be redone any more."""
        for row in self.connection.execute(
            select(OPERATION.c.id, OPERATION.c.label, OPERATION.c.target_id)
        ).all():
            redactor = self.nearby if row.id in near or row.target_id in near else self.everywhere
            label = redactor.clean(row.label)
            if label != row.label:
                self._update_operation(row.id, label=label)
        for operation in near:
            count = select(func.count()).where(ROW_CHANGE.c.operation_id == operation).scalar_subquery()
            self._update_operation(operation, rows=count)
        undone = OPERATION.c.state == OperationState.UNDONE
        self.connection.execute(update(OPERATION).where(undone).values(state=OperationState.DROPPED))

    def _update_operation(self, operation: int, **values: Any) -> None:
        self.connection.execute(update(OPERATION).where(OPERATION.c.id == operation).values(**values))

    def _left(self) -> tuple[Left, ...]:
        """Where a name stands alone that may mean someone else, in free text."""
        alone = Redactor(self.reach.doubtful, self.label)
        namesake = Redactor(Marks(self.reach.doubtful.names), self.label)
        found = [
            Left(value[start:end], table.name, row_id, key)
            for table, row_id, key, value in self._free_texts()
            for start, end in (namesake if (table.name, key) in NAMES_OF_OTHERS else alone).spans(value)
        ]
        found += [
            Left(name, "attachment", row_id, "content")
            for row_id, name in self.connection.execute(
                select(Attachment.id, Attachment.name).where(Attachment.id.in_(self.who.linked["attachment"]))
            )
            if row_id not in self.who.own["attachment"]
        ]
        return tuple(dict.fromkeys(found))[:LEFT_AT_MOST]

    def _free_texts(self) -> Iterator[tuple[Table, int, str, str]]:
        for entity in BY_TABLE.values():
            table = entity.table()
            columns = [column for column in table.columns if _holds_text(column) and _is_free(column)]
            if table.name == "person":
                columns = [column for column in columns if column.key not in ("email", "phone")]
            if not columns:
                continue
            for row in self.connection.execute(select(table.c.id, *columns)).mappings():
                for key, value in row.items():
                    if isinstance(value, str) and value:
                        yield table, row["id"], key, value

    def _record(self, now: datetime, origin: Origin, marks: list[str], on: date) -> int:
        """The border in the journal with the changed columns as they are now, and who went; its number."""
        values = {
            "kind": OperationKind.DO,
            "name": NAME,
            "label": _(LABEL),
            "at": now,
            "author": origin.author,
            "session": origin.session,
            "revision": origin.revision,
            "undoable": False,
            "rows": len(self.changed),
            "state": OperationState.DONE,
        }
        entry = self.connection.execute(insert(OPERATION).values(values)).inserted_primary_key
        assert entry is not None
        images_now = []
        for (name, row_id), keys in sorted(self.changed.items()):
            row = images.fetch(self.connection, BY_TABLE[name].table(), {row_id})[row_id]
            image = images.dump({key: row[key] for key in sorted(keys)})
            images_now.append((name, row_id, image, image))
        write_changes(self.connection, int(entry[0]), images_now)
        rows = [
            {"uid": uid, "label": self.label, "erased_on": on, "marks": marks, "cleaning_due": True}
            for uid in sorted(self.who.uids)
        ]
        self.connection.execute(insert(ERASURE), rows)
        return int(entry[0])


def _holds_text(column: Any) -> bool:
    return isinstance(column.type, JSON) or (type(column.type).__name__ in ("String", "Text"))


def _is_free(column: Any) -> bool:
    """Whether people write what they like here, so that a first name alone may stand in it."""
    found = field_of(column)
    if found is None:
        return False
    return found.kind is Kind.TEXT or found.privacy is not Privacy.NONE or column.key == "entry_conditions"
