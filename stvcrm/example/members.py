"""The invented association: its members and other relations with the people who work or think along there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from stvcrm.base.i18n import _
from stvcrm.base.text import sort_key
from stvcrm.example.words import Town, slug, towns, words
from stvcrm.model.contact_ways import ContactUse, ContactWay, ContactWayKind
from stvcrm.model.organisations import FormerName, Organisation, OrganisationKind, WorkType
from stvcrm.model.people import Person, PersonKind, Position
from stvcrm.model.privacy import Consent, LegalBasis
from stvcrm.model.tags import Tag, Tagging

if TYPE_CHECKING:
    from random import Random

    from stvcrm.store.unit_of_work import UnitOfWork

MEMBERS = {WorkType.WELFARE_WORK: 233, WorkType.SOCIAL_SERVICES: 120, WorkType.OTHER: 35}
SECOND_CONTACTS = 40
RENAMED = 8
TAGS = {"Koploper": 14, "Spreker": 6, "Proeflocatie": 9}


@dataclass(frozen=True)
class Host:
    """An organisation with its first contact person, as the visits need them."""

    organisation_id: int
    name: str
    city: str
    street: str
    person_id: int
    person: str
    work_type: WorkType


@dataclass
class Association:
    """Who there is, once stored."""

    hosts: list[Host] = field(default_factory=list)
    clients: list[int] = field(default_factory=list)


def store_association(uow: UnitOfWork, random: Random, on: date) -> Association:
    """Invent and store everyone, as one act."""
    members = _members(random, on)
    others = [_other(random, name, kind) for name, kind in words()["others"]["rows"]]
    ids = uow.insert_rows(Organisation, members)
    uow.insert_rows(Organisation, others)
    people = [_person(random, organisation) for organisation in members]
    person_ids = uow.insert_rows(Person, people)
    hosts = [
        Host(
            organisation_id,
            member["name"],
            member["city"],
            member["street"],
            person_id,
            person["name"],
            member["work_type"],
        )
        for organisation_id, member, person_id, person in zip(ids, members, person_ids, people, strict=True)
    ]
    uow.insert_rows(Position, [_position(random, host, on) for host in hosts])
    _add_second_contacts(uow, random, hosts, on)
    _add_remarks(uow, random, hosts, on)
    uow.label = _("Voorbeeld: {count} lidorganisaties").format(count=len(members))
    return Association(hosts, _add_clients(uow, random, hosts, on))


def _members(random: Random, on: date) -> list[dict[str, Any]]:
    kinds = [kind for kind, count in MEMBERS.items() for _each in range(count)]
    random.shuffle(kinds)
    names = _names(random)
    numbers = sorted(random.sample(range(101, 990), len(kinds)))
    return [
        _organisation(random, next(names[kind]), f"{number:05d}", kind, on)
        for kind, number in zip(kinds, numbers, strict=True)
    ]


def _names(random: Random) -> dict[WorkType, Any]:
    """For each kind of work an endless supply of names, none of which comes twice."""
    known: set[str] = set()
    pool = [first + second for first in words()["first"] for second in words()["second"]]

    def supply(kind: WorkType) -> Any:
        patterns = words()["patterns"][kind.value]
        while True:
            name = random.choice(patterns).format(word=random.choice(pool))
            if name not in known:
                known.add(name)
                yield name

    return {kind: supply(kind) for kind in MEMBERS}


def _organisation(random: Random, name: str, number: str, kind: WorkType, on: date) -> dict[str, Any]:
    town = random.choice(towns())
    domain = f"{slug(name)}.example"
    return {
        "number": number,
        "name": name,
        "name_key": sort_key(name),
        "kind": OrganisationKind.MEMBER,
        "work_type": kind,
        **_address(random, town),
        "phone": _phone(random, town.area),
        "email": f"info@{domain}",
        "website": f"https://www.{domain}",
        "staff": round(random.lognormvariate(3.3, 0.9)) + 2,
        "member_since": on - timedelta(days=random.randrange(400, 12_000)),
    }


def _other(random: Random, name: str, kind: str) -> dict[str, Any]:
    town = random.choice(towns())
    return {
        "name": name,
        "name_key": sort_key(name),
        "kind": OrganisationKind[kind.upper()],
        **_address(random, town),
        "phone": _phone(random, town.area),
        "email": f"info@{slug(name)}.example",
    }


def _address(random: Random, town: Town) -> dict[str, str]:
    streets = words()["streets"]
    street = (random.choice(streets["first"]) + random.choice(streets["second"])).capitalize()
    letters = "".join(random.choices("ABCDEGHJKLNPRSTVWXZ", k=2))
    return {
        "street": f"{street} {random.randrange(1, 180)}",
        "postcode": f"{town.postcode}{random.randrange(1, 99):02d} {letters}",
        "city": town.name,
        "province": town.province,
    }


def _phone(random: Random, area: str) -> str:
    """A number that nobody has: none begins with two noughts after the area code."""
    rest = 9 - len(area) - 2
    return f"+31{area}00{random.randrange(10**rest):0{rest}d}"


def _name(random: Random) -> str:
    people = words()["people"]
    return f"{random.choice(people['given'])} {random.choice(people['family'])}"


def _person(random: Random, organisation: dict[str, Any]) -> dict[str, Any]:
    name = _name(random)
    first, _space, last = name.partition(" ")
    domain = organisation["email"].partition("@")[2]
    return _plain_person(random, name) | {
        "email": f"{slug(first)[:1] or 'o'}.{slug(last)}@{domain}",
        "phone": _phone(random, "6") if random.random() < 0.6 else organisation["phone"],
    }


def _plain_person(random: Random, name: str) -> dict[str, Any]:
    return {
        "uid": f"{random.getrandbits(128):032x}",
        "name": name,
        "name_key": sort_key(name),
        "merged_uids": [],
    }


def _position(random: Random, host: Host, on: date) -> dict[str, Any]:
    return {
        "person_id": host.person_id,
        "organisation_id": host.organisation_id,
        "role": random.choice(words()["people"]["roles"]),
        "started_on": on - timedelta(days=random.randrange(90, 4_000)),
    }


def _add_second_contacts(uow: UnitOfWork, random: Random, hosts: list[Host], on: date) -> None:
    """Colleagues beside the first contact person, and some who had that place before."""
    chosen = random.sample(hosts, SECOND_CONTACTS)
    people = [_plain_person(random, _name(random)) for _host in chosen]
    rows = []
    for number, (host, person_id) in enumerate(zip(chosen, uow.insert_rows(Person, people), strict=True)):
        row = {"person_id": person_id, "organisation_id": host.organisation_id, "is_primary": False}
        ended = on - timedelta(days=random.randrange(30, 500)) if number % 3 == 0 else None
        rows.append(row | {"role": random.choice(words()["people"]["roles"]), "ended_on": ended})
    uow.insert_rows(Position, rows)


def _add_clients(uow: UnitOfWork, random: Random, hosts: list[Host], on: date) -> list[int]:
    """Clients who think along, with the name they chose and their own consent."""
    told = words()["clients"]["rows"]
    people = [
        _plain_person(random, name)
        | {"kind": PersonKind.CLIENT, "name_on_paper": on_paper, "retain_until": on + timedelta(days=730)}
        for name, on_paper, _role in told
    ]
    ids = uow.insert_rows(Person, people)
    rows = [
        {"person_id": person_id, "organisation_id": host.organisation_id, "role": row[2], "is_primary": False}
        for person_id, host, row in zip(ids, random.sample(hosts, len(ids)), told, strict=True)
    ]
    uow.insert_rows(Position, rows)
    consents = [
        {
            "person_id": person_id,
            "purpose": _("Meedenken in de verkenning"),
            "legal_basis": LegalBasis.CONSENT,
            "given_on": on - timedelta(days=40),
        }
        for person_id in ids
    ]
    uow.insert_rows(Consent, consents)
    ways = [
        {
            "person_id": person_id,
            "kind": ContactWayKind.PHONE,
            "use": ContactUse.PRIVATE,
            "value": (number := _phone(random, "6")),
            "digits": number.lstrip("+"),
            "confirmed_on": on - timedelta(days=40),
        }
        for person_id in ids
    ]
    uow.insert_rows(ContactWay, ways)
    return ids


def _add_remarks(uow: UnitOfWork, random: Random, hosts: list[Host], on: date) -> None:
    """Former names, and tags of the user's own."""
    former = [
        {
            "organisation_id": host.organisation_id,
            "name": f"{_('Stichting')} {host.name}",
            "until": on - timedelta(days=random.randrange(200, 2_000)),
        }
        for host in random.sample(hosts, RENAMED)
    ]
    uow.insert_rows(FormerName, former)
    tag_ids = uow.insert_rows(Tag, [{"name": name} for name in TAGS])
    taggings = [
        {"tag_id": tag_id, "organisation_id": host.organisation_id}
        for tag_id, count in zip(tag_ids, TAGS.values(), strict=True)
        for host in random.sample(hosts, count)
    ]
    uow.insert_rows(Tagging, taggings)
