"""Gegevens of an organisation: its fields, labels, former names and further ways to reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stvcrm.base.dates import plain_date
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.contact_ways import contact_ways
from stvcrm.desktop.kit.details_panel import DetailsPanel
from stvcrm.desktop.kit.parts_panel import Parts, PartsPanel
from stvcrm.desktop.kit.record_form import RecordForm
from stvcrm.desktop.kit.tags_panel import TagsPanel
from stvcrm.model.organisations import FormerName, Organisation
from stvcrm.model.surveys import OrganisationAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stvcrm.desktop.kit.context import Context

FORM = (
    "name",
    "number",
    "kind",
    "work_type",
    "street",
    "postcode",
    "city",
    "province",
    "phone",
    "email",
    "website",
    "staff",
    "member_since",
    "member_until",
    "parent_id",
    "notes",
)


class Details(DetailsPanel):
    """Fields, labels, further ways of contact, former names, other names."""

    def __init__(self, context: Context) -> None:
        self.tags = TagsPanel(context, "organisation")
        self.ways = PartsPanel(context, contact_ways("organisation_id"))
        self.former = PartsPanel(context, _former_names())
        self.aliases = PartsPanel(context, _aliases())
        record = RecordForm(context, Organisation, FORM)
        super().__init__(record, self.tags, self.ways, self.former, self.aliases)


def _former_names() -> Parts:
    return Parts(
        FormerName,
        "organisation_id",
        _("Vroegere namen"),
        _("Vroegere naam"),
        ("name", "until"),
        _describe,
        _("Geen vroegere namen bekend."),
    )


def _describe(row: Mapping[str, Any]) -> tuple[str, str]:
    until = row["until"]
    return row["name"], _("tot {day}").format(day=plain_date(until)) if until else ""


def _aliases() -> Parts:
    return Parts(
        OrganisationAlias,
        "organisation_id",
        _("Ook genoemd"),
        _("Andere naam"),
        ("name",),
        lambda row: (row["name"], ""),
        _("Nog niet anders genoemd. Wat bij een enquête gekozen wordt, komt hier te staan."),
    )
