"""What charts are drawn with: rectangles and texts at a place, and the sheet on which they are put."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from stvcrm.analysis.charts import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Measure = Callable[[str, bool], float]

NARROW = 34.0
"""Below this many sizes of type a chart has its names above the bars."""
CAPITAL = 0.7
"""How high figures and capitals are, in sizes of type."""
_SLIM, _WIDE = frozenset("iIjlft.,:;!|'’()[] "), frozenset("mwMW%—…")


class Side(StrEnum):
    """Which point of a text is at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Bar:
    """A filled rectangle; a line when it is thin. `y` is its top, counted downwards."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone


@dataclass(frozen=True)
class Label:
    """One line of text; `y` is the line on which it stands, counted downwards."""

    x: float
    y: float
    text: str
    size: float
    tone: Tone = Tone.TEXT
    side: Side = Side.START
    bold: bool = False


Shape = Bar | Label


@dataclass(frozen=True)
class Drawing:
    """What to draw, in this order, within a width and a height."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def about(text: str, bold: bool) -> float:  # noqa: FBT001  a measure is called with two plain values
    """How wide a text is at one point, without a font to ask: a little more than most fonts take."""
    wide = sum(0.33 if sign in _SLIM else 0.88 if sign in _WIDE else 0.6 for sign in text)
    return wide * (1.05 if bold else 1.0)


@dataclass
class Sheet:
    """A chart while it is drawn, from above to below; `y` is how far it has come."""

    width: float
    size: float
    measure: Measure
    y: float = 0.0
    shapes: list[Shape] = field(default_factory=list)

    @property
    def narrow(self) -> bool:
        """Whether names must stand above their bars."""
        return self.width < NARROW * self.size

    def wide(self, text: str, *, bold: bool = False) -> float:
        """How wide a text is on this sheet."""
        return self.measure(text, bold) * self.size

    def widest(self, texts: Sequence[str], *, bold: bool = False) -> float:
        """How wide the widest of them is."""
        return max((self.wide(text, bold=bold) for text in texts), default=0.0)

    def bar(self, x: float, y: float, width: float, height: float, tone: Tone) -> None:
        """Put a rectangle."""
        self.shapes.append(Bar(x, y, width, height, tone))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        tone: Tone = Tone.TEXT,
        side: Side = Side.START,
        *,
        bold: bool = False,
    ) -> None:
        """Put a text; nothing for an empty one."""
        if text:
            self.shapes.append(Label(x, y, text, self.size, tone, side, bold))

    def foot(self, top: float, height: float) -> float:
        """Where a text stands that is in the middle of a band."""
        return top + (height + CAPITAL * self.size) / 2

    def lines(self, text: str, room: float) -> list[str]:
        """The text in lines that fit, broken between words only."""
        found: list[str] = []
        for word in text.split():
            longer = f"{found[-1]} {word}" if found else word
            if found and self.wide(longer) <= room:
                found[-1] = longer
            else:
                found.append(word)
        return found

    def key(self, parts: Sequence[tuple[str, Tone]], low: str, high: str, *, x: float, end: float) -> None:
        """What each colour means, from `x` to `end`, over as many lines as it takes; goes down to below it.

        Starts further to the left where it does not fit on one line otherwise.
        """
        tall, box = self.size * 1.6, self.size * 0.8
        pieces = [(name, tone) for name, tone in ((low, None), *parts, (high, None)) if name]
        widths = [self.wide(name) + (box * 1.4 if tone else 0) + self.size * 0.9 for name, tone in pieces]
        start = at = max(0.0, min(x, end - sum(widths) + self.size * 0.9))
        for (name, tone), wide in zip(pieces, widths, strict=True):
            if at > start and at + wide - self.size * 0.9 > end + 0.01:
                at, self.y = start, self.y + tall
            foot = self.foot(self.y, tall)
            if tone:
                self.bar(at, foot - box, box, box, tone)
            self.text(at + (box * 1.4 if tone else 0), foot, name, Tone.MUTED)
            at += wide
        self.y += tall

    def done(self) -> Drawing:
        """What was put on it."""
        return Drawing(self.width, self.y, tuple(self.shapes))
