"""Organisations as lists and records show them."""

from __future__ import annotations

from sqlalchemy import func, literal, select

from stvcrm.base.i18n import N_
from stvcrm.model.base import Kind
from stvcrm.model.contact_moments import ContactMoment
from stvcrm.model.organisations import Organisation, OrganisationKind
from stvcrm.model.visits import OPEN, Visit
from stvcrm.queries.rows import Column, Filter, RowList, plain_columns

_ORGANISATION, _VISIT, _MOMENT = Organisation.table(), Visit.table(), ContactMoment.table()
_OF_THIS = _VISIT.c.organisation_id == _ORGANISATION.c.id

VISIT_STATE = (
    select(_VISIT.c.state)
    .where(_OF_THIS)
    .order_by(_VISIT.c.id.desc())
    .limit(1)
    .correlate(_ORGANISATION)
    .scalar_subquery()
)
LAST_CONTACT = (
    select(func.max(_MOMENT.c.at))
    .where(_MOMENT.c.organisation_id == _ORGANISATION.c.id)
    .correlate(_ORGANISATION)
    .scalar_subquery()
)
_HIDDEN = (
    "number",
    "kind",
    "street",
    "postcode",
    "province",
    "email",
    "website",
    "staff",
    "member_since",
    "member_until",
    "parent_id",
    "notes",
    "phone",
)
_FIELDS = {column.key: column for column in plain_columns(Organisation, hidden=_HIDDEN)}

ORGANISATIONS = RowList(
    noun="organisations",
    label=N_("Organisaties"),
    table=_ORGANISATION,
    columns=(
        Column("id", "id", _ORGANISATION.c.id, Kind.NUMBER, shown=False),
        Column("name", N_("Organisatie"), _ORGANISATION.c.name, sort=_ORGANISATION.c.name_key),
        _FIELDS["city"],
        _FIELDS["work_type"],
        Column("answered", N_("Enquête"), literal("no"), Kind.CHOICE),
        Column("visit_state", N_("Kennismaking"), VISIT_STATE, Kind.CHOICE),
        Column("last_contact", N_("Contact"), LAST_CONTACT, Kind.MOMENT),
        *(column for key, column in _FIELDS.items() if key not in ("name", "city", "work_type")),
    ),
    tables=frozenset({"organisation", "visit", "contact_moment"}),
    order="name",
    filters=(
        Filter("members", N_("Alle lidorganisaties"), _ORGANISATION.c.kind == OrganisationKind.MEMBER),
        Filter(
            "wants_visit",
            N_("Wil kennismaking"),
            select(_VISIT.c.id)
            .where(_OF_THIS, _VISIT.c.state.in_(sorted(OPEN)))
            .correlate(_ORGANISATION)
            .exists(),
        ),
        Filter(
            "visited",
            N_("Bezocht"),
            select(_VISIT.c.id)
            .where(_OF_THIS, _VISIT.c.state.in_(("visited", "completed")))
            .correlate(_ORGANISATION)
            .exists(),
        ),
        Filter("other", N_("Overige relaties"), _ORGANISATION.c.kind != OrganisationKind.MEMBER),
    ),
)
