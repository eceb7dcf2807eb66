"""What a cell of a written table can hold, and text that a spreadsheet would take for a formula."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

SheetValue = str | int | float | Decimal | date | datetime | None
"""A moment has no zone here: spreadsheets know none, so it is what the clock on the wall said."""
_FORMULA = re.compile(r"[=+\-@\t\r\n\0＝＋－＠]")
_ABROAD = re.compile(r"\+(\d[\d ]*)")


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet could compute this text instead of showing it."""
    return _FORMULA.match(text) is not None


def harmless(text: str) -> str:
    """The text as a spreadsheet shows it: an apostrophe before what would be a formula.

    A telephone number with country code gets the `00` that the Dutch dial instead of its plus sign.
    """
    abroad = _ABROAD.fullmatch(text)
    if abroad:
        return f"00{abroad[1]}"
    return f"'{text}" if starts_formula(text) else text
