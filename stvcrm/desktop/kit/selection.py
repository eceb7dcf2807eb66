"""Which records are chosen in a list: a set of ids, so that a hundred thousand of them weigh nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable


class Selection(QObject):
    """Ids, and the one where a range starts."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: set[int] = set()
        self.anchor: int | None = None

    def __contains__(self, row_id: int) -> bool:
        return row_id in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self) -> frozenset[int]:
        """All that is chosen."""
        return frozenset(self._ids)

    def only(self, row_id: int | None) -> None:
        """Choose this one and no other."""
        self.anchor = row_id
        self._replace(set() if row_id is None else {row_id})

    def toggle(self, row_id: int) -> None:
        """Add this one, or take it out."""
        self.anchor = row_id
        self._replace(self._ids ^ {row_id})

    def choose(self, row_ids: Iterable[int]) -> None:
        """Choose exactly these; where a range starts stays."""
        self._replace(set(row_ids))

    def keep(self, row_ids: Iterable[int]) -> None:
        """Forget what is not among these any more."""
        self._replace(self._ids.intersection(row_ids))

    def _replace(self, ids: set[int]) -> None:
        if ids != self._ids:
            self._ids = ids
            self.changed.emit()
