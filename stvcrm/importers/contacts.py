"""Visiting cards (vCard): people, their ways of contact, their position where the organisation is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from stvcrm.analysis.addresses import email as read_email
from stvcrm.analysis.addresses import phone as read_phone
from stvcrm.analysis.name_index import NameIndex
from stvcrm.analysis.names import Named, Verdict
from stvcrm.analysis.person_names import same_person
from stvcrm.base.i18n import N_, _
from stvcrm.base.text import clean, clean_line
from stvcrm.importers.pipeline import Difference, Importer, Options, Plan, Planned, Source, SourceColumn
from stvcrm.importers.pipeline import Verdict as RowVerdict
from stvcrm.model.contact_ways import ContactUse, ContactWay, ContactWayKind
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, Position

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Connection

    from stvcrm.base.progress import Progress
    from stvcrm.formats.vcf import Card
    from stvcrm.store.unit_of_work import UnitOfWork

KEY = "contacts"
_PERSON, _POSITION, _ORGANISATION = Person.table(), Position.table(), Organisation.table()


def read(connection: Connection, path: Path, options: Options) -> Source:
    """The cards of a file, one a row; the number of a row is the line on which its card begins."""
    from stvcrm.formats.vcf import read_cards  # noqa: PLC0415  readers of files come late

    cards = read_cards(path)
    return Source(
        path, "", 1, (SourceColumn(0, "vCard", None),), tuple((card.line, (card,)) for card in cards)
    )


def judge(connection: Connection, source: Source, on: date, progress: Progress, options: Options) -> Plan:
    """A verdict on every card."""
    known = _Known(connection)
    planned = [known.verdict(number, row[0]) for number, row in progress.over(source.rows, len(source.rows))]
    return Plan(KEY, source, tuple(planned), on)


def apply(uow: UnitOfWork, plan: Plan) -> None:
    """Do what the plan says, as one act."""
    uow.label = plan.label
    for item in plan.planned:
        if item.verdict is RowVerdict.NEW:
            person = uow.add(Person(**item.values["person"]))
            _add_ways(uow, person.id, item.values["ways"])
            _add_position(uow, person.id, item)
        elif item.verdict is RowVerdict.CHANGED and item.row_id is not None:
            changed = uow.get(Person, item.row_id)
            for change in item.changes:
                if change.key != "ways":
                    setattr(changed, change.key, change.new)
            _add_ways(uow, changed.id, item.values["ways"])
            uow.session.flush()


class _Known:
    """The people and organisations a card is compared with."""

    def __init__(self, connection: Connection) -> None:
        query = select(_PERSON.c.id, _PERSON.c.name, _PERSON.c.email, _PERSON.c.phone)
        self._people = [dict(row) for row in connection.execute(query).mappings()]
        ways = ContactWay.table()
        query = select(ways.c.person_id, ways.c.value).where(ways.c.person_id.is_not(None))
        self._ways = {(row[0], row[1]) for row in connection.execute(query)}
        rows = connection.execute(select(_ORGANISATION.c.id, _ORGANISATION.c.name, _ORGANISATION.c.city))
        self._index = NameIndex(Named(row[0], row[1], row[2] or "") for row in rows)

    def verdict(self, number: int, card: Card) -> Planned:
        """New, changed, same or refused, with the reason."""
        name = clean_line(card.name)
        if not name:
            reason = _("De kaart op regel {line} heeft geen naam.").format(line=card.line)
            return Planned(number, RowVerdict.REJECTED, "", reason)
        person, ways, refused = _values(card)
        found = self._find(name, person, ways)
        if found is None:
            organisation, reason = self._organisation(card)
            values = {
                "person": person,
                "ways": ways,
                "organisation_id": organisation,
                "role": card.role or None,
            }
            if organisation is None and card.organisation:
                person["notes"] = "\n".join(
                    part
                    for part in (
                        person["notes"],
                        _("Organisatie volgens visitekaart: {name}").format(name=card.organisation),
                    )
                    if part
                )
            told = " ".join(part for part in (reason, *refused) if part)
            return Planned(number, RowVerdict.NEW, name, told, "person", values=values)
        changes = [
            Difference(key, label, found[key], person[key])
            for key, label in (("email", N_("E-mail")), ("phone", N_("Telefoon")))
            if person[key] and not found[key]
        ]
        fresh = [way for way in ways if (found["id"], way["value"]) not in self._ways]
        if fresh:
            told = ", ".join(way["value"] for way in fresh)
            changes.append(Difference("ways", N_("Nummers en adressen"), None, told))
        verdict = RowVerdict.CHANGED if changes else RowVerdict.SAME
        return Planned(
            number, verdict, name, " ".join(refused), "person", found["id"], tuple(changes), {"ways": fresh}
        )

    def _find(self, name: str, person: dict[str, Any], ways: list[dict[str, Any]]) -> dict[str, Any] | None:
        """Someone of that name whose mail address or number is the same, or who has neither."""
        mine = {person["email"], person["phone"], *(way["value"] for way in ways)} - {None}
        for known in self._people:
            if not same_person(known["name"], name):
                continue
            theirs = {known["email"], known["phone"]} - {None}
            if (
                mine & theirs
                or any((known["id"], value) in self._ways for value in mine)
                or not (mine or theirs)
            ):
                return known
        return None

    def _organisation(self, card: Card) -> tuple[int | None, str]:
        if not card.organisation:
            return None, _("Geen organisatie op de kaart.")
        verdict, candidates = self._index.match(Named(0, card.organisation))
        if verdict is Verdict.LINKED:
            return candidates[0].entry.key, _("Bij {name}.").format(name=candidates[0].entry.name)
        message = _("Organisatie «{name}» is niet bekend; de naam staat bij de opmerkingen.")
        return None, message.format(name=card.organisation)


def _values(card: Card) -> tuple[dict[str, Any], list[dict[str, Any]], list[str]]:
    """The person, further ways of contact, and sentences about what could not be read."""
    ways: list[dict[str, Any]] = []
    refused: list[str] = []
    for kind, reader, found in (
        (ContactWayKind.EMAIL, read_email, card.emails),
        (ContactWayKind.PHONE, read_phone, card.phones),
        (ContactWayKind.ADDRESS, clean_line, card.addresses),
    ):
        for way in found:
            value = reader(way.value)
            if value is None:
                refused.append(
                    _("«{value}» is niet te lezen en is overgeslagen.").format(value=way.value[:60])
                )
                continue
            use = ContactUse.PRIVATE if way.use == "private" else ContactUse.WORK
            ways.append({"kind": kind, "use": use, "value": value})
    person: dict[str, Any] = {"name": clean_line(card.name), "notes": clean(card.note)}
    for key, kind in (("email", ContactWayKind.EMAIL), ("phone", ContactWayKind.PHONE)):
        first = next((way for way in ways if way["kind"] is kind and way["use"] is ContactUse.WORK), None)
        person[key] = None if first is None else first["value"]
        if first is not None:
            ways.remove(first)
    return person, ways, refused


def _add_ways(uow: UnitOfWork, person_id: int, ways: list[dict[str, Any]]) -> None:
    for way in ways:
        digits = way["value"].lstrip("+") if way["kind"] is ContactWayKind.PHONE else None
        uow.add(ContactWay(person_id=person_id, digits=digits, **way))


def _add_position(uow: UnitOfWork, person_id: int, item: Planned) -> None:
    if item.values["organisation_id"] is not None:
        uow.add(
            Position(
                person_id=person_id,
                organisation_id=item.values["organisation_id"],
                role=item.values["role"],
                is_primary=False,
            )
        )


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
