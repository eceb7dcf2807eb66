"""The only thing that comes back from a write: which rows of which tables it touched."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class Changes:
    """Ids by table name, and the operation that touched them (None when nothing changed)."""

    ids: Mapping[str, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))
    operation: int | None = None
    label: str = ""

    @classmethod
    def of(cls, ids: Mapping[str, Iterable[int]], operation: int | None = None, label: str = "") -> Changes:
        """Freeze what a unit of work collected; tables without ids are left out."""
        frozen = {table: frozenset(rows) for table, rows in ids.items() if rows}
        return cls(MappingProxyType(frozen), operation, label)

    def touches(self, tables: Iterable[str]) -> bool:
        """Whether a screen that shows these tables must ask again."""
        return any(table in self.ids for table in tables)

    def __bool__(self) -> bool:
        return bool(self.ids)
