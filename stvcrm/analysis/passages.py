"""Where marked passages of a note stand after the note was edited.

The usual edit is typing in one place, so what both texts begin and end with settles nearly all passages;
only what was touched, or lies between two edits, needs a comparison of lines and words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_LARGEST = 3_000_000
"""Pairs of lines or words that may be compared; a larger change counts as one piece."""
_LONGEST_GROWTH = 200
"""Characters a passage may gain beyond twice its length before it is no longer the same passage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text: `text[start:end]`, counted in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Hunk:
    """What was `old[old_start:old_end]` is now `new[new_start:new_end]`."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def reanchor(old: str, new: str, passages: Iterable[Passage]) -> tuple[Passage | None, ...]:
    """Each passage's place in the new text, in the given order; None for one that is gone.

    A passage nobody touched keeps its text; one that was edited is followed while half of it is left.
    """
    head, tail = _common_head(old, new), _common_tail(old, new)
    # Where the same letters end one edit and begin what stayed, both ends would claim them.
    shared = min(tail, len(old) - head, len(new) - head)
    whole = _Hunk(head, len(old) - shared, head, len(new) - shared)
    hunks: list[_Hunk] | None = None
    placed: list[Passage | None] = []
    for passage in passages:
        if not 0 <= passage.start <= passage.end <= len(old):
            placed.append(None)
        elif passage.end <= head:
            placed.append(passage)
        elif len(old) - passage.start <= tail:
            moved = len(new) - len(old)
            placed.append(Passage(passage.start + moved, passage.end + moved))
        else:
            if hunks is None:
                hunks = _hunks(old, new, whole)
            placed.append(_touched(old, new, passage, whole, hunks))
    return tuple(placed)


def _touched(old: str, new: str, passage: Passage, whole: _Hunk, hunks: Sequence[_Hunk]) -> Passage | None:
    """The place of a passage that lies in or between edits: taken as one piece, or as several."""
    text = old[passage.start : passage.end]
    ways = [_follow(passage, pieces) for pieces in ([whole], hunks)]
    for followed, _left in ways:
        if new[followed.start : followed.end] == text:
            return followed
    followed, left = max(ways, key=lambda way: way[1])
    again = _nearest(new, text, followed.start, Passage(whole.new_start, whole.new_end))
    if again is not None:
        return Passage(again, again + len(text))
    size, grown = len(text), followed.end - followed.start
    return followed if left * 2 >= size and 0 < grown <= 2 * size + _LONGEST_GROWTH else None


def _follow(passage: Passage, hunks: Sequence[_Hunk]) -> tuple[Passage, int]:
    """Where the edits carry a passage, and how many of its characters they leave."""
    start, end, left = passage.start, passage.end, passage.end - passage.start
    for hunk in hunks:
        if hunk.old_start >= passage.end:
            break
        moved = hunk.new_end - hunk.old_end
        if hunk.old_end <= passage.start:
            start, end = passage.start + moved, passage.end + moved
            continue
        left -= min(hunk.old_end, passage.end) - max(hunk.old_start, passage.start)
        if hunk.old_start < passage.start:
            start = hunk.new_end
        end = hunk.new_start if hunk.old_end > passage.end else passage.end + moved
    return Passage(start, max(start, end)), left


def _nearest(new: str, text: str, expected: int, window: Passage) -> int | None:
    """The place nearest to the expected one where the text stands within the changed part."""
    found, best = new.find(text, max(0, window.start - len(text)), window.end + len(text)), None
    while text and found >= 0:
        if best is not None and abs(found - expected) > abs(best - expected):
            break
        best = found
        found = new.find(text, found + 1, window.end + len(text))
    return best


def _common_head(a: str, b: str) -> int:
    """How many characters both begin with, by halving: slices compare at machine speed."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_tail(a: str, b: str) -> int:
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _hunks(old: str, new: str, whole: _Hunk) -> list[_Hunk]:
    """The edits between both texts, in order: by line, and by word within changed lines."""
    # Whole lines, so that a line that stayed is not compared from its middle.
    start = old.rfind("\n", 0, whole.old_start) + 1
    a, b = old[start : whole.old_end], new[start : whole.new_end]
    found = []
    for lines in _differences(a.splitlines(keepends=True), b.splitlines(keepends=True)):
        left, right = a[lines.old_start : lines.old_end], b[lines.new_start : lines.new_end]
        for words in _differences(_WORD.findall(left), _WORD.findall(right)):
            found.append(_moved(words, start + lines.old_start, start + lines.new_start))
    return found


def _moved(hunk: _Hunk, old: int, new: int) -> _Hunk:
    return _Hunk(hunk.old_start + old, hunk.old_end + old, hunk.new_start + new, hunk.new_end + new)


def _differences(a: Sequence[str], b: Sequence[str]) -> Iterator[_Hunk]:
    """Where two sequences of pieces differ, counted in characters."""
    left, right = _offsets(a), _offsets(b)
    if len(a) * len(b) > _LARGEST:
        yield _Hunk(0, left[-1], 0, right[-1])
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _Hunk(left[i1], left[i2], right[j1], right[j2])


def _offsets(pieces: Sequence[str]) -> list[int]:
    found = [0]
    for piece in pieces:
        found.append(found[-1] + len(piece))
    return found
