"""Folding of text for search and sorting, so that accents, case and the Dutch IJ do not matter."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart: without this "soren" does not find Sørensen.
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "’": "'", "‘": "'"}
)


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
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKD", text.lower()).translate(_PLAIN)
    return "".join(c for c in lowered if not unicodedata.combining(c))


def sort_key(name: str) -> str:
    """Where a name stands in a Dutch list: folded, without leading "'s-", "'t" or punctuation."""
    folded = fold(name).lstrip("'\"(<- ")
    for article in ("s-", "s ", "t "):
        if name.lstrip().lower().startswith(("'" + article, "’" + article)):
            folded = folded[len(article) :]
    return folded.strip()
