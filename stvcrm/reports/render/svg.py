"""Charts as SVG inside a page for a browser: shapes and texts only, nothing to fetch."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from stvcrm.analysis.chart_drawing import drawn
from stvcrm.analysis.chart_shapes import Bar
from stvcrm.analysis.charts import PAPER
from stvcrm.reports.render.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stvcrm.analysis.chart_shapes import Shape
    from stvcrm.analysis.charts import Chart
    from stvcrm.reports.theme import Look


def svg(chart: Chart, look: Look) -> Iterator[str]:
    """The drawing of a chart, told in words to who cannot see it."""
    drawing = drawn(chart.picture, look.width, look.text)
    words = escape(printable(chart.description))
    yield (
        f'<svg role="img" aria-label="{words}" viewBox="0 0 {drawing.width:.1f} {drawing.height:.1f}"'
        ' style="width:100%;height:auto" font-family="inherit">'
    )
    yield from (_shape(shape) for shape in drawing.shapes)
    yield "</svg>"


def _shape(shape: Shape) -> str:
    fill = PAPER[shape.tone]
    if isinstance(shape, Bar):
        return (
            f'<rect x="{shape.x:.2f}" y="{shape.y:.2f}" width="{shape.width:.2f}"'
            f' height="{shape.height:.2f}" fill="{fill}"/>'
        )
    weight = ' font-weight="700"' if shape.bold else ""
    return (
        f'<text x="{shape.x:.2f}" y="{shape.y:.2f}" font-size="{shape.size:.1f}" fill="{fill}"'
        f' text-anchor="{shape.side}"{weight}>{escape(printable(shape.text))}</text>'
    )
