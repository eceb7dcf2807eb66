"""Is the workspace what it was left as? Pages, references, journal against rows, index, attachments.

SQLCipher and SQLite see a page that was altered; that a page is an older copy of itself only the journal's
image against the row can tell.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Connection, Table, select

from stvcrm.base.errors import Conflict, UserError
from stvcrm.base.i18n import _
from stvcrm.base.progress import Progress
from stvcrm.model.attachments import Attachment
from stvcrm.model.base import Base, Moment
from stvcrm.model.catalog import BY_TABLE, Erasure, Operation, RowChange
from stvcrm.model.journal import OperationKind, OperationState
from stvcrm.model.people import Person
from stvcrm.store import blobs, copies, engine, images, search_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stvcrm.store.database import Database

OPERATION, ROW_CHANGE = Operation.__tablename__, RowChange.__tablename__
MOST_FINDINGS = 50
"""Rows that are named one by one; more say the same."""


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be; a harmless one leaves the workspace sound."""

    part: str
    text: str
    harmless: bool = False


def check(database: Database, progress: Progress | None = None) -> tuple[Finding, ...]:
    """Everything that can be found wrong, each part on its own, so that damage in one does not hide another.

    Raises:
        Cancelled: the user stopped it.
    """
    found = [Finding("log", notice, harmless=True) for notice in database.notices]
    with database.read() as connection:
        found += check_connection(connection, progress or Progress())
    return tuple(found)


def check_connection(connection: Connection, progress: Progress) -> list[Finding]:
    """The same for a connection: a backup before it is restored."""
    parts: tuple[Callable[[Connection], Iterator[Finding]], ...] = (
        _pages,
        _references,
        _journal,
        _acts,
        _numbers,
        _index,
        _attachments,
        _erased,
    )
    found: list[Finding] = []
    for part in progress.over(parts, len(parts)):
        try:
            with engine.told(engine.path_of(connection)):
                found += part(connection)
        except UserError as error:
            found.append(Finding("file", str(error)))
        except (ValueError, LookupError, TypeError) as error:
            # What stands in a damaged row of an unencrypted workspace can be anything.
            found.append(Finding("file", _("Een rij is onleesbaar: {reason}.").format(reason=error)))
    return list(dict.fromkeys(found))


def is_sound(findings: tuple[Finding, ...] | list[Finding]) -> bool:
    """Whether the workspace can be trusted."""
    return all(finding.harmless for finding in findings)


def _pages(connection: Connection) -> Iterator[Finding]:
    for text in copies.faults(engine.driver(connection)):
        yield Finding("pages", _("Het bestand is beschadigd: {reason}.").format(reason=text))


def _references(connection: Connection) -> Iterator[Finding]:
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(MOST_FINDINGS):
        text = _("{table} {id} verwijst naar een rij van {other} die er niet is.")
        yield Finding("references", text.format(table=row[0], id=row[1], other=row[2]))


def _index(connection: Connection) -> Iterator[Finding]:
    for table in search_index.differences(connection):
        yield Finding("index", _("Het zoekregister van {table} klopt niet.").format(table=table))


def _attachments(connection: Connection) -> Iterator[Finding]:
    table = Attachment.table()
    named: set[str] = set()
    for row in connection.execute(select(table.c.id, table.c.content_hash, table.c.size)):
        named.add(row.content_hash)
        digest, size = hashlib.sha256(), 0
        for part in blobs.read(connection, row.content_hash):
            digest.update(part)
            size += len(part)
        if (digest.hexdigest(), size) != (row.content_hash, row.size):
            text = _("De inhoud van bijlage {id} ontbreekt of klopt niet.").format(id=row.id)
            yield Finding("attachments", text)
    for found in blobs.unused(connection, set(blobs.hashes(connection)) - named):
        text = _("Inhoud {hash} hoort bij geen bijlage.").format(hash=found[:12])
        yield Finding("attachments", text, harmless=True)


def _erased(connection: Connection) -> Iterator[Finding]:
    uids = select(Base.metadata.tables[Erasure.__tablename__].c.uid)
    for row_id in connection.scalars(select(Person.id).where(Person.uid.in_(uids))):
        yield Finding("erased", _("Contact {id} was gewist en staat er weer.").format(id=row_id))


def _acts(connection: Connection) -> Iterator[Finding]:
    query = (
        "SELECT o.id, o.rows, (SELECT count(*) FROM row_change c WHERE c.operation_id = o.id) AS found"
        " FROM operation o WHERE o.kind = ? AND found <> o.rows LIMIT ?"
    )
    for row in connection.exec_driver_sql(query, (OperationKind.DO.value, MOST_FINDINGS)):
        text = _("Handeling {id} noemt {rows} rijen; het logboek heeft er {found}.")
        yield Finding("journal", text.format(id=row[0], rows=row[1], found=row[2]))


def _numbers(connection: Connection) -> Iterator[Finding]:
    """The highest number given out must not be forgotten: it would come to mean two rows in the journal."""
    given = {row[0]: row[1] for row in connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")}
    used = {
        row[0]: row[1]
        for row in connection.exec_driver_sql('SELECT "table", max(row_id) FROM row_change GROUP BY "table"')
    }
    for name in (OPERATION, ROW_CHANGE):
        used[name] = connection.exec_driver_sql(f"SELECT max(id) FROM {name}").scalar() or 0
    for name, highest in used.items():
        if given.get(name, 0) < highest:
            yield Finding("numbers", _("De nummering van {table} loopt achter.").format(table=name))


def _journal(connection: Connection) -> Iterator[Finding]:
    """Rows that are not what the journal says."""
    count = 0
    for name, entity in BY_TABLE.items():
        table = entity.table()
        now = _rows(connection, table)
        for row_id, changes in groupby(_changes(connection, name), key=lambda change: change[0]):
            problem = _compare(now.get(row_id), [change[1:] for change in changes])
            if problem:
                yield Finding("journal", _("{table} {id}: ").format(table=name, id=row_id) + problem)
                count += 1
            if count >= MOST_FINDINGS:
                return


def _rows(connection: Connection, table: Table) -> dict[int, images.Image]:
    """Every row of a table as an image; by way of the driver, for there may be very many."""
    keys = [column.key for column in table.columns]
    readers = [
        (column.key, _moment if isinstance(column.type, Moment) else json.loads)
        for column in table.columns
        if isinstance(column.type, (Moment, JSON))
    ]
    names = ", ".join(f'"{key}"' for key in keys)
    found = {}
    for values in engine.driver(connection).execute(f'SELECT {names} FROM "{table.name}"'):
        image = dict(zip(keys, values, strict=True))
        for key, reader in readers:
            image[key] = None if image[key] is None else reader(image[key])
        found[image["id"]] = image
    return found


def _moment(stored: str) -> str:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC).isoformat()


def _changes(connection: Connection, table: str) -> Iterator[Any]:
    """(row, state, before, after) of a table, each row's newest first."""
    query = (
        "SELECT c.row_id, o.state, c.before, c.after"
        " FROM row_change c JOIN operation o ON o.id = c.operation_id"
        ' WHERE c."table" = ? ORDER BY c.row_id, c.id DESC'
    )
    return iter(engine.driver(connection).execute(query, (table,)))


def _compare(row: images.Image | None, changes: list[Any]) -> str | None:
    """What is wrong with a row according to its changes, newest first."""
    in_force = [(before, after) for state, before, after in changes if state == OperationState.DONE.value]
    if not in_force:
        # Every act on it was taken back: it is as before the first.
        in_force = [(None, changes[-1][1])]
    if (in_force[0][1] is None) != (row is None):
        return _("de rij hoort er niet te zijn.") if row is not None else _("de rij ontbreekt.")
    return None if row is None else _compare_values(dict(row), in_force)


def _compare_values(row: images.Image, changes: list[tuple[str | None, str | None]]) -> str | None:
    """Walk back: each column must be what its newest image says, long text piece by piece to its whole."""
    settled = {"version"}
    for before_text, after_text in changes:
        before, after = images.load(before_text), images.load(after_text)
        if after is None:
            break
        for key, value in after.items():
            if key in settled or key not in row:
                continue
            if images.is_piece(value):
                try:
                    row = images.turn(row, {key: value}, {key: (before or {})[key]})
                except (Conflict, KeyError):
                    return _("{field} is niet wat het logboek zegt.").format(field=key)
            elif row[key] != value:
                return _("{field} is niet wat het logboek zegt.").format(field=key)
            else:
                settled.add(key)
        if before is None:
            break
    return None
