"""A cell of someone's file becomes a value of ours, or is refused with a reason; the row goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from stvcrm.analysis.addresses import email, phone, postcode, website
from stvcrm.base.dates import file_date
from stvcrm.base.i18n import N_, _
from stvcrm.base.text import clean
from stvcrm.model.base import LINE, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS = 10
"""A number of this many digits counts nothing that is in a list."""


@dataclass(frozen=True)
class Refused:
    """A cell that cannot be stored: why, as part of a sentence."""

    why: str


def read_cell(value: Any, kind: Kind, *, month_first: bool = False) -> Any:
    """The value of a cell for a field of this kind; None when the cell is empty, Refused when it is wrong.

    With `month_first` a date as text has its month before its day.
    """
    if isinstance(value, str):
        value = clean(value)
    if value is None or value == "":
        return None
    if kind is Kind.DATE:
        return _date(value, month_first=month_first)
    if kind is Kind.NUMBER:
        return _number(value)
    text = value if isinstance(value, str) else as_text(value)
    return text if kind is Kind.TEXT else _line(text, kind)


def as_text(value: Any) -> str:
    """The text of a cell as its reader saw it: whole numbers without decimals, dates the Dutch way."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (date, datetime)):
        return f"{value.day}-{value.month}-{value.year}"
    return clean(str(value))


def _line(text: str, kind: Kind) -> str | Refused:
    """One line: as it is, or in the one notation of its kind."""
    reader, why = _READERS.get(kind, (None, ""))
    if reader is not None:
        return (reader(text) if len(text) <= LINE else None) or Refused(_(why))
    line = " ".join(text.split())
    return Refused(_("te lang, hooguit {limit} tekens").format(limit=LINE)) if len(line) > LINE else line


def _date(value: Any, *, month_first: bool) -> Any:
    """A date; a number counts days as Excel does, but a year alone is no date."""
    plain = int(value) if isinstance(value, str) and value.isdecimal() and len(value) < _DIGITS else value
    if isinstance(plain, (int, float)) and 1900 <= plain <= 2100:
        return Refused(_("alleen een jaartal, geen datum"))
    found = file_date(plain, serial=True, month_first=month_first)
    return Refused(_("geen datum")) if found is None else found


def _number(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        whole = 0 <= value < 10**_DIGITS and float(value).is_integer()
        return int(value) if whole else Refused(_("geen heel getal"))
    plain = str(value).replace(".", "").replace(" ", "")
    whole = plain.isascii() and plain.isdigit() and len(plain) < _DIGITS
    return int(plain) if whole else Refused(_("geen heel getal"))


_READERS: dict[Kind, tuple[Callable[[str], str | None], str]] = {
    Kind.PHONE: (phone, N_("geen telefoonnummer")),
    Kind.EMAIL: (email, N_("geen e-mailadres")),
    Kind.POSTCODE: (postcode, N_("geen postcode")),
    Kind.WEBSITE: (website, N_("geen webadres")),
}
