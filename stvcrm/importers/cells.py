"""A cell of someone's file becomes a value of ours, or is refused with a reason; the row goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from stvcrm.analysis.addresses import email, phone, postcode, website
from stvcrm.base.dates import file_date
from stvcrm.base.i18n import _
from stvcrm.base.text import clean, clean_line
from stvcrm.model.base import LINE, Kind

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Refused:
    """A cell that cannot be stored: why, as part of a sentence."""

    why: str


def read_cell(value: Any, kind: Kind, *, month_first: bool = False) -> Any:
    """The value of a cell for a field of this kind; None when the cell is empty, Refused when it is wrong.

    With `month_first` a date as text has its month before its day.
    """
    if value is None or (isinstance(value, str) and not clean(value)):
        return None
    if kind is Kind.DATE:
        return _date(value, month_first=month_first)
    if kind is Kind.NUMBER:
        return _number(value)
    line = as_text(value)
    if kind is Kind.TEXT:
        return line
    if kind in _READERS:
        reader, why = _READERS[kind]
        return reader(line) or Refused(_(why))
    line = clean_line(line)
    return Refused(_("te lang, hooguit {limit} tekens").format(limit=LINE)) if len(line) > LINE else line


def as_text(value: Any) -> str:
    """The text of a cell as its reader saw it: whole numbers without decimals, dates the Dutch way."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (date, datetime)):
        return f"{value.day}-{value.month}-{value.year}"
    return clean(str(value))


def _date(value: Any, *, month_first: bool) -> Any:
    """A date; a number counts days as Excel does, but a year alone is no date."""
    plain = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
    if isinstance(plain, (int, float)) and 1900 <= plain <= 2100:
        return Refused(_("alleen een jaartal, geen datum"))
    found = file_date(plain, serial=True, month_first=month_first)
    return Refused(_("geen datum")) if found is None else found


def _number(value: Any) -> Any:
    if isinstance(value, bool):
        return Refused(_("geen getal"))
    if isinstance(value, (int, float)):
        return int(value) if float(value).is_integer() and value >= 0 else Refused(_("geen heel getal"))
    plain = clean_line(str(value)).replace(".", "").replace(" ", "")
    return (
        int(plain)
        if plain.isascii() and plain.isdigit() and len(plain) < 10
        else Refused(_("geen heel getal"))
    )


_READERS: dict[Kind, tuple[Callable[[str], str | None], str]] = {
    Kind.PHONE: (phone, "geen telefoonnummer"),
    Kind.EMAIL: (email, "geen e-mailadres"),
    Kind.POSTCODE: (postcode, "geen postcode"),
    Kind.WEBSITE: (website, "geen webadres"),
}
