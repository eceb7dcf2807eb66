"""Papers as plain text: for a mail, for reading aloud, and the form in which tests compare them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, assert_never

from stvcrm.analysis.charts import Chart
from stvcrm.reports.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Groups,
    Heading,
    Notice,
    Paragraph,
    Quote,
    Table,
)
from stvcrm.reports.render.pictures import caption, figures
from stvcrm.reports.render.printable import paragraphs, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH = 78


def render_text(documents: Sequence[Document]) -> bytes:
    """The papers one after the other, in UTF-8."""
    parts = ["\n".join(_document(document)).strip("\n") for document in documents]
    return ("\n\n\f\n".join(parts) + "\n").encode()


def _document(document: Document) -> Iterator[str]:
    head = document.letterhead
    if head.name or head.lines:
        yield from (printable(line) for line in (head.name, head.subtitle, *head.lines) if line)
        yield "-" * WIDTH
        yield ""
    if document.kind:
        yield printable(document.kind)
    yield from _underlined(document.title, "=")
    for block in document.blocks:
        yield ""
        yield from _block(block)
    if document.foot:
        yield from ("", "-" * WIDTH, printable(document.foot))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield from _underlined(text, "-" if level == 2 else ".")
        case Paragraph(text, lead, _second):
            yield from _wrapped(f"{lead} {text}" if lead else text)
        case Bullets(items):
            yield from (line for item in items for line in _wrapped(item, "- ", "  "))
        case Facts(rows):
            yield from _facts(rows)
        case Table():
            yield from _table(block)
        case Quote(text, source):
            yield from _wrapped(f"‘{text}’", "| ")
            yield from _wrapped(source, "|   ") if source else ()
        case Groups(groups, a_line):
            starts = range(0, len(groups), a_line)
            yield from ("   ".join(groups[start : start + a_line]) for start in starts)
        case Notice(lead, text):
            yield from _wrapped(lead, "! ")
            yield from _wrapped(text, "  ")
        case Chart():
            yield from _block(caption(block))
            yield ""
            yield from _table(figures(block))
        case _:
            assert_never(block)


def _underlined(text: str, sign: str) -> Iterator[str]:
    lines = list(_wrapped(text))
    yield from lines
    yield sign * max((len(line) for line in lines), default=0)


def _facts(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    name_width = min(24, max((len(name) for name, _value in rows), default=0)) + 2
    for name, value in rows:
        yield from _wrapped(value or "–", f"{name}:".ljust(name_width), " " * name_width)


def _table(table: Table) -> Iterator[str]:
    """Columns when they fit on a line, else each row as a small list."""
    rows = [tuple(" ".join(printable(cell).split()) for cell in row) for row in table.rows]
    widths = [
        max([len(heading), *(len(row[place]) for row in rows)])
        for place, heading in enumerate(table.headings)
    ]
    if sum(widths) + 2 * (len(widths) - 1) <= WIDTH:
        for row in (table.headings, tuple("-" * width for width in widths), *rows):
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        return
    for place, row in enumerate(rows):
        if place:
            yield ""
        yield from _facts([pair for pair in zip(table.headings, row, strict=True) if pair[1]])


def _wrapped(text: str, first: str = "", later: str | None = None) -> Iterator[str]:
    rest = first if later is None else later
    for place, line in enumerate(paragraphs(text) or [""]):
        yield from textwrap.wrap(
            line,
            WIDTH,
            initial_indent=first if not place else rest,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [first.rstrip()]
