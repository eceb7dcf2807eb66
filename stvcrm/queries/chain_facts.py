"""What tells the links of a chain apart: the day and the state of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from stvcrm.base.clock import local
from stvcrm.model.catalog import BY_NOUN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stvcrm.queries.chain import Link

_DAYS = {
    "visits": ("starts_at", "requested_on"),
    "contact_moments": ("at",),
    "promises": ("due_on",),
    "action_points": ("due_on",),
    "responses": ("submitted_at",),
    "surveys": ("starts_on",),
    "positions": ("started_on",),
}
_STATES = {
    "visits": "state",
    "contact_moments": "channel",
    "promises": "state",
    "action_points": "state",
    "utterances": "polarity",
}


@dataclass(frozen=True)
class Fact:
    """The day of a record, and the words for its state; either may be missing."""

    on: date | None
    state: str


def facts(connection: Connection, links: Iterable[Link]) -> dict[tuple[str, int], Fact]:
    """The facts of these links, by noun and id."""
    by_noun: dict[str, list[int]] = defaultdict(list)
    for link in links:
        if link.noun in _DAYS or link.noun in _STATES:
            by_noun[link.noun].append(link.id)
    found: dict[tuple[str, int], Fact] = {}
    for noun, ids in by_noun.items():
        table = BY_NOUN[noun].table()
        for row in connection.execute(select(table).where(table.c.id.in_(ids))).mappings():
            days = (row[key] for key in _DAYS.get(noun, ()))
            state = row[_STATES[noun]] if noun in _STATES else None
            found[noun, row["id"]] = Fact(_day(next(filter(None, days), None)), getattr(state, "label", ""))
    return found


def _day(moment: date | datetime | None) -> date | None:
    return local(moment).date() if isinstance(moment, datetime) else moment
