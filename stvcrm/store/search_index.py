"""The full-text index: parts of words from three letters, whole rows in the same transaction as the data.

What is indexed is what the model marks with `search=`. Text is folded before it goes in (the trigram
tokenizer's own folding misses the IJ ligature, ł, ø and ß); snippets are cut from the original later.
SQL that differs per database lives here, in engine.py and in blobs.py.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, Table, select

from stvcrm.base.text import fold
from stvcrm.model.base import Field, Kind, Search, fields
from stvcrm.model.catalog import BY_TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TITLE, DIGITS, SHORT = -1, -2, 0
"""Parts of a record: its name, its telephone numbers, its other short fields; paragraphs count from 1."""
LEAST = 3
"""Letters the trigram index needs."""
LONGEST = 200
"""Characters of a query that are looked at."""
CHUNK = 500
CREATE = (
    "CREATE TABLE search_row (id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, row_id INTEGER NOT NULL,"
    " part INTEGER NOT NULL)",
    "CREATE INDEX ix_search_row ON search_row (table_name, row_id)",
    "CREATE VIRTUAL TABLE search_text USING fts5(text, tokenize = 'trigram', detail = full)",
    "CREATE VIRTUAL TABLE search_name USING fts5"
    "(text, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2')",
    # Without this the trigrams of an erased name stay in the index, also after VACUUM.
    "INSERT INTO search_text (search_text, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO search_name (search_name, rank) VALUES ('secure-delete', 1)",
)
Values = dict[str, Any]
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Hit:
    """One part of one record that matches; `folded` is its text as the index has it, if it is a paragraph."""

    table: str
    row_id: int
    part: int
    place: int
    folded: str = ""


@dataclass(frozen=True)
class Query:
    """Typed text, taken apart: long words for the index, short ones to begin a word of a name."""

    words: tuple[str, ...]
    digits: str

    @classmethod
    def of(cls, typed: str) -> Query:
        """Fold what was typed; never syntax, whatever it holds."""
        shown = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in typed[:LONGEST])
        plain = fold(shown)
        compact = re.sub(r"[\s()./+-]", "", plain.replace("(0)", ""))
        digits = compact if compact.isdigit() and len(compact) >= LEAST else ""
        return cls(tuple(plain.split()), digits.removeprefix("0031").lstrip("0") if digits else "")

    @property
    def long(self) -> tuple[str, ...]:
        """The words that the trigram index can find anywhere."""
        return tuple(word for word in self.words if len(word) >= LEAST)

    @property
    def short(self) -> tuple[str, ...]:
        """The words too short for it, without what is no letter or digit."""
        return tuple(word for word in self.words if len(word) < LEAST and word.isalnum())


def create(connection: Connection) -> None:
    """Make the empty index in a new workspace."""
    for statement in CREATE:
        connection.exec_driver_sql(statement)


def index(
    connection: Connection,
    rows: Mapping[str, Iterable[int]],
    fresh: Mapping[str, Sequence[Values]] = MappingProxyType({}),
) -> None:
    """Bring the index in line with the present state of these rows, gone ones included.

    `fresh` are those of them that the index cannot know yet, with their values: they need not be asked.
    """
    for name, ids in rows.items():
        table = BY_TABLE[name].table() if name in BY_TABLE else None
        if table is None or not _searched(table):
            continue
        new = fresh.get(name, ())
        index_new(connection, table, new)
        wanted = sorted(set(ids).difference(row["id"] for row in new))
        _drop(connection, name, wanted)
        for at in range(0, len(wanted), CHUNK):
            found = connection.execute(
                select(table).where(table.c.id.in_(wanted[at : at + CHUNK]))
            ).mappings()
            index_new(connection, table, found)


def index_new(connection: Connection, table: Table, rows: Iterable[RowMapping | Values]) -> None:
    """Add rows that the index does not know yet."""
    texts = [(table.name, row["id"], part, text) for row in rows for part, text in parts(table, row)]
    if not texts:
        return
    first = (connection.exec_driver_sql("SELECT max(id) FROM search_row").scalar() or 0) + 1
    numbered = list(enumerate(texts, start=first))
    _many(
        connection,
        "INSERT INTO search_row (id, table_name, row_id, part) VALUES (?, ?, ?, ?)",
        [(place, name, row_id, part) for place, (name, row_id, part, _) in numbered],
    )
    text_rows = [(place, entry[3]) for place, entry in numbered]
    _many(connection, "INSERT INTO search_text (rowid, text) VALUES (?, ?)", text_rows)
    name_rows = [(place, entry[3]) for place, entry in numbered if entry[2] == TITLE]
    _many(connection, "INSERT INTO search_name (rowid, text) VALUES (?, ?)", name_rows)


def rebuild(connection: Connection) -> None:
    """Make the whole index again from the records."""
    for statement in ("search_row", "search_text", "search_name"):
        connection.exec_driver_sql(f"DELETE FROM {statement}")
    for entity in BY_TABLE.values():
        if _searched(entity.table()):
            index_new(connection, entity.table(), connection.execute(select(entity.table())).mappings())


def find(connection: Connection, query: Query, limit: int) -> list[Hit]:
    """The newest parts that hold every long word, and the names that begin with what was typed.

    Never counts or ranks all hits: that is linear in their number.
    """
    rows: list[Any] = []
    if query.digits:
        rows += _match(connection, "search_text", _phrase(query.digits), limit, f"AND r.part = {DIGITS}")
    names = [word for typed in query.words for word in _WORDS.findall(typed)]
    if names:
        wanted = " AND ".join(f"{_phrase(word)}*" for word in names)
        rows += _match(connection, "search_name", wanted, limit)
    if query.long:
        wanted = " AND ".join(_phrase(word) for word in query.long)
        rows += _match(connection, "search_text", wanted, limit)
    seen: dict[tuple[str, int, int], Hit] = {}
    for place, table, row_id, part, text in rows:
        key = table, row_id, part
        if key not in seen:
            seen[key] = Hit(table, row_id, part, place, text if part > SHORT else "")
    return list(seen.values())


def differences(connection: Connection) -> list[str]:
    """Tables whose index is not what their records say: for `check`."""
    wrong = []
    for name, entity in BY_TABLE.items():
        table = entity.table()
        if not _searched(table):
            continue
        query = (
            "SELECT r.row_id, r.part, t.text FROM search_row r LEFT JOIN search_text t ON t.rowid = r.id"
            " WHERE r.table_name = ?"
        )
        known = {(row[0], row[1]): row[2] for row in connection.exec_driver_sql(query, (name,))}
        for row in connection.execute(select(table)).mappings():
            if any(known.pop((row["id"], part), None) != text for part, text in parts(table, row)):
                wrong.append(name)
                break
        else:
            if known:
                wrong.append(name)
    return wrong


def parts(table: Table, row: RowMapping | Values) -> list[tuple[int, str]]:
    """The folded texts of a row by part; empty ones are left out."""
    found: list[tuple[int, str]] = []
    titles, shorts, digits, longs = _searched(table) or ((), (), (), ())
    for part, keys in ((TITLE, titles), (SHORT, shorts)):
        text = "\n".join(str(row[key]) for key in keys if row[key])
        found.append((part, fold(text)))
    found.append((DIGITS, " ".join(re.sub(r"\D", "", str(row[key])) for key in digits if row[key])))
    found += [(part, fold(text)) for part, text in paragraphs(row[longs[0]] if longs else None)]
    return [(part, text) for part, text in found if text]


def paragraphs(text: str | None) -> list[tuple[int, str]]:
    """The paragraphs of a long text, numbered from 1 as the index names them."""
    return [(number, line) for number, line in enumerate((text or "").split("\n"), start=1) if line.strip()]


@cache
def _searched(table: Table) -> tuple[tuple[str, ...], ...] | None:
    """Columns that are title, short text, telephone number, long text; None for a table not searched."""
    marked = {key: found for key, found in fields(table).items() if found.search}

    def keys(search: Search, *, long: bool = False) -> tuple[str, ...]:
        return tuple(
            key for key, found in marked.items() if found.search is search and _is_long(found) == long
        )

    if not marked:
        return None
    return (keys(Search.TITLE), keys(Search.TEXT), keys(Search.DIGITS), keys(Search.TEXT, long=True))


def _is_long(found: Field) -> bool:
    return found.kind is Kind.TEXT


def _drop(connection: Connection, table: str, ids: list[int]) -> None:
    for at in range(0, len(ids), CHUNK):
        part = ids[at : at + CHUNK]
        marks = ", ".join("?" * len(part))
        query = f"SELECT id FROM search_row WHERE table_name = ? AND row_id IN ({marks})"
        places = [(row[0],) for row in connection.exec_driver_sql(query, (table, *part))]
        for name, column in (("search_text", "rowid"), ("search_name", "rowid"), ("search_row", "id")):
            _many(connection, f"DELETE FROM {name} WHERE {column} = ?", places)


def _many(connection: Connection, statement: str, rows: list[Any]) -> None:
    if rows:
        connection.exec_driver_sql(statement, rows)


def _phrase(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _match(connection: Connection, table: str, wanted: str, limit: int, more: str = "") -> list[Any]:
    query = (
        f"SELECT f.rowid, r.table_name, r.row_id, r.part, f.text FROM {table} f"
        f" JOIN search_row r ON r.id = f.rowid WHERE {table} MATCH ? {more} ORDER BY f.rowid DESC LIMIT ?"
    )
    return list(connection.exec_driver_sql(query, (wanted, limit)).fetchall())
