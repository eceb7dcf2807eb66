"""Everything the workspace holds about one person, for who asks to see it (AVG article 15).

The person's own rows come from every table that refers to people; mentions are found in every text by name,
parts of the name, mail address and telephone number, with the very search that erasure uses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Date, Enum, RowMapping, Table, select

from stvcrm.analysis.addresses import phone_shown
from stvcrm.base.clock import local
from stvcrm.base.dates import moment_text, short_date
from stvcrm.base.errors import NotFound
from stvcrm.base.i18n import _
from stvcrm.model.base import Base, Choice, Entity, Kind, field_of
from stvcrm.model.catalog import BY_TABLE, ENTITIES, Operation
from stvcrm.model.people import Person
from stvcrm.model.visits import Attendance
from stvcrm.queries.operations import history
from stvcrm.queries.settings import settings
from stvcrm.queries.titles import titles
from stvcrm.store import subject as subjects
from stvcrm.store.redaction import Redactor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stvcrm.store.subject import Subject

_OPERATION = Base.metadata.tables[Operation.__tablename__]


@dataclass(frozen=True)
class Holding:
    """One row about the person: its table, its number, and its fields by label as they read."""

    table: str
    id: int
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Mention:
    """A text elsewhere that names the person: where it stands, and the lines that do."""

    table: str
    id: int
    title: str
    field: str
    text: str


@dataclass(frozen=True)
class Change:
    """What was changed in the person's own data, by whom and when."""

    at: datetime
    author: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class PersonFile:
    """All of it; `doubtful` counts texts in which the name may mean someone else and which are left out."""

    id: int
    name: str
    holdings: tuple[Holding, ...]
    mentions: tuple[Mention, ...]
    changes: tuple[Change, ...]
    doubtful: int
    settings: dict[str, str]


def person_file(connection: Connection, person_id: int) -> PersonFile:
    """Everything about one person.

    Raises:
        NotFound: there is no such person.
    """
    person = Person.table()
    name = connection.execute(select(person.c.name).where(person.c.id == person_id)).scalar()
    if name is None:
        raise NotFound(_("Er is geen persoon met nummer {id}.").format(id=person_id))
    subject = subjects.of(connection, person_id)
    holdings = tuple(_holdings(connection, subject))
    own = {(holding.table, holding.id) for holding in holdings}
    mentions, doubtful = _mentions(connection, subject, own)
    return PersonFile(
        person_id, name, holdings, mentions, _changes(connection, subject), doubtful, settings(connection)
    )


def _holdings(connection: Connection, subject: Subject) -> Iterator[Holding]:
    for entity in sorted(ENTITIES, key=lambda one: one is not Person):
        table = entity.table()
        column = table.c.id if entity is Person else table.c.get("person_id")
        if column is None:
            continue
        query = select(table).where(column.in_(subject.ids)).order_by(table.c.id)
        for row in connection.execute(query).mappings():
            facts = [*_references(connection, entity, row), *_facts(table, row)]
            yield Holding(table.name, row["id"], tuple(facts))


def _references(connection: Connection, entity: type[Entity], row: RowMapping) -> Iterator[tuple[str, str]]:
    """What the row refers to, by its title."""
    labels = {"organisation": _("Organisatie"), "visit": _("Kennismaking bij"), "tag": _("Label")}
    for column in entity.table().columns:
        for key in column.foreign_keys:
            target = key.column.table.name
            if target in labels and row[column.key] is not None:
                found = titles(connection, target, [row[column.key]])
                yield labels[target], found.get(row[column.key], "")


def _facts(table: Table, row: RowMapping) -> Iterator[tuple[str, str]]:
    if row.get("starts_at") is not None:
        yield _("Wanneer"), as_text(row["starts_at"])
    for column in table.columns:
        found = field_of(column)
        if (
            found is not None
            and found.kind is not Kind.REFERENCE
            and row[column.key] not in (None, "", [], {})
        ):
            text = as_text(row[column.key])
            yield _(found.label), phone_shown(text) if found.kind is Kind.PHONE else text


def _mentions(
    connection: Connection, subject: Subject, own: set[tuple[str, int]]
) -> tuple[tuple[Mention, ...], int]:
    """Texts that name the person, and how many may do so."""
    reach = subjects.reach(connection, subject)
    everywhere, nearby = Redactor(reach.everywhere, ""), Redactor(reach.nearby, "")
    doubtful, unsure = Redactor(reach.doubtful, ""), 0
    spoken, found = _spoken(connection, subject), list[Mention]()
    for entity in ENTITIES:
        table = entity.table()
        close = subject.linked.get(table.name, set()) | subject.own.get(table.name, set())
        for row in connection.execute(select(table).order_by(table.c.id)).mappings():
            if (table.name, row["id"]) in own and table.name not in _LINKING:
                continue
            redactor = nearby if row["id"] in close else everywhere
            lines = spoken.get(row["visit_id"]) if table.name == "note" else None
            hits = list(_found(connection, table, row, redactor, lines))
            unsure += not hits and any(True for _hit in _found(connection, table, row, doubtful))
            found += hits
    return tuple(found), unsure


_LINKING = frozenset({"visit", "contact_moment", "utterance", "attendance"})
"""Tables whose rows are about more than the person, so that their texts are told as mentions as well."""


def _spoken(connection: Connection, subject: Subject) -> dict[int, re.Pattern[str]]:
    """By visit, what a line of its notes begins with when the person speaks or promises there."""
    table = Attendance.table()
    query = select(table.c.visit_id, table.c.initials).where(
        table.c.person_id.in_(subject.ids), table.c.initials.is_not(None)
    )
    return {
        visit: re.compile(rf"(?:{re.escape(initials)}:|>\s*{re.escape(initials)}\b)", re.IGNORECASE)
        for visit, initials in connection.execute(query)
        if initials
    }


def _found(
    connection: Connection,
    table: Table,
    row: RowMapping,
    redactor: Redactor,
    spoken: re.Pattern[str] | None = None,
) -> Iterator[Mention]:
    for column in table.columns:
        meaning, value = field_of(column), row[column.key]
        if meaning is None or value is None or isinstance(value, (Choice, bool, int, date)):
            continue
        lines = [
            line
            for line in as_text(value).split("\n")
            if redactor.spans(line) or (spoken is not None and spoken.match(line))
        ]
        if lines:
            title = titles(connection, table.name, [row["id"]]).get(row["id"], "")
            if table.name == "note":
                title = titles(connection, "visit", [row["visit_id"]]).get(row["visit_id"], "")
            yield Mention(table.name, row["id"], title, _(meaning.label), "\n".join(lines))


def _changes(connection: Connection, subject: Subject) -> tuple[Change, ...]:
    found = [
        Change(one.at, one.author, _(one.field), _stored(one.key, one.before), _stored(one.key, one.after))
        for row_id in sorted(subject.ids)
        for one in history(connection, "person", row_id)
    ]
    redactor = Redactor(subjects.reach(connection, subject).everywhere, "")
    query = select(_OPERATION.c.at, _OPERATION.c.author, _OPERATION.c.label).order_by(_OPERATION.c.id)
    found += [
        Change(row.at, row.author, row.label, "", "")
        for row in connection.execute(query)
        if redactor.spans(row.label)
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def _stored(key: str, value: Any) -> str:
    """A value of a person as the journal keeps it, as a reader knows it."""
    kind = Person.table().c[key].type
    if isinstance(value, str) and isinstance(kind, Enum) and kind.enum_class is not None:
        return as_text(kind.enum_class(value))
    if isinstance(value, str) and isinstance(kind, Date):
        return as_text(date.fromisoformat(value))
    return as_text(value)


def as_text(value: Any) -> str:
    """A stored value as a reader knows it."""
    if isinstance(value, list):
        return ", ".join(as_text(item) for item in value)
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {as_text(item)}" for key, item in value.items())
    return _single(value)


def _single(value: Any) -> str:
    match value:
        case None:
            text = ""
        case Choice():
            text = value.label
        case bool():
            text = _("ja") if value else _("nee")
        case datetime():
            text = moment_text(local(value))
        case date():
            text = short_date(value)
        case _:
            text = str(value)
    return text


def noun_of(table: str) -> str:
    """The public noun of a table."""
    return BY_TABLE[table].noun
