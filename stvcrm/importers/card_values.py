"""A visiting card as values of ours; what cannot be read or stored is left out and told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stvcrm.analysis.addresses import email, phone
from stvcrm.base.i18n import _
from stvcrm.base.text import clean, clean_line
from stvcrm.model.base import LINE
from stvcrm.model.contact_ways import ContactUse, ContactWayKind

if TYPE_CHECKING:
    from stvcrm.formats.vcf import Card


@dataclass(frozen=True)
class CardValues:
    """What a card says of a person.

    `email` and `phone` are the first of the work, `ways` all further ways of contact; `refused` are
    sentences about what was left out.
    """

    name: str
    role: str | None
    organisation: str
    email: str | None
    phone: str | None
    ways: tuple[dict[str, Any], ...]
    notes: str
    refused: tuple[str, ...]

    @property
    def reachable_by(self) -> set[str]:
        """Every number and address."""
        return {way["value"] for way in self.ways} | {value for value in (self.email, self.phone) if value}


def read_card(card: Card) -> CardValues:
    """The values of a card; one notation for numbers and addresses."""
    ways: list[dict[str, Any]] = []
    refused: list[str] = []
    for kind, reader, found in (
        (ContactWayKind.EMAIL, email, card.emails),
        (ContactWayKind.PHONE, phone, card.phones),
        (ContactWayKind.ADDRESS, clean_line, card.addresses),
    ):
        for way in found:
            value = reader(clean_line(way.value))
            if not value or len(value) > LINE:
                message = _("«{value}» is niet te lezen en is overgeslagen.")
                refused.append(message.format(value=clean_line(way.value)[:60]))
                continue
            use = ContactUse.PRIVATE if way.use == "private" else ContactUse.WORK
            ways.append({"kind": kind, "use": use, "value": value})
    role = clean_line(card.role)
    if len(role) > LINE:
        refused.append(_("De functie is te lang en is overgeslagen."))
        role = ""
    return CardValues(
        clean_line(card.name),
        role or None,
        clean_line(card.organisation)[:LINE],
        _first(ways, ContactWayKind.EMAIL),
        _first(ways, ContactWayKind.PHONE),
        tuple(ways),
        clean(card.note),
        tuple(refused),
    )


def _first(ways: list[dict[str, Any]], kind: ContactWayKind) -> str | None:
    """The value of the first way of this kind at work, taken from the list."""
    for place, way in enumerate(ways):
        if way["kind"] is kind and way["use"] is ContactUse.WORK:
            return str(ways.pop(place)["value"])
    return None
