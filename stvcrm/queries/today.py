"""What the start page shows: appointments, what is due, what changed, and four figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, literal, select, union_all

from stvcrm.base.clock import local
from stvcrm.model.action_points import ActionPoint, ActionState, Promise
from stvcrm.model.imports import ImportQuestion, QuestionState
from stvcrm.model.organisations import Organisation, OrganisationKind
from stvcrm.model.people import Person
from stvcrm.model.visits import Visit, VisitState
from stvcrm.queries.recent import Recent, recent_acts

if TYPE_CHECKING:
    from collections.abc import Mapping

_VISIT, _ORGANISATION, _PERSON = Visit.table(), Organisation.table(), Person.table()
AGENDA_DAYS = 14
ROWS = 8
MOST_DUE = 200
QUESTIONS = 6


@dataclass(frozen=True)
class Appointment:
    """Something with a time; the agenda shows it under its day."""

    noun: str
    id: int
    title: str
    where: str
    whom: str
    starts_at: datetime
    ends_at: datetime | None
    state: VisitState


@dataclass(frozen=True)
class Due:
    """A promise or action that is still open."""

    noun: str
    id: int
    text: str
    whom: str
    title: str
    due_on: date | None


@dataclass(frozen=True)
class Asked:
    """A decision that an import left: why, from which file, at which organisation if it is about one."""

    id: int
    reason: str
    source: str
    organisation_id: int | None
    organisation: str


@dataclass(frozen=True)
class Today:
    """The start page; `visits` counts by state, `questions` are decisions that imports left."""

    on: date
    members: int
    others: int
    visits: Mapping[VisitState, int]
    questions: int
    agenda: tuple[Appointment, ...]
    due: tuple[Due, ...]
    due_count: int
    overdue_count: int
    due_today_count: int
    asked: tuple[Asked, ...]
    changed: tuple[Recent, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever entered here."""
        return not (self.members or self.others or self.visits or self.due_count or self.questions)


def today(connection: Connection, now: datetime) -> Today:
    """The start page at this moment."""
    on = local(now).date()
    states = connection.execute(select(_VISIT.c.state, func.count()).group_by(_VISIT.c.state)).all()
    open_due = due(connection)
    open_question = ImportQuestion.table().c.state == QuestionState.OPEN
    return Today(
        on=on,
        members=_count(connection, _ORGANISATION, _ORGANISATION.c.kind == OrganisationKind.MEMBER),
        others=_count(connection, _ORGANISATION, _ORGANISATION.c.kind != OrganisationKind.MEMBER),
        visits={state: count for state, count in states},
        questions=_count(connection, ImportQuestion.table(), open_question),
        agenda=appointments(connection, _midnight(on), _midnight(on) + timedelta(days=AGENDA_DAYS)),
        due=tuple(open_due[:MOST_DUE]),
        due_count=len(open_due),
        overdue_count=sum(1 for item in open_due if item.due_on and item.due_on < on),
        due_today_count=sum(1 for item in open_due if item.due_on == on),
        asked=asked(connection),
        changed=recent_acts(connection, ROWS),
    )


def asked(connection: Connection) -> tuple[Asked, ...]:
    """The first decisions that imports left, the oldest first."""
    question = ImportQuestion.table()
    query = (
        select(
            question.c.id,
            question.c.reason,
            question.c.source,
            _ORGANISATION.c.id,
            func.coalesce(_ORGANISATION.c.name, ""),
        )
        .outerjoin(
            _ORGANISATION,
            (_ORGANISATION.c.id == question.c.record_id) & (question.c.noun_asked == Organisation.noun),
        )
        .where(question.c.state == QuestionState.OPEN)
        .order_by(question.c.id)
        .limit(QUESTIONS)
    )
    return tuple(Asked(*row) for row in connection.execute(query))


def _midnight(day: date) -> datetime:
    """When this day begins on a Dutch clock."""
    return local(datetime.combine(day, time()))


def appointments(
    connection: Connection, since: datetime, until: datetime | None = None
) -> tuple[Appointment, ...]:
    """Visits with a date in this period, in order of time."""
    query = (
        select(
            _VISIT.c.id,
            _ORGANISATION.c.name,
            func.coalesce(_VISIT.c.place, _ORGANISATION.c.city, ""),
            func.coalesce(_PERSON.c.name, _VISIT.c.person_label, ""),
            _VISIT.c.starts_at,
            _VISIT.c.ends_at,
            _VISIT.c.state,
        )
        .join(_ORGANISATION, _ORGANISATION.c.id == _VISIT.c.organisation_id)
        .outerjoin(_PERSON, _PERSON.c.id == _VISIT.c.person_id)
        .where(_VISIT.c.starts_at >= since, _VISIT.c.state.not_in(("cancelled", "declined")))
        .order_by(_VISIT.c.starts_at, _VISIT.c.id)
    )
    if until is not None:
        query = query.where(_VISIT.c.starts_at < until)
    return tuple(Appointment("visits", *row) for row in connection.execute(query))


def due(connection: Connection) -> list[Due]:
    """Every open promise and action, the earliest first, those without a date last."""
    parts: list[Any] = []
    for entity, who in ((Promise, Promise.table().c.who), (ActionPoint, ActionPoint.table().c.owner)):
        table = entity.table()
        columns = (
            literal(entity.noun).label("noun"),
            table.c.id,
            table.c.text,
            func.coalesce(who, "").label("who"),
            func.coalesce(
                select(_ORGANISATION.c.name)
                .where(_ORGANISATION.c.id == table.c.organisation_id)
                .scalar_subquery(),
                "",
            ).label("organisation"),
        )
        parts.append(select(*columns, table.c.due_on).where(table.c.state == ActionState.OPEN))
    both = union_all(*parts).subquery()
    query = select(both).order_by(both.c.due_on.asc().nulls_last(), both.c.id)
    return [Due(*row) for row in connection.execute(query)]


def _count(connection: Connection, table: Any, condition: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one())
