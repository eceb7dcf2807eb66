"""The organisations that are known already, and which of them a row of a member list is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from stvcrm.analysis.addresses import house_number, mail_domain, same_number, web_domain
from stvcrm.analysis.name_index import NameIndex
from stvcrm.analysis.names import Named, Verdict
from stvcrm.analysis.person_names import same_person
from stvcrm.base.i18n import N_, _
from stvcrm.base.text import fold
from stvcrm.importers.member_targets import ORGANISATION_KEYS
from stvcrm.importers.pipeline import Difference
from stvcrm.model.organisations import FormerName, Organisation, OrganisationKind
from stvcrm.model.people import Person, Position

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from stvcrm.importers.member_fields import MemberRow

_ORGANISATION, _PERSON, _POSITION = Organisation.table(), Person.table(), Position.table()


@dataclass(frozen=True)
class Contact:
    """Someone who holds a position at an organisation now."""

    position_id: int
    person_id: int
    name: str
    role: str | None
    email: str | None
    phone: str | None
    is_primary: bool


@dataclass(frozen=True)
class Member:
    """An organisation of the workspace with the fields a member list can fill."""

    id: int
    kind: OrganisationKind
    values: dict[str, Any]
    contacts: list[Contact] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its present name."""
        return str(self.values["name"])

    @property
    def described(self) -> str:
        """Name, place and number, to choose by."""
        parts = (self.name, self.values.get("city"), self.values.get("number"))
        return " · ".join(str(part) for part in parts if part)


class KnownMembers:
    """Everything the workspace knows that a row can be compared with, read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        columns = [_ORGANISATION.c[key] for key in ORGANISATION_KEYS]
        query = select(_ORGANISATION.c.id, _ORGANISATION.c.kind, *columns).order_by(_ORGANISATION.c.id)
        self._by_id = {
            row[0]: Member(row[0], row[1], dict(zip(ORGANISATION_KEYS, row[2:], strict=True)))
            for row in connection.execute(query)
        }
        self._by_number: dict[str, Member] = {}
        self._by_name: dict[tuple[str, str], Member] = {}
        for member in self._by_id.values():
            self._by_name.setdefault(_name_and_place(member.values), member)
            if number := member.values["number"]:
                self._by_number.setdefault(same_number(number), member)
        self._by_number |= {
            member.values["number"]: member for member in self._by_id.values() if member.values["number"]
        }
        self._add_contacts(connection)

    @property
    def members(self) -> list[Member]:
        """Every organisation."""
        return list(self._by_id.values())

    def get(self, answer: str) -> Member | None:
        """The organisation that an answer names by its id."""
        return self._by_id.get(int(answer)) if answer.isascii() and answer.isdecimal() else None

    def numbered(self, row: MemberRow) -> Member | None:
        """The organisation that has the member number of this row."""
        number = str(row.organisation.get("number") or "")
        return self._by_number.get(number) or self._by_number.get(same_number(number))

    def find(self, row: MemberRow, numbers: frozenset[str]) -> tuple[Member | None, tuple[Member, ...], str]:
        """The organisation a row is about, else those it may be about; and why, as a sentence.

        Args:
            row: of the file.
            numbers: every member number in that file, to tell an organisation that got another number.
        """
        number = row.organisation.get("number")
        known = self.numbered(row)
        if number and known is not None:
            return known, (), ""
        twin = self._by_name.get(_name_and_place(row.organisation))
        if number and twin and twin.values["number"] and same_number(twin.values["number"]) not in numbers:
            question = _("Zelfde naam en plaats als {name}, maar een ander lidnummer. Is het dezelfde?")
            return None, (twin,), question.format(name=twin.described)
        if number and not self._without_number:
            return None, (), _("Lidnummer nog onbekend.")
        verdict, candidates = self._index.match(_named(row))
        found = [self._by_id[candidate.entry.key] for candidate in candidates]
        if number:
            found = [member for member in found if not member.values["number"]]
        if not found or verdict is Verdict.NEW:
            return None, (), _("Lidnummer nog onbekend.") if number else _("Naam en plaats nog onbekend.")
        why = ", ".join(candidates[0].likeness.reasons)
        if verdict is Verdict.LINKED and found[0].id == candidates[0].entry.key:
            return found[0], (), _("Herkend: {why}.").format(why=why)
        question = _("Is dit {name}? {why}.").format(name=found[0].described, why=why.capitalize())
        return None, tuple(found), question

    def contact(self, row: MemberRow, member: Member) -> tuple[list[Difference], dict[str, Any]]:
        """What the row changes about the contact person, and who that is when he or she is known."""
        if row.contact_name is None:
            return [], {}
        present = next((item for item in member.contacts if same_person(item.name, row.contact_name)), None)
        if present is None:
            primary = next((item for item in member.contacts if item.is_primary), None)
            old = None if primary is None else primary.name
            told = {"ends_position": None if primary is None else primary.position_id}
            return [Difference("contact", N_("Contactpersoon"), old, row.contact_name)], told
        known = {"role": present.role, "email": present.email, "phone": present.phone}
        labels = {"role": N_("Functie"), "email": N_("E-mail contact"), "phone": N_("Telefoon contact")}
        changes = [
            Difference(f"contact_{key}", labels[key], known[key], value)
            for key, value in row.contact.items()
            if known[key] != value
        ]
        return changes, {"person_id": present.person_id, "position_id": present.position_id}

    def _add_contacts(self, connection: Connection) -> None:
        query = (
            select(
                _POSITION.c.organisation_id,
                _POSITION.c.id,
                _PERSON.c.id,
                _PERSON.c.name,
                _POSITION.c.role,
                _PERSON.c.email,
                _PERSON.c.phone,
                _POSITION.c.is_primary,
            )
            .join(_PERSON, _PERSON.c.id == _POSITION.c.person_id)
            .where(_POSITION.c.ended_on.is_(None))
            .order_by(_POSITION.c.id)
        )
        for row in connection.execute(query):
            self._by_id[row[0]].contacts.append(Contact(*row[1:]))

    @cached_property
    def _without_number(self) -> bool:
        return any(not member.values["number"] for member in self._by_id.values())

    @cached_property
    def _index(self) -> NameIndex:
        """Every organisation under its present and its former names."""
        index = NameIndex(_named_member(member, member.name) for member in self._by_id.values())
        former = FormerName.table()
        for organisation_id, name in self._connection.execute(
            select(former.c.organisation_id, former.c.name)
        ):
            index.add(_named_member(self._by_id[organisation_id], name))
        return index


def _name_and_place(values: dict[str, Any]) -> tuple[str, str]:
    return " ".join(fold(values.get("name") or "").split()), fold(values.get("city") or "")


def _named(row: MemberRow) -> Named:
    return _of_values(row.number, row.name, row.organisation)


def _named_member(member: Member, name: str) -> Named:
    return _of_values(member.id, name, member.values)


def _of_values(key: int, name: str, values: dict[str, Any]) -> Named:
    postcode, street = values.get("postcode"), values.get("street")
    number = house_number(street) if street else None
    domains = (
        mail_domain(values["email"]) if values.get("email") else None,
        web_domain(values["website"]) if values.get("website") else None,
    )
    return Named(
        key,
        name,
        values.get("city") or "",
        f"{postcode} {number}" if postcode and number else "",
        values.get("phone") or "",
        frozenset(domain for domain in domains if domain),
    )
