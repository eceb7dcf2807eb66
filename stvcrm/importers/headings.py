"""A row of headings as columns: which heading names which field best."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from stvcrm.base.i18n import _
from stvcrm.base.text import clean_line, fold
from stvcrm.importers.pipeline import SourceColumn, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stvcrm.importers.profiles import Profiles

_LONGEST = 120
"""Characters of a cell from which it is text, and no heading."""
_CHOSEN, _LETTER, _JOINED, _GENERAL, _FROM, _WORD, _REST = 1_000, 100, 99, 90, 50, 10, 5
"""How well a heading fits: chosen or remembered; to the letter; but for spaces; a general word; by words."""
_GENERAL_WORDS = frozenset(
    {
        "naam", "name", "nr", "nummer", "no", "id", "code", "type", "soort", "contact", "lid", "leden",
        "member", "stichting", "bedrijf", "company", "adres", "address", "prefix", "title",
    }
)  # fmt: skip
_TELLING_ALONE = frozenset({"naam", "name", "adres", "address", "contact"})
"""General words that still name a field with other words around them."""


@dataclass(frozen=True)
class _Heading:
    """What stands above a column, and what it is called here: no two the same."""

    text: str
    shown: str


@lru_cache(maxsize=4_096)
def words(heading: str) -> tuple[str, ...]:
    """The words of a heading, without what is no letter or digit."""
    return tuple(re.findall(r"[a-z0-9]+", fold(heading)))


def columns_of(
    row: Sequence[Any],
    first_column: int,
    targets: Sequence[Target],
    profiles: Profiles,
    unnamed: Iterable[int] = (),
) -> tuple[SourceColumn, ...]:
    """The columns of a heading row; each target goes to the column whose heading fits it best.

    Args:
        row: the cells.
        first_column: what the spreadsheet calls the first of them, from 1.
        targets: the fields.
        profiles: what was chosen now or remembered from before.
        unnamed: columns without heading that hold values all the same.
    """
    headings = _headings(row, first_column, frozenset(unnamed))
    known = profiles.targets([words(heading.shown) for heading in headings.values()])
    keys = {target.key for target in targets}
    fits: list[_Fit] = []
    for index, heading in headings.items():
        chosen = known.get(words(heading.shown))
        if chosen is None:
            fits += [_Fit(score, index, target) for target in targets if (score := fit(heading.text, target))]
        elif chosen in keys:
            fits += [_Fit(_CHOSEN, index, target) for target in targets if target.key == chosen]
    taken = _assigned(fits)
    free = {index: heading for index, heading in headings.items() if words(heading.shown) not in known}
    _give_seconds(taken, free, targets)
    return tuple(SourceColumn(index, heading.shown, taken.get(index)) for index, heading in headings.items())


def fit(heading: str, target: Target) -> int:
    """How well a heading names a target: 100 to the letter, fewer when words are left over, 0 not at all."""
    present = words(heading)
    if present and (
        any(word in _vocabulary(target) for word in present) or "".join(present) in _vocabulary(target)
    ):
        return max(_fit(present, words(synonym)) for synonym in target.headings)
    return 0


@cache
def _vocabulary(target: Target) -> frozenset[str]:
    """Every word in the headings of a target, and each heading in one: most cells hold none of them."""
    found = [words(synonym) for synonym in target.headings]
    return frozenset(word for each in found for word in each) | {"".join(each) for each in found}


def _fit(present: tuple[str, ...], wanted: tuple[str, ...]) -> int:
    if present == wanted:
        return _GENERAL if len(present) == 1 and present[0] in _GENERAL_WORDS else _LETTER
    if "".join(present) == "".join(wanted):
        return _JOINED
    left = len(present) - len(wanted)
    if left not in range(4) or not set(wanted) <= set(present):
        return 0
    vague = set(wanted) <= _GENERAL_WORDS - _TELLING_ALONE
    return 0 if vague else _FROM + _WORD * len(wanted) - _REST * left


def _headings(row: Sequence[Any], first_column: int, unnamed: frozenset[int]) -> dict[int, _Heading]:
    """The heading of each column that has one, told apart where two are the same."""
    found: dict[int, _Heading] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for index in range(max(len(row), *(place + 1 for place in (*unnamed, 0)))):
        cell = row[index] if index < len(row) else None
        text = clean_line(cell) if isinstance(cell, str) and len(cell) <= _LONGEST else ""
        shown = text or _("kolom {letter}").format(letter=_letter(first_column + index))
        if not text and index not in unnamed and cell in (None, ""):
            continue
        seen[words(shown)] += 1
        count = seen[words(shown)]
        found[index] = _Heading(text, shown if count == 1 else f"{shown} ({count})")
    return found


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _Fit(NamedTuple):
    score: int
    column: int
    target: Target


def _assigned(fits: list[_Fit]) -> dict[int, str]:
    """Which column fills which target: the best fit first, then the leftmost."""
    taken: dict[int, str] = {}
    for score, index, target in sorted(
        fits, key=lambda item: (-item.score, not item.target.follows, item.column)
    ):
        apart = target.follows and score < _JOINED and taken.get(index - 1) != target.follows
        if index not in taken and target.key not in taken.values() and not apart:
            taken[index] = target.key
    return taken


def _give_seconds(taken: dict[int, str], free: dict[int, _Heading], targets: Sequence[Target]) -> None:
    """Columns whose usual target went to another column fill what a second one of that heading means."""
    for index, heading in free.items():
        if index in taken:
            continue
        for target in targets:
            meant = any(words(heading.text) == words(second) for second in target.second)
            if meant and target.key not in taken.values():
                taken[index] = target.key
                break
