"""What must be true before a workspace is opened: that it is there, ours, sound, and of a known version."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

from stvcrm.base.clock import Clock, system_clock
from stvcrm.base.errors import UserError, WorkspaceError
from stvcrm.base.i18n import _
from stvcrm.store import copies, engine, migrate, wal
from stvcrm.store.keys import Key, derive, new_key, salt_of
from stvcrm.store.lock import WAIT_SECONDS, WriterLock

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

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
    with engine.told(path):
        exists, has_folder = path.exists(), path.parent.is_dir()
    if exists:
        raise WorkspaceError(
            _("{name} bestaat al; kies een andere naam of open die werkruimte.").format(name=path.name)
        )
    if not has_folder:
        raise WorkspaceError(_("De map {folder} bestaat niet; maak die eerst.").format(folder=path.parent))
    lock = take_lock(path)
    try:
        with engine.told(path):
            copies.touch(path)
    except BaseException:
        lock.release()
        raise
    return (None if passphrase is None else new_key(passphrase)), lock


def take_lock(path: Path, *, wait: float = WAIT_SECONDS) -> WriterLock:
    """The right to write, for as long as it is held.

    Raises:
        WorkspaceError: another process has it, or its file cannot be made there.
    """
    try:
        with engine.told(path):
            return WriterLock(path, wait=wait)
    except WorkspaceError:
        raise
    except UserError as error:
        raise WorkspaceError(str(error)) from error


def key_for(path: Path, passphrase: str | Key | None) -> Key | None:
    """The key of an existing file, derived from the passphrase.

    Raises:
        WorkspaceError: there is no such file, it is no workspace, or a passphrase is needed.
    """
    try:
        if not path.is_file():
            raise WorkspaceError(
                _("Er is geen werkruimte {name}; kijk de naam en de map na.").format(name=path)
            )
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
    path: Path,
    key: Key | None,
    *,
    immutable: bool,
    lock: WriterLock | None,
    is_copy: bool = False,
    wait: float = WAIT_SECONDS,
    clock: Clock = system_clock,
) -> tuple[Engine, tuple[str, ...]]:
    """An engine on a workspace of this version, and what the user should know about it.

    Args:
        path: of the workspace.
        key: of the workspace.
        immutable: it cannot be written.
        lock: the right to write, when it is held; else it is taken for as long as an earlier version needs.
        is_copy: no copy is made before it is brought to this version.
        wait: seconds for that right.
        clock: what time it is.

    Raises:
        WorkspaceError: it cannot be opened; tells why.
    """
    expected = wal.committed_frames(path)
    bind = engine.make_engine(path, key, immutable=immutable)
    notices: tuple[str, ...] = ()
    try:
        with engine.told(path), bind.connect() as connection:
            if expected and _lacks(connection, path, expected, immutable=immutable):
                notices = (_("De laatste wijzigingen in {name} zijn niet leesbaar.").format(name=path.name),)
            found = migrate.revision(connection, path)
        if found != migrate.HEAD:
            if immutable:
                message = _(
                    "{name} is van een vorige versie van stvcrm en staat op een plaats waar niet "
                    "geschreven mag worden. Kopieer de werkruimte naar een andere map en open die."
                )
                raise WorkspaceError(message.format(name=path.name))
            with take_lock(path, wait=wait) if lock is None else nullcontext():
                _bring_here(bind, path, key, clock, is_copy=is_copy)
    except BaseException as error:
        bind.dispose()
        if isinstance(error, WorkspaceError) or not isinstance(error, Exception):
            raise
        raise WorkspaceError(str(error)) from error
    return bind, notices


def _bring_here(bind: Engine, path: Path, key: Key | None, clock: Clock, *, is_copy: bool) -> None:
    """Bring an earlier version to this one, unless another process did while we waited."""
    with engine.told(path), bind.connect() as connection:
        steps = migrate.steps_after(migrate.revision(connection, path))
    if steps and is_copy:
        migrate.upgrade_copy(bind, path, steps, clock())
    elif steps:
        migrate.upgrade(bind, path, key, steps, clock())


def _lacks(connection: Connection, path: Path, expected: int, *, immutable: bool) -> bool:
    """Whether committed changes in the log cannot be read."""
    if immutable:
        # A file that never changes is read without its log.
        return True
    if wal.accepted_frames(engine.driver(connection)) >= expected:
        return False
    # Another process may have folded the log into the file while we looked.
    return wal.accepted_frames(engine.driver(connection)) < wal.committed_frames(path)
