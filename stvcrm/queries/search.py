"""The one search: over every noun, parts of words, with the matching words in their context.

The index gives the newest hits; titles that begin with what was typed come first, ranked here, because
ranking all hits in the index is linear in their number.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from stvcrm.base.text import fold, unfolded
from stvcrm.model.base import Kind, Search, fields
from stvcrm.model.catalog import BY_TABLE
from stvcrm.queries.titles import titles
from stvcrm.store import search_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

CONTEXT = 40
"""Characters of a snippet on either side of the match."""
DEPTH = 200
"""The newest hits that are looked at when some must be left out again, at least."""
MORE = 10
"""Hits beyond the limit: some are parts of one record."""
CHUNK = 500
# Records that are part of another are found as that other: (table, column with its id, noun).
_OWNERS = {
    "note": (("visit_id", "visit"),),
    "former_name": (("organisation_id", "organisation"),),
    "contact_way": (("person_id", "person"), ("organisation_id", "organisation")),
}


@dataclass(frozen=True)
class Found:
    """One record that matches; the snippet holds the first match in its context."""

    noun: str
    id: int
    title: str
    snippet: str


def search(connection: Connection, typed: str, limit: int = 50) -> list[Found]:
    """The records that hold every word that was typed, best first."""
    query = search_index.Query.of(typed)
    if not query.words:
        return []
    hits = search_index.find(connection, query, max(DEPTH, limit) if query.short else limit + MORE)
    texts, owners = _texts(connection, hits), _owners(connection, hits)
    wanted: dict[tuple[str, int], tuple[int, str, str]] = {}
    doubtful = bool(query.short)
    for hit in hits:
        text, owner = texts.get((hit.table, hit.row_id, hit.part), ""), owners.get((hit.table, hit.row_id))
        if owner is None or (doubtful and not _holds(text, query)):
            continue
        rank = _rank(hit, text, query)
        if owner not in wanted or rank < wanted[owner][0]:
            wanted[owner] = rank, text, hit.folded
    order = sorted(wanted, key=lambda owner: wanted[owner][0])[:limit]
    return _told(connection, order, {owner: snippet(*wanted[owner][1:], query) for owner in order})


def matching(connection: Connection, noun: str, typed: str, limit: int = 5_000) -> tuple[int, ...]:
    """Ids of the records of one noun that hold every word typed, parts of them included: to filter a list."""
    query = search_index.Query.of(typed)
    if not query.words:
        return ()
    hits = search_index.find(connection, query, limit)
    texts = _texts(connection, hits) if query.short else {}
    owners = _owners(connection, hits)
    held = (
        owners.get((hit.table, hit.row_id))
        for hit in hits
        if _holds(texts.get((hit.table, hit.row_id, hit.part), ""), query)
    )
    return tuple({owner[1]: None for owner in held if owner and BY_TABLE[owner[0]].noun == noun})


def snippet(text: str, folded: str, query: search_index.Query) -> str:
    """The first match in its context, cut from the original text by a map of positions.

    `folded` is that text folded, or empty where that is not known yet.
    """
    folded = folded or fold(text)
    at = min((found for word in query.words if (found := folded.find(word)) >= 0), default=0)
    start = unfolded(text, at)
    begin, end = max(0, start - CONTEXT), min(len(text), start + 2 * CONTEXT)
    cut = " ".join(text[begin:end].split())
    return ("…" if begin else "") + cut + ("…" if end < len(text) else "")


def _told(
    connection: Connection,
    order: Iterable[tuple[str, int]],
    snippets: dict[tuple[str, int], str],
) -> list[Found]:
    by_table: dict[str, list[int]] = defaultdict(list)
    for table, row_id in order:
        by_table[table].append(row_id)
    names = {table: titles(connection, table, ids) for table, ids in by_table.items()}
    return [
        Found(BY_TABLE[table].noun, row_id, names[table].get(row_id, ""), cut)
        for (table, row_id), cut in snippets.items()
    ]


def _texts(connection: Connection, hits: list[search_index.Hit]) -> dict[tuple[str, int, int], str]:
    """The original text of each part that was hit."""
    wanted: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for hit in hits:
        wanted[hit.table][hit.row_id].add(hit.part)
    found: dict[tuple[str, int, int], str] = {}
    for name, ids in wanted.items():
        shorts, long = _columns(name)
        keys = ("id", *shorts, *((long,) if long else ()))
        for row in _rows(connection, name, keys, list(ids)):
            for part in ids[row[0]]:
                if part <= search_index.SHORT:
                    chosen = (
                        str(row[at]) for at, key in enumerate(keys) if shorts.get(key) == part and row[at]
                    )
                    found[name, row[0], part] = " · ".join(chosen)
                elif part <= len(lines := row[-1].split("\n")):
                    found[name, row[0], part] = lines[part - 1]
    return found


@cache
def _columns(name: str) -> tuple[dict[str, int], str | None]:
    """The searched columns of one line with the part of the index they stand in, and that of many."""
    marked = {key: found for key, found in fields(BY_TABLE[name].table()).items() if found.search}
    shorts = {
        key: _PARTS[found.search]
        for key, found in marked.items()
        if found.search and found.kind is not Kind.TEXT
    }
    return shorts, next((key for key, found in marked.items() if found.kind is Kind.TEXT), None)


_PARTS = {
    Search.TITLE: search_index.TITLE,
    Search.TEXT: search_index.SHORT,
    Search.DIGITS: search_index.DIGITS,
}


def _rows(connection: Connection, name: str, keys: Iterable[str], ids: list[int]) -> Iterator[Any]:
    """These columns of these rows, by plain SQL: it is asked at every key press."""
    columns = ", ".join(f'"{key}"' for key in keys)
    for at in range(0, len(ids), CHUNK):
        part = ids[at : at + CHUNK]
        marks = ", ".join("?" * len(part))
        query = f'SELECT {columns} FROM "{name}" WHERE id IN ({marks})'
        yield from connection.exec_driver_sql(query, tuple(part)).fetchall()


def _owners(
    connection: Connection, hits: Iterable[search_index.Hit]
) -> dict[tuple[str, int], tuple[str, int]]:
    """The record that each hit is shown as; one whose record is gone is left out."""
    found = {}
    parts: dict[str, set[int]] = defaultdict(set)
    for hit in hits:
        if hit.table in _OWNERS:
            parts[hit.table].add(hit.row_id)
        else:
            found[hit.table, hit.row_id] = (hit.table, hit.row_id)
    for name, ids in parts.items():
        columns = _OWNERS[name]
        for row in _rows(connection, name, ("id", *(column for column, _ in columns)), list(ids)):
            owner = next(
                ((columns[at][1], value) for at, value in enumerate(row[1:]) if value is not None), None
            )
            if owner is not None:
                found[name, row[0]] = owner
    return found


def _holds(text: str, query: search_index.Query) -> bool:
    """Whether the words that the index could not look for are there as well."""
    if query.digits or not query.short:
        return True
    folded = fold(text)
    return all(word in folded for word in query.short)


def _rank(hit: search_index.Hit, text: str, query: search_index.Query) -> int:
    if hit.part != search_index.TITLE:
        return 3
    folded = fold(text)
    whole = " ".join(query.words)
    if folded.split("\n", maxsplit=1)[0] == whole:
        return 0
    return 1 if folded.startswith(whole) or f" {whole}" in folded else 2
