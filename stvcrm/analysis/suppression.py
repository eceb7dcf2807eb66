"""Which small groups are not shown, and which others would give them away.

A group of 1 to 4 is hidden. With a total in sight one hidden group could be reckoned from the others, and two
hidden ones are known together: so as long as what is hidden is one group, or counts fewer than 5 together,
the smallest shown group is hidden as well. A group of nobody is no secret about anyone; it is hidden only
when it must help to hide another. Hidden is never shown as 0.
(Rules for tables of counts: Hundepool et al., *Statistical Disclosure Control*, 2012, ch. 5.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

LEAST = 5
"""The smallest group that is shown apart."""
K = TypeVar("K")


def hidden(counts: Mapping[K, int], *, margins: Collection[Collection[K]] = ()) -> frozenset[K]:
    """The groups that may not be shown.

    Args:
        counts: people or organisations by group.
        margins: sets of groups whose sum is shown somewhere; without any it is that of all of them.
    """
    lines = [frozenset(line) for line in margins] or [frozenset(counts)]
    found = {key for key, count in counts.items() if 0 < count < LEAST}
    while True:
        more = next((key for line in lines if (key := _gives_away(counts, line, found)) is not None), None)
        if more is None:
            return frozenset(found)
        found.add(more)


def _gives_away(counts: Mapping[K, int], line: frozenset[K], found: set[K]) -> K | None:
    """A group of this sum that must be hidden too; None when what is hidden in it is safe."""
    inside = found & line
    if not inside or (len(inside) > 1 and sum(counts[key] for key in inside) >= LEAST):
        return None
    shown = [key for key in counts if key in line and key not in found]
    return min(shown, key=lambda key: (counts[key] == 0, counts[key]), default=None)
