"""Introduction visits as lists, records and papers show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, literal, or_, select

from stvcrm.base.errors import NotFound
from stvcrm.base.i18n import N_, _
from stvcrm.model.base import Kind
from stvcrm.model.notes import Note
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, Position
from stvcrm.model.utterances import Utterance
from stvcrm.model.visits import ENDED, HELD, OPEN, UNDATED, Attendance, Visit, VisitState
from stvcrm.queries.rows import Column, Filter, RowList

if TYPE_CHECKING:
    from datetime import date, datetime

_VISIT, _ORGANISATION, _PERSON, _NOTE = Visit.table(), Organisation.table(), Person.table(), Note.table()
_ATTENDANCE, _UTTERANCE, _POSITION = Attendance.table(), Utterance.table(), Position.table()


def _of_organisation(column: str) -> Any:
    query = select(_ORGANISATION.c[column]).where(_ORGANISATION.c.id == _VISIT.c.organisation_id)
    return query.correlate(_VISIT).scalar_subquery()


_PERSON_NAME = func.coalesce(
    select(_PERSON.c.name).where(_PERSON.c.id == _VISIT.c.person_id).correlate(_VISIT).scalar_subquery(),
    _VISIT.c.person_label,
)
_NOTES = select(_NOTE.c.text).where(_NOTE.c.visit_id == _VISIT.c.id).correlate(_VISIT).scalar_subquery()

VISITS = RowList(
    noun="visits",
    label=N_("Kennismakingen"),
    table=_VISIT,
    columns=(
        Column("id", "id", _VISIT.c.id, Kind.NUMBER, shown=False),
        Column(
            "organisation", N_("Organisatie"), _of_organisation("name"), sort=_of_organisation("name_key")
        ),
        Column("state", N_("Fase"), _VISIT.c.state, Kind.CHOICE),
        Column("starts_at", N_("Wanneer"), _VISIT.c.starts_at, Kind.MOMENT),
        Column("person", N_("Contactpersoon"), _PERSON_NAME),
        Column("city", N_("Plaats"), _of_organisation("city")),
        Column("requested_on", N_("Aangevraagd"), _VISIT.c.requested_on, Kind.DATE),
        Column("place", N_("Waar"), func.coalesce(_VISIT.c.place, _of_organisation("city")), shown=False),
        Column("ends_at", N_("Tot"), _VISIT.c.ends_at, Kind.MOMENT, shown=False),
        Column("proposed_at", N_("Datum voorgesteld"), _VISIT.c.proposed_at, Kind.MOMENT, shown=False),
        Column(
            "organisation_id", N_("Nummer organisatie"), _VISIT.c.organisation_id, Kind.REFERENCE, shown=False
        ),
        Column("person_id", N_("Nummer persoon"), _VISIT.c.person_id, Kind.REFERENCE, shown=False),
        Column("entry_conditions", N_("Toegang en bijzonderheden"), _VISIT.c.entry_conditions, shown=False),
        Column("ended_reason", N_("Reden"), _VISIT.c.ended_reason, shown=False),
        Column(
            "source_response_id", N_("Enquêteantwoord"), _VISIT.c.response_id, Kind.REFERENCE, shown=False
        ),
    ),
    tables=frozenset({"visit", "organisation", "person"}),
    order="starts_at",
    filters=(
        Filter("open", N_("Nog te bezoeken"), _VISIT.c.state.in_(sorted(OPEN))),
        *(
            Filter(state.value, state.source, _VISIT.c.state == state)
            for state in VisitState
            if state not in ENDED
        ),
        Filter("ended", N_("Ging niet door"), _VISIT.c.state.in_(sorted(ENDED))),
        Filter("without_date", N_("Zonder datum"), _VISIT.c.state.in_(sorted(UNDATED)), rare=True),
        Filter("held", N_("Bezocht of afgerond"), _VISIT.c.state.in_(sorted(HELD)), rare=True),
    ),
)


@dataclass(frozen=True)
class Attendee:
    """Someone who was there, under the name that may stand on paper; `speaker` are the initials in notes."""

    id: int
    person_id: int | None
    name: str
    role: str | None
    speaker: str | None


@dataclass(frozen=True)
class Passage:
    """A marked passage of the notes; `start` and `end` count characters, None where it is no longer there."""

    id: int
    text: str
    start: int | None
    end: int | None
    themes: tuple[str, ...]
    polarity: str | None
    consent: str
    speaker: str | None


@dataclass(frozen=True)
class VisitDossier:
    """Everything a visit's page and papers need."""

    id: int
    organisation_id: int
    organisation: str
    address: str
    person_id: int | None
    person: str | None
    state: VisitState
    requested_on: date | None
    proposed_at: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    place: str | None
    entry_conditions: str | None
    ended_reason: str | None
    notes: str
    attendees: tuple[Attendee, ...]
    passages: tuple[Passage, ...]


def dossier(connection: Connection, visit_id: int) -> VisitDossier:
    """One visit with all that belongs to it.

    Raises:
        NotFound: there is no such visit.
    """
    query = (
        select(
            _VISIT,
            _ORGANISATION.c.name,
            _ORGANISATION.c.street,
            _ORGANISATION.c.postcode,
            _ORGANISATION.c.city,
            func.coalesce(_PERSON.c.name_on_paper, _PERSON.c.name, _VISIT.c.person_label).label(
                "person_name"
            ),
            func.coalesce(_NOTES, literal("")).label("notes"),
        )
        .join(_ORGANISATION, _ORGANISATION.c.id == _VISIT.c.organisation_id)
        .outerjoin(_PERSON, _PERSON.c.id == _VISIT.c.person_id)
        .where(_VISIT.c.id == visit_id)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound(_("Er is geen kennismaking met nummer {id}.").format(id=visit_id))
    where = (row["street"], " ".join(part for part in (row["postcode"], row["city"]) if part))
    return VisitDossier(
        id=row["id"],
        organisation_id=row["organisation_id"],
        organisation=row["name"],
        address=", ".join(part for part in where if part),
        person_id=row["person_id"],
        person=row["person_name"],
        state=row["state"],
        requested_on=row["requested_on"],
        proposed_at=row["proposed_at"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        place=row["place"],
        entry_conditions=row["entry_conditions"],
        ended_reason=row["ended_reason"],
        notes=row["notes"],
        attendees=attendees(connection, visit_id),
        passages=passages(connection, visit_id),
    )


def attendees(connection: Connection, visit_id: int) -> tuple[Attendee, ...]:
    """Who was at a visit, in the role of that day."""
    shown = func.coalesce(_PERSON.c.name_on_paper, _PERSON.c.name, _ATTENDANCE.c.person_label)
    query = (
        select(_ATTENDANCE.c.id, _ATTENDANCE.c.person_id, shown, _ATTENDANCE.c.role, _ATTENDANCE.c.initials)
        .outerjoin(_PERSON, _PERSON.c.id == _ATTENDANCE.c.person_id)
        .where(_ATTENDANCE.c.visit_id == visit_id)
        .order_by(_ATTENDANCE.c.id)
    )
    return tuple(Attendee(*row) for row in connection.execute(query))


def passages(connection: Connection, visit_id: int) -> tuple[Passage, ...]:
    """The marked passages of a visit's notes, in the order of the text."""
    shown = func.coalesce(_PERSON.c.name_on_paper, _PERSON.c.name, _UTTERANCE.c.person_label)
    query = (
        select(_UTTERANCE, shown.label("speaker"))
        .outerjoin(_PERSON, _PERSON.c.id == _UTTERANCE.c.person_id)
        .where(_UTTERANCE.c.visit_id == visit_id)
        .order_by(_UTTERANCE.c.start.nulls_last(), _UTTERANCE.c.id)
    )
    return tuple(
        Passage(
            id=row["id"],
            text=row["text"],
            start=row["start"],
            end=row["end"],
            themes=tuple(row["themes"]),
            polarity=row["polarity"],
            consent=row["consent"],
            speaker=row["speaker"],
        )
        for row in connection.execute(query).mappings()
    )


def present_role(connection: Connection, person_id: int, organisation_id: int) -> str | None:
    """What a person is at an organisation now, for the role of the day."""
    query = (
        select(_POSITION.c.role)
        .where(
            _POSITION.c.person_id == person_id,
            _POSITION.c.organisation_id == organisation_id,
            or_(_POSITION.c.ended_on.is_(None), _POSITION.c.ended_on >= func.current_date()),
        )
        .order_by(_POSITION.c.is_primary.desc(), _POSITION.c.id.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()
