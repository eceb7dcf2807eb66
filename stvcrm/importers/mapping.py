"""Finding the list in a file: which sheet, which row holds the headings, which column is which field.

Headings are recognised by their words, then columns by the look of their values; what was corrected is
remembered as a profile and goes first the next time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from stvcrm.analysis.addresses import email, phone, postcode, website
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.base.text import fold
from stvcrm.formats.tables import Sheet, TableFile, read_tables
from stvcrm.importers.pipeline import Options, Source, SourceColumn, Target
from stvcrm.model.base import Kind
from stvcrm.model.imports import ImportProfile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

SEARCHED_ROWS = 40
"""Rows in which the headings are looked for."""
SAMPLE = 60
"""Values of a column that are looked at to guess what it holds."""
ENOUGH = 0.8
"""The part of them that must look alike."""
_LOOKS: dict[Kind, Callable[[str], object]] = {
    Kind.POSTCODE: postcode,
    Kind.EMAIL: email,
    Kind.PHONE: phone,
    Kind.WEBSITE: website,
}


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
    remembered = dict(options.columns or {}) or _profile(connection, importer, options.profile)
    best: tuple[int, Sheet, int, tuple[SourceColumn, ...]] | None = None
    for sheet in table.sheets:
        if options.sheet not in (None, sheet.name):
            continue
        for place, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
            if options.heading_row not in (None, sheet.first_row + place):
                continue
            columns = _columns(row, targets, remembered)
            score = sum(1 for column in columns if column.target)
            if score and (best is None or score > best[0]):
                best = (score, sheet, place, columns)
    if best is None or not _has(best[3], needed):
        raise UserError(_refusal(table, targets, needed))
    _score, sheet, place, columns = best
    columns = _by_look(columns, sheet.rows[place + 1 :], targets)
    rows = tuple(
        (sheet.first_row + number, row)
        for number, row in enumerate(sheet.rows[place + 1 :], start=place + 1)
        if any(value not in (None, "") for value in row)
    )
    return Source(
        path,
        sheet.name,
        sheet.first_row + place,
        columns,
        rows,
        table.notes,
        table.encoding,
        table.delimiter,
        tuple(sheet.name for sheet in table.sheets),
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


def words(heading: object) -> tuple[str, ...]:
    """The words of a heading, without what is no letter or digit."""
    return tuple(re.findall(r"[a-z0-9]+", fold(str(heading or ""))))


def _columns(
    row: Sequence[Any], targets: Sequence[Target], remembered: Mapping[str, str]
) -> tuple[SourceColumn, ...]:
    """The columns of a heading row; each target goes to the column whose heading fits it best."""
    fits: list[tuple[int, int, str]] = []
    for index, heading in enumerate(row):
        if not isinstance(heading, str) or not heading.strip():
            continue
        known = remembered.get(" ".join(words(heading)))
        if known is not None:
            fits.append((1_000, index, known))
            continue
        fits += [(score, index, target.key) for target in targets if (score := _fit(heading, target))]
    taken: dict[int, str] = {}
    for _score, index, key in sorted(fits, key=lambda fit: (-fit[0], fit[1])):
        if index not in taken and key not in taken.values():
            taken[index] = key
    return tuple(
        SourceColumn(index, str(heading).strip(), taken.get(index) or None)
        for index, heading in enumerate(row)
        if heading not in (None, "")
    )


def _fit(heading: str, target: Target) -> int:
    """How well a heading names a target: 100 to the letter, fewer when words are left over, 0 not at all."""
    present = words(heading)
    best = 0
    for synonym in target.headings:
        wanted = words(synonym)
        if present == wanted:
            return 100
        if "".join(present) == "".join(wanted):
            best = max(best, 99)
        elif set(wanted) <= set(present) and len(present) <= len(wanted) + 3:
            best = max(best, 50 + 10 * len(wanted) - 5 * (len(present) - len(wanted)))
    return best


def _by_look(
    columns: tuple[SourceColumn, ...], rows: Sequence[Sequence[Any]], targets: Sequence[Target]
) -> tuple[SourceColumn, ...]:
    """Columns without a known heading, recognised by their values; a target is filled only once."""
    free = [target for target in targets if not _has(columns, target.key) and target.kind in _LOOKS]
    found = list(columns)
    for place, column in enumerate(found):
        if column.target is not None or not free:
            continue
        values = [str(row[column.index]) for row in rows if column.index < len(row) and row[column.index]]
        match = next((target for target in free if _looks_like(values[:SAMPLE], target.kind)), None)
        if match is not None:
            found[place] = SourceColumn(column.index, column.heading, match.key)
            free.remove(match)
    return tuple(found)


def _looks_like(values: Sequence[str], kind: Kind) -> bool:
    recognised = sum(1 for value in values if _LOOKS[kind](value))
    return len(values) >= 3 and recognised >= ENOUGH * len(values)


def _has(columns: Sequence[SourceColumn], target: str) -> bool:
    return any(column.target == target for column in columns)


def _profile(connection: Connection, importer: str, name: str | None) -> dict[str, str]:
    """Remembered headings: of the named profile, else of every profile of this importer."""
    table = ImportProfile.table()
    query = select(table.c.columns).where(table.c.importer == importer).order_by(table.c.id)
    if name is not None:
        query = query.where(table.c.name == name)
    found = connection.execute(query).scalars().all()
    if name is not None and not found:
        raise UserError(_("Er is geen profiel {name}; laat --profile weg.").format(name=name))
    return {heading: target for columns in found for heading, target in columns.items()}


def _refusal(table: TableFile, targets: Sequence[Target], needed: str) -> str:
    label = next(_(target.label) for target in targets if target.key == needed)
    filled = [sheet for sheet in table.sheets if sheet.rows]
    if not filled:
        return _("{name} bevat geen rijen.").format(name=table.path_name)
    return _(
        "In {name}, blad {sheet}, rij 1 tot {rows} staat geen kolomkop voor «{label}»; "
        "geef die kolom een kop zoals «Organisatie» en probeer het opnieuw."
    ).format(
        name=table.path_name, sheet=filled[0].name, rows=min(SEARCHED_ROWS, len(filled[0].rows)), label=label
    )
