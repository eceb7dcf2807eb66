"""What the window needs of the queries and the store, given to it so that it can be painted before they are
imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget
    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.kit.dialogs import Dialog
    from stvcrm.desktop.shell.backup_watch import BackupWatch
    from stvcrm.desktop.shell.importing import Importing


@dataclass(frozen=True)
class Hit:
    """One result of the search: what it is, its name, and the words around the match."""

    table: str
    id: int
    kind: str
    title: str
    snippet: str = ""
    icon: str = "file-text"


@dataclass(frozen=True)
class Acts:
    """The act that undo takes back and the one that redo brings back.

    A `far` one, of many rows, needs a second press; so does one of another `session` than this.
    """

    undo: str = ""
    redo: str = ""
    far: bool = False
    session: str = ""


@dataclass(frozen=True)
class Tool:
    """A dialog of the window: its command, and how it is made; `text` is a Dutch source string."""

    id: str
    text: str
    icon: str
    make: Callable[[Context, QWidget], Dialog]
    shortcut: str = ""


@dataclass(frozen=True)
class Services:
    """Queries by what the window does with them, and the parts that need more than queries."""

    search: Callable[[Connection, str], Sequence[Hit]]
    acts: Callable[[Connection], Acts]
    importing: Callable[[Context, QObject], Importing]
    backups: Callable[[Context, QObject], BackupWatch]
    tools: tuple[Tool, ...] = ()
