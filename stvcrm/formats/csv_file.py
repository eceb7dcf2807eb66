"""Writing .csv as Dutch Excel opens it right: UTF-8 with mark, semicolons, CR LF, decimal commas."""

from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from stvcrm.formats.sheet_values import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stvcrm.formats.sheet_values import SheetValue


def write(headings: Sequence[str], rows: Iterable[Sequence[SheetValue]]) -> bytes:
    """A whole file; no cell is a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in headings])
    writer.writerows([_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _text(value: SheetValue) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, datetime):
        return f"{value:%d-%m-}{value.year:04d} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-}{value.year:04d}"
    if isinstance(value, (float, Decimal)):
        return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value).replace(".", ",")
    return str(value)
