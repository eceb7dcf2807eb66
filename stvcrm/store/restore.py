"""Bringing a backup back as a new workspace: verified, without the people who were erased since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from stvcrm.base.clock import Clock, system_clock
from stvcrm.base.errors import NotFound, UserError, WorkspaceError
from stvcrm.base.i18n import _
from stvcrm.model.base import Base
from stvcrm.model.catalog import BY_TABLE, Erasure
from stvcrm.model.people import Person
from stvcrm.store import copies, engine, erasure, opening, tombstones
from stvcrm.store.check import Finding, check, is_sound
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from stvcrm.store.keys import Key

ERASURE = Base.metadata.tables[Erasure.__tablename__]


@dataclass(frozen=True)
class Compared:
    """Rows of one noun: in the present workspace (None: not compared) and in the restored one."""

    noun: str
    now: int | None
    then: int


@dataclass(frozen=True)
class Restored:
    """The new workspace, what was remarked about it, how many erased people it had to leave out."""

    path: Path
    findings: tuple[Finding, ...]
    left_out: int
    tables: tuple[Compared, ...]


def restore(
    source: Path,
    target: Path,
    passphrase: str | Key | None,
    *,
    present: Database | None = None,
    clock: Clock = system_clock,
) -> Restored:
    """Make a new workspace of a backup; it opens with the passphrase that the backup has.

    Args:
        source: the backup; never changed.
        target: where the workspace will be; nothing stands there unless all of it went well.
        passphrase: of the backup, or its key; None for a plain one.
        present: the workspace of today, to compare with and to know who was erased.
        clock: what time it is.

    Raises:
        WorkspaceError: the backup does not open, is damaged or is no workspace.
        UserError: the target exists or cannot be written.
    """
    if target.exists():
        raise UserError(_("{name} bestaat al; kies een andere naam.").format(name=target.name))
    if not target.parent.is_dir():
        raise UserError(_("De map {folder} bestaat niet; maak die eerst.").format(folder=target.parent))
    key = opening.key_for(source, passphrase)
    erased = set(tombstones.read(source.parent, key) or ()) | _erased_in(present)
    with copies.whole_or_nothing(target) as part:
        _copy(source, part, key)
        with Database.open(part, key, is_copy=True, clock=clock) as database:
            left_out = _erase_again(database, erased)
            findings = check(database)
            tables = _compared(database, present)
        for ending in copies.SIDE_FILES[1:]:
            part.with_name(part.name + ending).unlink(missing_ok=True)
        if not is_sound(findings):
            reason = next(finding.text for finding in findings if not finding.harmless)
            raise _damaged(source, reason)
    return Restored(target, findings, left_out, tables)


def _copy(source: Path, part: Path, key: Key | None) -> None:
    """A verified copy; what stands in a log beside the source comes along."""
    log = source.with_name(source.name + "-wal")
    mode = "mode=ro" if log.is_file() and log.stat().st_size else "immutable=1"
    with engine.told(source):
        connection = engine.connect_bare(source, key, mode)
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != engine.APPLICATION_ID:
                raise WorkspaceError(_("{name} is geen stvcrm-werkruimte.").format(name=source.name))
            faults = copies.faults(connection)
            if faults:
                raise _damaged(source, faults[0])
            copies.fill(connection, part, key)
            copies.verify(part, key, copies.counts(connection))
        finally:
            connection.close()


def _damaged(source: Path, reason: str) -> WorkspaceError:
    message = _("De reservekopie {name} is beschadigd ({reason}) en is niet teruggezet. Kies een andere.")
    return WorkspaceError(message.format(name=source.name, reason=reason.rstrip(".")))


def _erased_in(present: Database | None) -> set[str]:
    if present is None:
        return set()
    with present.read() as connection:
        return set(connection.scalars(select(ERASURE.c.uid)))


def _erase_again(database: Database, uids: set[str]) -> int:
    """Erase the people with these random names, also where only the journal still knows them."""
    with database.read() as connection:
        unknown = uids - set(connection.scalars(select(ERASURE.c.uid)))
        ids = sorted(_people(connection, unknown))
    count = 0
    for person_id in ids:
        try:
            erasure.erase(database, person_id)
        except NotFound:
            continue  # Went along with one they were merged with.
        count += 1
    return count


def _people(connection: Connection, uids: set[str]) -> set[int]:
    person = Person.table()
    found: set[int] = set()
    for row in connection.execute(select(person.c.id, person.c.uid, person.c.merged_uids)) if uids else ():
        if uids & {row.uid, *row.merged_uids}:
            found.add(row.id)
    query: Any = (
        "SELECT DISTINCT row_id FROM row_change WHERE \"table\" = 'person'"
        " AND (instr(coalesce(before, ''), ?) OR instr(coalesce(after, ''), ?))"
    )
    for uid in uids:
        found |= set(connection.exec_driver_sql(query, (uid, uid)).scalars())
    return found


def _compared(database: Database, present: Database | None) -> tuple[Compared, ...]:
    then, now = _counts(database), None if present is None else _counts(present)
    return tuple(
        Compared(entity.noun, None if now is None else now.get(table, 0), then.get(table, 0))
        for table, entity in BY_TABLE.items()
    )


def _counts(database: Database) -> dict[str, int]:
    with database.read() as connection:
        return copies.counts(engine.driver(connection))
