"""Visiting cards (vCard): people, their ways of contact, their position where the organisation is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stvcrm.base.dates import plain_date
from stvcrm.base.i18n import N_, _
from stvcrm.importers.card_values import CardValues, read_card
from stvcrm.importers.known_people import Known, KnownPeople
from stvcrm.importers.pipeline import (
    ANEW,
    SKIP,
    Difference,
    Importer,
    Options,
    Plan,
    Planned,
    Source,
    SourceColumn,
    Verdict,
)
from stvcrm.model.base import LINE
from stvcrm.model.contact_ways import ContactUse, ContactWay, ContactWayKind
from stvcrm.model.people import Person, Position
from stvcrm.store.erased import ErasedPeople

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Connection

    from stvcrm.base.progress import Progress
    from stvcrm.model.privacy import Erasure
    from stvcrm.store.unit_of_work import UnitOfWork

KEY = "contacts"


def read(connection: Connection, path: Path, options: Options) -> Source:
    """The cards of a file, one a row; the number of a row is the line on which its card begins."""
    from stvcrm.formats.vcf import read_cards  # noqa: PLC0415  readers of files come late

    cards = read_cards(path)
    return Source(
        path, "", 1, (SourceColumn(0, "vCard", None),), tuple((card.line, (card,)) for card in cards)
    )


def judge(connection: Connection, source: Source, on: date, progress: Progress, options: Options) -> Plan:
    """A verdict on every card."""
    known, erased = KnownPeople(connection), ErasedPeople(connection)
    planned = []
    for number, row in progress.over(source.rows, len(source.rows)):
        card = read_card(row[0])
        found = _verdict(known, number, card)
        if found.verdict is Verdict.NEW and erased:
            found = _asked(found, _erasure(known, erased, card), card, options.answers.get(number))
        planned.append(replace(found, lacks_cells=bool(card.refused)))
    return Plan(KEY, source, tuple(planned), on)


def apply(uow: UnitOfWork, plan: Plan) -> None:
    """Do what the plan says, as one act."""
    uow.label = plan.label
    uow.progress.start(len(plan.planned))
    for item in plan.planned:
        if item.verdict is Verdict.NEW:
            person = uow.add(Person(**item.values["person"]))
            _add_ways(uow, person.id, item.values["ways"])
            _add_positions(uow, person.id, item)
        elif item.verdict is Verdict.CHANGED and item.row_id is not None:
            _change(uow, item.row_id, item)
        uow.progress.step()


def _verdict(known: KnownPeople, line: int, card: CardValues) -> Planned:
    """New, changed, same or refused, with the reason."""
    if not card.name or len(card.name) > LINE:
        reason = _("De kaart op regel {line} heeft geen bruikbare naam.").format(line=line)
        return Planned(line, Verdict.REJECTED, card.name[:60], reason)
    organisation_id, organisation, about = known.organisation(card)
    found = known.find(card, organisation_id)
    if found is None:
        values = {"person": _person(card, organisation_id), "ways": list(card.ways), "positions": []}
        newcomer = Known(0, card.name, card.email, card.phone, line, card.reachable_by, planned=values)
        known.add(newcomer)
        _join(newcomer, card, organisation_id)
        return Planned(line, Verdict.NEW, card.name, _told(about, card), "person", values=values)
    if not found.id:
        _join(found, card, organisation_id)
        reason = _("Dezelfde persoon als op de kaart in regel {line}; de gegevens gaan daarbij.")
        return Planned(line, Verdict.SAME, card.name, _told(reason.format(line=found.line), card))
    return _compared(found, line, card, organisation_id, organisation)


def _erasure(known: KnownPeople, erased: ErasedPeople, card: CardValues) -> Erasure | None:
    """The erasure of the person on a card, by any address and by the organisation under any of its names."""
    organisation_id, _organisation, _about = known.organisation(card)
    places = {card.organisation, *known.names(organisation_id)} - {""}
    return erased.find(card.name, places, card.reachable_by)


def _asked(item: Planned, erasure: Erasure | None, card: CardValues, answer: str | None) -> Planned:
    """Someone who was erased comes back only when the user says so."""
    if erasure is None or answer == ANEW:
        return item
    if answer == SKIP:
        reason = _told(_("Overgeslagen, zo gekozen."), card)
        return replace(item, verdict=Verdict.REJECTED, reason=reason, values={})
    message = _("{name} is op {date} uit deze werkruimte gewist. Opnieuw opnemen?")
    reason = _told(message.format(name=card.name, date=plain_date(erasure.erased_on)), card)
    return replace(item, verdict=Verdict.ASK, meanwhile=Verdict.SAME, reason=reason, choices=(ANEW, SKIP))


def _compared(
    found: Known, line: int, card: CardValues, organisation_id: int | None, organisation: str
) -> Planned:
    """What the card adds to someone who is known; it takes nothing away."""
    first = {"email": (N_("E-mail"), card.email), "phone": (N_("Telefoon"), card.phone)}
    changes = [
        Difference(key, label, None, value)
        for key, (label, value) in first.items()
        if value and getattr(found, key) is None and value not in found.ways
    ]
    filled = {change.new for change in changes}
    fresh = [way for way in _fresh(found, card) if way["value"] not in filled]
    if fresh:
        shown = ", ".join(way["value"] for way in fresh)
        changes.append(Difference("ways", N_("Nummers en adressen"), None, shown))
    positions = []
    if organisation_id is not None and organisation_id not in found.organisations:
        changes.append(Difference("position", N_("Organisatie"), None, organisation))
        positions.append((organisation_id, card.role))
    values = {"ways": fresh, "positions": positions}
    verdict = Verdict.CHANGED if changes else Verdict.SAME
    return Planned(
        line, verdict, card.name, " ".join(card.refused), "person", found.id, tuple(changes), values
    )


def _fresh(found: Known, card: CardValues) -> list[dict[str, Any]]:
    """The ways of contact that are not known yet."""
    work = [
        {"kind": kind, "use": ContactUse.WORK, "value": value}
        for kind, value in ((ContactWayKind.EMAIL, card.email), (ContactWayKind.PHONE, card.phone))
        if value
    ]
    return [way for way in (*work, *card.ways) if way["value"] not in found.reachable_by]


def _join(newcomer: Known, card: CardValues, organisation_id: int | None) -> None:
    """Take what a card says into what is planned for someone of the same file."""
    fresh = _fresh(newcomer, card)
    newcomer.planned["ways"] += fresh
    newcomer.ways.update(way["value"] for way in fresh)
    if organisation_id is not None and organisation_id not in newcomer.organisations:
        newcomer.organisations.add(organisation_id)
        newcomer.planned["positions"].append((organisation_id, card.role))


def _person(card: CardValues, organisation_id: int | None) -> dict[str, Any]:
    notes = card.notes
    if organisation_id is None and card.organisation:
        told = _("Organisatie volgens visitekaart: {name}").format(name=card.organisation)
        notes = f"{notes}\n{told}".strip()
    return {"name": card.name, "email": card.email, "phone": card.phone, "notes": notes}


def _told(reason: str, card: CardValues) -> str:
    return " ".join(part for part in (reason, *card.refused) if part)


def _change(uow: UnitOfWork, person_id: int, item: Planned) -> None:
    changed = uow.get(Person, person_id)
    for change in item.changes:
        if change.key in ("email", "phone"):
            setattr(changed, change.key, change.new)
    _add_ways(uow, changed.id, item.values["ways"])
    _add_positions(uow, changed.id, item)
    uow.session.flush()


def _add_ways(uow: UnitOfWork, person_id: int, ways: Iterable[dict[str, Any]]) -> None:
    for way in ways:
        uow.add(ContactWay(person_id=person_id, **way))


def _add_positions(uow: UnitOfWork, person_id: int, item: Planned) -> None:
    for organisation_id, role in item.values["positions"]:
        uow.add(Position(person_id=person_id, organisation_id=organisation_id, role=role, is_primary=False))


IMPORTER = Importer(
    KEY,
    N_("Visitekaarten"),
    (),
    read,
    judge,
    apply,
    (".vcf",),
    (N_("contact"), N_("contacten")),
    page="people",
    tables=("person", "position", "contact_way", "organisation"),
)
