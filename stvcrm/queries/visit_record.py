"""What the screen of one visit shows beside its dossier: contacts, what came of it, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, func, or_, select

from stvcrm.base.errors import NotFound
from stvcrm.model.action_points import ActionPoint, ActionState, Promise, PromisedBy
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, Position
from stvcrm.model.surveys import Answer, Question, QuestionKind, Response
from stvcrm.model.visits import UNDATED, Visit, VisitState
from stvcrm.queries.chain import Link, chain
from stvcrm.queries.settings import settings
from stvcrm.queries.visits import VisitDossier, dossier

if TYPE_CHECKING:
    from datetime import date

_VISIT, _ORGANISATION, _PERSON = Visit.table(), Organisation.table(), Person.table()
_RESPONSE, _ANSWER, _QUESTION = Response.table(), Answer.table(), Question.table()
_POSITION, _PROMISE, _ACTION = Position.table(), Promise.table(), ActionPoint.table()
SHOWN_AS_RESULT = frozenset({"promises", "action_points", "utterances"})
"""Nouns the record shows in a place of their own, so that the chain need not repeat them."""


@dataclass(frozen=True)
class Contact:
    """Someone of the organisation who can be visited, with the present role."""

    id: int
    name: str
    role: str | None


@dataclass(frozen=True)
class Result:
    """A promise or action of a visit; `who` is the name behind it, None when that is our side."""

    noun: str
    id: int
    text: str
    who: str | None
    by_us: bool
    due_on: date | None
    state: ActionState


@dataclass(frozen=True)
class RequestAnswer:
    """What the form says by which this visit was asked for: who wrote it, and whom it names."""

    response_id: int
    respondent: str | None
    role: str | None
    on: datetime | None
    text: str | None


@dataclass(frozen=True)
class NextVisit:
    """The first visit that is planned after this one, and whom to call when it gets late."""

    id: int
    organisation: str
    place: str
    starts_at: datetime
    whom: str
    phone: str


@dataclass(frozen=True)
class VisitRecord:
    """One visit as its page shows it. `person_name` is the contact person's own name, `minutes` the duration
    that a new appointment gets.
    """

    dossier: VisitDossier
    city: str
    person_name: str
    phone: str
    began_at: datetime | None
    minutes: int
    contacts: tuple[Contact, ...]
    results: tuple[Result, ...]
    chain: tuple[Link, ...]
    following: NextVisit | None
    answer: RequestAnswer | None


def visit_record(connection: Connection, visit_id: int) -> VisitRecord | None:
    """One visit with all that its page shows; None when it is gone."""
    try:
        found = dossier(connection, visit_id)
    except NotFound:
        return None
    query = (
        select(
            _VISIT.c.began_at, _ORGANISATION.c.city, _PERSON.c.name, _PERSON.c.phone, _ORGANISATION.c.phone
        )
        .join(_ORGANISATION, _ORGANISATION.c.id == _VISIT.c.organisation_id)
        .outerjoin(_PERSON, _PERSON.c.id == _VISIT.c.person_id)
        .where(_VISIT.c.id == visit_id)
    )
    began_at, city, person, own_phone, phone = connection.execute(query).one()
    return VisitRecord(
        dossier=found,
        city=city or "",
        person_name=person or found.person or "",
        phone=own_phone or phone or "",
        began_at=began_at,
        minutes=_minutes(connection, found),
        contacts=_contacts(connection, found.organisation_id),
        results=results(connection, visit_id),
        chain=tuple(
            link for link in chain(connection, "visit", visit_id) if link.noun not in SHOWN_AS_RESULT
        ),
        following=following(connection, found.id, found.starts_at),
        answer=_answer(connection, visit_id),
    )


def _answer(connection: Connection, visit_id: int) -> RequestAnswer | None:
    """The answer of the survey that asked for this visit; None when it was asked for otherwise."""
    of_visit = and_(_ANSWER.c.question_id == _QUESTION.c.id, _QUESTION.c.kind == QuestionKind.VISIT)
    query = (
        select(
            _RESPONSE.c.id, _RESPONSE.c.respondent, _RESPONSE.c.role, _RESPONSE.c.submitted_at, _ANSWER.c.text
        )
        .join(_VISIT, _VISIT.c.response_id == _RESPONSE.c.id)
        .join(_ANSWER, _ANSWER.c.response_id == _RESPONSE.c.id)
        .join(_QUESTION, of_visit)
        .where(_VISIT.c.id == visit_id)
    )
    row = connection.execute(query).first()
    return None if row is None else RequestAnswer(*row)


def results(connection: Connection, visit_id: int) -> tuple[Result, ...]:
    """Promises and actions of a visit, the open ones first."""
    promises = select(_PROMISE).where(_PROMISE.c.visit_id == visit_id).order_by(_PROMISE.c.id)
    actions = select(_ACTION).where(_ACTION.c.visit_id == visit_id).order_by(_ACTION.c.id)
    found = [
        Result(Promise.noun, row.id, row.text, row.who, row.by == PromisedBy.US, row.due_on, row.state)
        for row in connection.execute(promises)
    ]
    found += [
        Result(ActionPoint.noun, row.id, row.text, row.owner, True, row.due_on, row.state)
        for row in connection.execute(actions)
    ]
    return tuple(sorted(found, key=lambda result: result.state != ActionState.OPEN))


def following(connection: Connection, visit_id: int, after: datetime | None) -> NextVisit | None:
    """The first visit planned after this one; without a moment of its own, the first that is planned."""
    start = after or datetime.min.replace(tzinfo=UTC)
    query = (
        select(
            _VISIT.c.id,
            _ORGANISATION.c.name,
            func.coalesce(_VISIT.c.place, _ORGANISATION.c.city, ""),
            _VISIT.c.starts_at,
            func.coalesce(_PERSON.c.name, ""),
            func.coalesce(_PERSON.c.phone, _ORGANISATION.c.phone, ""),
        )
        .join(_ORGANISATION, _ORGANISATION.c.id == _VISIT.c.organisation_id)
        .outerjoin(_PERSON, _PERSON.c.id == _VISIT.c.person_id)
        .where(_VISIT.c.id != visit_id, _VISIT.c.state == VisitState.SCHEDULED, _VISIT.c.starts_at > start)
        .order_by(_VISIT.c.starts_at, _VISIT.c.id)
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else NextVisit(*row)


def overlapping(
    connection: Connection, visit_id: int, starts_at: datetime, ends_at: datetime
) -> tuple[str, ...]:
    """The organisations that another visit is planned at in this time."""
    query = (
        select(_ORGANISATION.c.name)
        .join(_VISIT, _VISIT.c.organisation_id == _ORGANISATION.c.id)
        .where(
            _VISIT.c.id != visit_id,
            _VISIT.c.state.in_((VisitState.SCHEDULED, VisitState.VISITED)),
            _VISIT.c.starts_at < ends_at,
            _VISIT.c.ends_at > starts_at,
        )
        .order_by(_VISIT.c.starts_at)
    )
    return tuple(connection.execute(query).scalars())


@dataclass(frozen=True)
class Counts:
    """How many visits there are, and how many still to be held have no date yet."""

    all: int
    without_date: int


def counts(connection: Connection) -> Counts:
    """The figures beside the title of the page."""
    undated = _VISIT.c.state.in_(sorted(UNDATED))
    query = select(func.count(_VISIT.c.id), func.count(_VISIT.c.id).filter(undated))
    return Counts(*connection.execute(query).one())


def waiting(connection: Connection, now: datetime) -> int:
    """How many visits wait for the user: to be answered, to be held or called off, to be completed."""
    held = and_(_VISIT.c.state == VisitState.SCHEDULED, _VISIT.c.ends_at < now)
    asked = _VISIT.c.state.in_((VisitState.REQUESTED, VisitState.VISITED))
    return int(connection.execute(select(func.count(_VISIT.c.id)).where(or_(asked, held))).scalar_one())


def _minutes(connection: Connection, found: VisitDossier) -> int:
    if found.starts_at and found.ends_at:
        return int((found.ends_at - found.starts_at).total_seconds() // 60)
    usual = settings(connection)["visit_minutes"]
    return int(usual) if usual.isdecimal() else 90


def _contacts(connection: Connection, organisation_id: int) -> tuple[Contact, ...]:
    present: Any = or_(_POSITION.c.ended_on.is_(None), _POSITION.c.ended_on >= func.current_date())
    query = (
        select(_PERSON.c.id, _PERSON.c.name, _POSITION.c.role)
        .join(_POSITION, _POSITION.c.person_id == _PERSON.c.id)
        .where(_POSITION.c.organisation_id == organisation_id, present)
        .order_by(_POSITION.c.is_primary.desc(), _PERSON.c.name_key, _PERSON.c.id)
    )
    found: dict[int, Contact] = {}
    for row in connection.execute(query):
        found.setdefault(row.id, Contact(*row))
    return tuple(found.values())
