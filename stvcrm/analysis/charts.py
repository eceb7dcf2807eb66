"""Charts as values: what is compared, in words, as a table, and as bars; nothing about paper or window.

`chart_drawing.drawn` makes rectangles and texts of one for any width, so that screen and paper show the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Tone(StrEnum):
    """What a colour is for; `PAPER` has them for white paper, a window has its own for light and dark.

    `ON_…` is the colour of figures on that fill. The scores run from light to dark, so grey tells them too.
    """

    SCORE_0 = "s0"
    SCORE_1 = "s1"
    SCORE_2 = "s2"
    SCORE_3 = "s3"
    SCORE_4 = "s4"
    SCORE_5 = "s5"
    ON_SCORE_0 = "on-s0"
    ON_SCORE_1 = "on-s1"
    ON_SCORE_2 = "on-s2"
    ON_SCORE_3 = "on-s3"
    ON_SCORE_4 = "on-s4"
    ON_SCORE_5 = "on-s5"
    TEXT = "text"
    MUTED = "muted"
    RULE = "line"
    GROUND = "panel"
    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"

    @property
    def on(self) -> Tone:
        """The tone of figures on a part of this score."""
        return Tone(f"on-{self.value}")


PAPER: dict[Tone, str] = {
    Tone.SCORE_0: "#C08544",
    Tone.SCORE_1: "#AC7236",
    Tone.SCORE_2: "#966735",
    Tone.SCORE_3: "#27686F",
    Tone.SCORE_4: "#0F4E55",
    Tone.SCORE_5: "#042F35",
    Tone.ON_SCORE_0: "#0B1216",
    Tone.ON_SCORE_1: "#0B1216",
    Tone.ON_SCORE_2: "#FFFFFF",
    Tone.ON_SCORE_3: "#FFFFFF",
    Tone.ON_SCORE_4: "#FFFFFF",
    Tone.ON_SCORE_5: "#FFFFFF",
    Tone.TEXT: "#141B20",
    Tone.MUTED: "#3A464D",
    Tone.RULE: "#8C979E",
    Tone.GROUND: "#FFFFFF",
    Tone.GOOD: "#1A6636",
    Tone.BAD: "#A3201A",
    Tone.NEUTRAL: "#43505A",
}
SCORE_TONES = (Tone.SCORE_0, Tone.SCORE_1, Tone.SCORE_2, Tone.SCORE_3, Tone.SCORE_4, Tone.SCORE_5)
YES_TONE, UNKNOWN_TONE, NO_TONE = Tone.SCORE_5, Tone.SCORE_3, Tone.SCORE_1


@dataclass(frozen=True)
class Part:
    """What one kind of part of the bars is called, and its colour."""

    name: str
    tone: Tone


@dataclass(frozen=True)
class StackedRow:
    """One bar: a count a part. `told` stand at the right, one under each heading of the chart.

    `hidden` says why there is no bar; the counts are then never drawn. `group` is a heading above the row.
    """

    name: str
    counts: tuple[int, ...]
    told: tuple[str, ...] = ()
    group: str = ""
    hidden: str = ""


@dataclass(frozen=True)
class StackedBars:
    """Bars of equal length divided into parts. `low` and `high` stand at the ends of the key.

    With `named` the parts have their names on them where there is room.
    """

    parts: tuple[Part, ...]
    rows: tuple[StackedRow, ...]
    told: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    named: bool = False

    def halves(self) -> tuple[StackedBars, StackedBars]:
        """The first and the last half of the rows, for paper that is too short for all of them."""
        middle = len(self.rows) // 2
        return replace(self, rows=self.rows[:middle]), replace(self, rows=self.rows[middle:])


@dataclass(frozen=True)
class CountRow:
    """One bar as long as its first figure; a second figure may stand beside it. None when it is hidden."""

    name: str
    count: int | None
    second: str = ""
    group: str = ""
    tone: Tone = Tone.SCORE_3


@dataclass(frozen=True)
class CountBars:
    """Bars from one line, `most` is the length of a whole one; `told` are the headings of the figures."""

    rows: tuple[CountRow, ...]
    told: tuple[str, ...]
    most: int

    def halves(self) -> tuple[CountBars, CountBars]:
        """The first and the last half of the rows, for paper that is too short for all of them."""
        middle = len(self.rows) // 2
        return replace(self, rows=self.rows[:middle]), replace(self, rows=self.rows[middle:])


@dataclass(frozen=True)
class PairRow:
    """Two values of one subject on the scale."""

    name: str
    left: float
    right: float


@dataclass(frozen=True)
class Dumbbells:
    """Two marks on a scale joined by a line: how far apart two values of each subject are.

    The mark of `first` is full, that of `second` is open.
    """

    rows: tuple[PairRow, ...]
    first: str
    second: str
    lowest: int = 0
    highest: int = 5

    def halves(self) -> tuple[Dumbbells, Dumbbells]:
        """The first and the last half of the rows, for paper that is too short for all of them."""
        middle = len(self.rows) // 2
        return replace(self, rows=self.rows[:middle]), replace(self, rows=self.rows[middle:])


@dataclass(frozen=True)
class Step:
    """What had come in at the end of a day, counted from the first day of the curve."""

    day: int
    total: int


@dataclass(frozen=True)
class Flag:
    """A day with something to say about it, such as a reminder."""

    day: int
    name: str


@dataclass(frozen=True)
class Curve:
    """What came in day after day, added up; `start` and `end` are the first and last day in words."""

    steps: tuple[Step, ...]
    days: int
    most: int
    start: str
    end: str
    flags: tuple[Flag, ...] = ()


Picture = StackedBars | CountBars | Dumbbells | Curve


@dataclass(frozen=True)
class Chart:
    """A chart with what it says in words and its figures as a table; `reference` is how it is called.

    `complete` when the picture itself shows every figure of the table.
    """

    picture: Picture
    description: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    reference: str = ""
    complete: bool = False
