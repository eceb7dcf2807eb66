"""Copies and passphrase as the window needs them: long jobs that take the database and tell progress."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from stvcrm.base.changes import Changes
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.base.progress import Progress
from stvcrm.queries.settings import settings
from stvcrm.store import backup, keys, rekey, restore
from stvcrm.store.database import Database


@dataclass(frozen=True)
class Safety:
    """Where copies outside this computer go ("" when nowhere yet), whether that place can be reached now, and
    when the newest copy was made there and here, as far as can be seen.
    """

    place: str
    reachable: bool
    outside_at: datetime | None
    here_at: datetime | None


def safety(database: Database, progress: Progress) -> Safety:
    """How old the copies are."""
    listed = backup.listing(database)
    with database.read() as connection:
        place = settings(connection)["backup_place"]
        reachable = backup.outside_place(connection) is not None
    outside = next((item.backup.made_at for item in listed if item.backup.outside), None)
    here = next((item.backup.made_at for item in listed if not item.backup.outside), None)
    return Safety(place, reachable, outside, here)


def copy_when_due(database: Database, progress: Progress) -> Safety:
    """Make a backup when it is time for one.

    Raises:
        UserError: it could not be made.
    """
    reason = backup.due(database)
    if reason is not None:
        backup.make(database, reason)
    return safety(database, progress)


def copy_now(database: Database, progress: Progress) -> Safety:
    """Make a backup because the user asks for it.

    Raises:
        UserError: it could not be made.
    """
    backup.make(database, backup.Reason.BY_HAND)
    return safety(database, progress)


def listing(database: Database, progress: Progress) -> tuple[backup.Listed, ...]:
    """Every backup that can be reached, newest first."""
    return backup.listing(database)


def bring_back(
    database: Database, progress: Progress, *, source: Path, target: Path, passphrase: str | None = None
) -> restore.Restored:
    """A backup as a new workspace, compared with this one; `passphrase` when it has an earlier one.

    Raises:
        UserError: the backup does not open or is damaged, or there is a file already.
    """
    progress.start(0)
    return restore.restore(source, target, passphrase or database.key, present=database, clock=database.clock)


def change_passphrase(
    database: Database, progress: Progress, *, old: str, new: str
) -> tuple[rekey.Rekeyed, Changes]:
    """Another passphrase, after the present one was typed.

    Raises:
        UserError: the present one is wrong, or the change failed; the old passphrase stays.
    """
    progress.start(0)
    key = database.key
    if key is not None and keys.derive(old, key.salt) != key:
        raise UserError(_("De huidige wachtzin klopt niet; typ hem opnieuw. Er is niets gewijzigd."))
    return rekey.change_passphrase(database, new), Changes()


def recovery_groups(database: Database, progress: Progress) -> tuple[str, ...]:
    """The groups of the recovery sheet; empty when the workspace is not encrypted."""
    return () if database.key is None else tuple(database.key.recovery_groups())
