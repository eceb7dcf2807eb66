"""Tables on a page: columns as wide as their words ask, a heading on every page, rows kept whole.

Where columns would be too narrow to read, in large print above all, every row becomes a small list.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stvcrm.reports.render.lines import ROUNDING, Line, Measure, Run, broken, longest_word
from stvcrm.reports.render.pieces import Box, Mark, Piece, Text, together
from stvcrm.reports.render.printable import printable
from stvcrm.reports.theme import BOLD, INK, REGULAR, RULE, SECOND, Look

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stvcrm.reports.document import Table

SAMPLE = 400
"""Rows that decide how wide the columns are."""
MOST_COLUMNS_LARGE = 3
HAND_WIDTH, HAND_LINES = 0.24, 2.6
"""The share of the width and the lines that writing by hand takes."""
TALLEST = 0.5
"""The share of a page above which a row is divided over pages."""


def grid(table: Table, look: Look, measure: Measure) -> Iterator[Piece]:
    """The table as pieces of a page."""
    sizes = _Columns(table, look, measure)
    if not sizes.fit:
        yield from _stacked(table, look, measure)
        return
    header = _header(table, look, measure, sizes.widths)
    yield header
    for row in table.rows:
        for piece in _row(row, look, measure, sizes.widths, header):
            yield _roomy(piece, look) if table.by_hand else piece
    yield Piece(look.text * 0.4)


class _Columns:
    """How wide each column is, and whether that is enough."""

    def __init__(self, table: Table, look: Look, measure: Measure) -> None:
        self.gap = look.text * 1.1
        size, count = look.text, len(table.headings)
        room = look.width - self.gap * (count - 1)
        least, most = [], []
        for column, heading in enumerate(table.headings):
            cells = [row[column] for row in table.rows[:SAMPLE]]
            head = longest_word(heading, BOLD, measure) * look.second
            least.append(
                max([head, *(longest_word(cell, REGULAR, measure) * size for cell in cells)], default=head)
            )
            most.append(max([head, *(measure.width(Run(printable(cell), REGULAR)) * size for cell in cells)]))
        roomy = room * 0.6
        least = [min(width, roomy) for width in least]
        if table.by_hand:
            least[-1] = most[-1] = max(least[-1], room * HAND_WIDTH)
            if not look.large:
                least = _squeezed(least, room)
        self.fit = sum(least) <= room + ROUNDING and not (look.large and count > MOST_COLUMNS_LARGE)
        self.widths = _shared(least, most, room)


def _squeezed(least: Sequence[float], room: float) -> list[float]:
    """The widest column as narrow as it must be to leave the others what they need."""
    widest = max(range(len(least)), key=lambda place: least[place])
    excess = max(0.0, sum(least) - room)
    return [width - (excess if place == widest else 0.0) for place, width in enumerate(least)]


def _shared(least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    """Divide the room: each what it needs at least, the rest by what each would like beyond that."""
    wishes = [max(0.0, want - need) for need, want in zip(least, most, strict=True)]
    spare, total = max(0.0, room - sum(least)), sum(wishes)
    if total <= spare:
        # All fits on one line; the longest texts get what is left, so that short columns stay short.
        widest = max(range(len(most)), key=lambda place: most[place])
        given = [max(need, want) for need, want in zip(least, most, strict=True)]
        given[widest] += spare - total
        return given
    # Square roots: one very long text must not starve the other columns.
    shares = [wish**0.5 for wish in wishes]
    given = [min(wish, spare * share / sum(shares)) for wish, share in zip(wishes, shares, strict=True)]
    widest = max(range(len(wishes)), key=lambda place: wishes[place] - given[place])
    given[widest] += spare - sum(given)
    return [need + extra for need, extra in zip(least, given, strict=True)]


def _roomy(piece: Piece, look: Look) -> Piece:
    """The row with its rule lower, so that there is room to write."""
    height = max(piece.height, look.text * look.leading * HAND_LINES)
    rule = Box(0, height - 0.5, look.width, 0.5, RULE)
    return replace(piece, height=height, marks=(*piece.marks[:-1], rule))


def _header(table: Table, look: Look, measure: Measure, widths: Sequence[float]) -> Piece:
    cells = [
        broken([Run(heading, BOLD)], look.second, width, measure)
        for heading, width in zip(table.headings, widths, strict=True)
    ]
    marks, height = _cells(cells, look, widths, look.second, SECOND, pad=2.4)
    return Piece(
        height, (*marks, Box(0, height - 0.75, look.width, 0.75, INK)), before=look.text * 0.35, keep=True
    )


def _row(
    row: Sequence[str], look: Look, measure: Measure, widths: Sequence[float], header: Piece
) -> Iterator[Piece]:
    size = look.text - (0 if look.large else 0.4)
    cells = [
        broken([Run(printable(cell), REGULAR)], size, width, measure)
        for cell, width in zip(row, widths, strict=True)
    ]
    a_page = int(look.height * TALLEST / (size * look.leading))
    longest = max((len(cell) for cell in cells), default=0)
    for start in range(0, max(longest, 1), a_page):
        part = [cell[start : start + a_page] for cell in cells]
        marks, height = _cells(part, look, widths, size, INK, pad=look.text * 0.36)
        if start + a_page >= longest:
            marks = [*marks, Box(0, height - 0.5, look.width, 0.5, RULE)]
        yield Piece(height, tuple(marks), again=header)


def _cells(
    cells: Sequence[Sequence[Line]],
    look: Look,
    widths: Sequence[float],
    size: float,
    colour: str,
    *,
    pad: float,
) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    x, tall = 0.0, size * look.leading
    for lines, width in zip(cells, widths, strict=True):
        for place, line in enumerate(lines):
            marks.append(Text(x, pad + place * tall + size * 1.05, line, size, colour))
        x += width + look.text * 1.1
    return marks, 2 * pad + tall * max([1, *(len(lines) for lines in cells)])


def _stacked(table: Table, look: Look, measure: Measure) -> Iterator[Piece]:
    """Each row as its first cell in bold, then heading and value, one a line."""
    tall = look.text * look.leading
    for row in table.rows:
        lines = broken([Run(printable(row[0]) or "–", BOLD)], look.text, look.width, measure)
        for heading, cell in zip(table.headings[1:], row[1:], strict=True):
            if cell:
                spans = [Run(f"{heading}: {printable(cell)}", REGULAR)]
                lines += broken(spans, look.text, look.width, measure)
        pieces = [Piece(tall, (Text(0, look.text, line, look.text, INK),)) for line in lines]
        if table.by_hand:
            pieces.append(Piece(tall * HAND_LINES))
        yield from together(pieces, before=look.text * 0.4, keep=True)
        yield Piece(look.text * 0.5, (Box(0, look.text * 0.3, look.width, 0.5, RULE),))
