"""Draws bars of equal length divided into parts, with a figure on each part or beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stvcrm.analysis.chart_shapes import Side
from stvcrm.analysis.charts import StackedBars, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stvcrm.analysis.chart_shapes import Sheet
    from stvcrm.analysis.charts import StackedRow

GAP = 1.5
"""White between parts, so that they stay apart in greyscale."""
BAND, SPACE = 1.55, 0.5
"""How high a bar is and what is left below it, in sizes of type."""


@dataclass(frozen=True)
class _Place:
    """Where a part of a bar is."""

    x: float
    width: float
    count: int
    part: int


@dataclass(frozen=True)
class _Bars:
    """Where bars begin, how long they are, and the right ends of the figures beside them."""

    x: float
    width: float
    ends: tuple[float, ...]


def draw_stacks(sheet: Sheet, chart: StackedBars) -> None:
    """Put the chart on the sheet."""
    bars = _room(sheet, chart)
    _heading(sheet, chart, bars)
    group = ""
    for row in chart.rows:
        if row.group and row.group != group:
            group = row.group
            sheet.text(0, sheet.foot(sheet.y, sheet.size * 1.7), group, bold=True)
            sheet.y += sheet.size * 1.7
        _row(sheet, chart, row, bars)


def _heading(sheet: Sheet, chart: StackedBars, bars: _Bars) -> None:
    key = [(part.name, part.tone) for part in chart.parts]
    if sheet.narrow:
        sheet.key(key, chart.low, chart.high, x=0, end=sheet.width)
        return
    end = bars.x + bars.width
    sheet.key(key, chart.low, chart.high, x=bars.x, end=end)
    foot = sheet.foot(sheet.y - sheet.size * 1.6, sheet.size * 1.6)
    for end, heading in zip(bars.ends, chart.told, strict=True):
        sheet.text(end, foot, heading, Tone.MUTED, Side.END)
    sheet.y += sheet.size * 0.2


def _room(sheet: Sheet, chart: StackedBars) -> _Bars:
    """Divide the width: names, bars with room for figures beside them, figures at the right."""
    size = sheet.size
    left, right = (0.0, sheet.width)
    ends: list[float] = []
    if not sheet.narrow:
        names = sheet.widest([row.name for row in chart.rows])
        left = min(names, sheet.width * 0.3) + size
        for place in reversed(range(len(chart.told))):
            ends.insert(0, right)
            told = [chart.told[place], *(row.told[place] for row in chart.rows if row.told)]
            right -= sheet.widest(told, bold=True) + size * 1.1
    before = after = 0.0
    for _round in range(3):
        width = right - left - before - after
        beside = [
            _beside(sheet, chart, _places(row.counts, 0, width)) for row in chart.rows if not row.hidden
        ]
        before = max([before, *(sheet.wide(texts[0]) + size * 0.4 for texts in beside if texts[0])])
        after = max([after, *(sheet.wide(texts[1]) + size * 0.4 for texts in beside if texts[1])])
    return _Bars(left + before, right - left - before - after, tuple(ends))


def _places(counts: Sequence[int], x: float, width: float) -> list[_Place]:
    total = sum(counts)
    shown = sum(1 for count in counts if count)
    room = width - GAP * (shown - 1)
    found = []
    for part, count in enumerate(counts):
        if count:
            wide = room * count / total
            found.append(_Place(x, wide, count, part))
            x += wide + GAP
    return found


def _words(sheet: Sheet, chart: StackedBars, place: _Place) -> str:
    """What stands on a part: its name and figure, its figure, or nothing where that does not fit."""
    room = place.width - sheet.size * 0.4
    named = f"{chart.parts[place.part].name} {place.count}"
    if chart.named and sheet.wide(named, bold=True) <= room:
        return named
    return str(place.count) if sheet.wide(str(place.count), bold=True) <= room else ""


def _beside(sheet: Sheet, chart: StackedBars, places: Sequence[_Place]) -> tuple[str, str]:
    """The figures of narrow parts at the beginning and at the end, in their order."""
    fits = [bool(_words(sheet, chart, place)) for place in places]
    if not any(fits):
        return "", " ".join(str(place.count) for place in places)
    first, last = fits.index(True), len(fits) - fits[::-1].index(True)
    before, after = places[:first], places[last:]
    return " ".join(str(place.count) for place in before), " ".join(str(place.count) for place in after)


def _row(sheet: Sheet, chart: StackedBars, row: StackedRow, bars: _Bars) -> None:
    size, tall = sheet.size, sheet.size * BAND
    if sheet.narrow:
        _name_above(sheet, chart, row)
    places = _places(row.counts, bars.x, bars.width) if not row.hidden else []
    inside = _between(sheet, chart, places)
    if inside:
        sheet.y += size * 1.05
        for place in inside:
            middle = place.x + place.width / 2
            sheet.text(middle, sheet.y - size * 0.15, str(place.count), Tone.MUTED, Side.MIDDLE)
    foot = sheet.foot(sheet.y, tall)
    lines = 1 if sheet.narrow else _name_beside(sheet, row, bars, foot)
    sheet.text(bars.x, foot, row.hidden, Tone.MUTED)
    for place in places:
        part = chart.parts[place.part]
        sheet.bar(place.x, sheet.y, place.width, tall, part.tone)
        words = _words(sheet, chart, place)
        sheet.text(place.x + place.width / 2, foot, words, part.tone.on, Side.MIDDLE, bold=True)
    before, after = _beside(sheet, chart, places)
    sheet.text(bars.x - size * 0.4, foot, before, Tone.TEXT, Side.END)
    sheet.text(bars.x + bars.width + size * 0.4, foot, after)
    sheet.y += tall + size * SPACE + (lines - 1) * size * 1.2


def _between(sheet: Sheet, chart: StackedBars, places: Sequence[_Place]) -> list[_Place]:
    """Narrow parts with wide ones at both sides: their figures go above the bar."""
    fits = [bool(_words(sheet, chart, place)) for place in places]
    if not any(fits):
        return []
    first, last = fits.index(True), len(fits) - fits[::-1].index(True)
    return [place for place, fit in zip(places[first:last], fits[first:last], strict=True) if not fit]


def _name_beside(sheet: Sheet, row: StackedRow, bars: _Bars, foot: float) -> int:
    """The name at the left and the figures at the right of a bar; the lines of the name."""
    lines = sheet.lines(row.name, min(sheet.widest([row.name]), sheet.width * 0.3)) or [""]
    for place, line in enumerate(lines):
        sheet.text(0, foot + place * sheet.size * 1.2, line)
    for place, (end, told) in enumerate(zip(bars.ends, row.told, strict=False)):
        sheet.text(end, foot, told, Tone.TEXT, Side.END, bold=place == 0)
    return len(lines)


def _name_above(sheet: Sheet, chart: StackedBars, row: StackedRow) -> None:
    told = " · ".join(
        f"{heading} {text}" for heading, text in zip(chart.told, row.told, strict=False) if text
    )
    together = f"{row.name}   {told}" if told else row.name
    one_line = sheet.wide(together) <= sheet.width
    for line in [together] if one_line else [row.name, told]:
        sheet.text(0, sheet.foot(sheet.y, sheet.size * 1.4), line)
        sheet.y += sheet.size * 1.4
