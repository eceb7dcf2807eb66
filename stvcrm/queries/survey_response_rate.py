"""Who was invited and who answered: rate, margin, representation, the curve, and whom to call."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, func, select

from stvcrm.analysis.sampling import Share, answers_for, margin
from stvcrm.base.clock import local
from stvcrm.base.i18n import N_, _
from stvcrm.model.organisations import Organisation, WorkType
from stvcrm.model.people import Person, Position
from stvcrm.model.surveys import Invitation, Reminder, Response
from stvcrm.queries.surveys import COUNTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_INVITATION, _RESPONSE, _REMINDER = Invitation.table(), Response.table(), Reminder.table()
_ORGANISATION, _PERSON, _POSITION = Organisation.table(), Person.table(), Position.table()
SIZES = (
    (1, 10, "small", N_("tot 10 medewerkers")),
    (10, 50, "medium", N_("10 tot 50 medewerkers")),
    (50, 250, "large", N_("50 tot 250 medewerkers")),
    (250, 10**9, "largest", N_("250 of meer medewerkers")),
)
"""Classes of size: from, below, key and words."""
METER = 0.10
"""The margin that the response meter aims at: ten percentage points."""


@dataclass(frozen=True)
class Group:
    """One kind of organisation among those invited and those who answered."""

    key: str
    label: str
    share: Share


@dataclass(frozen=True)
class ResponseRate:
    """The response of a survey; `rate` and `margin` are fractions of those invited, None without any.

    `from_outside` are organisations that answered without being on the list; they count in no rate.
    """

    invited: int
    delivered: int
    organisations: int
    responses: int
    from_outside: int
    rate: float | None
    margin: float | None
    short_of_meter: int
    by_work_type: tuple[Group, ...]
    by_province: tuple[Group, ...]
    by_size: tuple[Group, ...]
    per_day: tuple[tuple[date, int], ...]
    reminders: tuple[date, ...]


@dataclass(frozen=True)
class Silent:
    """An organisation that did not answer, with whom to call."""

    organisation_id: int
    organisation: str
    city: str | None
    work_type: WorkType
    person: str | None
    role: str | None
    phone: str | None
    email: str | None


def response_rate(connection: Connection, survey_id: int) -> ResponseRate:
    """The response of a survey, counted in organisations of the frozen list."""
    answered = _answered(connection, survey_id)
    columns = (_ORGANISATION.c.id, _ORGANISATION.c.work_type, _ORGANISATION.c.province, _ORGANISATION.c.staff)
    query = (
        select(*columns, _INVITATION.c.delivered)
        .join(_INVITATION, _INVITATION.c.organisation_id == _ORGANISATION.c.id)
        .where(_INVITATION.c.survey_id == survey_id)
    )
    invited = connection.execute(query).all()
    known = {row.id for row in invited}
    inside = answered.keys() & known
    return ResponseRate(
        invited=len(invited),
        delivered=sum(1 for row in invited if row.delivered),
        organisations=len(answered),
        responses=sum(answered.values()),
        from_outside=len(answered.keys() - known),
        rate=len(inside) / len(invited) if invited else None,
        margin=margin(len(inside), len(invited)),
        short_of_meter=max(0, answers_for(METER, len(invited)) - len(inside)) if invited else 0,
        by_work_type=_groups(invited, inside, lambda row: (row.work_type.value, row.work_type.label)),
        by_province=_groups(invited, inside, lambda row: (row.province or "", row.province or _("onbekend"))),
        by_size=_groups(invited, inside, lambda row: _size(row.staff)),
        per_day=_per_day(connection, survey_id),
        reminders=tuple(
            connection.scalars(
                select(_REMINDER.c.sent_on)
                .where(_REMINDER.c.survey_id == survey_id)
                .order_by(_REMINDER.c.sent_on)
            )
        ),
    )


def non_response(connection: Connection, survey_id: int) -> tuple[Silent, ...]:
    """Who was invited and did not answer: the kinds of work that are missed most come first."""
    rate = response_rate(connection, survey_id)
    missed = {group.key: group.share.over for group in rate.by_work_type}
    answered = _answered(connection, survey_id)
    primary = (
        select(_POSITION.c.id)
        .where(_POSITION.c.organisation_id == _ORGANISATION.c.id, _POSITION.c.ended_on.is_(None))
        .order_by(_POSITION.c.is_primary.desc(), _POSITION.c.id)
        .limit(1)
        .correlate(_ORGANISATION)
        .scalar_subquery()
    )
    query = (
        select(
            _ORGANISATION.c.id,
            _ORGANISATION.c.name,
            _ORGANISATION.c.city,
            _ORGANISATION.c.work_type,
            func.coalesce(_PERSON.c.name_on_paper, _PERSON.c.name),
            _POSITION.c.role,
            func.coalesce(_PERSON.c.phone, _ORGANISATION.c.phone),
            func.coalesce(_PERSON.c.email, _ORGANISATION.c.email),
        )
        .select_from(_INVITATION)
        .join(_ORGANISATION, _ORGANISATION.c.id == _INVITATION.c.organisation_id)
        .outerjoin(_POSITION, _POSITION.c.id == primary)
        .outerjoin(_PERSON, and_(_PERSON.c.id == _POSITION.c.person_id, _PERSON.c.do_not_contact.is_(False)))
        .where(_INVITATION.c.survey_id == survey_id)
        .order_by(_ORGANISATION.c.name_key)
    )
    found = [Silent(*row) for row in connection.execute(query) if row[0] not in answered]
    return tuple(sorted(found, key=lambda item: missed.get(item.work_type.value, 0.0)))


def _answered(connection: Connection, survey_id: int) -> dict[int, int]:
    """Forms that count by organisation."""
    query = (
        select(_RESPONSE.c.organisation_id, func.count())
        .where(_RESPONSE.c.survey_id == survey_id, COUNTS)
        .group_by(_RESPONSE.c.organisation_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _groups(invited: Any, inside: set[int], of: Callable[[Any], tuple[str, str]]) -> tuple[Group, ...]:
    """The groups of those invited, the largest first."""
    total: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for row in invited:
        key, label = of(row)
        labels[key] = label
        total[key] += 1
        answered[key] += row.id in inside
    shares = {
        key: Share(count, answered[key], total.total(), answered.total()) for key, count in total.items()
    }
    order = sorted(total, key=lambda key: (-total[key], key))
    return tuple(Group(key, labels[key], shares[key]) for key in order)


def _size(staff: int | None) -> tuple[str, str]:
    found = next(((key, _(label)) for low, high, key, label in SIZES if low <= (staff or 0) < high), None)
    return found or ("unknown", _("onbekend"))


def _per_day(connection: Connection, survey_id: int) -> tuple[tuple[date, int], ...]:
    """Forms that count by the Dutch day on which they were sent."""
    query = select(_RESPONSE.c.submitted_at).where(
        _RESPONSE.c.survey_id == survey_id, COUNTS, _RESPONSE.c.submitted_at.is_not(None)
    )
    days = Counter(local(moment).date() for moment in connection.scalars(query))
    return tuple(sorted(days.items()))
