"""Charts as rectangles and texts at a place: drawn once, the same on screen, on paper and in a browser.

Where the type is large for the width, names go above their bars, so that one chart serves large print too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from stvcrm.analysis.chart_shapes import Drawing, Sheet, Side, about
from stvcrm.analysis.chart_stacks import draw_stacks
from stvcrm.analysis.charts import CountBars, Curve, Dumbbells, StackedBars, Tone

if TYPE_CHECKING:
    from stvcrm.analysis.chart_shapes import Measure
    from stvcrm.analysis.charts import CountRow, PairRow, Picture


def drawn(picture: Picture, width: float, size: float, measure: Measure = about) -> Drawing:
    """The picture within this width, its type of this size, both in the unit of the caller.

    `measure` tells how wide a text is at size 1, bold or not; without one widths are estimated.
    """
    sheet = Sheet(width, size, measure)
    match picture:
        case StackedBars():
            draw_stacks(sheet, picture)
        case CountBars():
            _counts(sheet, picture)
        case Dumbbells():
            _pairs(sheet, picture)
        case Curve():
            _curve(sheet, picture)
        case _:
            assert_never(picture)
    return sheet.done()


def _counts(sheet: Sheet, chart: CountBars) -> None:
    size = sheet.size
    seconds = (
        sheet.widest([chart.told[-1], *(row.second for row in chart.rows)]) if len(chart.told) > 1 else 0
    )
    firsts = sheet.widest([chart.told[0], *(_figure(row.count) for row in chart.rows)], bold=True)
    ends = (sheet.width - (seconds + size * 1.1 if seconds else 0), sheet.width)
    right = ends[0] - firsts - size * 1.1
    left = 0.0 if sheet.narrow else min(sheet.widest([row.name for row in chart.rows]), right * 0.55) + size
    group = None
    for row in chart.rows:
        if row.group != group:
            group = row.group
            foot = sheet.foot(sheet.y, size * 1.9)
            sheet.text(0, foot, group, row.tone, bold=True)
            for end, told in zip(ends, chart.told, strict=False):
                sheet.text(end, foot, told, Tone.MUTED, Side.END)
            sheet.y += size * 1.9
        _count(sheet, row, (left, right), ends, chart.most)


def _count(
    sheet: Sheet, row: CountRow, room: tuple[float, float], ends: tuple[float, float], most: int
) -> None:
    size, (left, right) = sheet.size, room
    tall = size * 1.55
    lines = sheet.lines(row.name, sheet.width if sheet.narrow else left - size)
    for place, line in enumerate(lines):
        sheet.text(0, sheet.foot(sheet.y + place * size * 1.25, tall), line)
    if sheet.narrow:
        sheet.y += size * 1.25 * len(lines)
    foot, high = sheet.foot(sheet.y, tall), size * 0.7
    if row.count:
        long = max(1.5, (right - left) * row.count / max(most, 1))
        sheet.bar(left, foot - high, long, high, row.tone)
    sheet.text(ends[0], foot, _figure(row.count), Tone.TEXT, Side.END, bold=True)
    sheet.text(ends[1], foot, row.second, Tone.MUTED, Side.END)
    sheet.y += tall + (0 if sheet.narrow else (len(lines) - 1) * size * 1.25)


def _figure(count: int | None) -> str:
    return "" if count is None else str(count)


@dataclass(frozen=True)
class _Scale:
    """Where nought is, how far one is from the next, and which values have a line."""

    zero: float
    unit: float
    values: range


def _pairs(sheet: Sheet, chart: Dumbbells) -> None:
    size = sheet.size
    _pair_key(sheet, chart)
    left = size * 0.6
    if not sheet.narrow:
        left += min(sheet.widest([row.name for row in chart.rows]), sheet.width * 0.45) + size * 0.6
    unit = (sheet.width - left - size * 0.6) / (chart.highest - chart.lowest)
    foot = sheet.foot(sheet.y, size * 1.4)
    for value in range(chart.lowest, chart.highest + 1):
        x = left + (value - chart.lowest) * unit
        sheet.text(x, foot, str(value), Tone.MUTED, Side.MIDDLE)
    sheet.y += size * 1.5
    scale = _Scale(left - chart.lowest * unit, unit, range(chart.lowest, chart.highest + 1))
    for row in chart.rows:
        _pair(sheet, row, scale)


def _pair_key(sheet: Sheet, chart: Dumbbells) -> None:
    size, tall = sheet.size, sheet.size * 1.7
    middle = sheet.y + tall / 2
    _full(sheet, size * 0.5, middle)
    x = size * 1.3
    sheet.text(x, sheet.foot(sheet.y, tall), chart.first, Tone.MUTED)
    x += sheet.wide(chart.first) + size * 1.6
    _open(sheet, x, middle)
    sheet.text(x + size * 0.9, sheet.foot(sheet.y, tall), chart.second, Tone.MUTED)
    sheet.y += tall


def _pair(sheet: Sheet, row: PairRow, scale: _Scale) -> None:
    size, above = sheet.size, sheet.narrow
    lines = sheet.lines(row.name, sheet.width * (1 if above else 0.45))
    tall = size * (1.6 if above else 0.35 + 1.25 * len(lines))
    for place, line in enumerate(lines):
        sheet.text(0, sheet.foot(sheet.y + place * size * 1.25, size * 1.6), line)
    sheet.y += size * 1.3 * len(lines) if above else 0
    for value in scale.values:
        sheet.bar(scale.zero + value * scale.unit - 0.25, sheet.y, 0.5, tall, Tone.RULE)
    middle = sheet.y + tall / 2
    left, right = scale.zero + row.left * scale.unit, scale.zero + row.right * scale.unit
    sheet.bar(min(left, right), middle - size * 0.08, abs(right - left), size * 0.16, Tone.MUTED)
    _open(sheet, right, middle)
    _full(sheet, left, middle)
    sheet.y += tall


def _full(sheet: Sheet, x: float, y: float) -> None:
    half = sheet.size * 0.28
    sheet.bar(x - half, y - half, 2 * half, 2 * half, Tone.SCORE_5)


def _open(sheet: Sheet, x: float, y: float) -> None:
    for half, tone in ((sheet.size * 0.52, Tone.SCORE_2), (sheet.size * 0.36, Tone.GROUND)):
        sheet.bar(x - half, y - half, 2 * half, 2 * half, tone)


def _curve(sheet: Sheet, chart: Curve) -> None:
    """Columns for days, each as high as what had come in by then; days with something to say as lines."""
    size = sheet.size
    high, most = size * 9, max(chart.most, 1)
    room = sheet.wide(str(chart.steps[-1].total if chart.steps else 0), bold=True) + size * 0.6
    unit = (sheet.width - room) / max(chart.days, 1)
    top = sheet.y + size * 1.4 * len(chart.flags)
    ground = top + high
    ends = [step.day for step in chart.steps[1:]] + [chart.days]
    for step, end in zip(chart.steps, ends, strict=False):
        tall = high * step.total / most
        sheet.bar(step.day * unit, ground - tall, (end - step.day) * unit, tall, Tone.SCORE_3)
    if chart.steps:
        last = chart.steps[-1].total
        sheet.text(chart.days * unit + size * 0.3, ground - high * last / most + size, str(last), bold=True)
    for place, flag in enumerate(chart.flags):
        x, y = flag.day * unit, sheet.y + size * 1.4 * place
        sheet.bar(x - 1.5, y, 3, ground - y, Tone.GROUND)
        sheet.bar(x - 0.5, y, 1, ground - y, Tone.TEXT)
        fits = x + size * 0.4 + sheet.wide(flag.name) <= sheet.width
        side = Side.START if fits else Side.END
        sheet.text(x + size * (0.4 if fits else -0.3), y + size, flag.name, Tone.MUTED, side)
    sheet.bar(0, ground, chart.days * unit, 0.75, Tone.MUTED)
    sheet.text(0, ground + size * 1.3, chart.start, Tone.MUTED)
    sheet.text(chart.days * unit, ground + size * 1.3, chart.end, Tone.MUTED, Side.END)
    sheet.y = ground + size * 1.7
