"""One writer at a time: an advisory lock beside the workspace, without Qt.

The lock is on a file of its own, never on the workspace: closing any descriptor of that would drop
SQLite's own locks.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from stvcrm.base.errors import WorkspaceError
from stvcrm.base.i18n import _

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

WAIT_SECONDS = 5.0
POLL_SECONDS = 0.05


class WriterLock:
    """Held while this process may write to the workspace."""

    def __init__(self, workspace: Path, *, wait: float = WAIT_SECONDS) -> None:
        """Take the lock.

        Raises:
            WorkspaceError: another process has it and kept it for `wait` seconds.
        """
        self._path = workspace.with_name(workspace.name + "-lock")
        self._descriptor = -1
        end = time.monotonic() + wait
        while not self._try():
            if time.monotonic() >= end:
                message = _(
                    "{name} is al open in een ander venster of door een andere opdracht. Sluit die eerst."
                )
                raise WorkspaceError(message.format(name=workspace.name))
            time.sleep(POLL_SECONDS)

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._descriptor >= 0:
            self._path.unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = -1

    def _try(self) -> bool:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if _lock(descriptor) and _same_file(descriptor, self._path):
            self._descriptor = descriptor
            return True
        os.close(descriptor)
        return False

    def __enter__(self) -> WriterLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _same_file(descriptor: int, path: Path) -> bool:
    """Whether the name still means the file we locked: its last holder removed it when it left."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
