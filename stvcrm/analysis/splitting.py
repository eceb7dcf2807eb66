"""Where an open answer may be split into pieces that each say one thing: a proposal, never done by itself."""

from __future__ import annotations

import re

_BREAK = re.compile(r"(?:\s*[;\n]\s*[-–•*]*\s*|\s+/\s+|(?<=[.!?])\s+)(?=\S)")
LEAST = 3
"""Letters and digits a piece has at least."""


def places(text: str) -> tuple[int, ...]:
    """The places in a text where a piece may begin: after a line end, `;`, ` / ` or the end of a sentence."""
    found = []
    begin = 0
    for match in _BREAK.finditer(text):
        if _tells(text[begin : match.start()]) and _tells(text[match.end() :]):
            found.append(match.end())
            begin = match.end()
    return tuple(found)


def pieces(text: str, cuts: tuple[int, ...], start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The pieces between these cuts as places in the text, without the signs and spaces around them.

    Args:
        text: the whole answer.
        cuts: places where a piece begins.
        start: where the first piece begins.
        end: where the last one ends; None is the end of the text.
    """
    last = len(text) if end is None else end
    edges = [start, *(cut for cut in sorted(set(cuts)) if start < cut < last), last]
    return [
        (trimmed[0], trimmed[1])
        for begin, stop in zip(edges, edges[1:], strict=False)
        if (trimmed := _trimmed(text, begin, stop))[0] < trimmed[1]
    ]


def _trimmed(text: str, begin: int, stop: int) -> tuple[int, int]:
    while begin < stop and text[begin] in " \t\n;/,-–•*":
        begin += 1
    while stop > begin and text[stop - 1] in " \t\n;/,-–•*":
        stop -= 1
    return begin, stop


def _tells(text: str) -> bool:
    return sum(1 for letter in text if letter.isalnum()) >= LEAST
