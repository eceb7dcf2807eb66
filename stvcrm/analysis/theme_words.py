"""Which theme the words of a piece suggest, by what was coded before; shown with them, never applied."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from stvcrm.base.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST_USES = 2
"""How often a word stood under a theme before it suggests that theme."""
LEAST_SHARE = 0.5
"""The part of a word's uses that one theme must have."""
_COMMON = frozenset(
    {
        "aan", "al", "alle", "als", "altijd", "andere", "ben", "bij", "daar", "dan", "dat", "de", "die",
        "dit", "doen", "door", "dus", "echt", "een", "elke", "en", "er", "ge", "geen", "goed", "haar",
        "heb", "hebben", "heeft", "hem", "het", "hier", "hij", "hoe", "hun", "iets", "ik", "in", "is",
        "ja", "je", "kan", "kunnen", "maar", "me", "meer", "mensen", "met", "mij", "moet", "na", "naar",
        "niet", "niets", "nog", "nu", "of", "om", "omdat", "onder", "ons", "onze", "ook", "op", "over",
        "te", "tegen", "toch", "toe", "tot", "uit", "van", "veel", "voor", "vooral", "want", "waren",
        "was", "wat", "we", "wel", "werk", "werken", "wij", "wordt", "worden", "zal", "ze", "zelf",
        "zich", "zijn", "zo", "zou",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Suggestion:
    """A theme, and the words of the piece that speak for it, as they stand there."""

    theme: str
    words: tuple[str, ...]


class ThemeWords:
    """What was coded before, by word."""

    def __init__(self, coded: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Learn.

        Args:
            coded: texts with their themes.
        """
        self._by_word: dict[str, Counter[str]] = defaultdict(Counter)
        for text, themes in coded:
            for word in {_stem(found) for found in _words(text)}:
                self._by_word[word].update(themes)

    def suggest(self, text: str, *, but: Iterable[str] = ()) -> Suggestion | None:
        """The theme that the words of a text speak for most; None when none does.

        Args:
            text: the piece.
            but: themes it has already.
        """
        left = set(but)
        weights: Counter[str] = Counter()
        telling: dict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys(_words(text)):
            uses = self._by_word.get(_stem(word))
            if not uses:
                continue
            theme, count = uses.most_common(1)[0]
            if count >= LEAST_USES and count >= LEAST_SHARE * uses.total() and theme not in left:
                weights[theme] += math.ceil(10 * count / uses.total())
                telling[theme].append(word)
        if not weights:
            return None
        best = weights.most_common(1)[0][0]
        return Suggestion(best, tuple(telling[best]))


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]{3,}", text) if fold(word) not in _COMMON]


@cache
def _stem(word: str) -> str:
    """A word without the endings that Dutch puts on it: tijden and tijd are one."""
    plain = fold(word)
    for ending in ("en", "e", "s"):
        if plain.endswith(ending) and len(plain) - len(ending) >= 4:
            return plain.removesuffix(ending)
    return plain
