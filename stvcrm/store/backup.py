"""Verified, encrypted copies in their own folder and at a second place outside this computer."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from sqlalchemy import func, select

from stvcrm.base.errors import UserError, WorkspaceError
from stvcrm.base.i18n import N_, _
from stvcrm.model.base import Base
from stvcrm.model.catalog import Erasure
from stvcrm.model.settings import Setting
from stvcrm.store import copies, engine, identity, tombstones
from stvcrm.store.journal import OPERATION
from stvcrm.store.thinning import lapses_at, thin

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Connection

    from stvcrm.store.database import Database
    from stvcrm.store.keys import Key

ERASURE = Base.metadata.tables[Erasure.__tablename__]
SETTING = Setting.table()
SUFFIX = ".stv"
DAILY, WHILE_WORKING = timedelta(days=1), timedelta(minutes=30)
MOST_BYTES, MOST_SHARE = 5 * 10**9, 0.10
FORGOTTEN = timedelta(hours=1)
"""After this a copy that was never finished is nobody's any more."""
_NAME = re.compile(r"(\d{8}T\d{6})Z-([a-z_]+)(?:-\d+)?\.stv")


class Reason(StrEnum):
    """What a backup was made for."""

    DAILY = "daily"
    WORK = "work"
    IMPORT = "import"
    MERGE = "merge"
    BULK = "bulk"
    ERASE = "erase"
    MIGRATION = "migration"
    BY_HAND = "by_hand"

    @property
    def label(self) -> str:
        """The words for it in a list."""
        return _(_LABELS[self])


_LABELS = {
    Reason.DAILY: N_("Dagelijks"),
    Reason.WORK: N_("Tijdens het werk"),
    Reason.IMPORT: N_("Vóór inlezen"),
    Reason.MERGE: N_("Vóór samenvoegen"),
    Reason.BULK: N_("Vóór wijzigen van veel rijen"),
    Reason.ERASE: N_("Vóór wissen van een persoon"),
    Reason.MIGRATION: N_("Vóór bijwerken van de werkruimte"),
    Reason.BY_HAND: N_("Met de hand"),
}


@dataclass(frozen=True)
class Backup:
    """One copy: where, when (UTC), what for, how many bytes, and whether it is outside this computer.

    `problem` tells why it could not be brought to the second place as well; this copy stands all the same.
    """

    path: Path
    made_at: datetime
    reason: Reason
    size: int
    outside: bool = False
    problem: str = ""


@dataclass(frozen=True)
class Listed:
    """A backup as a list shows it: its age, and until when at most it still holds an erased person."""

    backup: Backup
    age: timedelta
    holds_erased_until: datetime | None


def make(database: Database, reason: Reason = Reason.BY_HAND, *, to: Path | None = None) -> Backup:
    """Copy the workspace as it is now, verified, to a given file or to its own folder.

    A copy in its own folder goes to the second place as well when that can be reached (when that fails, the
    answer says so), and older ones are thinned.

    Raises:
        UserError: there is no room, the disk fails, or the file exists; nothing half stands there.
    """
    now = database.clock()
    with database.read() as connection:
        place = own_place(database.path, connection)
        target = to or _free_name(_made(place), now, reason)
        with engine.told(target):
            copies.write(engine.driver(connection), target, database.key)
        outside = None if to else outside_place(connection)
    made = Backup(target, now, reason, target.stat().st_size)
    if to is None:
        _tidy(place, now)
    if outside is not None:
        try:
            copy_outside(made, outside, now)
        except UserError as error:
            return replace(made, problem=str(error))
    return made


def before_upgrade(connection: Connection, workspace: Path, key: Key | None, now: datetime) -> Backup:
    """The copy of a workspace of an earlier version, made before its tables are changed.

    Raises:
        UserError: it could not be made; the tables must not be changed.
    """
    place = _made(own_place(workspace, connection))
    target = _free_name(place, now, Reason.MIGRATION)
    with engine.told(target):
        copies.write(engine.driver(connection), target, key)
    return Backup(target, now, Reason.MIGRATION, target.stat().st_size)


def before(database: Database, reason: Reason) -> Backup:
    """The backup that goes before an act that changes much.

    Raises:
        UserError: it could not be made; the act must not be done.
    """
    try:
        return make(database, reason)
    except (UserError, OSError) as error:
        message = _("Er kon geen reservekopie gemaakt worden: {reason} Er is niets gewijzigd.")
        raise UserError(message.format(reason=str(error).rstrip(".") + ".")) from error


def due(database: Database) -> Reason | None:
    """Whether it is time for a backup: the newest is older than a day, or half an hour with changes since."""
    now = database.clock()
    with database.read() as connection:
        known = found(own_place(database.path, connection))
        changed_at = connection.scalar(select(func.max(OPERATION.c.at)))
    if changed_at is None:
        return None
    if not known or not timedelta(0) <= now - known[0].made_at <= DAILY:
        return Reason.DAILY
    since = changed_at > known[0].made_at
    return Reason.WORK if since and now - known[0].made_at >= WHILE_WORKING else None


def listing(database: Database) -> tuple[Listed, ...]:
    """Every backup that can be reached, newest first."""
    now = database.clock()
    with database.read() as connection:
        erased_on = connection.scalar(select(func.max(ERASURE.c.erased_on)))
        outside = outside_place(connection)
        known = list(found(own_place(database.path, connection)))
    known += found(outside, outside=True) if outside else ()
    return tuple(
        Listed(
            backup,
            now - backup.made_at,
            lapses_at(backup.made_at) if erased_on and backup.made_at.date() <= erased_on else None,
        )
        for backup in sorted(known, key=lambda item: item.made_at, reverse=True)
    )


def newest_outside(database: Database) -> datetime | None:
    """When the last copy outside this computer was made, as far as that place can be reached now."""
    with database.read() as connection:
        place = outside_place(connection)
    known = found(place) if place else ()
    return known[0].made_at if known else None


def found(place: Path, *, outside: bool = False) -> tuple[Backup, ...]:
    """The backups in a folder, newest first; other files are not looked at."""
    backups = []
    for path in place.glob(f"*{SUFFIX}") if place.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        if match and match.group(2) in set(Reason):
            made_at = datetime.strptime(match.group(1), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            backups.append(Backup(path, made_at, Reason(match.group(2)), path.stat().st_size, outside))
    return tuple(sorted(backups, key=lambda item: (item.made_at, item.path.name), reverse=True))


def own_place(workspace: Path, connection: Connection) -> Path:
    """The folder of this workspace's backups on this computer."""
    name = f"{workspace.stem}-{identity.workspace_id(connection)[:8]}"
    return Path(platformdirs.user_data_dir("stvcrm", appauthor=False)) / "backups" / name


def outside_place(connection: Connection) -> Path | None:
    """The folder outside this computer; None when none was chosen or it cannot be reached now."""
    chosen = connection.scalar(select(SETTING.c.value).where(SETTING.c.name == "backup_place"))
    place = Path(chosen) if chosen else None
    return place if place is not None and place.is_dir() else None


def places(database: Database) -> tuple[Path, ...]:
    """Every folder with backups that can be reached."""
    with database.read() as connection:
        own, outside = own_place(database.path, connection), outside_place(connection)
    return tuple(place for place in (own, outside) if place is not None and place.is_dir())


def copy_outside(backup: Backup, place: Path, now: datetime) -> Backup:
    """Bring a verified backup to the second place.

    Raises:
        UserError: the place is full or fails; the backup on this computer stands.
    """
    target = place / backup.path.name
    with copies.whole_or_nothing(target) as part, engine.told(target):
        copies.touch(part)
        shutil.copyfile(backup.path, part)
        if part.stat().st_size != backup.size:
            raise WorkspaceError(_("De kopie {name} is niet volledig.").format(name=target.name))
    _tidy(place, now)
    return Backup(target, backup.made_at, backup.reason, backup.size, outside=True)


def remove_holding(database: Database) -> tuple[list[Backup], list[Backup]]:
    """Remove the backups that still hold someone who was erased.

    Returns:
        Those removed, and those left because they could not be opened (an earlier passphrase).
    """
    with database.read() as connection:
        uids = set(connection.scalars(select(ERASURE.c.uid)))
    removed, left = [], []
    for place in places(database) if uids else ():
        for backup in found(place, outside=place != places(database)[0]):
            held = holds(backup.path, database.key, uids)
            if held:
                with engine.told(backup.path):
                    copies.remove(backup.path)
                removed.append(backup)
            elif held is None:
                left.append(backup)
    return removed, left


def holds(path: Path, key: Key | None, uids: set[str]) -> bool | None:
    """Whether a backup still knows one of these people, its journal included; None when it does not open."""
    try:
        with engine.told(path):
            connection = engine.connect_bare(path, key, "immutable=1")
            try:
                return any(_knows(connection, uid) for uid in uids)
            finally:
                connection.close()
    except UserError:
        return None


def thin_places(database: Database) -> list[Backup]:
    """Thin every place that can be reached, as each new backup does; returns the backups that went."""
    now, own = database.clock(), places(database)[:1]
    return [gone for place in places(database) for gone in _tidy(place, now, outside=place not in own)]


def note_erasures(database: Database) -> None:
    """Tell every place with backups who was erased, so that a restore leaves them out."""
    with database.read() as connection:
        rows = connection.execute(select(ERASURE.c.uid, ERASURE.c.erased_on)).all()
    entries = {row.uid: row.erased_on for row in rows}
    for place in places(database) if entries else ():
        if entries.keys() - (tombstones.read(place, database.key) or {}).keys():
            tombstones.write(place, database.key, entries)


def _knows(connection: Any, uid: str) -> bool:
    queries = (
        "SELECT 1 FROM person WHERE uid = ?1 OR instr(merged_uids, ?1) LIMIT 1",
        "SELECT 1 FROM row_change WHERE \"table\" = 'person'"
        " AND (instr(coalesce(before, ''), ?1) OR instr(coalesce(after, ''), ?1)) LIMIT 1",
    )
    return any(connection.execute(query, (uid,)).fetchone() for query in queries)


def _made(place: Path) -> Path:
    with engine.told(place):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def _free_name(place: Path, now: datetime, reason: Reason) -> Path:
    stem = f"{now:%Y%m%dT%H%M%S}Z-{reason}"
    number, target = 1, place / f"{stem}{SUFFIX}"
    while target.exists():
        number += 1
        target = place / f"{stem}-{number}{SUFFIX}"
    return target


def _tidy(place: Path, now: datetime, *, outside: bool = False) -> list[Backup]:
    """Thin a place, and remove what a crash left half made; returns the backups that went."""
    known = found(place, outside=outside)
    limit = min(MOST_BYTES, int(shutil.disk_usage(place).total * MOST_SHARE))
    gone = thin([item.made_at for item in known], [item.size for item in known], now, limit)
    with engine.told(place):
        for index in gone:
            copies.remove(known[index].path)
        for part in place.glob(f"*{copies.PART}"):
            if now.timestamp() - part.stat().st_mtime > FORGOTTEN.total_seconds():
                copies.remove(part)
    return [known[index] for index in gone]
