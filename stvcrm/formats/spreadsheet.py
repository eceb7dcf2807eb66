"""Workbooks (.xlsx, .xls, .ods) as sheets of plain values: the only reader that knows calamine."""

from __future__ import annotations

import io
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.formats.archive import refuse_hostile
from stvcrm.formats.sheets import Sheet, refuse_size

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ERRORS = frozenset({"#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


def read_workbook(data: bytes, name: str) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The sheets of a workbook, those that are shown first, and sentences about them.

    Of a formula the value counts that was stored with it. Of merged cells only the first holds the value.

    Raises:
        UserError: it is protected, damaged, hostile or no workbook.
    """
    if data.startswith(b"PK"):
        refuse_hostile(data, name)
    elif _ENCRYPTED in data:
        raise _protected(name)
    sheets: list[Sheet] = []
    notes: list[str] = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for place, about in enumerate(book.sheets_metadata):
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                found = book.get_sheet_by_index(place)
                hidden = about.visible != SheetVisibleEnum.Visible
                sheets.append(_sheet(found, name, hidden=hidden))
                notes += _merged(found)
    except PasswordError as error:
        raise _protected(name) from error
    except UserError:
        raise
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _damaged(name) from error
    except BaseException as error:
        # A defect of the reader itself (a "panic") is a BaseException of a class that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(name) from error
    return tuple(sorted(sheets, key=lambda sheet: sheet.hidden)), tuple(notes)


def _sheet(found: CalamineSheet, name: str, *, hidden: bool) -> Sheet:
    start = found.start or (0, 0)
    refuse_size(name, found.name, found.height, found.width)
    rows = tuple(_row(row) for row in found.to_python(skip_empty_area=True))
    return Sheet(found.name, start[0] + 1, rows, start[1] + 1, hidden)


def _row(row: Iterable[Any]) -> tuple[Any, ...]:
    """Plain values: a whole number without decimals, no error values; empty when nothing is filled in."""
    plain = tuple([value if type(value) is str and value not in _ERRORS else _plain(value) for value in row])
    return plain if any(plain) else ()


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, str):
        return ""
    return str(value) if isinstance(value, (time, timedelta)) else value


def _merged(found: CalamineSheet) -> list[str]:
    """A sentence about cells that span rows: only the first of those rows gets the value."""
    tall = [start for start, end in found.merged_cell_ranges or () if end[0] > start[0]]
    if not tall:
        return []
    message = _(
        "Blad {sheet} heeft samengevoegde cellen over meer rijen, voor het eerst in rij {row}; "
        "alleen de bovenste rij krijgt daarvan de waarde."
    )
    return [message.format(sheet=found.name, row=min(tall)[0] + 1)]


def _protected(name: str) -> UserError:
    message = _("{name} is met een wachtwoord beveiligd; bewaar het in Excel zonder wachtwoord.")
    return UserError(message.format(name=name))


def _damaged(name: str) -> UserError:
    message = _("{name} is beschadigd of geen rekenblad; open het in Excel en bewaar het opnieuw als .xlsx.")
    return UserError(message.format(name=name))
