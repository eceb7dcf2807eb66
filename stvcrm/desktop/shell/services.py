"""What the window needs of the queries, given to it so that it can be painted before they are imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection


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
    """The act that undo takes back and the one that redo brings back; `far` needs a second press."""

    undo: str = ""
    redo: str = ""
    far: bool = False


@dataclass(frozen=True)
class Services:
    """Queries by what the window does with them."""

    search: Callable[[Connection, str], Sequence[Hit]]
    acts: Callable[[Connection], Acts]
