"""Who is to be erased: every name, address and number the workspace ever had for someone, and their records.

Also what the journal still knows of people who were merged into this one or were removed before.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, select

from stvcrm.analysis.name_words import GENERIC
from stvcrm.base.errors import NotFound
from stvcrm.base.i18n import _
from stvcrm.base.text import fold
from stvcrm.model.base import Base, Kind, field_of
from stvcrm.model.catalog import BY_TABLE
from stvcrm.model.people import Person
from stvcrm.store import images, redaction
from stvcrm.store.journal import ROW_CHANGE
from stvcrm.store.redaction import Marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEAST_DIGITS = 6
"""Digits of the shortest telephone number that is looked for."""
LABEL = "person_label"


@dataclass
class Subject:
    """One person under all their ids, and what names them."""

    ids: set[int]
    uids: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    organisations: set[int] = field(default_factory=set)
    own: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    linked: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True)
class Reach:
    """What to replace everywhere, what only in the person's own context, and what cannot be decided."""

    everywhere: Marks
    nearby: Marks
    doubtful: Marks


def of(connection: Connection, person_id: int) -> Subject:
    """Everything that belongs to a person.

    Raises:
        NotFound: neither the workspace nor its journal knows this id.
    """
    subject = Subject({person_id})
    known = [image for _, image in _images_of(connection, "person", {person_id})]
    if not known:
        raise NotFound(_("Er is geen {noun} met nummer {id}.").format(noun=Person.noun, id=person_id))
    _learn(subject, known)
    _find_merged(connection, subject)
    for table in personal_tables():
        _own_rows(connection, subject, table)
    _link(connection, subject)
    return subject


def personal_tables() -> list[Table]:
    """Tables whose rows belong to a person and go with them."""
    return [table for table in Base.metadata.sorted_tables if "person_id" in table.c and LABEL not in table.c]


def keeping_tables() -> list[Table]:
    """Tables whose rows stay when the person goes, under a label, so that counts stay true."""
    return [table for table in Base.metadata.sorted_tables if LABEL in table.c]


def reach(connection: Connection, subject: Subject) -> Reach:
    """Decide for every name, address and number where it may be replaced."""
    person = Person.table()
    others = [
        name
        for row in connection.execute(
            select(person.c.name, person.c.name_on_paper).where(person.c.id.not_in(subject.ids))
        )
        for name in row
        if name
    ]
    taken = {" ".join(fold(word) for word in redaction.split(name)) for name in others}
    full = {name for name in subject.names if len(redaction.split(name)) > 1}
    shared = {name for name in full if " ".join(fold(word) for word in redaction.split(name)) in taken}
    words = set().union(*(redaction.parts_of(name) for name in subject.names))
    elsewhere = set().union(set(), *(redaction.parts_of(name) for name in others))
    unsure = words & (
        elsewhere | _words_of_organisations(connection) | redaction.names_that_are_words() | GENERIC
    )
    common_mails, common_phones = _addresses_of_others(connection, subject)
    mails = subject.mails - common_mails
    phones = {
        phone
        for phone in subject.phones
        if len(redaction.national(phone)) >= LEAST_DIGITS and redaction.national(phone) not in common_phones
    }
    return Reach(
        Marks(frozenset(full - shared), frozenset(words - unsure), frozenset(mails), frozenset(phones)),
        Marks(frozenset(full), frozenset(words), frozenset(mails), frozenset(phones)),
        Marks(frozenset(shared), frozenset(unsure)),
    )


def _learn(subject: Subject, known: Iterable[images.Image]) -> None:
    for image in known:
        subject.names |= {str(image[key]) for key in ("name", "name_on_paper") if image.get(key)}
        subject.mails |= {str(image["email"]).strip().lower()} if image.get("email") else set()
        subject.phones |= {str(image["phone"])} if image.get("phone") else set()
        subject.uids |= {str(image["uid"])} if image.get("uid") else set()
        subject.uids |= set(image.get("merged_uids") or [])


def _find_merged(connection: Connection, subject: Subject) -> None:
    """Take in the people whose random names this one inherited, and those that they inherited."""
    seen: set[str] = set()
    while subject.uids - seen:
        uid = min(subject.uids - seen)
        seen.add(uid)
        query = (
            select(ROW_CHANGE.c.row_id)
            .where(ROW_CHANGE.c.table == "person")
            .where(
                ROW_CHANGE.c.before.contains(f'"uid":"{uid}"') | ROW_CHANGE.c.after.contains(f'"uid":"{uid}"')
            )
        )
        ids = set(connection.scalars(query)) - subject.ids
        subject.ids |= ids
        _learn(subject, (image for _, image in _images_of(connection, "person", ids)))


def _own_rows(connection: Connection, subject: Subject, table: Table) -> None:
    """The person's rows of a table, those of the past included, and what they tell."""
    rows = connection.execute(select(table).where(table.c.person_id.in_(subject.ids))).mappings()
    found = [(row["id"], images.encode(row)) for row in rows]
    found += [
        (row_id, image)
        for row_id, image in _images_in_journal(connection, table.name)
        if image.get("person_id") in subject.ids
    ]
    for row_id, image in found:
        subject.own[table.name].add(row_id)
        if table.name == "position" and image.get("organisation_id"):
            subject.organisations.add(int(image["organisation_id"]))
        if table.name == "contact_way":
            value = str(image.get("value") or "")
            if "@" in value:
                subject.mails.add(value.strip().lower())
            elif image.get("kind") == "phone":
                subject.phones.add(value)


def _link(connection: Connection, subject: Subject) -> None:
    """The records in whose context a first or last name alone means this person."""
    for table in keeping_tables():
        rows = connection.execute(select(table.c.id).where(table.c.person_id.in_(subject.ids)))
        subject.linked[table.name] |= set(rows.scalars())
    visits = subject.linked["visit"]
    for table in keeping_tables():
        if "visit_id" in table.c:
            query = select(table.c.visit_id).where(table.c.person_id.in_(subject.ids))
            visits |= {found for found in connection.scalars(query) if found is not None}
    for entity in BY_TABLE.values():
        table = entity.table()
        if "visit_id" in table.c:
            query = select(table.c.id).where(table.c.visit_id.in_(visits))
            subject.linked[table.name] |= set(connection.scalars(query))
    subject.linked["organisation"] |= subject.organisations


def _images_of(connection: Connection, table: str, ids: set[int]) -> Iterator[tuple[int, images.Image]]:
    """The rows with these ids as they are and as the journal has them."""
    yield from images.fetch(connection, BY_TABLE[table].table(), ids).items()
    query = select(ROW_CHANGE).where(ROW_CHANGE.c.table == table, ROW_CHANGE.c.row_id.in_(ids))
    yield from _loaded(connection.execute(query))


def _images_in_journal(connection: Connection, table: str) -> Iterator[tuple[int, images.Image]]:
    query = select(ROW_CHANGE).where(
        ROW_CHANGE.c.table == table,
        ROW_CHANGE.c.before.contains('"person_id":') | ROW_CHANGE.c.after.contains('"person_id":'),
    )
    yield from _loaded(connection.execute(query))


def _loaded(rows: Iterable[Any]) -> Iterator[tuple[int, images.Image]]:
    for row in rows:
        for text in (row.before, row.after):
            image = images.load(text)
            if image is not None:
                yield row.row_id, image


def _words_of_organisations(connection: Connection) -> set[str]:
    """Words that may mean an organisation or its place."""
    found: set[str] = set()
    for table, keys in (("organisation", ("name", "city", "street")), ("former_name", ("name",))):
        columns = BY_TABLE[table].table().c
        for row in connection.execute(select(*(columns[key] for key in keys))):
            found.update(*(redaction.parts_of(text) for text in row if text))
    return found


def _addresses_of_others(connection: Connection, subject: Subject) -> tuple[set[str], set[str]]:
    """Mail addresses and numbers that reach someone else as well: those are not the person's alone."""
    mails: set[str] = set()
    phones: set[str] = set()
    for name in ("organisation", "person", "contact_way"):
        table = BY_TABLE[name].table()
        gone = subject.ids if name == "person" else subject.own[name]
        for column in table.columns:
            found = field_of(column)
            if found is None or not (found.kind in (Kind.EMAIL, Kind.PHONE) or column.key == "value"):
                continue
            for text in connection.scalars(
                select(column).where(table.c.id.not_in(gone), column.is_not(None))
            ):
                if "@" in text:
                    mails.add(text.strip().lower())
                else:
                    phones.add(redaction.national(text))
    return mails, phones
