"""How the columns of a list share its width: headings whole, the widest give way first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_WEIGHT = 1.6
"""What a row is called keeps twice the room of other columns."""


def typical(sizes: Sequence[int]) -> int:
    """The size that nine in ten do not exceed: a few very long texts must not widen a column for all."""
    return sorted(sizes)[int(0.9 * (len(sizes) - 1))] if sizes else 0


def share(room: int, floors: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """Widths of columns, in order, that fill the room.

    Args:
        room: pixels there are.
        floors: what each heading needs; no column becomes narrower, even if the list must scroll.
        wanted: what the cells of each column need.
    """
    needs = [max(pair) for pair in zip(floors, wanted, strict=True)]
    spare = room - sum(needs)
    if spare >= 0:
        return _widened(needs, spare)
    weights = [FIRST_WEIGHT if place == 0 else 1.0 for place in range(len(needs))]
    low, high = 0, max(needs, default=0)
    while low < high:
        limit = (low + high + 1) // 2
        if sum(_limited(floors, needs, weights, limit)) <= room:
            low = limit
        else:
            high = limit - 1
    return _limited(floors, needs, weights, low)


def _limited(floors: Sequence[int], needs: Sequence[int], weights: Sequence[float], limit: int) -> list[int]:
    return [
        max(floor, min(need, round(limit * weight)))
        for floor, need, weight in zip(floors, needs, weights, strict=True)
    ]


def _widened(needs: list[int], spare: int) -> list[int]:
    """Half of what is left for the first column, the rest by need."""
    total = max(1, sum(needs))
    return [
        need + (spare // 2 if place == 0 else 0) + (spare - spare // 2) * need // total
        for place, need in enumerate(needs)
    ]
