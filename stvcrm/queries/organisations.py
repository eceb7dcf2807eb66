"""Organisations as lists and records show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, case, func, literal, select

from stvcrm.base.clock import system_clock
from stvcrm.base.i18n import N_
from stvcrm.model.base import Kind, Moment
from stvcrm.model.contact_moments import ContactMoment
from stvcrm.model.imports import ImportQuestion, QuestionState
from stvcrm.model.organisations import FormerName, Organisation, OrganisationKind, WorkType
from stvcrm.model.surveys import Response
from stvcrm.model.visits import OPEN, Visit
from stvcrm.queries.rows import Column, Filter, RowList, plain_columns
from stvcrm.queries.tags import tags_of

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

_ORGANISATION, _VISIT, _MOMENT = Organisation.table(), Visit.table(), ContactMoment.table()
_QUESTION, _FORMER, _RESPONSE = ImportQuestion.table(), FormerName.table(), Response.table()
_PARENT = _ORGANISATION.alias("parent")
_OF_THIS = _VISIT.c.organisation_id == _ORGANISATION.c.id
_HELD = _VISIT.c.state.in_(("visited", "completed"))
QUIET_DAYS = 30
"""After so many days without contact an organisation is under the filter that says so."""

VISIT_STATE = (
    select(_VISIT.c.state)
    .where(_OF_THIS)
    .order_by(_VISIT.c.id.desc())
    .limit(1)
    .correlate(_ORGANISATION)
    .scalar_subquery()
)
_LAST_MOMENT = (
    select(func.max(_MOMENT.c.at))
    .where(_MOMENT.c.organisation_id == _ORGANISATION.c.id)
    .correlate(_ORGANISATION)
    .scalar_subquery()
)
_LAST_VISIT = (
    select(func.max(_VISIT.c.starts_at)).where(_OF_THIS, _HELD).correlate(_ORGANISATION).scalar_subquery()
)
LAST_CONTACT = case(
    (_LAST_VISIT.is_(None), _LAST_MOMENT), (_LAST_MOMENT > _LAST_VISIT, _LAST_MOMENT), else_=_LAST_VISIT
)
"""The last call, mail or letter, or the last visit that was held."""


def _quiet_since() -> datetime:
    return system_clock() - timedelta(days=QUIET_DAYS)


def _exists(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(table.c.id).where(*conditions).correlate(_ORGANISATION).exists()


# Asked at every use: a window stays open for days.
_SINCE = bindparam("quiet_since", callable_=_quiet_since, type_=Moment())
_QUIET = ~_exists(
    _MOMENT, _MOMENT.c.organisation_id == _ORGANISATION.c.id, _MOMENT.c.at >= _SINCE
) & ~_exists(_VISIT, _OF_THIS, _HELD, _VISIT.c.starts_at >= _SINCE)
_ASKED = (
    _QUESTION.c.record_id == _ORGANISATION.c.id,
    _QUESTION.c.noun_asked == Organisation.noun,
    _QUESTION.c.state == QuestionState.OPEN,
)
_HAS_ANSWERED = _exists(
    _RESPONSE, _RESPONSE.c.organisation_id == _ORGANISATION.c.id, _RESPONSE.c.set_aside.is_(False)
)
_ANSWERED = case((_HAS_ANSWERED, literal("yes")), else_=literal("no"))
_SHOWN = ("name", "city", "work_type")
_FIELDS = {column.key: column for column in plain_columns(Organisation)}

ORGANISATIONS = RowList(
    noun="organisations",
    label=N_("Organisaties"),
    table=_ORGANISATION,
    columns=(
        Column("id", "id", _ORGANISATION.c.id, Kind.NUMBER, shown=False),
        Column("name", N_("Organisatie"), _ORGANISATION.c.name, sort=_ORGANISATION.c.name_key),
        _FIELDS["city"],
        _FIELDS["work_type"],
        Column("answered", N_("Enquête"), _ANSWERED, Kind.CHOICE, shown=False),
        Column("visit_state", N_("Kennismaking"), VISIT_STATE, Kind.CHOICE),
        Column("last_contact", N_("Contact"), LAST_CONTACT, Kind.MOMENT),
        *(
            Column(column.key, column.label, column.expression, column.kind, shown=False)
            for key, column in _FIELDS.items()
            if key not in _SHOWN
        ),
        Column(
            "parent",
            N_("Hoort bij"),
            select(_PARENT.c.name)
            .where(_PARENT.c.id == _ORGANISATION.c.parent_id)
            .correlate(_ORGANISATION)
            .scalar_subquery(),
            shown=False,
        ),
    ),
    tables=frozenset({"organisation", "visit", "contact_moment", "import_question", "response"}),
    order="name",
    filters=(
        Filter("members", N_("Alle lidorganisaties"), _ORGANISATION.c.kind == OrganisationKind.MEMBER),
        Filter(
            "wants_visit", N_("Wil kennismaking"), _exists(_VISIT, _OF_THIS, _VISIT.c.state.in_(sorted(OPEN)))
        ),
        Filter(
            "quiet", N_("30 dagen geen contact"), (_ORGANISATION.c.kind == OrganisationKind.MEMBER) & _QUIET
        ),
        Filter("answered", N_("Beantwoordde de enquête"), _HAS_ANSWERED, rare=True),
        Filter("asked", N_("Vragen uit import"), _exists(_QUESTION, *_ASKED)),
        Filter("other", N_("Overige relaties"), _ORGANISATION.c.kind != OrganisationKind.MEMBER),
    ),
)


@dataclass(frozen=True)
class Counts:
    """How many organisations there are: members of the association, and all others."""

    members: int
    others: int


@dataclass(frozen=True)
class Question:
    """A decision that an import left at this organisation."""

    id: int
    source: str
    reason: str


@dataclass(frozen=True)
class OrganisationCard:
    """What stands at the head of a record."""

    id: int
    name: str
    number: str | None
    kind: OrganisationKind
    work_type: WorkType
    city: str | None
    province: str | None
    phone: str | None
    email: str | None
    parent_id: int | None
    parent: str | None
    former_names: tuple[str, ...]
    tags: tuple[str, ...]
    questions: tuple[Question, ...]


def counts(connection: Connection) -> Counts:
    """Members and others."""
    kind, count = _ORGANISATION.c.kind, func.count()
    rows = connection.execute(select(kind, count).group_by(kind))
    by_kind: dict[OrganisationKind, int] = {row[0]: row[1] for row in rows}
    members = by_kind.pop(OrganisationKind.MEMBER, 0)
    return Counts(members, sum(by_kind.values()))


def card(connection: Connection, organisation_id: int) -> OrganisationCard | None:
    """The head of one record; None when it is gone."""
    query = (
        select(_ORGANISATION, _PARENT.c.name.label("parent_name"))
        .outerjoin(_PARENT, _PARENT.c.id == _ORGANISATION.c.parent_id)
        .where(_ORGANISATION.c.id == organisation_id)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    keys = ("id", "name", "number", "kind", "work_type", "city", "province", "phone", "email", "parent_id")
    former = (
        select(_FORMER.c.name)
        .where(_FORMER.c.organisation_id == organisation_id)
        .order_by(_FORMER.c.id.desc())
    )
    return OrganisationCard(
        **{key: row[key] for key in keys},
        parent=row["parent_name"],
        former_names=tuple(connection.execute(former).scalars()),
        tags=tags_of(connection, "organisation", organisation_id),
        questions=questions(connection, organisation_id),
    )


def questions(connection: Connection, organisation_id: int) -> tuple[Question, ...]:
    """What imports asked about this organisation and nobody answered yet."""
    query = (
        select(_QUESTION.c.id, _QUESTION.c.source, _QUESTION.c.reason)
        .where(_QUESTION.c.record_id == organisation_id, *_ASKED[1:])
        .order_by(_QUESTION.c.id)
    )
    return tuple(Question(*row) for row in connection.execute(query))


def open_questions(connection: Connection) -> int:
    """How many decisions imports left, at organisations or at none."""
    query = select(func.count()).select_from(_QUESTION).where(_QUESTION.c.state == QuestionState.OPEN)
    return int(connection.execute(query).scalar_one())
