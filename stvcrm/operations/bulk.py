"""What one value for a field of many records would change: judged row by row before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from stvcrm.base.dates import short_date
from stvcrm.base.errors import Invalid
from stvcrm.base.i18n import _
from stvcrm.model.catalog import BY_NOUN
from stvcrm.operations.values import assign
from stvcrm.queries.titles import titles

CHUNK = 500


@dataclass(frozen=True)
class BulkRow:
    """One record: what the field is and becomes, in words; `problem` says why it cannot, or is empty."""

    id: int
    title: str
    before: str
    after: str
    problem: str = ""

    @property
    def changes(self) -> bool:
        """Whether the record would change."""
        return not self.problem and self.before != self.after


def judge(
    connection: Connection, *, noun: str, ids: Sequence[int], key: str, value: object, on: date
) -> tuple[BulkRow, ...]:
    """What `edit_many` with this value would do to each of these records, in their order."""
    entity = BY_NOUN[noun]
    table, found = entity.table(), dict[int, dict[str, Any]]()
    for at in range(0, len(ids), CHUNK):
        query = select(table).where(table.c.id.in_(ids[at : at + CHUNK]))
        found |= {row["id"]: dict(row) for row in connection.execute(query).mappings()}
    names = titles(connection, table.name, found)
    new, refused = _read(noun, key, value, on)
    rows = []
    for row_id in (row_id for row_id in ids if row_id in found):
        values = found[row_id]
        problems = [problem.message for problem in entity.rules({**values, key: new}) if problem.field == key]
        problem = refused or " ".join(problems)
        rows.append(BulkRow(row_id, names.get(row_id, ""), words(values[key]), words(new), problem))
    return tuple(rows)


def words(value: object) -> str:
    """A value of a field as people read it; nothing is an empty text."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, date):
        return short_date(value)
    return "" if value is None else str(getattr(value, "label", value))


def _read(noun: str, key: str, value: object, on: date) -> tuple[object, str]:
    """The value as it is stored, and why it cannot be."""
    record = BY_NOUN[noun]()
    try:
        assign(record, {key: value}, on)
    except Invalid as error:
        return value, str(error)
    return getattr(record, key), ""
