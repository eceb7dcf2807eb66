"""Delimited text (.csv, .tsv, .txt): encoding and delimiter guessed from the content, or as told."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.formats.sheets import MOST_CELLS, MOST_COLUMNS, refuse_size

DELIMITERS = (";", ",", "\t", "|")
_LOOKED_AT = 100
"""Rows by which the delimiter is guessed."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = ("cp1252", "cp850", "mac_roman")
"""What programs without Unicode wrote, the likeliest first."""
_ACCENTED = frozenset("éëïöüèáàóúíçêâôûîäñÉËÏÖÜÈÁÓÇ")
_MANY = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
"""A character of more bytes in UTF-8."""
LONGEST_CELL, LONGEST_TEXT = 2**20 - 1, 2**17
"""Characters of a cell, and of one with line ends in it: beyond that a quote was never closed."""
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True)
class Delimited:
    """The rows with how they were read, and sentences about it; an empty line is an empty row."""

    rows: tuple[tuple[str, ...], ...]
    encoding: str
    delimiter: str
    notes: tuple[str, ...]


def read_delimited(data: bytes, name: str, encoding: str | None, delimiter: str | None) -> Delimited:
    """Text as rows; the number of a row is that of the spreadsheet: a cell may hold line ends.

    Raises:
        UserError: it is no text, an unknown encoding, a quote that never closes, or larger than a list.
    """
    text, used, notes = _decode(data, name, encoding)
    _refuse_binary(text, name)
    # A single NUL in a cell is no more than a control character; those never reach a record.
    text = text.replace("\0", "")
    told = re.match(r"sep=(.)\r?\n", text)
    mark = delimiter or (told[1] if told else _guess(text))
    try:
        csv.reader((), delimiter=mark)
    except TypeError as error:
        message = _("«{mark}» kan geen scheidingsteken zijn; kies één teken, zoals ; of een tab.")
        raise UserError(message.format(mark=mark)) from error
    rows = _rows(text, mark, name)
    if told:
        rows[0] = ()
    return Delimited(tuple(rows), used, mark, tuple(notes))


def _rows(text: str, mark: str, name: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    cells = 0
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for row in reader:
            filled = row if len(row) <= MOST_COLUMNS else _trimmed(row)
            if len(filled) > MOST_COLUMNS:
                refuse_size(name, "", len(rows) + 1, len(filled))
            if any(len(cell) > LONGEST_TEXT and "\n" in cell for cell in filled):
                raise csv.Error
            rows.append(tuple(filled) if any(filled) else ())
            cells += len(rows[-1])
            if cells > MOST_CELLS:
                refuse_size(name, "", cells, 1)
    except csv.Error as error:
        message = _(
            "{name}, rij {row}: een cel is langer dan {most} tekens of een aanhalingsteken sluit niet; "
            "herstel die rij en bewaar opnieuw."
        )
        raise UserError(message.format(name=name, row=len(rows) + 1, most=LONGEST_CELL)) from error
    return rows


def _trimmed(row: list[str]) -> list[str]:
    """A row without the empty cells at its end."""
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]


def _guess(text: str) -> str:
    """The delimiter that takes most rows apart into the same number of cells."""
    sample = text[:200_000]
    return max(DELIMITERS, key=lambda mark: _evenness(sample, mark))


def _evenness(sample: str, mark: str) -> int:
    widths: Counter[int] = Counter()
    try:
        for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=mark), _LOOKED_AT):
            widths[len(row)] += 1
    except csv.Error:
        return 0
    return max(((width - 1) * count for width, count in widths.items()), default=0)


def _decode(data: bytes, name: str, encoding: str | None) -> tuple[str, str, list[str]]:
    """The text, the encoding used, and what should be known about it."""
    if encoding:
        try:
            return data.decode(encoding, "replace").removeprefix("\ufeff"), encoding, []
        except (LookupError, UnicodeError, AttributeError) as error:
            message = _("De tekenset {encoding} is onbekend; kies utf-8 of cp1252.")
            raise UserError(message.format(encoding=encoding)) from error
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _marked(data, name, marked)
    for wide in ("utf-16-le", "utf-16-be"):
        if _alternates(data, wide):
            return data.decode(wide, "replace"), wide, []
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError as error:
        return _broken(data, error.start)


def _marked(data: bytes, name: str, marked: str) -> tuple[str, str, list[str]]:
    try:
        return data.decode(marked), marked, []
    except UnicodeDecodeError as error:
        if marked == "utf-8-sig":
            text, used, notes = _broken(data[3:], error.start)
            return text, used, notes
        message = _("{name} is niet heel: het {encoding}-bestand breekt af. Bewaar het opnieuw.")
        raise UserError(message.format(name=name, encoding=marked.upper())) from error


def _alternates(data: bytes, wide: str) -> bool:
    """Whether this is UTF-16 without its mark: every other byte of plain text is zero."""
    start = data[:2_000]
    zeros, others = (start[1::2], start[::2]) if wide == "utf-16-le" else (start[::2], start[1::2])
    return len(start) > 8 and zeros.count(0) > 0.7 * len(zeros) and others.count(0) < 0.1 * len(others)


def _broken(data: bytes, at: int) -> tuple[str, str, list[str]]:
    """Bytes that are not all UTF-8: mostly it, with a few strays, or an older encoding as a whole."""
    sound = len(_MANY.findall(data))
    text = data.decode("utf-8", "surrogateescape")
    strays = sum(1 for c in text if "\udc80" <= c <= "\udcff")
    if sound <= strays:
        used = max(_OLD, key=lambda old: _accents(data, old))
        return data.decode(used, "replace"), used, []
    row = data[:at].count(b"\n") + 1
    mended = "".join(
        bytes([ord(c) - 0xDC00]).decode("cp1252", "replace") if "\udc80" <= c <= "\udcff" else c for c in text
    )
    example = mended.split("\n")[row - 1].strip()[:80]
    message = _(
        "Het bestand is UTF-8, maar {count} tekens zijn dat niet en zijn als Windows-1252 gelezen, "
        "voor het eerst in regel {row}: «{example}»."
    )
    return mended, "utf-8", [message.format(count=strays, row=row, example=example)]


def _accents(data: bytes, encoding: str) -> int:
    """How many bytes beyond ASCII are accented letters of Dutch in this encoding."""
    high = bytes(byte for byte in data[:500_000] if byte > 127)
    return sum(1 for c in high.decode(encoding, "replace") if c in _ACCENTED)


def _refuse_binary(text: str, name: str) -> None:
    """Say that this is no text, or damaged.

    Raises:
        UserError: more NUL or other control characters than text has.
    """
    if text.count("\0") * 100 > len(text):
        row = text.count("\n", 0, text.find("\0")) + 1
        message = _(
            "{name}, regel {row} bevat NUL-tekens: geen lijst, of beschadigd. Bewaar het bestand opnieuw."
        )
        raise UserError(message.format(name=name, row=row))
    sample = text[:100_000]
    if len(_CONTROL.findall(sample)) > max(2, len(sample) // 100):
        message = _("{name} is geen tekst en geen rekenblad; bewaar de lijst als .xlsx of .csv.")
        raise UserError(message.format(name=name))
