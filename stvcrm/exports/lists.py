"""Any list as a file for a spreadsheet: Dutch headings, values in words, the rows and columns wanted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from stvcrm.analysis.addresses import phone_shown
from stvcrm.base.clock import local
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import N_, _
from stvcrm.model.base import Choice, Kind
from stvcrm.queries.rows import Arrangement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from stvcrm.formats.sheet_values import SheetValue
    from stvcrm.queries.rows import Column, RowList

CSV, XLSX = ".csv", ".xlsx"
ENDINGS = (CSV, XLSX)
CHUNK = 500
_WORDS = {
    "yes": N_("ja"),
    "no": N_("nee"),
}
"""Words for values that a query makes, and that therefore have no words of their own."""


def table_bytes(
    row_list: RowList,
    connection: Connection,
    ending: str,
    *,
    ids: Sequence[int] | None = None,
    columns: Sequence[str] | None = None,
) -> bytes:
    """A list as a file.

    Args:
        row_list: which list.
        connection: to the workspace.
        ending: `.csv` or `.xlsx`.
        ids: which rows, in which order; None for all, in the order of the list.
        columns: keys of the columns, in order; None for all.

    Raises:
        UserError: another ending, or no such column.
    """
    chosen = row_list.columns if columns is None else tuple(row_list.column(key) for key in columns)
    wanted = row_list.ids(connection, Arrangement()) if ids is None else ids
    headings = _headings(chosen)
    rows = _rows(row_list, connection, wanted, chosen)
    if ending == CSV:
        from stvcrm.formats import csv_file  # noqa: PLC0415  one of the two is enough

        return csv_file.write(headings, rows)
    if ending == XLSX:
        from stvcrm.formats import xlsx  # noqa: PLC0415  0.1 s

        return xlsx.write(_(row_list.label), headings, rows)
    raise UserError(
        _("Een lijst kan als {known} bewaard worden, niet als «{ending}».").format(
            known=", ".join(ENDINGS), ending=ending
        )
    )


def _headings(columns: Sequence[Column]) -> list[str]:
    """What stands over the columns; of two that are called the same, the reference says it is a number."""
    labels = [_(column.label) for column in columns]
    return [
        _("{label} (nummer)").format(label=label)
        if column.kind is Kind.REFERENCE and labels.count(label) > 1
        else label
        for column, label in zip(columns, labels, strict=True)
    ]


def sheet_value(kind: Kind, value: Any) -> SheetValue:
    """A value as a spreadsheet holds it: choices and facts in words, moments on the Dutch clock."""
    if isinstance(value, str):
        return _words(kind, value)
    if isinstance(value, bool) or kind is Kind.FLAG:
        return _("ja") if value else _("nee")
    if isinstance(value, dict):
        return "; ".join(f"{key}: {item}" for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    found: SheetValue = local(value).replace(tzinfo=None) if isinstance(value, datetime) else value
    return found


def _words(kind: Kind, value: str) -> str:
    if isinstance(value, Choice):
        return value.label
    if kind is Kind.PHONE:
        return phone_shown(value)
    return _(_WORDS[value]) if kind is Kind.CHOICE and value in _WORDS else value


def _rows(
    row_list: RowList, connection: Connection, ids: Sequence[int], columns: Sequence[Column]
) -> Iterator[list[SheetValue]]:
    places = [row_list.columns.index(column) for column in columns]
    for at in range(0, len(ids), CHUNK):
        part = ids[at : at + CHUNK]
        found = row_list.rows(connection, part)
        for row_id in part:
            if row_id in found:
                values = found[row_id]
                yield [
                    sheet_value(column.kind, values[place])
                    for column, place in zip(columns, places, strict=True)
                ]
