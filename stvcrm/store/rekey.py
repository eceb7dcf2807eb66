"""Another passphrase: the workspace is written anew under it, verified, and put in place in one step.

SQLCipher's own rekey rewrites every page of the only file there is; here the old file stands until the new
one is whole on the disk. The salt is new too, so an old recovery sheet opens nothing any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stvcrm.base.errors import UserError, WorkspaceError
from stvcrm.base.i18n import _
from stvcrm.store import backup, copies, engine, tombstones
from stvcrm.store.keys import Key, new_key

if TYPE_CHECKING:
    from pathlib import Path

    from stvcrm.store.database import Database


@dataclass(frozen=True)
class Rekeyed:
    """The groups of the new recovery sheet, and the backups that only the earlier passphrase opens."""

    groups: tuple[str, ...]
    old_passphrase: tuple[Path, ...]


def change_passphrase(database: Database, passphrase: str) -> Rekeyed:
    """Give the workspace, and the backups that can be reached, another passphrase.

    Raises:
        UserError: it is empty, the workspace is not encrypted or open elsewhere, or the disk fails; the old
            passphrase stays.
    """
    old = database.key
    if old is None:
        raise UserError(_("Deze werkruimte is niet versleuteld en heeft geen wachtzin."))
    if not passphrase.strip():
        raise UserError(_("Een lege wachtzin kan niet; typ een paar woorden."))
    key = new_key(passphrase)
    database.move_to(key, lambda: _write_anew(database, key))
    left = [
        item
        for place in backup.places(database)
        for item in (*(known.path for known in backup.found(place)), place / tombstones.NAME)
        if not rekey_file(item, old, key)
    ]
    return Rekeyed(tuple(key.recovery_groups()), tuple(left))


def rekey_file(path: Path, old: Key, key: Key) -> bool:
    """Write one copy anew under another key; False, and untouched, when the old key does not open it."""
    if not path.is_file():
        return True
    source = None
    try:
        with copies.whole_or_nothing(path) as part, engine.told(path):
            source = engine.connect_bare(path, old, "immutable=1")
            copies.fill(source, part, key)
            copies.verify(part, key, copies.counts(source))
            source.close()
    except UserError:
        return False
    finally:
        if source is not None:
            source.close()
    return True


def _write_anew(database: Database, key: Key) -> None:
    """Replace the file by one under the new key, when nobody else has it open."""
    with copies.whole_or_nothing(database.path) as part, database.alone() as connection:
        driver = engine.driver(connection)
        # Leaving the log takes every lock: another program would go on with the log of a file that is gone.
        if not _leaves_log(driver):
            message = _("{name} is ook in een ander venster open. Sluit dat en probeer het opnieuw.")
            raise WorkspaceError(message.format(name=database.path.name))
        copies.fill(driver, part, key)
        copies.verify(part, key, copies.counts(driver))


def _leaves_log(driver: Any) -> bool:
    try:
        return bool(driver.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete")
    except engine.DRIVER_ERRORS:
        return False
