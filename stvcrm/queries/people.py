"""People and positions as lists and records show them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Date, and_, bindparam, func, or_, select

from stvcrm.base.clock import today
from stvcrm.base.i18n import N_
from stvcrm.model.attachments import Attachment
from stvcrm.model.base import Kind
from stvcrm.model.contact_moments import ContactMoment
from stvcrm.model.contact_ways import ContactWay
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, PersonKind, Position
from stvcrm.model.privacy import Consent
from stvcrm.model.utterances import Utterance
from stvcrm.model.visits import Attendance, Visit
from stvcrm.queries.rows import Column, Filter, RowList, plain_columns
from stvcrm.queries.tags import tags_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from stvcrm.model.base import Entity

_PERSON, _POSITION, _ORGANISATION = Person.table(), Position.table(), Organisation.table()
_PRESENT = or_(_POSITION.c.ended_on.is_(None), _POSITION.c.ended_on >= func.current_date())


def _of_position(wanted: str) -> Column:
    source = _POSITION.join(_ORGANISATION, _ORGANISATION.c.id == _POSITION.c.organisation_id)
    expression, label = {
        "organisation_id": (_POSITION.c.organisation_id, N_("Nummer organisatie")),
        "organisation": (_ORGANISATION.c.name, N_("Organisatie")),
        "role": (_POSITION.c.role, N_("Functie")),
    }[wanted]
    query = (
        select(expression)
        .select_from(source)
        .where(and_(_POSITION.c.person_id == _PERSON.c.id, _PRESENT))
        .order_by(_POSITION.c.is_primary.desc(), _POSITION.c.id.desc())
        .limit(1)
        .correlate(_PERSON)
        .scalar_subquery()
    )
    return Column(wanted, label, query, shown=wanted != "organisation_id")


_FIELDS = {column.key: column for column in plain_columns(Person)}
_SHOWN = ("name", "email", "phone", "do_not_contact")
NOT_NOW = and_(
    _PERSON.c.do_not_contact,
    or_(_PERSON.c.do_not_contact_until.is_(None), _PERSON.c.do_not_contact_until >= func.current_date()),
)
"""Whoever asked not to be contacted, as long as that lasts."""


def _three_weeks_ago() -> date:
    return today() - timedelta(weeks=3)


# Asked at every use: a window stays open for days.
_THREE_WEEKS_AGO = bindparam("three_weeks_ago", callable_=_three_weeks_ago, type_=Date())
UNINFORMED = and_(_PERSON.c.named_on.is_not(None), _PERSON.c.informed_on.is_(None))
"""Whoever someone else named and who does not know yet that we keep their data (AVG art. 14)."""

PEOPLE = RowList(
    noun="people",
    label=N_("Contacten"),
    table=_PERSON,
    columns=(
        Column("id", "id", _PERSON.c.id, Kind.NUMBER, shown=False),
        Column("name", N_("Naam"), _PERSON.c.name, sort=_PERSON.c.name_key),
        _of_position("organisation"),
        _of_position("role"),
        _FIELDS["email"],
        _FIELDS["phone"],
        Column("do_not_contact", N_("Benaderen"), NOT_NOW, Kind.FLAG),
        _of_position("organisation_id"),
        *(
            Column(column.key, column.label, column.expression, column.kind, shown=False)
            for key, column in _FIELDS.items()
            if key not in _SHOWN
        ),
    ),
    tables=frozenset({"person", "position", "organisation"}),
    order="name",
    filters=(
        Filter("professionals", N_("Professionals"), _PERSON.c.kind == PersonKind.PROFESSIONAL),
        Filter("clients", N_("Cliënten"), _PERSON.c.kind == PersonKind.CLIENT),
        Filter("do_not_contact", N_("Niet benaderen"), NOT_NOW),
        Filter(
            "without_position",
            N_("Zonder organisatie"),
            ~select(_POSITION.c.id)
            .where(_POSITION.c.person_id == _PERSON.c.id, _PRESENT)
            .correlate(_PERSON)
            .exists(),
        ),
        Filter("uninformed", N_("Nog niet geïnformeerd"), UNINFORMED, rare=True),
        Filter(
            "uninformed_late",
            N_("Langer dan drie weken niet geïnformeerd"),
            UNINFORMED & (_PERSON.c.named_on < _THREE_WEEKS_AGO),
            rare=True,
        ),
        Filter("overdue", N_("Bewaartermijn voorbij"), _PERSON.c.retain_until < func.current_date()),
    ),
)

POSITIONS = RowList(
    noun="positions",
    label=N_("Functies"),
    table=_POSITION,
    columns=(
        Column("id", "id", _POSITION.c.id, Kind.NUMBER),
        Column("person_id", N_("Nummer persoon"), _POSITION.c.person_id, Kind.REFERENCE),
        Column("organisation_id", N_("Nummer organisatie"), _POSITION.c.organisation_id, Kind.REFERENCE),
        *plain_columns(Position),
    ),
    tables=frozenset({"position"}),
)


@dataclass(frozen=True)
class PersonCard:
    """What stands at the head of a record."""

    id: int
    name: str
    name_on_paper: str | None
    kind: PersonKind
    email: str | None
    phone: str | None
    confirmed_on: date | None
    do_not_contact: bool
    do_not_contact_reason: str | None
    do_not_contact_until: date | None
    retain_until: date | None
    tags: tuple[str, ...]

    def may_be_contacted(self, on: date) -> bool:
        """Whether the person allows contact on this day."""
        until = self.do_not_contact_until
        return not self.do_not_contact or (until is not None and until < on)


@dataclass(frozen=True)
class Footprint:
    """What hangs on a person: rows that go with an erasure, and rows that stay without the name, by table."""

    goes: Mapping[str, int]
    stays: Mapping[str, int]


_GO = (Position, ContactWay, Consent, Attachment)
_STAY = (Visit, Attendance, ContactMoment, Utterance)


def counts(connection: Connection) -> dict[PersonKind, int]:
    """How many people of each kind."""
    query = select(_PERSON.c.kind, func.count()).group_by(_PERSON.c.kind)
    return {row[0]: row[1] for row in connection.execute(query)}


def card(connection: Connection, person_id: int) -> PersonCard | None:
    """The head of one record; None when it is gone."""
    row = connection.execute(select(_PERSON).where(_PERSON.c.id == person_id)).mappings().first()
    if row is None:
        return None
    values = {field.name: row[field.name] for field in dataclass_fields(PersonCard) if field.name in row}
    return PersonCard(**values, tags=tags_of(connection, "person", person_id))


def footprint(connection: Connection, person_id: int) -> Footprint:
    """How much hangs on a person, for the question that goes before an erasure."""

    def count(entity: type[Entity]) -> int:
        table = entity.table()
        query = select(func.count()).select_from(table).where(table.c.person_id == person_id)
        return int(connection.execute(query).scalar_one())

    found = {entity.__tablename__: count(entity) for entity in (*_GO, *_STAY)}
    return Footprint(
        {entity.__tablename__: found[entity.__tablename__] for entity in _GO},
        {entity.__tablename__: found[entity.__tablename__] for entity in _STAY},
    )
