"""What must be true before a workspace is opened: that it is there, ours, sound, and of a known version."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from stvcrm.base.errors import WorkspaceError
from stvcrm.base.i18n import _
from stvcrm.store import engine, migrate, wal
from stvcrm.store.keys import Key, derive, new_key, salt_of
from stvcrm.store.lock import WriterLock

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

if sys.platform != "win32":
    import resource

SMALLEST = 512
"""Bytes of the smallest database SQLite makes."""


def protect_process() -> None:
    """No core dumps (they would hold the key and the data), and files for the owner only."""
    os.umask(0o077)
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def prepare_new(path: Path, passphrase: str | None) -> tuple[Key | None, WriterLock]:
    """The key and the lock of a workspace that is about to be made.

    Raises:
        WorkspaceError: there is a file of that name, or no such folder.
    """
    if path.exists():
        raise WorkspaceError(
            _("{name} bestaat al; kies een andere naam of open die werkruimte.").format(name=path.name)
        )
    if not path.parent.is_dir():
        raise WorkspaceError(_("De map {folder} bestaat niet; maak die eerst.").format(folder=path.parent))
    with engine.told(path):
        lock = WriterLock(path)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    return (None if passphrase is None else new_key(passphrase)), lock


def key_for(path: Path, passphrase: str | Key | None) -> Key | None:
    """The key of an existing file, derived from the passphrase.

    Raises:
        WorkspaceError: there is no such file, it is no workspace, or a passphrase is needed.
    """
    if not path.is_file():
        raise WorkspaceError(_("Er is geen werkruimte {name}; kijk de naam en de map na.").format(name=path))
    try:
        size, salt = path.stat().st_size, salt_of(path)
    except OSError as error:
        raise WorkspaceError(str(engine.translate(error, path))) from error
    if size < SMALLEST:
        raise WorkspaceError(_("{name} is geen stvcrm-werkruimte.").format(name=path.name))
    if salt is None:
        return None
    if passphrase is None or passphrase == "":
        raise WorkspaceError(_("{name} is versleuteld; geef de wachtzin.").format(name=path.name))
    return passphrase if isinstance(passphrase, Key) else derive(passphrase, salt)


def is_read_only(path: Path) -> bool:
    """Whether the medium refuses writing, so that the file must be opened as one that never changes."""
    return not (os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK))


def connect_checked(
    path: Path, key: Key | None, *, immutable: bool, upgrade: bool
) -> tuple[Engine, tuple[str, ...]]:
    """An engine on a workspace of this version, and what the user should know about it.

    Raises:
        WorkspaceError: it cannot be opened; tells why.
    """
    expected = 0 if immutable else wal.committed_frames(path)
    bind = engine.make_engine(path, key, immutable=immutable)
    notices: tuple[str, ...] = ()
    try:
        with engine.told(path), bind.connect() as connection:
            if expected and wal.accepted_frames(engine.driver(connection)) < expected:
                notices = (_("De laatste wijzigingen in {name} zijn niet leesbaar.").format(name=path.name),)
            _refuse_foreign(connection.exec_driver_sql("PRAGMA application_id").scalar(), path)
            found = migrate.revision(connection, path)
        if found != migrate.HEAD:
            if not upgrade:
                message = _("{name} is van een vorige versie; open de werkruimte één keer om te schrijven.")
                raise WorkspaceError(message.format(name=path.name))
            migrate.upgrade(bind)
    except BaseException as error:
        bind.dispose()
        if isinstance(error, WorkspaceError) or not isinstance(error, Exception):
            raise
        raise WorkspaceError(str(error)) from error
    return bind, notices


def _refuse_foreign(application_id: object, path: Path) -> None:
    if application_id != engine.APPLICATION_ID:
        raise WorkspaceError(_("{name} is geen stvcrm-werkruimte.").format(name=path.name))
