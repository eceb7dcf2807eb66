"""People and positions as lists and records show them."""

from __future__ import annotations

from sqlalchemy import and_, func, or_, select

from stvcrm.base.i18n import N_
from stvcrm.model.base import Kind
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, PersonKind, Position
from stvcrm.queries.rows import Column, Filter, RowList, plain_columns

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

PEOPLE = RowList(
    noun="people",
    label=N_("Contacten"),
    table=_PERSON,
    columns=(
        Column("id", "id", _PERSON.c.id, Kind.NUMBER, shown=False),
        Column("name", N_("Naam"), _PERSON.c.name, sort=_PERSON.c.name_key),
        _of_position("role"),
        _of_position("organisation"),
        _FIELDS["email"],
        _FIELDS["phone"],
        _of_position("organisation_id"),
        *(
            Column(column.key, column.label, column.expression, column.kind, shown=False)
            for key, column in _FIELDS.items()
            if key not in ("name", "email", "phone")
        ),
    ),
    tables=frozenset({"person", "position", "organisation"}),
    order="name",
    filters=(
        Filter("clients", N_("Cliënten"), _PERSON.c.kind == PersonKind.CLIENT),
        Filter("do_not_contact", N_("Niet benaderen"), _PERSON.c.do_not_contact),
        Filter(
            "without_position",
            N_("Zonder organisatie"),
            ~select(_POSITION.c.id)
            .where(_POSITION.c.person_id == _PERSON.c.id, _PRESENT)
            .correlate(_PERSON)
            .exists(),
        ),
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
