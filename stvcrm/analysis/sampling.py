"""How far the answers of some can be off from the answers of all."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z95 = 1.959964
"""The standard normal deviate between which and its opposite lie 95 %."""


def margin(answered: int, invited: int) -> float | None:
    """The margin at 95 % of a share of 50 %, the widest there is, as a fraction; None without answers.

    Cochran, *Sampling Techniques* (1977), §3.4: z · √(p(1−p)/n) with finite-population correction
    √((N−n)/(N−1)). It says how far chance alone reaches; who chooses to answer is no chance.
    """
    if answered < 1 or invited < 1:
        return None
    if answered >= invited:
        return 0.0
    correction = (invited - answered) / (invited - 1)
    return Z95 * math.sqrt(0.25 / answered * correction)


def answers_for(wanted: float, invited: int) -> int:
    """The fewest answers of this many invited whose margin is below `wanted` (a fraction)."""
    low, high = 1, max(invited, 1)
    while low < high:
        middle = (low + high) // 2
        found = margin(middle, invited)
        if found is not None and found < wanted:
            high = middle
        else:
            low = middle + 1
    return low


@dataclass(frozen=True)
class Share:
    """A group among those who were invited and among those who answered."""

    invited: int
    answered: int
    of_invited: int
    of_answered: int

    @property
    def expected(self) -> float:
        """Its part of those invited, 0 to 1."""
        return self.invited / self.of_invited if self.of_invited else 0.0

    @property
    def found(self) -> float:
        """Its part of those who answered, 0 to 1."""
        return self.answered / self.of_answered if self.of_answered else 0.0

    @property
    def over(self) -> float:
        """How much more of the answers it has than of the invitations; negative when it has fewer."""
        return self.found - self.expected
