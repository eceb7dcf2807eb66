"""Candidates among many thousands of organisations without comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stvcrm.analysis.names import Likeness, Named, Verdict, core, judge, likeness, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CROWD = 16
"""How many candidates one row is compared with at most; of more, those that share most come first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known organisation that a row may be about."""

    entry: Named
    likeness: Likeness


class NameIndex:
    """The known organisations by the words of their names, by place and by address, phone and domain.

    The same key may come more than once: under its former names too.
    """

    def __init__(self, entries: Iterable[Named]) -> None:
        self._entries: list[Named] = []
        self._by: dict[str, list[int]] = defaultdict(list)
        for entry in entries:
            self.add(entry)

    def add(self, entry: Named) -> None:
        """From now on this one can be found too; rows of one file may name the same newcomer."""
        number = len(self._entries)
        self._entries.append(entry)
        for key in {*_name_keys(entry), *_other_keys(entry)}:
            self._by[key].append(number)

    def candidates(self, row: Named, *, limit: int = 3) -> tuple[Candidate, ...]:
        """The most alike first; only those worth asking about, each known key once."""
        best: dict[int, Candidate] = {}
        for number in self._nearby(row):
            entry = self._entries[number]
            found = likeness(row, entry)
            worth = found.verdict is not Verdict.NEW
            if worth and (entry.key not in best or best[entry.key].likeness.score < found.score):
                best[entry.key] = Candidate(entry, found)
        order = sorted(best.values(), key=lambda candidate: (-candidate.likeness.score, candidate.entry.key))
        return tuple(order[:limit])

    def match(self, row: Named) -> tuple[Verdict, tuple[Candidate, ...]]:
        """What to do with this row, and the candidates in order."""
        found = self.candidates(row)
        return judge(candidate.likeness for candidate in found), found

    def _nearby(self, row: Named) -> list[int]:
        """Numbers of the entries that share most keys with the row; a rare key weighs more."""
        weights: dict[int, float] = defaultdict(float)
        crowded = []
        for key in {*_name_keys(row), *_other_keys(row)}:
            numbers = self._by.get(key, ())
            if len(numbers) > 500:
                crowded.append(numbers)
                continue
            for number in numbers:
                weights[number] += 1 / (4 + len(numbers))
        if not weights and crowded:
            weights = dict.fromkeys(min(crowded, key=len)[:_CROWD], 1.0)
        return sorted(weights, key=lambda number: (-weights[number], number))[:_CROWD]


def _name_keys(entry: Named) -> Iterator[str]:
    """Own words of the name with one letter left out here and there, alone and together with the place."""
    place = "".join(words(entry.place))
    own = core(entry.name, entry.place)
    yield f"={' '.join(sorted(words(entry.name)))}"
    for word in own or words(entry.place):
        yield from _forms(word, 5)
        if place:
            yield from (f"{form}@{place}" for form in _forms(word, 3))
    if len(own) > 1:
        yield from _forms("".join(own), 5)


def _forms(word: str, shortest: int) -> Iterator[str]:
    """The word itself and, when it is long enough, each form with one letter less: two slips still meet."""
    yield word
    if len(word) >= shortest:
        for place in range(len(word)):
            yield word[:place] + word[place + 1 :]


def _other_keys(entry: Named) -> Iterator[str]:
    if entry.address:
        yield f"a:{entry.address}"
    if entry.phone:
        yield f"p:{entry.phone}"
    for domain in entry.domains:
        yield f"d:{domain}"
