"""Papers as PDF: the only module that knows reportlab.

Text is drawn, never parsed, so there is no markup to escape; fonts are embedded; nothing depends on the
clock, so that the same paper gives the same bytes.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from stvcrm.base.resources import resource
from stvcrm.reports.render.layout import Layout
from stvcrm.reports.render.lines import Run
from stvcrm.reports.render.pieces import Box, Placed, Text, paged
from stvcrm.reports.render.printable import printable
from stvcrm.reports.theme import FALLBACK, FONTS, LARGE, NORMAL, PAGE_HEIGHT, PAGE_WIDTH, REGULAR, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stvcrm.reports.document import Document

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""What stands for a sign that no font here has."""
_INVISIBLE = frozenset(
    [0x00AD, 0xFEFF, 0x034F, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
    + [*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), *range(0xE0000, 0xE0200)]
)
"""Code points that shape their neighbours and have no shape themselves."""
_ALIKE = {0x2010: "-", 0x2011: "-", 0x202F: "\u00a0", 0x2007: "\u00a0", 0x0133: "ij", 0x0132: "IJ"}


def render_pdf(documents: Sequence[Document], *, large_print: bool) -> tuple[bytes, int]:
    """The papers one after the other, each with its own page numbers; the bytes and the pages of all."""
    look = LARGE if large_print else NORMAL
    layout = Layout(look, Fonts())
    out, first = io.BytesIO(), documents[0]
    canvas = Canvas(
        out,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        initialFontName=_name(REGULAR),
        initialFontSize=look.text,
        lang=first.language,
    )
    _describe(canvas, first)
    total = 0
    for document in documents:
        pages = paged(layout.pieces(document), look.height)
        for number, page in enumerate(pages, 1):
            for placed in page:
                _draw(canvas, placed, look, look.top)
            foot = Placed(0, layout.foot(document, number, len(pages)))
            _draw(canvas, foot, look, PAGE_HEIGHT - look.foot - foot.piece.height)
            canvas.showPage()
        total += len(pages)
    canvas.save()
    return out.getvalue(), total


class Fonts:
    """What the fonts of the papers measure; signs that a face lacks are taken from the fallback."""

    def __init__(self) -> None:
        self._widths: dict[Run, float] = {}

    def faced(self, text: str, face: str) -> list[Run]:
        """The text in this face, with what it lacks in the fallback."""
        known = _glyphs(face)
        text = printable(text).replace("\t", " ").replace("\n", " ")
        if known.issuperset(map(ord, text)):
            return [Run(text, face)] if text else []
        found: list[Run] = []
        for sign in text:
            shown, used = _shown(sign, face)
            if not shown:
                continue
            if found and found[-1].face == used:
                found[-1] = Run(found[-1].text + shown, used)
            else:
                found.append(Run(shown, used))
        return found

    def width(self, run: Run) -> float:
        """How wide the run is at one point."""
        found = self._widths.get(run)
        if found is None:
            widths, missing = _advances(run.face)
            found = sum(widths.get(ord(sign), missing) for sign in run.text) / 1000
            self._widths[run] = found
        return found


def _shown(sign: str, face: str) -> tuple[str, str]:
    """What to draw for one sign, and in which face."""
    code = ord(sign)
    if code in _glyphs(face):
        return sign, face
    if code in _INVISIBLE:
        return "", face
    if code in _ALIKE:
        return _ALIKE[code], face
    return (sign, FALLBACK) if code in _glyphs(FALLBACK) else (UNKNOWN, FALLBACK)


def _describe(canvas: Canvas, document: Document) -> None:
    title = f"{document.kind}: {document.title}" if document.kind else document.title
    canvas.setTitle(printable(title))
    canvas.setAuthor(printable(document.letterhead.name) or "stvcrm")
    canvas.setSubject(printable(document.foot))
    canvas.setCreator("stvcrm")
    canvas.setProducer("stvcrm")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _draw(canvas: Canvas, placed: Placed, look: Look, down: float) -> None:
    top = PAGE_HEIGHT - down - placed.top
    for mark in placed.piece.marks:
        match mark:
            case Text(x, y, line, size, colour):
                text = canvas.beginText(look.left + x, top - y)
                text.setFillColor(colour)
                for run in line:
                    text.setFont(_name(run.face), size)
                    text.textOut(run.text)
                canvas.drawText(text)
            case Box(x, y, width, height, colour):
                canvas.setFillColor(colour)
                canvas.rect(look.left + x, top - y - height, width, height, stroke=0, fill=1)


def _name(face: str) -> str:
    return str(_font(face).fontName)


@cache
def _font(face: str) -> TTFont:
    font = TTFont(f"stvcrm-{face}", str(resource("fonts", *FONTS[face].split("/"))))
    pdfmetrics.registerFont(font)
    return font


@cache
def _glyphs(face: str) -> frozenset[int]:
    return frozenset(_font(face).face.charToGlyph)


@cache
def _advances(face: str) -> tuple[dict[int, float], float]:
    metrics = _font(face).face
    return metrics.charWidths, metrics.defaultWidth
