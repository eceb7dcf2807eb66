"""Writing .xlsx in memory: text stays text, never a formula or a link; same rows, same bytes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.formats.sheet_values import starts_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stvcrm.formats.sheet_values import SheetValue

MOST_ROWS = 1_048_575
"""Rows that fit under the heading."""
MOST_CHARACTERS = 32_767
CREATED = datetime(2017, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Instead of the present moment, so that the same rows give the same bytes."""
NARROW, WIDE, MEASURED = 8, 60, 500
FIRST_YEAR = 1900
"""Spreadsheets know no earlier dates; those are written as text."""
# In memory: XlsxWriter would else put every sheet in plain text in the folder for temporary files.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(title: str, headings: Sequence[str], rows: Iterable[Sequence[SheetValue]]) -> bytes:
    """A whole file with one sheet, its heading row in bold and in sight.

    Raises:
        UserError: there are more rows than a sheet holds.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"title": title, "created": CREATED})
    sheet, writer = book.add_worksheet(_sheet_name(title)), _Cells(book)
    widths = [len(heading) + 2 for heading in headings]
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, writer.heading)
    number = 0
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise UserError(_("Een .xlsx heeft plaats voor {most} rijen; kies .csv.").format(most=MOST_ROWS))
        for column, value in enumerate(row):
            width = writer.write(sheet, number, column, value)
            if number <= MEASURED:
                widths[column] = max(widths[column], width)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width, NARROW), WIDE))
    sheet.freeze_panes(1, 0)
    if headings:
        sheet.autofilter(0, 0, number, len(headings) - 1)
    book.close()
    return out.getvalue()


class _Cells:
    """Writes cells by the kind of their value."""

    def __init__(self, book: Any) -> None:
        self.heading = book.add_format({"bold": True, "bottom": 1})
        self._quoted = book.add_format({"quote_prefix": True})
        self._date = book.add_format({"num_format": "dd-mm-yyyy"})
        self._moment = book.add_format({"num_format": "dd-mm-yyyy hh:mm"})

    def write(self, sheet: Any, row: int, column: int, value: SheetValue) -> int:
        """One cell; returns how many characters it shows."""
        if value is None or value == "":
            return 0
        if isinstance(value, date) and value.year < FIRST_YEAR:
            value = f"{value:%d-%m-}{value.year:04d}"
        if isinstance(value, str):
            text = value if len(value) <= MOST_CHARACTERS else value[: MOST_CHARACTERS - 1] + "…"
            sheet.write_string(row, column, text, self._quoted if starts_formula(text) else None)
            return max(len(line) for line in text.split("\n"))
        if isinstance(value, date):
            sheet.write_datetime(
                row, column, value, self._moment if isinstance(value, datetime) else self._date
            )
            return 16 if isinstance(value, datetime) else 10
        sheet.write_number(row, column, float(value) if isinstance(value, Decimal) else value)
        return len(str(value))


def _sheet_name(title: str) -> str:
    return "".join(c for c in title if c not in "[]:*?/\\'")[:31] or "Blad1"
