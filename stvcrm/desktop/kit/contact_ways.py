"""Further telephone numbers, mail boxes and addresses, of an organisation or a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stvcrm.base.dates import plain_date
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.cells import phone
from stvcrm.desktop.kit.parts_panel import Parts
from stvcrm.model.contact_ways import ContactWay, ContactWayKind

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = ("kind", "value", "use", "confirmed_on")


def contact_ways(owner: str) -> Parts:
    """The rows as a panel shows them; `owner` is `organisation_id` or `person_id`."""
    return Parts(
        ContactWay,
        owner,
        _("Verder te bereiken via"),
        _("Nummer of adres"),
        FIELDS,
        _describe,
        _("Geen andere nummers of adressen bekend."),
    )


def _describe(row: Mapping[str, Any]) -> tuple[str, str]:
    value = phone(row["value"]).text if row["kind"] is ContactWayKind.PHONE else row["value"]
    parts = [row["kind"].label, row["use"].label.lower()]
    if row["confirmed_on"] is not None:
        parts.append(_("bevestigd op {day}").format(day=plain_date(row["confirmed_on"])))
    return value, ", ".join(parts)
