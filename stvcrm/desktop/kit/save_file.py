"""Writing a file of the user's choice: whole or not at all, and for this account only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PRIVATE = 0o600


def ask_path(parent: QWidget, title: str, name: str, kinds: tuple[tuple[str, str], ...]) -> Path | None:
    """Where to write, at first among the documents; `kinds` are words and ending. None: not at all.

    Qt asks before a file is replaced.
    """
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    filters = {f"{words} (*{ending})": ending for words, ending in kinds}
    chosen, kind = QFileDialog.getSaveFileName(parent, title, str(Path(place) / name), ";;".join(filters))
    if not chosen:
        return None
    path = Path(chosen)
    endings = tuple(filters.values())
    return (
        path if path.suffix.lower() in endings else path.with_name(path.name + filters.get(kind, endings[0]))
    )


def write_private(path: Path, data: bytes) -> None:
    """Write beside the place and put it there when it is whole.

    Raises:
        UserError: the disk or the folder does not allow it; nothing is left behind.
    """
    part = path.with_name(f".{path.name}.deel")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        message = _("{name} is niet geschreven: {reason}. Kies een andere map of maak ruimte vrij.")
        raise UserError(message.format(name=path.name, reason=reason)) from error
