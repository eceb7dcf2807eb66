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
from stvcrm.formats.tables import refuse_size

MOST_PARTS = 2_000
MOST_UNPACKED = 100 * 2**20
"""Bytes of XML that a workbook may unpack to."""
_PIECE = 2**18
_SHEET = re.compile(r"xl/worksheets/.*\.xml", re.IGNORECASE)
_FAR = re.compile(rb"""\br=["'](?:[A-Za-z]{2,3}\d|[A-Za-z]{0,3}\d{6})""")
"""A cell right of Z or a row of six digits: only then are all the places of cells worth looking at."""
_FILLED = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Za-z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")
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
    if _SHEET.fullmatch(part) and _FAR.search(content):
        rows, columns = _reach(content)
        refuse_size(name, "", rows, columns)
    if part.lower() == "content.xml":
        rows, columns = _ods_reach(content)
        refuse_size(name, "", rows, columns)


def _reach(content: bytes) -> tuple[int, int]:
    """Rows and columns from the first filled cell to the last."""
    filled = set(_FILLED.findall(content))
    rows = [int(row) for _letters, row in filled]
    columns = [_column(letters) for letters in {letters for letters, _row in filled}]
    if not filled:
        return 0, 0
    return max(rows) - min(rows) + 1, max(columns) - min(columns) + 1


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
