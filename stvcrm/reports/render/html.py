"""Papers as one HTML file: the accessible twin, without script, picture or address to fetch."""

from __future__ import annotations

from html import escape
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
from stvcrm.reports.render.pictures import caption, figures
from stvcrm.reports.render.printable import paragraphs, printable
from stvcrm.reports.render.svg import svg
from stvcrm.reports.theme import BAR, INK, LARGE, NORMAL, RULE, SECOND, Look

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STYLE = """
:root {{ color-scheme: light }}
body {{ font: {text}pt/{leading} "Atkinson Hyperlegible Next", "Atkinson Hyperlegible", Verdana, sans-serif;
  color: {ink}; background: #fff; max-width: 48em; margin: 2.5em auto; padding: 0 1.5em;
  overflow-wrap: anywhere }}
header {{ display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 2em;
  border-bottom: 1px solid {ink}; padding-bottom: .8em; margin-bottom: 2em }}
header p, .kind, .second, footer {{ color: {second}; margin: 0 }}
header strong {{ color: {ink}; font-size: {name}pt }}
header .at-right {{ text-align: right }}
h1 {{ font-size: {title}pt; line-height: 1.15; margin: 0 0 .4em }}
h2 {{ font-size: {heading}pt; line-height: 1.25; margin: 1.5em 0 .4em }}
h3 {{ font-size: {third}pt; margin: 1.1em 0 .3em }}
p {{ margin: .5em 0 }}
.second {{ font-size: {small}pt }}
dl {{ display: grid; grid-template-columns: minmax(8em, max-content) 1fr; gap: .15em 1.2em; margin: 1em 0 }}
dt {{ color: {second} }} dd {{ margin: 0 }}
table {{ border-collapse: collapse; width: 100%; margin: .5em 0 }}
th, td {{ text-align: left; vertical-align: top; padding: .4em 1.2em .4em 0; border-bottom: 1px solid {rule};
  overflow-wrap: break-word }}
th {{ color: {second}; font-size: {small}pt; border-bottom-color: {ink} }}
blockquote {{ border-left: 4px solid {bar}; margin: .8em 0; padding: .1em 0 .1em 1em }}
blockquote p {{ margin: 0 }}
.groups td {{ font-size: {groups}pt; font-weight: 700; white-space: nowrap }}
.notice {{ border: solid {ink}; border-width: 1px 0; padding: .5em 1em; margin: 1em 0 }}
figure {{ margin: 1.2em 0 }} figcaption p {{ margin: .4em 0 }}
footer {{ border-top: 1px solid {rule}; margin-top: 2.5em; padding-top: .6em; font-size: {small}pt }}
article + article {{ break-before: page; margin-top: 5em }}
@media print {{ body {{ margin: 0; max-width: none; padding: 0 }} tr, blockquote {{ break-inside: avoid }}
  h2, h3 {{ break-after: avoid }} thead {{ display: table-header-group }} @page {{ margin: 20mm }} }}
"""


def render_html(documents: Sequence[Document], *, large_print: bool) -> bytes:
    """The papers as one page for a browser."""
    first, look = documents[0], LARGE if large_print else NORMAL
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{_text(first.language)}">',
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(first.foot or first.title)}</title>",
        f"<style>{_style(look)}</style></head>",
        "<body>",
        *(line for document in documents for line in _article(document, look)),
        "</body></html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _style(look: Look) -> str:
    return _STYLE.format(
        text=look.text,
        leading=look.leading,
        small=look.second,
        title=look.title,
        heading=look.heading,
        third=look.third,
        name=look.name,
        groups=look.groups,
        ink=INK,
        second=SECOND,
        rule=RULE,
        bar=BAR,
    )


def _article(document: Document, look: Look) -> Iterator[str]:
    yield "<article>"
    head = document.letterhead
    if head.name or head.lines:
        right = "<br>".join(_text(line) for line in head.lines)
        yield (
            f"<header><p><strong>{_text(head.name)}</strong><br>{_text(head.subtitle)}</p>"
            f'<p class="at-right">{right}</p></header>'
        )
    yield "<main>"
    if document.kind:
        yield f'<p class="kind">{_text(document.kind)}</p>'
    yield f"<h1>{_text(document.title)}</h1>"
    for block in document.blocks:
        yield from _chart(block, look) if isinstance(block, Chart) else _block(block)
    yield "</main>"
    if document.foot:
        yield f"<footer>{_text(document.foot)}</footer>"
    yield "</article>"


def _block(block: PlainBlock) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"<h{level}>{_text(text)}</h{level}>"
        case Paragraph():
            yield from _paragraph(block)
        case Bullets(items):
            yield "<ul>" + "".join(f'<li dir="auto">{_text(item)}</li>' for item in items) + "</ul>"
        case Facts(rows):
            pairs = (f'<dt>{_text(name)}</dt><dd dir="auto">{_lines(value)}</dd>' for name, value in rows)
            yield f"<dl>{''.join(pairs)}</dl>"
        case Table():
            yield from _table(block)
        case Quote(text, source):
            cite = f'<p class="second">{_text(source)}</p>' if source else ""
            yield f'<blockquote><p dir="auto">‘{_lines(text)}’</p>{cite}</blockquote>'
        case Groups():
            yield from _groups(block)
        case Notice(lead, text):
            yield f'<div class="notice"><strong>{_text(lead)}</strong><br>{_lines(text)}</div>'
        case _:
            assert_never(block)


def _paragraph(block: Paragraph) -> Iterator[str]:
    kind = ' class="second"' if block.second else ""
    for place, text in enumerate(paragraphs(block.text) or [""]):
        lead = f"<strong>{_text(block.lead)}</strong> " if block.lead and not place else ""
        yield f'<p{kind} dir="auto">{lead}{_text(text)}</p>'


def _table(block: Table) -> Iterator[str]:
    yield "<table><thead><tr>"
    yield "".join(f'<th scope="col">{_text(heading)}</th>' for heading in block.headings)
    yield "</tr></thead><tbody>"
    for row in block.rows:
        yield "<tr>" + "".join(f'<td dir="auto">{_lines(cell)}</td>' for cell in row) + "</tr>"
    yield "</tbody></table>"


def _chart(chart: Chart, look: Look) -> Iterator[str]:
    """The picture, its caption and its figures; folded away where the picture already shows them all."""
    yield "<figure>"
    yield from svg(chart, look)
    yield "<figcaption>"
    yield from _paragraph(caption(chart))
    yield "</figcaption>"
    if chart.complete:
        yield f"<details><summary>{_text(_('De cijfers als tabel'))}</summary>"
    yield from _table(figures(chart))
    yield "</details></figure>" if chart.complete else "</figure>"


def _groups(block: Groups) -> Iterator[str]:
    yield '<table class="groups"><tbody>'
    for start in range(0, len(block.groups), block.a_line):
        cells = "".join(f"<td>{_text(group)}</td>" for group in block.groups[start : start + block.a_line])
        yield f'<tr><th scope="row">{start + 1}–{start + block.a_line}</th>{cells}</tr>'
    yield "</tbody></table>"


def _text(text: str) -> str:
    """The one place where text becomes HTML."""
    return escape(printable(text))


def _lines(text: str) -> str:
    return "<br>".join(_text(line) for line in paragraphs(text))
