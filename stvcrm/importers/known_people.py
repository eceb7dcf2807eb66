"""The people that are known already, and which of them a visiting card is about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from stvcrm.analysis.addresses import mail_domain, web_domain
from stvcrm.analysis.name_index import NameIndex
from stvcrm.analysis.names import Named, Verdict
from stvcrm.analysis.person_names import person_parts, same_person
from stvcrm.base.i18n import _
from stvcrm.base.text import fold
from stvcrm.model.contact_ways import ContactWay
from stvcrm.model.organisations import FormerName, Organisation
from stvcrm.model.people import Person, Position

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from stvcrm.importers.card_values import CardValues

_PERSON, _POSITION, _ORGANISATION = Person.table(), Position.table(), Organisation.table()
_WAY = ContactWay.table()
SURE = 0.92
"""The likeness at which a card's organisation is linked: it tells no place, and there is many a De Brug."""


@dataclass(frozen=True)
class Known:
    """Someone of the workspace, or of an earlier card of the file.

    Of the latter `id` is 0, `line` that of the card, and `planned` what will be stored.
    """

    id: int
    name: str
    email: str | None
    phone: str | None
    line: int = 0
    ways: set[str] = field(default_factory=set)
    organisations: set[int] = field(default_factory=set)
    planned: dict[str, Any] = field(default_factory=dict)

    @property
    def reachable_by(self) -> set[str]:
        """Every number and address."""
        return self.ways | {value for value in (self.email, self.phone) if value}


class KnownPeople:
    """Everyone a card can be compared with, and the organisations it can name; read once."""

    def __init__(self, connection: Connection) -> None:
        self._by_family: dict[str, list[Known]] = defaultdict(list)
        query = select(_PERSON.c.id, _PERSON.c.name, _PERSON.c.email, _PERSON.c.phone).order_by(_PERSON.c.id)
        by_id = {row[0]: Known(*row) for row in connection.execute(query)}
        ways = select(_WAY.c.person_id, _WAY.c.value).where(_WAY.c.person_id.is_not(None))
        for person_id, value in connection.execute(ways):
            by_id[person_id].ways.add(value)
        held = select(_POSITION.c.person_id, _POSITION.c.organisation_id).where(
            _POSITION.c.ended_on.is_(None)
        )
        for person_id, organisation_id in connection.execute(held):
            by_id[person_id].organisations.add(organisation_id)
        for person in by_id.values():
            self.add(person)
        table = _ORGANISATION.c
        rows = connection.execute(select(table.id, table.name, table.city, table.email, table.website))
        self._index = NameIndex(
            Named(row_id, name, city or "", domains=_domains(mail_domain(mail or ""), web_domain(site or "")))
            for row_id, name, city, mail, site in rows
        )
        self._connection = connection

    def add(self, person: Known) -> None:
        """From now on this one can be found too."""
        self._by_family[_family(person.name)].append(person)

    def find(self, card: CardValues, organisation_id: int | None) -> Known | None:
        """Someone of that name who is reached the same way, works there, or of whom nothing else is known."""
        mine = card.reachable_by
        for known in self._by_family[_family(card.name)]:
            theirs = known.reachable_by
            shared = mine & theirs or organisation_id in known.organisations
            if same_person(known.name, card.name) and (shared or not (mine or theirs)):
                return known
        return None

    def names(self, organisation_id: int | None) -> set[str]:
        """What an organisation is called and was called."""
        return set() if organisation_id is None else self._names[organisation_id]

    @cached_property
    def _names(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        former = FormerName.table().c
        for query in (
            select(_ORGANISATION.c.id, _ORGANISATION.c.name),
            select(former.organisation_id, former.name),
        ):
            for organisation_id, name in self._connection.execute(query):
                found[organisation_id].add(name)
        return found

    def organisation(self, card: CardValues) -> tuple[int | None, str, str]:
        """The organisation that a card names when there is no doubt, what it is called, and a sentence."""
        name = card.organisation
        if not name:
            return None, "", _("Geen organisatie op de kaart.")
        domains = _domains(mail_domain(card.email or ""))
        verdict, candidates = self._index.match(Named(0, name, domains=domains))
        if verdict is Verdict.LINKED and candidates[0].likeness.score >= SURE:
            found = candidates[0].entry
            return found.key, found.name, _("Bij {name}.").format(name=found.name)
        if candidates:
            message = _("Organisatie «{name}» lijkt op {known}; de naam staat bij de opmerkingen.")
            return None, "", message.format(name=name, known=candidates[0].entry.name)
        message = _("Organisatie «{name}» is niet bekend; de naam staat bij de opmerkingen.")
        return None, "", message.format(name=name)


def _domains(*found: str | None) -> frozenset[str]:
    return frozenset(domain for domain in found if domain)


def _family(name: str) -> str:
    """By what two spellings of a name are looked for together: the letters of the family name."""
    parts = person_parts(name)
    letters = fold(parts.family or parts.given).replace("ij", "y")
    return "".join(c for c in letters if c.isalnum())
