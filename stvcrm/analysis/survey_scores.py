"""Distributions of scores and choices, counted per answer or with each organisation counting once.

Scores are ordinal: there is a mode and a median, no mean. When an organisation that counts once sent several
forms, its score is the median of them, of an even number the lower of the two in the middle, so that it is a
score of the scale; its choice is the one most of its forms have, and *unknown* when two are tied.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stvcrm.model.surveys import SCORES, Answered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True)
class Distribution:
    """How often each score from 0 to 5 was given, and by how many it was left out."""

    counts: tuple[int, ...]
    missing: int

    @property
    def n(self) -> int:
        """Scores that were given."""
        return sum(self.counts)

    @property
    def mode(self) -> tuple[int, ...]:
        """The scores given most often: more than one when tied, none when nothing was given."""
        most = max(self.counts)
        return tuple(score for score, count in enumerate(self.counts) if count == most) if most else ()

    @property
    def median(self) -> float | None:
        """The score in the middle; halfway between the two of an even number; None when nothing was given."""
        if not self.n:
            return None
        return (self._at((self.n - 1) // 2) + self._at(self.n // 2)) / 2

    def _at(self, place: int) -> int:
        passed = 0
        for score, count in enumerate(self.counts):
            passed += count
            if place < passed:
                return score
        raise IndexError(place)


@dataclass(frozen=True)
class Choices:
    """How often yes, no and unknown were answered, and by how many it was left out."""

    yes: int
    no: int
    unknown: int
    missing: int

    @property
    def n(self) -> int:
        """Answers that were given."""
        return self.yes + self.no + self.unknown


def distribution(counts: Mapping[int, int], total: int) -> Distribution:
    """Of counts by score; `total` are all who could have given one."""
    found = tuple(counts.get(score, 0) for score in SCORES)
    return Distribution(found, total - sum(found))


def choices(counts: Mapping[Answered, int], total: int) -> Choices:
    """Of counts by choice; `total` are all who could have answered."""
    yes, no, unknown = (counts.get(choice, 0) for choice in (Answered.YES, Answered.NO, Answered.UNKNOWN))
    return Choices(yes, no, unknown, total - yes - no - unknown)


def score_of_organisation(scores: Sequence[int]) -> int:
    """The one score of an organisation that sent several: the median, the lower of two in the middle."""
    return sorted(scores)[(len(scores) - 1) // 2]


def choice_of_organisation(given: Iterable[Answered]) -> Answered:
    """The one choice of an organisation that sent several: the most frequent, unknown when tied."""
    ranked = Counter(given).most_common(2)
    tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return Answered.UNKNOWN if tied else ranked[0][0]


@dataclass(frozen=True)
class Gap:
    """What one organisation thinks of its staff and of its clients on one question."""

    organisation_id: int
    staff: int
    clients: int

    @property
    def size(self) -> int:
        """Staff minus clients: positive where staff are scored higher."""
        return self.staff - self.clients


def gaps(staff: Mapping[int, int], clients: Mapping[int, int]) -> tuple[Gap, ...]:
    """The gap of each organisation that scored both, the largest first."""
    found = [Gap(key, score, clients[key]) for key, score in staff.items() if key in clients]
    return tuple(sorted(found, key=lambda gap: (-abs(gap.size), gap.organisation_id)))
