"""A row as JSON and back: what the journal keeps.

A new or removed row is kept whole. A change keeps only the columns that changed, and of long text only the
piece that was replaced: `{"@": [where it starts, the piece, length of the whole]}`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from os.path import commonprefix
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Connection, RowMapping, Table, Text, insert, select
from sqlalchemy import Enum as EnumType

from stvcrm.base.errors import Conflict
from stvcrm.base.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

Values = dict[str, Any]
Image = dict[str, Any]
PIECE = "@"
LONG = 200
"""Text of this many characters is kept as the piece that changed."""
CHUNK = 500


def fetch(connection: Connection, table: Table, ids: Iterable[int]) -> dict[int, Image]:
    """The rows with these ids as they are in the database now, as plain JSON values."""
    wanted = sorted(ids)
    found: dict[int, Image] = {}
    for at in range(0, len(wanted), CHUNK):
        rows = connection.execute(select(table).where(table.c.id.in_(wanted[at : at + CHUNK])))
        for row in rows.mappings():
            found[row["id"]] = encode(row)
    return found


def store(connection: Connection, table: Table, images: Iterable[Image]) -> None:
    """Insert rows from whole images, with their ids."""
    rows = [decode(table, image) for image in images]
    if rows:
        connection.execute(insert(table), rows)


def encode(values: RowMapping | Values) -> Image:
    """Column values as JSON values."""
    return {key: value if type(value) in _PLAIN else _plain(value) for key, value in values.items()}


def decode(table: Table, image: Image) -> Values:
    """JSON values as column values; columns that a later version added are left to their default."""
    readers = _readers(table)
    return {
        key: value if value is None or key not in readers else readers[key](value)
        for key, value in image.items()
        if key in table.c
    }


def change(table: Table, before: Image, after: Image) -> tuple[Image, Image]:
    """The columns that differ, on both sides; both empty when only the version does."""
    old: Image = {}
    new: Image = {}
    for key, value in after.items():
        was = before.get(key)
        if key == "version" or was == value:
            continue
        old[key], new[key] = was, value
        if isinstance(table.c[key].type, Text) and _is_long(was, value):
            old[key], new[key] = pieces(str(was), str(value))
    return old, new


def turn(current: Image, expected: Image, wanted: Image) -> Image:
    """The row with `expected` replaced by `wanted`.

    Raises:
        Conflict: the row is no longer as expected.
    """
    result = dict(current)
    for key, value in expected.items():
        if is_piece(value):
            result[key] = _replace(str(current.get(key)), value[PIECE], wanted[key][PIECE])
        elif key in current and current[key] != value:
            raise Conflict(_("Het gegeven is intussen gewijzigd; deze handeling kan niet meer terug."))
        elif key in current:
            result[key] = wanted[key]
    return result


def is_piece(value: object) -> bool:
    """Whether this stands for the changed piece of a long text; a heading of a list may be "@" as well."""
    return isinstance(value, dict) and value.keys() == {PIECE} and isinstance(value[PIECE], list)


def dump(image: Image | None) -> str | None:
    """The image as compact JSON text; None stays None."""
    return None if image is None else orjson.dumps(image).decode()


def load(text: str | None) -> Image | None:
    """The image of a text that `dump` wrote."""
    return None if text is None else orjson.loads(text)


_PLAIN = frozenset({str, int, float, bool, type(None), list, dict})
"""Values that are their own image: looked up first, for an import has a million of them."""


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        # As a moment comes back from the database: the image must not depend on the zone it was given in.
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
    return value.isoformat() if isinstance(value, date) else value


@cache
def _readers(table: Table) -> dict[str, Any]:
    readers: dict[str, Any] = {}
    for column in table.columns:
        if isinstance(column.type, EnumType) and column.type.enum_class:
            readers[column.key] = column.type.enum_class
        elif column.type.python_type in (date, datetime):
            readers[column.key] = column.type.python_type.fromisoformat
    return readers


def _is_long(was: object, value: object) -> bool:
    return isinstance(was, str) and isinstance(value, str) and max(len(was), len(value)) >= LONG


def pieces(was: str, value: str) -> tuple[Image, Image]:
    """Where two texts differ, as both sides of a change hold it."""
    start = len(commonprefix([was, value]))
    rest = min(len(was), len(value)) - start
    tail = len(commonprefix([was[::-1][:rest], value[::-1][:rest]]))
    return (
        {PIECE: [start, was[start : len(was) - tail], len(was)]},
        {PIECE: [start, value[start : len(value) - tail], len(value)]},
    )


def _replace(text: str, expected: list[Any], wanted: list[Any]) -> str:
    start, piece, length = expected
    if len(text) != length or text[start : start + len(piece)] != piece:
        raise Conflict(
            _("De tekst is intussen gewijzigd; deze handeling kan niet meer ongedaan gemaakt worden.")
        )
    return text[:start] + str(wanted[1]) + text[start + len(piece) :]
