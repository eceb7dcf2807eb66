"""The course of an organisation or a person: what happened, what it came from, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from stvcrm.base.clock import local
from stvcrm.model.action_points import ActionPoint, Promise
from stvcrm.model.attachments import Attachment
from stvcrm.model.contact_moments import ContactMoment
from stvcrm.model.organisations import FormerName, Organisation
from stvcrm.model.people import Person, Position
from stvcrm.model.utterances import Utterance
from stvcrm.model.visits import Attendance, Visit, VisitState
from stvcrm.queries.journal_dates import added

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import RowMapping

    from stvcrm.queries.tags import Owner

MOST = 300
"""Rows of one kind that are looked at, the newest first."""
_VISIT, _ATTENDANCE, _PERSON = Visit.table(), Attendance.table(), Person.table()
_POSITION, _ORGANISATION = Position.table(), Organisation.table()
_HELD = frozenset({VisitState.VISITED, VisitState.COMPLETED})


class What(StrEnum):
    """The kinds of things that happen."""

    ADDED = "added"
    REQUEST = "request"
    VISIT = "visit"
    CONTACT = "contact"
    PROMISE = "promise"
    ACTION = "action"
    ATTACHMENT = "attachment"
    CAME = "came"
    LEFT = "left"
    RENAMED = "renamed"
    JOINED = "joined"
    RESIGNED = "resigned"


@dataclass(frozen=True)
class Event:
    """One thing that happened: the record behind it, when, and with whom.

    `facts` are the values of the record that its words are made of; `origin` is the table and the day of
    what it came from, `results` how many records of which table came of it. `on` is None where no date is
    known.
    """

    what: What
    table: str
    id: int
    on: date | None
    people: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    origin: tuple[str, date | None] | None = None
    results: Mapping[str, int] = field(default_factory=dict)


def course(connection: Connection, owner: Owner, row_id: int) -> tuple[Event, ...]:
    """Everything that happened, the newest first; what has no date stands at the end."""
    parts = [_visits(connection, owner, row_id), _positions(connection, owner, row_id)]
    parts += [_rows(connection, entity, what, owner, row_id) for entity, what in _PLAIN]
    parts.append(_own(connection, owner, row_id))
    events = [event for part in parts for event in part]
    return tuple(sorted(events, key=_age, reverse=True))


def _age(event: Event) -> tuple[bool, str, int]:
    return event.on is not None, event.on.isoformat() if event.on else "", event.id


_PLAIN = (
    (ContactMoment, What.CONTACT),
    (Promise, What.PROMISE),
    (ActionPoint, What.ACTION),
    (Attachment, What.ATTACHMENT),
    (FormerName, What.RENAMED),
)
_DATES = {What.CONTACT: "at", What.RENAMED: "until"}


def _visits(connection: Connection, owner: Owner, row_id: int) -> Iterator[Event]:
    """The request and, once there is a moment, the visit itself."""
    mine = _VISIT.c[f"{owner}_id"] == row_id
    if owner == "person":
        attended = select(_ATTENDANCE.c.visit_id).where(_ATTENDANCE.c.person_id == row_id)
        mine |= _VISIT.c.id.in_(attended)
    query = (
        select(_VISIT, _ORGANISATION.c.name.label("organisation"), _shown().label("person"))
        .join(_ORGANISATION, _ORGANISATION.c.id == _VISIT.c.organisation_id)
        .outerjoin(_PERSON, _PERSON.c.id == _VISIT.c.person_id)
        .where(mine)
        .order_by(_VISIT.c.id.desc())
        .limit(MOST)
    )
    rows = connection.execute(query).mappings().all()
    ids = [row["id"] for row in rows]
    results, present = _results(connection, ids), _attendees(connection, ids)
    for row in rows:
        yield from _visit_events(row, results[row["id"]], present[row["id"]])


def _visit_events(row: RowMapping, results: Mapping[str, int], present: tuple[str, ...]) -> Iterator[Event]:
    asked = (row["person"],) if row["person"] else ()
    facts = {
        key: row[key] for key in ("state", "starts_at", "ends_at", "place", "ended_reason", "organisation")
    }
    visit = Event(What.VISIT, "visit", row["id"], None, present or asked, facts, results=results)
    request = replace(visit, what=What.REQUEST, on=row["requested_on"], people=asked, results={})
    if row["starts_at"] is None:
        yield request
        return
    yield replace(visit, on=local(row["starts_at"]).date(), origin=("request", row["requested_on"]))
    if row["requested_on"] is not None:
        yield replace(request, results={"visit": 1})


def _results(connection: Connection, visit_ids: list[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for entity in (Utterance, Promise, ActionPoint, ContactMoment, Attachment):
        visit = entity.table().c.visit_id
        query = select(visit, func.count()).where(visit.in_(visit_ids)).group_by(visit)
        for visit_id, count in connection.execute(query):
            found[visit_id][entity.__tablename__] = count
    return found


def _attendees(connection: Connection, visit_ids: list[int]) -> dict[int, tuple[str, ...]]:
    query = (
        select(_ATTENDANCE.c.visit_id, func.coalesce(_shown(), _ATTENDANCE.c.person_label))
        .outerjoin(_PERSON, _PERSON.c.id == _ATTENDANCE.c.person_id)
        .where(_ATTENDANCE.c.visit_id.in_(visit_ids))
        .order_by(_ATTENDANCE.c.id)
    )
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for visit_id, name in connection.execute(query):
        found[visit_id] += (name,) if name else ()
    return found


def _rows(connection: Connection, entity: Any, what: What, owner: Owner, row_id: int) -> Iterator[Event]:
    """Rows of one table that belong to the owner, dated by themselves or by the journal."""
    table = entity.table()
    if f"{owner}_id" not in table.c:
        return
    query = select(table).where(table.c[f"{owner}_id"] == row_id).order_by(table.c.id.desc()).limit(MOST)
    rows = connection.execute(query).mappings().all()
    dated = _DATES.get(what)
    made = {} if dated or not rows else added(connection, table.name, [row["id"] for row in rows])
    visits = _visit_days(connection, [row["visit_id"] for row in rows if row.get("visit_id")])
    people = _names(connection, [row["person_id"] for row in rows if row.get("person_id")])
    for row in rows:
        moment = row[dated] if dated else made.get(row["id"], (None, ""))[0]
        visit_id, person_id = row.get("visit_id"), row.get("person_id")
        yield Event(
            what,
            table.name,
            row["id"],
            _day(moment),
            (people[person_id],) if person_id in people and owner != "person" else (),
            {key: value for key, value in row.items() if not key.endswith("_id")},
            ("visit", visits.get(visit_id)) if visit_id else None,
        )


def _positions(connection: Connection, owner: Owner, row_id: int) -> Iterator[Event]:
    query = (
        select(_POSITION, _shown().label("person"), _ORGANISATION.c.name.label("organisation"))
        .join(_PERSON, _PERSON.c.id == _POSITION.c.person_id)
        .join(_ORGANISATION, _ORGANISATION.c.id == _POSITION.c.organisation_id)
        .where(_POSITION.c[f"{owner}_id"] == row_id)
        .limit(MOST)
    )
    for row in connection.execute(query).mappings():
        facts = {"role": row["role"], "organisation": row["organisation"]}
        table: Owner = "person" if owner == "organisation" else "organisation"
        other = row[f"{table}_id"]
        for what, key in ((What.CAME, "started_on"), (What.LEFT, "ended_on")):
            if row[key] is not None:
                yield Event(what, table, other, row[key], (row["person"],), facts)


def _own(connection: Connection, owner: Owner, row_id: int) -> Iterator[Event]:
    """When the record itself came, and an organisation's membership."""
    for moment, label in added(connection, owner, [row_id]).values():
        yield Event(What.ADDED, owner, row_id, _day(moment), facts={"label": label})
    if owner == "organisation":
        since, until = _ORGANISATION.c.member_since, _ORGANISATION.c.member_until
        row = connection.execute(select(since, until).where(_ORGANISATION.c.id == row_id)).first()
        for what, on in zip((What.JOINED, What.RESIGNED), row or (), strict=False):
            if on is not None:
                yield Event(what, owner, row_id, on)


def _visit_days(connection: Connection, ids: list[int]) -> dict[int, date | None]:
    if not ids:
        return {}
    columns = (_VISIT.c.id, _VISIT.c.starts_at, _VISIT.c.requested_on)
    query = select(*columns).where(_VISIT.c.id.in_(set(ids)))
    return {row.id: _day(row.starts_at or row.requested_on) for row in connection.execute(query)}


def _names(connection: Connection, ids: list[int]) -> dict[int, str]:
    if not ids:
        return {}
    query = select(_PERSON.c.id, _shown()).where(_PERSON.c.id.in_(set(ids)))
    return {row[0]: row[1] for row in connection.execute(query)}


def _shown() -> Any:
    """A client by the chosen name, anyone else by the full one."""
    return func.coalesce(_PERSON.c.name_on_paper, _PERSON.c.name)


def _day(moment: date | datetime | None) -> date | None:
    """The Dutch date of a moment; a date is one already."""
    return local(moment).date() if isinstance(moment, datetime) else moment
