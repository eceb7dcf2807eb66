"""A sheet as every reader gives it, and how large one may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _

MOST_COLUMNS = 256
"""The most columns of a list; what has more is no list of organisations or people."""
MOST_CELLS = 4_000_000
"""The most cells of a sheet, empty ones between filled ones counted, so that memory stays within bounds."""


@dataclass(frozen=True)
class Sheet:
    """One sheet; `first_row` and `first_column` are what the spreadsheet calls those of `rows[0][0]`, from 1.

    An empty row may have no cells at all. `hidden` tells that its maker does not show it.
    """

    name: str
    first_row: int
    rows: tuple[tuple[Any, ...], ...]
    first_column: int = 1
    hidden: bool = False


def refuse_size(name: str, sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet that is too wide or too large to be a list.

    Raises:
        UserError: more than MOST_COLUMNS columns or MOST_CELLS cells.
    """
    where = _("{name}, blad {sheet}").format(name=name, sheet=sheet) if sheet else name
    if columns > MOST_COLUMNS:
        message = _(
            "{where} heeft {count} kolommen; een lijst heeft er hooguit {most}. Verwijder wat rechts staat."
        )
        raise UserError(message.format(where=where, count=columns, most=MOST_COLUMNS))
    if rows * columns > MOST_CELLS:
        message = _(
            "{where} loopt door tot rij {rows} en kolom {columns}; dat is te groot. Verwijder de lege rijen."
        )
        raise UserError(message.format(where=where, rows=rows, columns=columns))
