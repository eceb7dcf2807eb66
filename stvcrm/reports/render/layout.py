"""From blocks to pieces of a page: every measure and colour of a paper is decided here and in the theme."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from stvcrm.analysis.charts import Chart
from stvcrm.base.i18n import _
from stvcrm.reports.document import (
    Bullets,
    Document,
    Facts,
    Groups,
    Heading,
    Notice,
    Paragraph,
    PlainBlock,
    Quote,
    Table,
)
from stvcrm.reports.render.grid import grid
from stvcrm.reports.render.lines import Measure, Run, broken, line_width, shortened
from stvcrm.reports.render.pictures import caption, figures, picture_pieces
from stvcrm.reports.render.pieces import Box, Mark, Piece, Text, together
from stvcrm.reports.render.printable import paragraphs
from stvcrm.reports.theme import BAR, BOLD, INK, REGULAR, RULE, SECOND, Look

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stvcrm.reports.document import Block

GAP = 0.55
"""Space between paragraphs, in sizes of the text."""
KEPT_ROWS = 8
"""A chart with no more figures than this is on one page with its table."""


class Layout:
    """Lays a document out in one look."""

    def __init__(self, look: Look, measure: Measure) -> None:
        self.look, self.measure = look, measure

    def pieces(self, document: Document) -> Iterator[Piece]:
        """The whole document from letterhead to last line."""
        yield from self._letterhead(document)
        look = self.look
        if document.kind:
            yield from self._lines(document.kind, REGULAR, look.text, SECOND, keep=True)
        title = self._flow([Run(document.title, BOLD)], look.title, INK, height=look.title * 1.15)
        yield from together(title, keep=True)
        yield Piece(look.title * 0.15, keep=True)
        leading = _leading(document.blocks)
        for place, block in enumerate(document.blocks):
            if isinstance(block, Chart):
                yield from self._chart(block)
                continue
            for piece in self._block(block):
                yield replace(piece, keep=True) if place in leading else piece

    def foot(self, document: Document, page: int, pages: int) -> Piece:
        """The line at the foot of a page: what paper it is, and which of how many pages."""
        look = self.look
        number = tuple(
            self.measure.faced(_("pagina {page} van {pages}").format(page=page, pages=pages), REGULAR)
        )
        wide = line_width(number, look.small, self.measure)
        name = shortened(document.foot, REGULAR, look.small, look.width - wide - 20, self.measure)
        down = 5 + look.small
        return Piece(
            down,
            (
                Box(0, 0, look.width, 0.5, RULE),
                Text(0, down, name, look.small, SECOND),
                Text(look.width - wide, down, number, look.small, SECOND),
            ),
        )

    def _block(self, block: PlainBlock) -> Iterator[Piece]:
        look = self.look
        match block:
            case Heading():
                yield from self._heading(block)
            case Paragraph():
                yield from self._paragraph(block)
            case Bullets(items):
                for item in items:
                    yield from self._bullet(item)
            case Facts(rows):
                yield from self._facts(rows)
            case Table():
                yield from grid(block, look, self.measure)
            case Quote():
                yield from self._quote(block)
            case Groups():
                yield from self._groups(block)
            case Notice(lead, text):
                yield from self._notice(lead, text)
            case _:
                assert_never(block)

    def _letterhead(self, document: Document) -> Iterator[Piece]:
        head, look = document.letterhead, self.look
        if not (head.name or head.lines):
            return
        half = look.width if look.large else look.width * 0.56
        left = [
            *self._flow([Run(head.name, BOLD)], look.name, INK, width=half, height=look.name * 1.3),
            *self._flow([Run(head.subtitle, REGULAR)], look.second, SECOND, width=half),
        ]
        right = self._right_lines(head.lines) if not look.large else []
        if look.large:
            for line in head.lines:
                left += self._flow([Run(line, REGULAR)], look.second, SECOND)
        height = max(sum(piece.height for piece in side) for side in (left, right))
        marks = (*_stacked(left), *_stacked(right), Box(0, height + 9, look.width, 1, INK))
        yield Piece(height + 28, marks, keep=True)

    def _right_lines(self, lines: Sequence[str]) -> list[Piece]:
        look, pieces = self.look, []
        height = look.small * look.leading
        for text in lines:
            for line in self._side_lines(text):
                x = look.width - line_width(line, look.small, self.measure)
                pieces.append(Piece(height, (Text(x, look.small, line, look.small, SECOND),)))
        return pieces

    def _side_lines(self, text: str) -> list[tuple[Run, ...]]:
        """In one line, else broken where its parts meet, else between words."""
        look = self.look
        whole = broken([Run(text, REGULAR)], look.small, look.width * 0.42, self.measure)
        parts = text.split(" · ")
        if len(whole) == 1 or len(parts) == 1:
            return whole
        return [line for part in parts for line in self._side_lines(part)]

    def _heading(self, block: Heading) -> Iterator[Piece]:
        look = self.look
        size = look.heading if block.level == 2 else look.third
        before = size * (1.15 if block.level == 2 else 0.8)
        flow = self._flow([Run(block.text, BOLD)], size, INK, height=size * 1.25)
        entry = block.text if block.level == 2 else ""
        for place, piece in enumerate(together(flow, before=before, keep=True)):
            yield Piece(piece.height, piece.marks, piece.before, keep=True, entry="" if place else entry)

    def _paragraph(self, block: Paragraph) -> Iterator[Piece]:
        look = self.look
        size, colour = (look.second, SECOND) if block.second else (look.text, INK)
        texts = paragraphs(block.text) or [""]
        for place, text in enumerate(texts):
            lead = [Run(f"{block.lead} ", BOLD)] if block.lead and not place else []
            flow = self._flow([*lead, Run(text, REGULAR)], size, colour)
            yield from together(flow, before=size * GAP if not place else 0)

    def _bullet(self, item: str) -> Iterator[Piece]:
        look, indent = self.look, self.look.text * 1.2
        flow = self._flow([Run(item, REGULAR)], look.text, INK, x=indent)
        dot = self._flow([Run("•", REGULAR)], look.text, INK, x=look.text * 0.35)
        flow[:1] = _beside(dot, flow[:1])
        yield from together(flow, before=look.text * 0.25)

    def _facts(self, rows: Sequence[tuple[str, str]]) -> Iterator[Piece]:
        look = self.look
        name_width = min(look.text * 8.7, look.width * 0.36)
        x = name_width + look.text
        for place, (name, value) in enumerate(rows):
            names = self._flow([Run(name, REGULAR)], look.text, SECOND, width=name_width)
            values = [
                piece
                for text in paragraphs(value) or ["–"]
                for piece in self._flow([Run(text, REGULAR)], look.text, INK, x=x)
            ]
            yield from together(_beside(names, values), before=look.text * (0.14 if place else 0.55))

    def _quote(self, block: Quote) -> Iterator[Piece]:
        look = self.look
        flow = self._texts(f"‘{block.text}’", look.text, INK)
        if block.source:
            flow += self._flow([Run(block.source, REGULAR)], look.second, SECOND, x=look.text * 1.15)
        barred = [
            Piece(piece.height, (Box(0, 1, 2.4, piece.height + 0.3, BAR), *piece.marks)) for piece in flow
        ]
        yield from together(barred, before=look.text * 0.6)

    def _groups(self, block: Groups) -> Iterator[Piece]:
        look, wide = self.look, self.look.width - self.look.text * 3
        for start in range(0, len(block.groups), block.a_line):
            number = tuple(self.measure.faced(f"{start + 1}–{start + block.a_line}", REGULAR))
            marks: list[Mark] = [Text(0, look.groups, number, look.second, SECOND)]
            for place, group in enumerate(block.groups[start : start + block.a_line]):
                x = look.text * 4 + place * wide / block.a_line
                marks.append(Text(x, look.groups, tuple(self.measure.faced(group, BOLD)), look.groups, INK))
            height = look.groups * 1.55
            marks.append(Box(0, height, look.width, 0.4, RULE))
            yield Piece(height, tuple(marks), before=look.groups * 0.25, keep=True)
        yield Piece(look.text * 0.3)

    def _notice(self, lead: str, text: str) -> Iterator[Piece]:
        look, indent = self.look, self.look.text
        flow = self._flow([Run(lead, BOLD)], look.text, INK, x=indent, width=look.width - 2 * indent)
        for part in paragraphs(text):
            flow += self._flow([Run(part, REGULAR)], look.text, INK, x=indent, width=look.width - 2 * indent)
        yield Piece(look.text * 0.5, (Box(0, 0, look.width, 0.8, INK),), before=look.text, keep=True)
        yield from together(flow, keep=True)
        yield Piece(look.text * 0.7, (Box(0, look.text * 0.6, look.width, 0.8, INK),))

    def _chart(self, chart: Chart) -> Iterator[Piece]:
        pieces = [*picture_pieces(chart, self.look, self.measure), *self._paragraph(caption(chart))]
        if not chart.complete:
            pieces += grid(figures(chart), self.look, self.measure)
        whole = len(chart.rows) <= KEPT_ROWS
        for place, piece in enumerate(pieces):
            yield replace(piece, keep=True) if whole and place < len(pieces) - 1 else piece

    def _texts(self, text: str, size: float, colour: str) -> list[Piece]:
        indent = self.look.text * 1.15
        return [
            piece
            for part in paragraphs(text)
            for piece in self._flow([Run(part, REGULAR)], size, colour, x=indent)
        ]

    def _lines(self, text: str, face: str, size: float, colour: str, *, keep: bool) -> Iterator[Piece]:
        yield from together(self._flow([Run(text, face)], size, colour), keep=keep)

    def _flow(
        self,
        spans: Sequence[Run],
        size: float,
        colour: str,
        *,
        x: float = 0.0,
        width: float = 0.0,
        height: float = 0.0,
    ) -> list[Piece]:
        """Text broken into lines, a piece each; `width` is what remains of the page unless given."""
        room = width or self.look.width - x
        tall = height or size * self.look.leading
        foot = (tall + size) / 2 - size * 0.12
        return [
            Piece(tall, (Text(x, foot, line, size, colour),))
            for line in broken(spans, size, room, self.measure)
        ]


def _leading(blocks: Sequence[Block]) -> set[int]:
    """The places of paragraphs that lead to a chart: they stay on its page."""
    found: set[int] = set()
    for place in reversed(range(len(blocks) - 1)):
        after = place + 1
        if isinstance(blocks[place], Paragraph) and (isinstance(blocks[after], Chart) or after in found):
            found.add(place)
    return found


def _beside(left: Sequence[Piece], right: Sequence[Piece]) -> list[Piece]:
    """Two columns of lines as one."""
    found = []
    for place in range(max(len(left), len(right))):
        both = [side[place] for side in (left, right) if place < len(side)]
        marks = tuple(mark for piece in both for mark in piece.marks)
        found.append(Piece(max(piece.height for piece in both), marks))
    return found


def _stacked(pieces: Sequence[Piece]) -> list[Mark]:
    """The marks of pieces under each other, as marks of one piece."""
    found: list[Mark] = []
    down = 0.0
    for piece in pieces:
        for mark in piece.marks:
            match mark:
                case Text():
                    found.append(Text(mark.x, mark.y + down, mark.line, mark.size, mark.colour))
                case Box():
                    found.append(Box(mark.x, mark.y + down, mark.width, mark.height, mark.colour))
        down += piece.height
    return found
