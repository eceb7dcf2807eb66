"""What a column holds by the look of its values, where its heading says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from stvcrm.analysis.addresses import email, phone, postcode, website
from stvcrm.importers.cells import as_text
from stvcrm.importers.headings import words
from stvcrm.importers.pipeline import SourceColumn, Target
from stvcrm.model.base import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stvcrm.importers.profiles import Profiles

SAMPLE = 60
"""Values of a column that are looked at to guess what it holds."""
ENOUGH = 0.8
"""The part of them that must look alike."""
_LOOKS: dict[Kind, Callable[[str], object]] = {
    Kind.POSTCODE: postcode,
    Kind.EMAIL: email,
    Kind.PHONE: phone,
    Kind.WEBSITE: website,
}
_NUMERIC_DATE = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}\b")


def unnamed(columns: Sequence[SourceColumn], rows: Sequence[Sequence[Any]]) -> list[int]:
    """Columns that have values and no heading."""
    named = {column.index for column in columns}
    return sorted(
        {
            index
            for row in rows[:SAMPLE]
            for index, cell in enumerate(row)
            if cell not in (None, "") and index not in named
        }
    )


def columns_by_look(
    columns: tuple[SourceColumn, ...],
    rows: Sequence[Sequence[Any]],
    targets: Sequence[Target],
    profiles: Profiles,
) -> tuple[SourceColumn, ...]:
    """Columns without a known heading, recognised by their values; a target is filled only once."""
    known = profiles.targets([words(column.heading) for column in columns])
    taken = {column.target for column in columns}
    free = [target for target in targets if target.key not in taken and target.kind in _LOOKS]
    found = list(columns)
    for place, column in enumerate(found):
        if column.target is not None or not free or words(column.heading) in known:
            continue
        values = _values(rows, column.index)
        match = next((target for target in free if _looks_like(values, target.kind)), None)
        if match is not None:
            found[place] = SourceColumn(column.index, column.heading, match.key)
            free.remove(match)
    return tuple(found)


def month_first(
    columns: Sequence[SourceColumn], rows: Sequence[Sequence[Any]], targets: Sequence[Target]
) -> frozenset[str]:
    """Fields whose dates are text that can only be read as month, day, year."""
    dates = {target.key for target in targets if target.kind is Kind.DATE}
    found = set()
    for column in columns:
        if column.target not in dates:
            continue
        parts = [
            _NUMERIC_DATE.match(cell)
            for row in rows
            if column.index < len(row) and isinstance(cell := row[column.index], str)
        ]
        pairs = [(int(part[1]), int(part[2])) for part in parts if part]
        if any(second > 12 for _first, second in pairs) and all(first <= 12 for first, _second in pairs):
            found.add(str(column.target))
    return frozenset(found)


def _values(rows: Sequence[Sequence[Any]], index: int) -> list[str]:
    values: list[str] = []
    for row in rows:
        if index < len(row) and row[index] not in (None, ""):
            values.append(as_text(row[index]))
            if len(values) == SAMPLE:
                break
    return values


def _looks_like(values: Sequence[str], kind: Kind) -> bool:
    recognised = sum(1 for value in values if len(value) < 200 and _LOOKS[kind](value))
    return len(values) >= 3 and recognised >= ENOUGH * len(values)
