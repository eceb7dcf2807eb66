"""Which small groups are not shown, and which others would give them away.

A group of 1 to 4 is hidden. With the total in sight one hidden group could be reckoned from the others, two
hidden ones are known together, and hidden ones that are all alike are known each. So as long as what is
hidden is one group, counts fewer than 5 together or is all of one size, the smallest shown groups are
hidden as well: all of that size, for a choice among equals would tell which of them is the small one. The
rule looks at sizes only. Whoever knows it, the total and all that is shown can therefore exchange the
hidden counts among the hidden groups, see the same, and learn none of them. A group of nobody is no secret
about anyone; it is hidden when it must help to hide another, and when nothing but nobodies would be left in
sight. Hidden is never shown as 0. One group alone in its sum is beyond help: who shows such a sum hides it
too.
(Rules for tables of counts: Hundepool et al., *Statistical Disclosure Control*, 2012, ch. 5.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEAST = 5
"""The smallest group that is shown apart."""
K = TypeVar("K")


def hidden(counts: Mapping[K, int]) -> frozenset[K]:
    """The groups that may not be shown, where the sum of all of them is.

    Args:
        counts: people or organisations by group.
    """
    found = {key for key, count in counts.items() if 0 < count < LEAST}
    while more := _to_hide(counts, found):
        found |= more
    return frozenset(found)


def _to_hide(counts: Mapping[K, int], found: set[K]) -> set[K]:
    """The groups that must be hidden too; none when what is hidden is safe."""
    shown = [key for key in counts if key not in found]
    if not found or not shown:
        return set()
    sizes = {counts[key] for key in found}
    safe = len(sizes) > 1 and sum(counts[key] for key in found) >= LEAST
    return set() if safe and any(counts[key] for key in shown) else _smallest(counts, shown)


def _smallest(counts: Mapping[K, int], shown: Sequence[K]) -> set[K]:
    """All groups of the smallest size; those of nobody last."""
    least = min((counts[key] for key in shown if counts[key]), default=0)
    return {key for key in shown if counts[key] == least}
