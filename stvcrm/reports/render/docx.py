"""Papers as .docx: the twin that can be edited. Same paper, same bytes: no time of the clock inside."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, assert_never

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from stvcrm.analysis.charts import Chart
from stvcrm.base.i18n import _
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
from stvcrm.reports.theme import INK, LARGE, NORMAL, SECOND, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

FONT = "Atkinson Hyperlegible Next"
MADE = datetime(2017, 1, 1, tzinfo=UTC)
"""The moment in every file: that of the sector's exploration, not that of the clock."""
FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
"""What the word processor itself fills in at the foot."""
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


def render_docx(documents: Sequence[Document], *, large_print: bool) -> bytes:
    """The papers in one file, each on a new page."""
    look = LARGE if large_print else NORMAL
    file: Any = docx.Document()
    _describe(file, documents[0])
    _dress(file, look, documents[0])
    for place, document in enumerate(documents):
        if place:
            file.add_page_break()
        _write(file, document)
    _foot(file, documents[0])
    out = io.BytesIO()
    file.save(out)
    return _timeless(out.getvalue())


def _describe(file: Any, document: Document) -> None:
    about = file.core_properties
    about.title = printable(f"{document.kind}: {document.title}" if document.kind else document.title)[:250]
    about.author = about.last_modified_by = printable(document.letterhead.name)[:250] or "stvcrm"
    about.language = LANGUAGES[document.language]
    about.comments = about.keywords = ""
    about.created = about.modified = MADE
    about.revision = 1


def _dress(file: Any, look: Look, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Pt(look.left), Pt(look.right)
    section.top_margin, section.bottom_margin = Pt(look.top), Pt(look.bottom)
    sizes = {
        "Normal": look.text,
        "Title": look.title,
        "Heading 2": look.heading,
        "Heading 3": look.third,
        "List Bullet": look.text,
        "Quote": look.text,
        "Footer": look.small,
    }
    for name, size in sizes.items():
        style = file.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor.from_string(INK[1:])
        style.font.italic = False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        fonts.set(qn("w:hAnsi"), FONT)
    second = file.styles.add_style("Second", WD_STYLE_TYPE.PARAGRAPH)
    second.base_style = file.styles["Normal"]
    second.font.size, second.font.color.rgb = Pt(look.second), RGBColor.from_string(SECOND[1:])
    file.styles["Normal"].paragraph_format.space_after = Pt(look.text * 0.5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGES[document.language])
    file.styles["Normal"].element.get_or_add_rPr().append(language)


def _write(file: Any, document: Document) -> None:
    head = document.letterhead
    if head.name or head.lines:
        _paragraph(file, "", lead=head.name)
        for line in (head.subtitle, *head.lines):
            if line:
                _paragraph(file, line, style="Second")
    if document.kind:
        _paragraph(file, document.kind, style="Second")
    _paragraph(file, document.title, style="Title")
    for block in document.blocks:
        _block(file, block)


def _block(file: Any, block: Block) -> None:
    match block:
        case Heading(text, level):
            _paragraph(file, text, style=f"Heading {level}")
        case Paragraph():
            _texts(file, block)
        case Bullets(items):
            _each(file, items, "List Bullet")
        case Facts(rows):
            _grid(file, rows, heading_row=False)
        case Table(headings, rows):
            _grid(file, (headings, *rows), heading_row=True)
        case Quote(text, source):
            _paragraph(file, f"‘{text}’", style="Quote")
            _each(file, [source] if source else [], "Second")
        case Groups(groups, a_line):
            starts = range(0, len(groups), a_line)
            _grid(file, [groups[start : start + a_line] for start in starts], heading_row=False)
        case Notice(lead, text):
            _paragraph(file, text, lead=lead)
        case Chart():
            _texts(file, caption(block))
            _block(file, figures(block))
        case _:
            assert_never(block)


def _texts(file: Any, block: Paragraph) -> None:
    style = "Second" if block.second else "Normal"
    for place, part in enumerate(paragraphs(block.text) or [""]):
        _paragraph(file, part, lead="" if place else block.lead, style=style)


def _each(file: Any, items: Sequence[str], style: str) -> None:
    for item in items:
        _paragraph(file, item, style=style)


def _grid(file: Any, rows: Sequence[Sequence[str]], *, heading_row: bool) -> None:
    if not rows:
        return
    table = file.add_table(rows=0, cols=len(rows[0]))
    if heading_row:
        table.style = "Table Grid"
    for place, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            _fill(cell.paragraphs[0], text, bold=heading_row and not place)
    if heading_row:
        repeat = OxmlElement("w:tblHeader")
        repeat.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001  python-docx has no other door
    file.add_paragraph()


def _paragraph(file: Any, text: str, *, lead: str = "", style: str = "Normal") -> None:
    made = file.add_paragraph(style=style)
    if lead:
        _fill(made, f"{lead} " if text else lead, bold=True)
    if text:
        _fill(made, text, bold=False)


def _fill(paragraph: Any, text: str, *, bold: bool) -> None:
    """The one place where text becomes part of the file: always as text, lines as line breaks."""
    run = paragraph.add_run(printable(text))
    run.bold = True if bold else None


def _foot(file: Any, document: Document) -> None:
    paragraph = file.sections[0].footer.paragraphs[0]
    _fill(paragraph, f"{document.foot} · " if document.foot else "", bold=False)
    for part in re.split(r"(\{pages?\})", _("pagina {page} van {pages}")):
        if part in FIELDS:
            _field(paragraph, FIELDS[part])
        else:
            _fill(paragraph, part, bold=False)


def _field(paragraph: Any, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)  # noqa: SLF001  python-docx has no fields


def _timeless(data: bytes) -> bytes:
    """The same file with the times of its parts taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, old.read(name))
    return out.getvalue()
