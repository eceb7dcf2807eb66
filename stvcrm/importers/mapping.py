"""Finding the list in a file: which sheet, which row holds the headings, which column is which field.

Headings are recognised by their words, then columns by the look of their values; a file with the headings
of a remembered profile is read as that one was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.base.text import clean_line
from stvcrm.formats.tables import TableFile, read_tables
from stvcrm.importers.headings import columns_of
from stvcrm.importers.looks import columns_by_look, month_first, unnamed
from stvcrm.importers.pipeline import Options, Source, SourceColumn, Target
from stvcrm.importers.profiles import Profiles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from stvcrm.formats.sheets import Sheet

SEARCHED_ROWS = 40
"""Rows in which the headings are looked for."""


@dataclass(frozen=True)
class _Found:
    """A row that may hold the headings, and how well it does."""

    sheet: Sheet
    place: int
    columns: tuple[SourceColumn, ...]
    worth: tuple[bool, bool, int]


def read_list(
    connection: Connection,
    path: Path,
    importer: str,
    targets: Sequence[Target],
    needed: str,
    options: Options,
) -> Source:
    """A file as a list with these targets.

    Args:
        connection: to look up remembered profiles.
        path: the file.
        importer: the key under which profiles are remembered.
        targets: fields that columns may fill.
        needed: the key of the target without which it is no such list.
        options: what the user chose.

    Raises:
        UserError: the file is no table, or no column was recognised as `needed`.
    """
    table = read_tables(path, encoding=options.encoding, delimiter=options.delimiter)
    profiles = Profiles(connection, importer, options)
    found = [
        item for sheet in table.sheets for item in _heading_rows(sheet, targets, needed, profiles, options)
    ]
    best = max(found, key=lambda item: item.worth, default=None)
    if best is None or not best.worth[0]:
        raise UserError(_refusal(table, targets, needed, options))
    below = best.sheet.rows[best.place + 1 :]
    columns = columns_of(
        best.sheet.rows[best.place],
        best.sheet.first_column,
        targets,
        profiles,
        unnamed=unnamed(best.columns, below),
    )
    columns = columns_by_look(columns, below, targets, profiles)
    rows = tuple(
        (best.sheet.first_row + number, row)
        for number, row in enumerate(below, start=best.place + 1)
        if any(value not in (None, "") for value in row)
    )
    if not rows:
        message = _("{name}: onder de kolomkoppen in rij {row} staan geen rijen; vul de lijst aan.")
        raise UserError(message.format(name=path.name, row=best.sheet.first_row + best.place))
    american = month_first(columns, below, targets)
    return Source(
        path,
        best.sheet.name,
        best.sheet.first_row + best.place,
        columns,
        rows,
        (*table.notes, *profiles.notes, *_date_notes(american, columns)),
        table.encoding,
        table.delimiter,
        tuple(sheet.name for sheet in table.sheets),
        american,
        options.profile,
    )


def cells(source: Source, row: Sequence[Any]) -> dict[str, Any]:
    """The values of a row by target key; targets whose column is absent are left out."""
    return {
        column.target: row[column.index] if column.index < len(row) else None
        for column in source.columns
        if column.target
    }


def heading_of(source: Source, target: str) -> str:
    """What the file calls the column of a target, for messages."""
    return next((column.heading for column in source.columns if column.target == target), target)


def repeats_headings(source: Source, row: Sequence[Any]) -> bool:
    """Whether a row says the headings again, as on every page of a printed list."""
    same = 0
    for seen, column in enumerate(source.columns):
        cell = row[column.index] if column.index < len(row) else None
        same += isinstance(cell, str) and clean_line(cell) == column.heading
        if seen - same > len(source.columns) // 2:
            return False
    return same > 1 and same * 2 > len(source.columns)


def _heading_rows(
    sheet: Sheet, targets: Sequence[Target], needed: str, profiles: Profiles, options: Options
) -> list[_Found]:
    if options.sheet not in (None, sheet.name):
        return []
    found = []
    for place, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        if options.heading_row not in (None, sheet.first_row + place) or not any(row):
            continue
        columns = columns_of(row, sheet.first_column, targets, profiles)
        known = {column.target for column in columns} - {None}
        if known:
            worth = (needed in known, not sheet.hidden, len(known))
            found.append(_Found(sheet, place, columns, worth))
    return found


def _date_notes(american: frozenset[str], columns: Sequence[SourceColumn]) -> tuple[str, ...]:
    message = _("Kolom «{column}»: datums gelezen met de maand vóór de dag.")
    return tuple(message.format(column=column.heading) for column in columns if column.target in american)


def _refusal(table: TableFile, targets: Sequence[Target], needed: str, options: Options) -> str:
    label = next(_(target.label) for target in targets if target.key == needed)
    filled = [
        sheet for sheet in table.sheets if any(map(any, sheet.rows)) and options.sheet in (None, sheet.name)
    ]
    if not filled:
        return _("{name} bevat geen rijen; kies een bestand met een lijst.").format(name=table.path_name)
    sheet = filled[0]
    last = sheet.first_row + min(SEARCHED_ROWS, len(sheet.rows)) - 1
    where = _("{name}, blad {sheet}") if sheet.name else "{name}"
    return _(
        "In {where}, rij {first} tot {last} staat geen kolomkop voor «{label}»; "
        "geef die kolom een kop zoals «Organisatie» en probeer het opnieuw."
    ).format(
        where=where.format(name=table.path_name, sheet=sheet.name),
        first=sheet.first_row,
        last=last,
        label=label,
    )
