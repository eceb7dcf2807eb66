"""Folding of text for search and sorting, so that accents, case and the Dutch IJ do not matter."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart: without this "soren" does not find Sørensen.
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "’": "'", "‘": "'"}
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


class _Folding(dict[int, str]):
    """The folded form of each character, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFKD", chr(code).lower()).translate(_PLAIN)
        self[code] = folded = "".join(c for c in apart if not unicodedata.combining(c))
        return folded


_FOLDING = _Folding()


def clean(text: str) -> str:
    """Text as it is stored: NFC, without control characters other than line ends and tabs, trimmed."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        # Nearly every cell of a list: nothing to take out, at a twentieth of the cost.
        return text.strip()
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in normal if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def clean_line(text: str) -> str:
    """The same for a field of one line: any run of white space is one space."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """Lower case without accents or ligatures: what is compared, never what is shown."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def unfolded(text: str, at: int) -> int:
    """The place in `text` of the character that place `at` of `fold(text)` comes from.

    Folding may lengthen (ß) or shorten (an accent that stands apart) what comes before it.
    """
    longer = 0
    for match in _NOT_ASCII.finditer(text):
        start, length = match.start() + longer, len(_FOLDING[ord(match.group())])
        if start + length > at:
            return match.start() if start <= at else at - longer
        longer += length - 1
    return at - longer


def sort_key(name: str) -> str:
    """Where a name stands in a Dutch list: folded, without leading "'s-", "'t" or punctuation."""
    folded = fold(name).lstrip("'\"(<- ")
    for article in ("s-", "s ", "t "):
        if name.lstrip().lower().startswith(("'" + article, "’" + article)):
            folded = folded[len(article) :]
    return folded.strip()
