"""Breaking text into lines of a given width; knows widths only through a measure, so it needs no renderer."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SPACES = re.compile(r"[ \t\n]+")
"""Where a line may end; a no-break space is not among them."""


class Run(NamedTuple):
    """Some text in one face."""

    text: str
    face: str


class Measure(Protocol):
    """What breaking needs to know of the fonts."""

    def faced(self, text: str, face: str) -> Sequence[Run]:
        """The text in this face, with another face for what it lacks."""
        ...

    def width(self, run: Run) -> float:
        """How wide a run is at one point."""
        ...


ROUNDING = 1e-6
"""What a sum of widths may be off: a word that just fits is not cut."""
Word = tuple[Run, ...]
Line = tuple[Run, ...]


def broken(spans: Iterable[Run], size: float, width: float, measure: Measure) -> list[Line]:
    """The spans as lines no wider than `width`; a word wider than that is cut."""
    room, space = width / size + ROUNDING, measure.width(Run(" ", "Regular"))
    found: list[Line] = []
    line: list[Word] = []
    used = 0.0
    for word in _words(spans, measure):
        wide = _width(word, measure)
        if line and used + space + wide <= room:
            line.append(word)
            used += space + wide
            continue
        if line:
            found.append(_joined(line))
        pieces = [word] if wide <= room else _fitting(word, room, measure)
        found += [_joined([piece]) for piece in pieces[:-1]]
        line, used = [pieces[-1]], _width(pieces[-1], measure)
    return [*found, _joined(line)] if line else found


def line_width(line: Line, size: float, measure: Measure) -> float:
    """How wide a line is at this size."""
    return _width(line, measure) * size


def shortened(text: str, face: str, size: float, width: float, measure: Measure) -> Line:
    """The text on one line, with … where it was cut to fit."""
    whole = tuple(measure.faced(text, face))
    if line_width(whole, size, measure) <= width or len(text) < 2:
        return whole
    low, high = 1, len(text)
    while low < high - 1:
        middle = (low + high) // 2
        cut = tuple(measure.faced(text[:middle].rstrip() + "…", face))
        low, high = (middle, high) if line_width(cut, size, measure) <= width else (low, middle)
    return tuple(measure.faced(text[:low].rstrip() + "…", face))


def longest_word(text: str, face: str, measure: Measure) -> float:
    """How wide the widest word is at one point; a mail address may be broken after its @."""
    apart = text.replace("@", "@ ")
    return max((_width(word, measure) for word in _words([Run(apart, face)], measure)), default=0.0)


def _words(spans: Iterable[Run], measure: Measure) -> Iterator[Word]:
    """Words, also those that go on in the next span."""
    word: list[Run] = []
    for text, face in spans:
        parts = _SPACES.split(text)
        for place, part in enumerate(parts):
            if place and word:
                yield tuple(word)
                word = []
            if part:
                word += measure.faced(part, face)
    if word:
        yield tuple(word)


def _width(word: Word, measure: Measure) -> float:
    return sum(measure.width(run) for run in word)


def _joined(words: Sequence[Word]) -> Line:
    """Words with spaces between them, neighbours of one face as one run."""
    runs: list[Run] = []
    for place, word in enumerate(words):
        for part, run in enumerate(word):
            text = f" {run.text}" if place and not part else run.text
            if runs and runs[-1].face == run.face:
                runs[-1] = Run(runs[-1].text + text, run.face)
            else:
                runs.append(Run(text, run.face))
    return tuple(runs)


def _fitting(word: Word, room: float, measure: Measure) -> list[Word]:
    """A word that is too wide in pieces: a mail address after its @ if that is enough, else cut anywhere."""
    at = next((place for place, run in enumerate(word) if "@" in run.text), None)
    if at is not None:
        name, _sign, domain = word[at].text.partition("@")
        first = (*word[:at], Run(f"{name}@", word[at].face))
        last = (Run(domain, word[at].face), *word[at + 1 :])
        if domain and max(_width(first, measure), _width(last, measure)) <= room:
            return [first, last]
    return list(_cut(word, room, measure))


def _cut(word: Word, room: float, measure: Measure) -> Iterator[Word]:
    piece: list[Run] = []
    used = 0.0
    for text, face in word:
        for letter in _letters(text):
            wide = measure.width(Run(letter, face))
            if piece and used + wide > room:
                yield (*_joined([tuple(piece)]),)
                piece, used = [], 0.0
            piece.append(Run(letter, face))
            used += wide
    yield _joined([tuple(piece)])


def _letters(text: str) -> Iterator[str]:
    """Characters with the accents that stand on them."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not unicodedata.combining(text[place]):
            yield text[start:place]
            start = place
