"""Any list that people keep: .xlsx, .xls, .ods or delimited text as sheets of rows.

What a file is follows from its content, never from its ending. Rows keep the number the spreadsheet shows.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.formats.sheets import Sheet

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 50 * 2**20
"""The size of file that is read at all; the largest association's list is a tenth of it."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"{\\rtf": "RTF", b"GIF8": "GIF"}


@dataclass(frozen=True)
class TableFile:
    """A file as sheets; `encoding` and `delimiter` are empty unless it is delimited text.

    `notes` are sentences about what was guessed or left out while reading.
    """

    path_name: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""


def read_tables(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> TableFile:
    """The sheets of a file.

    Args:
        path: the file; nothing is written beside it.
        encoding: of delimited text; None guesses.
        delimiter: of delimited text; None guesses.

    Raises:
        UserError: it cannot be read, is no list, is protected, damaged or too large.
    """
    data = read_bytes(path)
    if data.startswith((_ZIP, _OLE)):
        from stvcrm.formats.spreadsheet import read_workbook  # noqa: PLC0415  its library comes late

        sheets, notes = read_workbook(data, path.name)
        return TableFile(path.name, sheets, notes)
    refuse_other(data, path.name)
    from stvcrm.formats.delimited import read_delimited  # noqa: PLC0415  only one of the two is needed

    text = read_delimited(data, path.name, encoding, delimiter)
    return TableFile(path.name, (Sheet("", 1, text.rows),), text.notes, text.encoding, text.delimiter)


def read_bytes(path: Path) -> bytes:
    """The whole content of a file that a user chose.

    Raises:
        UserError: it is missing, closed to us, empty, a folder, or larger than MOST_BYTES.
    """
    name = path.name
    try:
        if path.is_dir():
            raise UserError(_("{name} is een map; kies een bestand.").format(name=name))
        if path.exists() and not path.is_file():
            raise UserError(_("{name} is geen gewoon bestand; kies een ander.").format(name=name))
        size = path.stat().st_size
        data = b"" if size > MOST_BYTES else path.read_bytes()
    except FileNotFoundError as error:
        message = _("{name} bestaat niet; kijk de naam en de map na.")
        raise UserError(message.format(name=name)) from error
    except (OSError, ValueError) as error:
        reason = os.strerror(getattr(error, "errno", None) or 0)
        message = _("{name} kan niet gelezen worden ({reason}); kijk na of het bestand toegankelijk is.")
        raise UserError(message.format(name=name, reason=reason)) from error
    if size > MOST_BYTES:
        message = _("{name} is {size} MB groot; een lijst is hooguit {most} MB. Kies een kleiner bestand.")
        raise UserError(message.format(name=name, size=size // 2**20, most=MOST_BYTES // 2**20))
    if not data:
        raise UserError(_("{name} is leeg; bewaar het opnieuw of kies een ander bestand.").format(name=name))
    return data


def refuse_other(data: bytes, name: str) -> None:
    """Say what a file is that can hold no list.

    Raises:
        UserError: it is a known kind of file, but no table.
    """
    kind = next((kind for mark, kind in _OTHER.items() if data.startswith(mark)), None)
    if kind is None and data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(
        (b"<!doctype", b"<html", b"<?xml")
    ):
        kind = "HTML/XML"
    if kind is not None:
        message = _("{name} is geen lijst maar een {kind}-bestand; bewaar de lijst als .xlsx of .csv.")
        raise UserError(message.format(name=name, kind=kind))
