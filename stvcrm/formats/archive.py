"""Looking through a zipped workbook before its reader may: bombs, tricks with XML, sizes that lie.

The reader trusts what a file says about itself; here every part is unpacked once, bounded, and thrown away.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.formats.sheets import refuse_size

MOST_PARTS = 2_000
MOST_UNPACKED = 100 * 2**20
"""Bytes of XML that a workbook may unpack to."""
_PIECE = 2**18
_SHEET = re.compile(r"xl/worksheets/.*\.xml", re.IGNORECASE)
_PLAIN = bytes.maketrans(b"\t\r\n'", b'   "')
"""XML with one kind of white space and one of quotes."""
_FAR = re.compile(rb' r *= *"(?:[A-Za-z]{2,3}[0-9]|[A-Za-z]{0,3}[0-9]{6})')
"""A cell right of Z or a row of six digits: only then are all the places of cells worth looking at."""
_EMPTY = re.compile(rb'<(?:\w+:)?(?:c|row)(?: +[\w:]+ *= *"[^"<>]*")* */>')
_EMPTY_ROW = re.compile(rb'<row(?: +[\w:]+ *= *"[^"<>]*")* *></row>')
_PLACE = re.compile(rb' r *= *"([A-Za-z]{0,3})(\d{1,7})"')
_ODS_TAG = re.compile(rb"<table:(table-row|table-cell|table)(?=[\s/>])([^>]*)>")
_REPEATED = re.compile(rb"""table:number-(?:rows|columns)-repeated=["'](\d{1,9})""")


def refuse_hostile(data: bytes, name: str) -> None:
    """Let only a whole, bounded, plain workbook pass.

    Raises:
        UserError: it is no workbook, damaged, protected, a bomb, or larger than a list can be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename.lower() for part in parts}
            if len(parts) > MOST_PARTS:
                raise _bomb(name)
            if not names & {"xl/workbook.xml", "content.xml"}:
                raise _no_workbook(name)
            if any(part.flag_bits & 1 for part in parts):
                raise _protected(name)
            _look_through(archive, [part for part in parts if _is_read(part.filename)], name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise _damaged(name) from error


def _is_read(part: str) -> bool:
    return part.lower().endswith((".xml", ".rels")) and "/media/" not in part.lower()


def _look_through(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> None:
    left = MOST_UNPACKED
    for part in parts:
        if part.file_size > left:
            raise _bomb(name)
        pieces = []
        # The directory may tell less than there is; the reader that follows would unpack it all.
        part.file_size = left + 1
        with archive.open(part) as opened:
            while piece := opened.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise _bomb(name)
                pieces.append(piece)
        _judge_part(part.filename, b"".join(pieces), name)


def _judge_part(part: str, content: bytes, name: str) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        message = _(
            "{name} bevat XML-verwijzingen die niet in een rekenblad horen; bewaar het opnieuw in Excel."
        )
        raise UserError(message.format(name=name))
    if part.lower() == "meta-inf/manifest.xml" and b"encryption-data" in content:
        raise _protected(name)
    if _SHEET.fullmatch(part):
        plain = content.translate(_PLAIN)
        if _is_odd(plain) or _FAR.search(plain):
            refuse_size(name, "", *_reach(plain))
    if part.lower() == "content.xml":
        rows, columns = _ods_reach(content)
        refuse_size(name, "", rows, columns)


def _is_odd(content: bytes) -> bool:
    """Whether a cell does not begin with its place, as every spreadsheet writes it."""
    return b":c" in content or content.count(b'<c r="') != content.count(b"<c ") + content.count(b"<c>")


def _reach(content: bytes) -> tuple[int, int]:
    """Rows and columns from the first filled cell to the last; one without a place stands beside another."""
    filled = _EMPTY_ROW.sub(b"", _EMPTY.sub(b"", content))
    places = set(_PLACE.findall(filled))
    columns = [_column(letters) for letters in {letters for letters, _row in places if letters}]
    rows = [int(row) for _letters, row in places]
    most = max(
        (row.count(b"<c") + row.count(b":c") for row in re.split(rb"<(?:\w+:)?row\b", filled)), default=0
    )
    if not columns:
        return (max(rows) - min(rows) + 1 if rows and most else 0), most
    return max(rows) - min(rows) + 1, max(max(columns) - min(columns) + 1, most)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _ods_reach(content: bytes) -> tuple[int, int]:
    """Rows and columns up to the last filled cell of the largest sheet, repetitions written out."""
    best = widest = rows = pending = width = cells = 0
    for tag in _ODS_TAG.finditer(content):
        kind, about = tag[1], tag[2]
        found = _REPEATED.search(about)
        count = int(found[1]) if found else 1
        if kind == b"table":
            rows = pending = width = 0
        elif kind == b"table-row":
            pending, cells = pending + count, 0
        else:
            cells += count
            if b"office:value-type" in about or b"calcext:value-type" in about:
                rows, pending = rows + pending, 0
                width = max(width, cells)
                if rows * width >= best * widest:
                    best, widest = rows, width
    return best, widest


def _bomb(name: str) -> UserError:
    message = _(
        "{name} is uitgepakt veel groter dan een lijst kan zijn; het is niet gelezen. Bewaar het opnieuw."
    )
    return UserError(message.format(name=name))


def _no_workbook(name: str) -> UserError:
    message = _("{name} is een zip-bestand zonder rekenblad; bewaar de lijst als .xlsx, .ods of .csv.")
    return UserError(message.format(name=name))


def _protected(name: str) -> UserError:
    message = _("{name} is met een wachtwoord beveiligd; bewaar het zonder wachtwoord.")
    return UserError(message.format(name=name))


def _damaged(name: str) -> UserError:
    message = _("{name} is niet heel (misschien half opgehaald); haal of bewaar het opnieuw.")
    return UserError(message.format(name=name))
