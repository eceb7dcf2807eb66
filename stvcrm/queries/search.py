"""The one search: over every noun, parts of words, with the matching words in their context.

The index gives the newest hits; titles that begin with what was typed come first, ranked here, because
ranking all hits in the index is linear in their number.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from stvcrm.base.text import fold
from stvcrm.model.base import Kind, Search, fields
from stvcrm.model.catalog import BY_TABLE
from stvcrm.queries.titles import titles
from stvcrm.store import search_index

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTEXT = 40
"""Characters of a snippet on either side of the match."""
DEPTH = 200
"""The newest hits that are looked at, at least."""
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
    hits = search_index.find(connection, query, max(DEPTH, 2 * limit))
    texts = _texts(connection, hits)
    wanted: dict[tuple[str, int], tuple[int, str]] = {}
    for hit in hits:
        text = texts.get((hit.table, hit.row_id, hit.part), "")
        if not _holds(text, query):
            continue
        owner = _owner(connection, hit.table, hit.row_id)
        if owner is not None:
            rank = _rank(hit, text, query)
            wanted[owner] = min(wanted.get(owner, (rank, text)), (rank, text), key=lambda entry: entry[0])
    order = sorted(wanted, key=lambda owner: wanted[owner][0])[:limit]
    return _told(connection, order, {owner: wanted[owner][1] for owner in order}, query)


def matching(connection: Connection, noun: str, typed: str, limit: int = 5_000) -> tuple[int, ...]:
    """Ids of the records of one noun that hold every word typed, parts of them included: to filter a list."""
    query = search_index.Query.of(typed)
    if not query.words:
        return ()
    hits = search_index.find(connection, query, limit)
    texts = _texts(connection, hits)
    owners = (
        _owner(connection, hit.table, hit.row_id)
        for hit in hits
        if _holds(texts.get((hit.table, hit.row_id, hit.part), ""), query)
    )
    return tuple({owner[1]: None for owner in owners if owner and BY_TABLE[owner[0]].noun == noun})


def snippet(text: str, query: search_index.Query) -> str:
    """The first match in its context, cut from the original text by a map of positions."""
    folded, places = "", []
    for position, character in enumerate(text):
        piece = fold(character)
        folded += piece
        places += [position] * len(piece)
    at = min((found for word in query.words if (found := folded.find(word)) >= 0), default=0)
    start = places[at] if at < len(places) else 0
    begin, end = max(0, start - CONTEXT), min(len(text), start + 2 * CONTEXT)
    cut = " ".join(text[begin:end].split())
    return ("…" if begin else "") + cut + ("…" if end < len(text) else "")


def _told(
    connection: Connection,
    order: Iterable[tuple[str, int]],
    texts: dict[tuple[str, int], str],
    query: search_index.Query,
) -> list[Found]:
    by_table: dict[str, list[int]] = defaultdict(list)
    for table, row_id in order:
        by_table[table].append(row_id)
    names = {table: titles(connection, table, ids) for table, ids in by_table.items()}
    return [
        Found(
            BY_TABLE[table].noun, row_id, names[table].get(row_id, ""), snippet(texts[table, row_id], query)
        )
        for table, row_id in texts
    ]


def _texts(connection: Connection, hits: list[search_index.Hit]) -> dict[tuple[str, int, int], str]:
    """The original text of each part that was hit."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for hit in hits:
        wanted[hit.table].add(hit.row_id)
    found: dict[tuple[str, int, int], str] = {}
    for name, ids in wanted.items():
        table = BY_TABLE[name].table()
        marked = {key: field for key, field in fields(table).items() if field.search}
        for row in connection.execute(select(table).where(table.c.id.in_(ids))).mappings():
            for part, chosen in (
                (search_index.TITLE, (Search.TITLE,)),
                (search_index.SHORT, (Search.TEXT,)),
                (search_index.DIGITS, (Search.DIGITS,)),
            ):
                short = [
                    str(row[key])
                    for key, field in marked.items()
                    if field.search in chosen and field.kind is not Kind.TEXT and row[key]
                ]
                found[name, row["id"], part] = " · ".join(short)
            for key, field in marked.items():
                if field.kind is Kind.TEXT:
                    for part, line in search_index.paragraphs(row[key]):
                        found[name, row["id"], part] = line
    return found


def _holds(text: str, query: search_index.Query) -> bool:
    """Whether the words that the index could not look for are there as well."""
    folded = fold(text)
    return bool(query.digits) or all(word in folded for word in query.words if word.isalnum())


def _rank(hit: search_index.Hit, text: str, query: search_index.Query) -> int:
    if hit.part != search_index.TITLE:
        return 3
    folded = fold(text)
    whole = " ".join(query.words)
    if folded.split("\n", maxsplit=1)[0] == whole:
        return 0
    return 1 if folded.startswith(whole) or f" {whole}" in folded else 2


def _owner(connection: Connection, table: str, row_id: int) -> tuple[str, int] | None:
    if table not in _OWNERS:
        return table, row_id
    source = BY_TABLE[table].table()
    for column, owner in _OWNERS[table]:
        found = connection.execute(select(source.c[column]).where(source.c.id == row_id)).scalar()
        if found is not None:
            return owner, found
    return None
