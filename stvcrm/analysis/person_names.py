"""Dutch names of people: their parts, how they sort, and when two of them may be one person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stvcrm.base.text import fold

_PREFIXES = frozenset(
    {
        "van", "de", "den", "der", "het", "ter", "ten", "te", "in", "op", "aan", "bij", "onder", "over",
        "uit", "tot", "voor", "'t", "t", "'s", "d'", "l'", "la", "le", "les", "du", "des", "von", "vom", "zu",
        "zum", "zur", "di", "da", "del", "della", "dos", "el", "al", "ben", "bin", "die", "vd", "v.d.", "v.",
        "v/d",
    }
)  # fmt: skip
_TITLES = frozenset(
    {
        "dhr", "heer", "mevr", "mevrouw", "mw", "dr", "drs", "ir", "ing", "mr", "prof", "msc", "bsc", "ma",
        "ba", "phd", "mba", "ds",
    }
)  # fmt: skip
_SHORT_PREFIXES = {"vd": "van de", "v.d.": "van de", "v/d": "van de", "v.": "van", "t": "'t"}
_SURE_PREFIXES = frozenset({"van", "von", "vd", "v.d.", "v/d"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name: given names or initials, prefix (tussenvoegsel), family name."""

    given: str
    prefix: str
    family: str

    @property
    def sort_key(self) -> str:
        """`Laon, Alicia Heribert van`: where the Dutch look for it, under the family name."""
        rest = " ".join(part for part in (self.given, self.prefix) if part)
        return f"{self.family}, {rest}" if rest and self.family else self.family or rest


def person_parts(name: str) -> PersonName:
    """The parts of a name as it is written in full, also as `Laon, Alicia van`.

    Without a prefix the last word is the family name; a single word is a given name.
    """
    before, comma, after = name.partition(",")
    if comma and before.strip() and _without_titles(after.split()):
        family = before.split()
        lead = next((n for n, word in enumerate(family) if not _is_prefix(word)), len(family) - 1)
        given, tail = _split_tail(_without_titles(after.split()))
        return PersonName(" ".join(given), " ".join([*tail, *family[:lead]]), " ".join(family[lead:]))
    words = _without_titles(before.split())
    if len(words) < 2:
        return PersonName(" ".join(words), "", "")
    start = next((n for n in range(1, len(words) - 1) if _is_prefix(words[n])), len(words) - 1)
    end = start
    while end < len(words) - 1 and _is_prefix(words[end]):
        end += 1
    if _is_prefix(words[0]) and fold(words[0]) in _SURE_PREFIXES:
        start, end = 0, next((n for n, word in enumerate(words) if not _is_prefix(word)), len(words) - 1)
    return PersonName(" ".join(words[:start]), " ".join(words[start:end]), " ".join(words[end:]))


def initials(name: str) -> str:
    """The letters by which a note tells who speaks: `jt` for Joost van Tilburg, in lower case."""
    parts = person_parts(name)
    first, last = fold(parts.given).strip("'\"(. "), fold(parts.family).strip("'\"(. ")
    return "".join(part[0] for part in (first, last) if part)


def short_name(name: str) -> str:
    """First letter and family name, in which two spellings of one person agree; empty without either."""
    parts = person_parts(name)
    given, family = _letters(parts.given), _family(parts)
    return f"{given[0]} {family}" if given and family else ""


def same_person(a: str, b: str) -> bool:
    """Whether two names may be one person: accents, prefix and initials for given names do not matter."""
    if fold(a) == fold(b):
        # Also where nothing but marks stands in the place of a name: "-" of last year is "-" of this year.
        return a.strip() != ""
    one, two = person_parts(a), person_parts(b)
    if _family(one) != _family(two) or not _family(one):
        return not one.family and not two.family and _letters(one.given) == _letters(two.given) != ""
    if one.prefix and two.prefix and _prefix(one) != _prefix(two):
        return False
    return _given_agree(one.given, two.given)


def _given_agree(a: str, b: str) -> bool:
    left, right = _given_words(a), _given_words(b)
    if not left or not right:
        return False
    return all(
        one.startswith(two) if len(two) == 1 else two.startswith(one) if len(one) == 1 else one == two
        for one, two in zip(left, right, strict=False)
    )


def _given_words(given: str) -> list[str]:
    """Given names as folded words; `J.P.` and `JP` are two initials."""
    found: list[str] = []
    for word in given.split():
        packed = "." in word or (len(word) <= 4 and len(word) > 1 and word.isupper())
        found += re.findall(r"[a-z]", fold(word)) if packed else [_letters(word)]
    return [word for word in found if word]


def _family(parts: PersonName) -> str:
    return _letters(parts.family)


def _prefix(parts: PersonName) -> str:
    words = (_SHORT_PREFIXES.get(fold(word), fold(word)) for word in parts.prefix.split())
    joined = _letters(" ".join(words))
    # "v.d." stands for van de, van der and van den alike.
    return re.sub(r"^vande[rn]$", "vande", joined)


def _letters(text: str) -> str:
    return "".join(c for c in fold(text).replace("ij", "y") if c.isalnum())


def _is_prefix(word: str) -> bool:
    return fold(word) in _PREFIXES


def _split_tail(words: list[str]) -> tuple[list[str], list[str]]:
    end = len(words)
    while end > 1 and _is_prefix(words[end - 1]):
        end -= 1
    return words[:end], words[end:]


def _without_titles(words: list[str]) -> list[str]:
    """The words without titles around the name, unless nothing would be left."""
    plain = [word for word in words if fold(word).strip(".()") not in _TITLES]
    if len(words) > 1 and [fold(word) for word in words[:2]] == ["de", "heer"]:
        plain = plain[1:]
    return plain or words
