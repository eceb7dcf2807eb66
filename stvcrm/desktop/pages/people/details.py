"""Gegevens of a person: fields, labels, further ways of contact, and on what ground they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stvcrm.base.dates import plain_date
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.contact_ways import contact_ways
from stvcrm.desktop.kit.details_panel import DetailsPanel
from stvcrm.desktop.kit.parts_panel import Parts, PartsPanel
from stvcrm.desktop.kit.record_form import RecordForm
from stvcrm.desktop.kit.tags_panel import TagsPanel
from stvcrm.model.people import Person
from stvcrm.model.privacy import Consent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stvcrm.desktop.kit.context import Context

FORM = (
    "name",
    "name_on_paper",
    "kind",
    "email",
    "phone",
    "confirmed_on",
    "do_not_contact",
    "do_not_contact_reason",
    "do_not_contact_until",
    "named_on",
    "informed_on",
    "retain_until",
    "notes",
)


class Details(DetailsPanel):
    """Fields, labels, further ways of contact, grounds."""

    def __init__(self, context: Context) -> None:
        self.tags = TagsPanel(context, "person")
        self.ways = PartsPanel(context, contact_ways("person_id"))
        self.grounds = PartsPanel(context, _grounds())
        super().__init__(RecordForm(context, Person, FORM), self.tags, self.ways, self.grounds)


def _grounds() -> Parts:
    return Parts(
        Consent,
        "person_id",
        _("Toestemming en grondslag"),
        _("Grondslag"),
        ("purpose", "legal_basis", "given_on", "withdrawn_on", "note"),
        _describe,
        _("Nog niet vastgelegd waarom deze gegevens bewaard worden."),
    )


def _describe(row: Mapping[str, Any]) -> tuple[str, str]:
    parts = [row["legal_basis"].label]
    if row["given_on"] is not None:
        parts.append(_("sinds {day}").format(day=plain_date(row["given_on"])))
    if row["withdrawn_on"] is not None:
        parts.append(_("ingetrokken op {day}").format(day=plain_date(row["withdrawn_on"])))
    return row["purpose"], " · ".join(parts)
