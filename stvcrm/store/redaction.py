"""Finding an erased person in text: names, mail addresses and telephone numbers, however they are written.

Pure text in, places and text out; which parts of a name may be replaced where is decided in erasure.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from stvcrm.base.resources import resource
from stvcrm.base.text import fold

Span = tuple[int, int]
LETTER_BEFORE, LETTER_AFTER = r"(?<![^\W\d_])", r"(?=(?:['’]?s)?(?![^\W\d_]))"
BETWEEN = r"[\s.,_\-]{0,3}"
"""What may stand between the words of a full name: "Jan Jansen", "jan.jansen", "Jansen, Jan"."""
LIGATURES = {"ij": "ĳ", "ss": "ß", "ae": "æ", "oe": "œ"}
NOTATION = str.maketrans("", "", " \t\n\u00a0().-/+")


@dataclass(frozen=True)
class Marks:
    """What to look for: full names, single words, mail addresses, telephone numbers (any notation)."""

    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Redactor:
    """Replaces what `marks` describes by `label`."""

    marks: Marks
    label: str

    @cached_property
    def _needles(self) -> tuple[str, ...]:
        words = {fold(word) for word in self.marks.words | self.marks.mails}
        for name in self.marks.names:
            words.add(max((fold(word) for word in split(name)), key=len, default=fold(name)))
        return tuple(sorted(words))

    @cached_property
    def _digits(self) -> tuple[str, ...]:
        return tuple(sorted(national(phone) for phone in self.marks.phones))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = [_name(split(name)) for name in self.marks.names]
        names += [_name([*words[1:], words[0]]) for name in self.marks.names if len(words := split(name)) > 1]
        words = [spelling(word) for word in self.marks.words]
        parts = [f"(?<![\\w.+-])(?:{spelling(mail)})(?![\\w-])" for mail in _longest_first(self.marks.mails)]
        parts += [
            f"{LETTER_BEFORE}(?:{text}){LETTER_AFTER}"
            for text in (*_longest_first(names), *_longest_first(words))
        ]
        parts += [_phone(digits) for digits in self._digits]
        return re.compile("|".join(parts), re.IGNORECASE) if parts else None

    def might_hold(self, text: str) -> bool:
        """A quick no, or a maybe: for going through a whole journal."""
        if self._digits:
            compact = text.translate(NOTATION)
            if any(digits in compact for digits in self._digits):
                return True
        if not text.isascii():
            return True
        lowered = text.lower()
        return any(needle in lowered for needle in self._needles)

    def spans(self, text: str) -> list[Span]:
        """Where the person is named, in order, without overlap."""
        if self._pattern is None or not self.might_hold(text):
            return []
        return [match.span() for match in self._pattern.finditer(text)]

    def clean(self, value: Any) -> Any:
        """A value of a row or an image without the person; lists and objects item by item."""
        if isinstance(value, str):
            return replace(value, self.spans(value), self.label)
        if isinstance(value, list):
            return [self.clean(item) for item in value]
        if isinstance(value, dict):
            return {self.clean(key): self.clean(item) for key, item in value.items()}
        return value


def replace(text: str, spans: list[Span], label: str) -> str:
    """The text with the label in those places; places that touch become one."""
    for start, end in reversed(joined(spans)):
        text = text[:start] + label + text[end:]
    return text


def joined(spans: list[Span]) -> list[Span]:
    """The places in order, overlapping and touching ones as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def moved(position: int, spans: list[Span], label: str, *, is_end: bool) -> int:
    """Where a position in the text stands after `replace`."""
    shift = 0
    for start, end in joined(spans):
        if position >= end:
            shift += len(label) - (end - start)
        elif position > start:
            return start + shift + (len(label) if is_end else 0)
        else:
            break
    return position + shift


def split(name: str) -> list[str]:
    """The words of a name as typed."""
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name)


def parts_of(name: str) -> set[str]:
    """The folded words of a name that could name someone alone: no particles, titles or initials."""
    return {word for typed in split(name) if len(word := fold(typed)) >= 3 and word not in particles()}


def national(phone: str) -> str:
    """The digits of a telephone number without country code and leading zero."""
    digits = re.sub(r"\D", "", phone)
    if digits.startswith("0031"):
        digits = digits[4:]
    elif digits.startswith("31") and len(digits) > 9:
        digits = digits[2:]
    return digits.lstrip("0")


def spelling(word: str) -> str:
    """A pattern for a word with or without its accents."""
    folded, found, at = fold(word), [], 0
    while at < len(folded):
        pair = folded[at : at + 2]
        if pair in LIGATURES:
            found.append(f"(?:{_letter(pair[0])}{_letter(pair[1])}|{LIGATURES[pair]})")
            at += 2
        else:
            found.append(_letter(folded[at]))
            at += 1
    return "".join(found)


def _name(words: list[str]) -> str:
    return BETWEEN.join(spelling(word) for word in words)


def _phone(digits: str) -> str:
    between = r"[\s().\-/\u00a0]{0,3}"
    country = rf"(?:(?:\+|00){between}3{between}1{between})?"
    return rf"(?<!\d){country}(?:\(?0\)?)?{between}{between.join(digits)}(?!\d)"


def _letter(letter: str) -> str:
    if letter in "'’":
        return "['’‘]"
    variants = _variants().get(letter, "")
    return f"[{letter}{variants}]" if variants else re.escape(letter)


def _longest_first(texts: Any) -> list[str]:
    return sorted(texts, key=lambda text: (-len(text), text))


@cache
def particles() -> frozenset[str]:
    """Folded words in a name that never name anyone: prefixes and titles."""
    return _words("particles")


@cache
def names_that_are_words() -> frozenset[str]:
    """Folded names that are also Dutch words: alone in a text they need not mean the person."""
    return _words("names_that_are_words")


def _words(name: str) -> frozenset[str]:
    return frozenset(resource("words", f"{name}.txt").read_text(encoding="utf-8").split())


@cache
def _variants() -> dict[str, str]:
    """Plain letter → the letters that fold to it."""
    found: dict[str, str] = {}
    for code in range(0xC0, 0x250):
        plain = fold(chr(code))
        if len(plain) == 1 and plain.isalpha() and plain.isascii():
            found[plain] = found.get(plain, "") + chr(code)
    return found
