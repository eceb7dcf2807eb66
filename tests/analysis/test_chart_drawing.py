"""Charts as rectangles and texts: nothing lost, nothing outside, nothing over something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stvcrm.analysis.chart_drawing import drawn
from stvcrm.analysis.chart_shapes import Bar, Drawing, Label, Side, about
from stvcrm.analysis.charts import (
    PAPER,
    SCORE_TONES,
    CountBars,
    CountRow,
    Curve,
    Dumbbells,
    Flag,
    PairRow,
    Part,
    StackedBars,
    StackedRow,
    Step,
    Tone,
)

PARTS = tuple(Part(str(score), tone) for score, tone in enumerate(SCORE_TONES))
SIZES = ((470.0, 10.5), (482.0, 18.0), (900.0, 14.0))


def stacked(*counts: int, **more: str) -> StackedBars:
    row = StackedRow("Medewerkers", counts, (str(sum(counts)), "2", "3"), **more)
    return StackedBars(PARTS, (row,), ("n", "ontbreekt", "modus"), "laag", "hoog")


def words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Label)]


def parts(drawing: Drawing, size: float) -> list[Bar]:
    tall = [shape for shape in drawing.shapes if isinstance(shape, Bar) and shape.height > size]
    return [shape for shape in tall if shape.tone in SCORE_TONES]


def bounds(shape: Bar | Label) -> tuple[float, float]:
    if isinstance(shape, Bar):
        return shape.x, shape.x + shape.width
    wide = about(shape.text, shape.bold) * shape.size
    left = shape.x - {Side.START: 0.0, Side.MIDDLE: wide / 2, Side.END: wide}[shape.side]
    return left, left + wide


@pytest.mark.parametrize(("width", "size"), SIZES)
@given(counts=st.lists(st.integers(0, 400), min_size=6, max_size=6).filter(any))
def test_every_count_is_told_within_the_width(width: float, size: float, counts: list[int]) -> None:
    drawing = drawn(stacked(*counts), width, size)
    told = " ".join(words(drawing)).split()
    assert all(str(count) in told for count in counts if count)
    ends = [bounds(shape) for shape in drawing.shapes]
    assert min(left for left, _right in ends) >= -0.1
    assert max(right for _left, right in ends) <= width + 0.1


@given(counts=st.lists(st.integers(0, 400), min_size=6, max_size=6).filter(any))
def test_parts_are_in_proportion_and_apart(counts: list[int]) -> None:
    found = parts(drawn(stacked(*counts), 470, 10.5), 10.5)
    shown = [count for count in counts if count]
    assert [bar.tone for bar in found] == [SCORE_TONES[i] for i, count in enumerate(counts) if count]
    unit = sum(bar.width for bar in found) / sum(shown)
    assert [bar.width / unit for bar in found] == pytest.approx(shown)
    gaps = [after.x - before.x - before.width for before, after in zip(found, found[1:], strict=False)]
    assert all(gap == pytest.approx(1.5) for gap in gaps)


def test_figure_of_a_narrow_part_stands_beside_the_bar() -> None:
    drawing = drawn(stacked(1, 13, 28, 34, 11, 2), 470, 10.5)
    bars = parts(drawing, 10.5)
    beside = {shape.text: bounds(shape) for shape in drawing.shapes if isinstance(shape, Label)}
    assert beside["1"][1] <= bars[0].x
    assert bounds(bars[3])[0] < beside["34"][0]
    assert beside["34"][1] < bounds(bars[3])[1]


def test_what_is_hidden_has_no_bar_and_no_nought() -> None:
    hidden = StackedRow("Cliënten", (), (), hidden="minder dan 5 organisaties")
    drawing = drawn(StackedBars(PARTS, (hidden,), ("n",)), 470, 10.5)
    assert parts(drawing, 10.5) == []
    assert "minder dan 5 organisaties" in words(drawing)
    assert drawing.shapes == drawn(StackedBars(PARTS, (hidden,), ("n",)), 470, 10.5).shapes


def test_in_large_print_names_stand_above_their_bars() -> None:
    drawing = drawn(stacked(0, 4, 15, 32, 31, 6), 482, 18)
    assert "Medewerkers   n 88 · ontbreekt 2 · modus 3" in words(drawing)
    assert parts(drawing, 18)[0].x < 60


@pytest.mark.parametrize(("width", "size"), SIZES)
def test_bars_of_counts_are_in_proportion(width: float, size: float) -> None:
    long = "Jongeren vragen erom en gebruiken het eerder dan ouderen, zegt men"
    rows = (CountRow("Tijd", 14, "16", "Negatief", Tone.BAD), CountRow(long, 7, "9", "Negatief", Tone.BAD))
    drawing = drawn(CountBars(rows, ("org.", "keer"), 14), width, size)
    bars = [shape.width for shape in drawing.shapes if isinstance(shape, Bar)]
    assert bars[0] == pytest.approx(2 * bars[1])
    assert set(long.split()) <= set(" ".join(words(drawing)).split())
    assert max(bounds(shape)[1] for shape in drawing.shapes) <= width + 0.1


def test_marks_of_a_pair_stand_on_their_values() -> None:
    drawing = drawn(Dumbbells((PairRow("Kennis", 4, 1),), "medewerkers", "cliënten"), 470, 10.5)
    scale = {shape.text: shape.x for shape in drawing.shapes if isinstance(shape, Label) and shape.y < 40}
    full = [shape for shape in drawing.shapes if isinstance(shape, Bar) and shape.tone is Tone.SCORE_5][-1]
    ring = [shape for shape in drawing.shapes if isinstance(shape, Bar) and shape.tone is Tone.SCORE_2][-1]
    assert full.x + full.width / 2 == pytest.approx(scale["4"])
    assert ring.x + ring.width / 2 == pytest.approx(scale["1"])


def test_curve_rises_to_its_total_and_names_its_days() -> None:
    curve = Curve(
        (Step(0, 5), Step(3, 20)), 10, 20, "6 maart", "16 maart", (Flag(9, "herinnering 15 maart"),)
    )
    drawing = drawn(curve, 300, 10)
    first, last = (bar for bar in drawing.shapes if isinstance(bar, Bar) and bar.tone is Tone.SCORE_3)
    assert last.height == pytest.approx(4 * first.height)
    assert {"20", "6 maart", "16 maart", "herinnering 15 maart"} <= set(words(drawing))
    assert max(bounds(shape)[1] for shape in drawing.shapes) <= 300


@pytest.mark.parametrize("tone", SCORE_TONES)
def test_figures_on_parts_can_be_read(tone: Tone) -> None:
    assert contrast(PAPER[tone], PAPER[tone.on]) >= 4.5
    assert contrast(PAPER[tone], PAPER[Tone.GROUND]) >= 3


def test_scores_run_from_light_to_dark() -> None:
    found = [luminance(PAPER[tone]) for tone in SCORE_TONES]
    assert found == sorted(found, reverse=True)


def contrast(one: str, two: str) -> float:
    dark, light = sorted((luminance(one), luminance(two)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
