"""Likeness of organisation names: which two rows may be about the same organisation, and why.

A name is taken apart into its distinctive core, the kind of work and the place; what the two have besides
their names (address, telephone, mail domain, website) speaks for or against. Doubt is answered with *ask*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from stvcrm.analysis.name_words import ABBREVIATIONS, FAMILY_OF, FILL_WORDS, GENERIC, LEGAL_WORDS
from stvcrm.base.i18n import _
from stvcrm.base.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

LINKED_FROM = 0.86
"""Likeness from which two names are taken for one organisation without asking."""
ASK_FROM = 0.60
"""Likeness from which the user is asked; below it the row is about another organisation."""

_WORD = re.compile(r"[a-z0-9]+")
_JOINED = re.compile(r"\b([a-z])\.\s?(?=[a-z]\b)")
_APOSTROPHE = re.compile(r"'(?=[st]\b|[st]-)|(?<=[a-z])'")
_SAME_NAME, _SAME_WORDS, _SAME_BUT_FORM, _SAME_CORE = 0.98, 0.97, 0.955, 0.93
"""What names alone are worth: as written; abbreviations written out; without legal form; only the core."""
_SLIP = 0.66
"""What names are worth that differ by one letter in a short word: enough to ask."""
_SIMILAR = 0.84
"""How alike two words of six letters or more must be to count as one word with a slip of the pen."""


class Verdict(StrEnum):
    """What to do with a row that may be about an organisation that is known already."""

    LINKED = "linked"
    ASK = "ask"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation as a list names it, with whatever else is known; notations already made one.

    `address` is postcode and house number in one text, `phone` E.164, `domains` those of mail and website.
    """

    key: int
    name: str
    place: str = ""
    address: str = ""
    phone: str = ""
    domains: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much alike two organisations are, 0 to 1, with the reasons as the user may read them."""

    score: float
    reasons: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """What this likeness means when there is no other candidate."""
        if self.score >= LINKED_FROM:
            return Verdict.LINKED
        return Verdict.ASK if self.score >= ASK_FROM else Verdict.NEW


@lru_cache(maxsize=65_536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: folded, y for ij, abbreviations written out."""
    plain = _APOSTROPHE.sub("", _JOINED.sub(r"\1", fold(name)))
    plain = plain.replace("a/d", "aan den").replace("c.a", "ca")
    found = (full for word in _WORD.findall(plain) for full in ABBREVIATIONS.get(word, (word,)))
    return tuple(_one_y(word) for word in found)


@lru_cache(maxsize=65_536)
def _as_written(name: str) -> str:
    return " ".join(fold(name).split())


def core(name: str, *places: str) -> tuple[str, ...]:
    """The words that tell this organisation from others: no legal form, kind of work or place."""
    return _apart(words(name), frozenset(words(place) for place in places)).core


@dataclass(frozen=True, slots=True)
class _Apart:
    core: tuple[str, ...]
    families: frozenset[str]
    places: frozenset[str]


def _one_y(word: str) -> str:
    return word.replace("ij", "y")


_GENERIC = frozenset(map(_one_y, GENERIC))
_FAMILY = {_one_y(word): family for word, family in FAMILY_OF.items()}
_PLAIN = frozenset(map(_one_y, (*LEGAL_WORDS, *FILL_WORDS)))
_LONG = tuple(sorted(word for word in _FAMILY if len(word) >= 6))


@lru_cache(maxsize=65_536)
def _generic(word: str) -> str | None:
    """The shared word meant by this one, also with a slip of the pen; None for a distinctive word."""
    if word in _GENERIC:
        return word
    if len(word) < 7:
        return None
    from rapidfuzz import fuzz, process  # noqa: PLC0415  only who compares names pays for it

    found = process.extractOne(word, _LONG, scorer=fuzz.ratio, score_cutoff=90)
    return str(found[0]) if found else None


@lru_cache(maxsize=65_536)
def _apart(found: tuple[str, ...], places: frozenset[tuple[str, ...]]) -> _Apart:
    named: set[str] = set()
    for place in places:
        named |= _place_in(found, place)
    shared = {word: _generic(word) for word in found}
    distinctive = tuple(word for word in found if word not in named and shared[word] is None)
    families = frozenset(_FAMILY.get(word or "", "") for word in shared.values()) - {""}
    return _Apart(distinctive, families, frozenset(named))


def _place_in(found: tuple[str, ...], place: tuple[str, ...]) -> set[str]:
    """The words of the name that are this place; none unless the whole place is there."""
    telling = [word for word in place if word not in _PLAIN] or list(place)
    meant = {word: [other for other in found if _alike(word, other)] for word in telling}
    return {other for others in meant.values() for other in others} if all(meant.values()) else set()


def _alike(a: str, b: str) -> float:
    """How alike two words are: 1 when equal, 0 unless both are long enough for a slip of the pen."""
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 2 or a.isdigit():
        return 0.0
    from rapidfuzz import fuzz  # noqa: PLC0415

    share = fuzz.ratio(a, b) / 100
    return share if share >= _SIMILAR else 0.0


def likeness(a: Named, b: Named) -> Likeness:
    """How much these two are alike by name, place and further evidence."""
    named, place, reasons = _by_name(a, b)
    same, other = _evidence(a, b)
    score = named * place
    if same and named >= 0.5:
        score = 1 - (1 - max(score, named * 0.8)) * 0.45 ** len(same)
    elif len(same) > 1:
        score = max(score, ASK_FROM + 0.02 * len(same))
    elif len(other) > 1 and named < _SAME_WORDS:
        score *= 0.9
    return Likeness(round(score, 4), (*reasons, *same, *other))


def _by_name(a: Named, b: Named) -> tuple[float, float, tuple[str, ...]]:
    """Likeness of the names 0–1, a factor for the places, and the reasons."""
    left, right = words(a.name), words(b.name)
    places = frozenset({words(a.place), words(b.place)}) - {()}
    one, two = _apart(left, places), _apart(right, places)
    place, told = _by_place(a, b, one, two)
    if _as_written(a.name) == _as_written(b.name):
        return _SAME_NAME, place, (_("zelfde naam"), *told)
    if _telling(left, one) == _telling(right, two):
        return (_SAME_WORDS if left == right else _SAME_BUT_FORM), place, (_("zelfde naam"), *told)
    score, reason = _by_core(one, two)
    if score < _SLIP and _one_slip(left, right):
        return _SLIP, place, (_("naam lijkt erop"), *told)
    if one.families and two.families and not one.families & two.families:
        return score * 0.87, place, (reason, *told, _("ander soort werk in de naam"))
    return score * (1.0 if one.families == two.families else 0.98), place, (reason, *told)


def _one_slip(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether the whole names differ by one letter or two swapped ones, in a word too short to be sure of."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    a, b = " ".join(left), " ".join(right)
    return min(len(a), len(b)) >= 8 and OSA.distance(a, b, score_cutoff=1) <= 1


def _telling(found: tuple[str, ...], apart: _Apart) -> list[str]:
    """The words of a name without legal form, small words and place, in order of the alphabet."""
    return sorted(word for word in found if word not in _PLAIN and word not in apart.places)


def _by_core(one: _Apart, two: _Apart) -> tuple[float, str]:
    if not one.core and not two.core:
        alike = bool(one.families & two.families) or one.families == two.families
        return (0.92 if alike else 0.7), _("naam zonder eigen woord")
    if not one.core or not two.core:
        return 0.45, _("andere naam")
    if set(one.core) == set(two.core):
        return _SAME_CORE, _("zelfde kern van de naam: {name}").format(name=" ".join(one.core))
    joined = _alike("".join(one.core), "".join(two.core))
    score = max(_aligned(one.core, two.core), joined) * _SAME_CORE
    return score, _("naam lijkt erop") if score >= _SIMILAR else _("naam wijkt af")


def _aligned(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The share of letters in both cores that have a counterpart in the other."""
    rest, matched = list(b), 0.0
    for word in sorted(a, key=len, reverse=True):
        best = max(rest, key=lambda other: _alike(word, other), default="")
        share = _alike(word, best) if best else 0.0
        if share:
            rest.remove(best)
            matched += share * (len(word) + len(best))
    return matched / (sum(map(len, a)) + sum(map(len, b)))


def _by_place(a: Named, b: Named, one: _Apart, two: _Apart) -> tuple[float, tuple[str, ...]]:
    """A factor and a reason: same place, a place that only one of the names tells, or another place."""
    left, right = " ".join(words(a.place)), " ".join(words(b.place))
    if left and right:
        if left == right or _alike(left, right):
            return 1.0, (_("zelfde plaats"),)
        # A district and its town: one list gives Feijenoord, the other Rotterdam.
        told, apart = one.places & two.places, one.places and two.places
        return (0.8 if told else 0.5 if apart else 0.62), (_("andere plaats"),)
    known, side, other_side = (left, one, two) if left else (right, two, one)
    if not known or (one.places and one.places == two.places):
        return 1.0, ()
    if side.places and not other_side.places:
        return 0.82, (_("plaats ontbreekt in één van de namen"),)
    return 0.97, ()


def _evidence(a: Named, b: Named) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is the same and what differs besides the name, as reasons."""
    pairs = (
        (a.address, b.address, _("zelfde postcode en huisnummer"), _("ander adres")),
        (a.phone, b.phone, _("zelfde telefoonnummer"), _("ander telefoonnummer")),
    )
    known = [(x == y, same, other) for x, y, same, other in pairs if x and y]
    if a.domains and b.domains:
        shared = bool(a.domains & b.domains)
        known.append((shared, _("zelfde internetdomein"), _("ander internetdomein")))
    return (
        tuple(same for agree, same, _other in known if agree),
        tuple(other for agree, _same, other in known if not agree),
    )


def judge(found: Iterable[Likeness]) -> Verdict:
    """What to do, given all candidates: linked only with half the doubt of the second best, or less."""
    scores = sorted((likeness.score for likeness in found), reverse=True)
    if not scores or scores[0] < ASK_FROM:
        return Verdict.NEW
    clear = len(scores) == 1 or 1 - scores[0] <= (1 - scores[1]) / 2
    return Verdict.LINKED if scores[0] >= LINKED_FROM and clear else Verdict.ASK
