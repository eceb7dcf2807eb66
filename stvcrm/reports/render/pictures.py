"""Charts on a page: their drawing as marks, what they say below it, and their figures as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.analysis.chart_drawing import drawn
from stvcrm.analysis.chart_shapes import Bar, Side
from stvcrm.analysis.charts import PAPER, Curve
from stvcrm.reports.document import Paragraph, Table
from stvcrm.reports.render.lines import line_width
from stvcrm.reports.render.pieces import Box, Mark, Piece, Text
from stvcrm.reports.theme import BOLD, REGULAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stvcrm.analysis.chart_shapes import Drawing, Shape
    from stvcrm.analysis.charts import Chart, Picture
    from stvcrm.reports.render.lines import Measure
    from stvcrm.reports.theme import Look

_BEFORE = 0.7
"""Space above a drawing, in sizes of the text."""


def caption(chart: Chart) -> Paragraph:
    """What stands below a drawing: how it is called and what it says."""
    return Paragraph(chart.description, f"{chart.reference}." if chart.reference else "", second=True)


def figures(chart: Chart) -> Table:
    """The figures of a chart."""
    return Table(chart.headings, chart.rows)


def picture_pieces(chart: Chart, look: Look, measure: Measure) -> Iterator[Piece]:
    """The drawing, each part no taller than a page."""

    def wide(text: str, bold: bool) -> float:  # noqa: FBT001  a measure is called with two plain values
        return line_width(tuple(measure.faced(text, BOLD if bold else REGULAR)), 1, measure)

    def parts(picture: Picture) -> Iterator[Drawing]:
        whole = drawn(picture, look.width, look.text, wide)
        if whole.height <= look.height * 0.9 or isinstance(picture, Curve) or len(picture.rows) < 2:
            yield whole
            return
        for half in picture.halves():
            yield from parts(half)

    for drawing in parts(chart.picture):
        marks = tuple(_mark(shape, measure) for shape in drawing.shapes)
        yield Piece(drawing.height, marks, before=look.text * _BEFORE, keep=True)


def _mark(shape: Shape, measure: Measure) -> Mark:
    colour = PAPER[shape.tone]
    if isinstance(shape, Bar):
        return Box(shape.x, shape.y, shape.width, shape.height, colour)
    line = tuple(measure.faced(shape.text, BOLD if shape.bold else REGULAR))
    wide = line_width(line, shape.size, measure)
    back = {Side.START: 0.0, Side.MIDDLE: wide / 2, Side.END: wide}[shape.side]
    return Text(shape.x - back, shape.y, line, shape.size, colour)
