"""Everything about one person as a file to hand over (AVG art. 15 and 20): readable and machine-readable."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from stvcrm.base.clock import local
from stvcrm.base.dates import moment_text
from stvcrm.base.errors import NotFound
from stvcrm.base.i18n import _
from stvcrm.exports.archive import packed
from stvcrm.exports.everything import attachment_files
from stvcrm.exports.lists import sheet_value
from stvcrm.model.attachments import Attachment
from stvcrm.model.base import Kind, fields
from stvcrm.model.catalog import BY_TABLE, ENTITIES
from stvcrm.model.people import Person
from stvcrm.queries.catalog import BY_NOUN
from stvcrm.queries.operations import FieldChange, history
from stvcrm.queries.titles import titles
from stvcrm.store import subject
from stvcrm.store.redaction import Redactor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from stvcrm.model.base import Entity

TEXTS = frozenset({Kind.LINE, Kind.TEXT, Kind.EMAIL, Kind.PHONE})
OTHER_PEOPLES_NAMES = frozenset({"name", "name_on_paper"})


@dataclass(frozen=True)
class Mention:
    """A place where the person is named in a record that is not about them alone; `text` is the paragraph."""

    noun: str
    id: int
    title: str
    field: str
    text: str


@dataclass(frozen=True)
class PersonFile:
    """All there is about someone; `records` by noun, each row by public key."""

    made_at: datetime
    person: dict[str, Any]
    records: dict[str, list[dict[str, Any]]]
    mentions: tuple[Mention, ...]
    history: tuple[FieldChange, ...]

    @property
    def facts(self) -> int:
        """How many records and mentions there are, the person's own record included."""
        return 1 + sum(map(len, self.records.values())) + len(self.mentions)


def person_bytes(connection: Connection, person_id: int, ending: str, now: datetime) -> tuple[bytes, int]:
    """The file of one person as .json, or as .zip with that, a readable text and their attachments.

    Raises:
        NotFound: there is no such person.
    """
    found = person_file(connection, person_id, now)
    data = json.dumps(asdict(found), default=_plain, ensure_ascii=False, indent=1).encode()
    if ending == ".json":
        return data, found.facts
    files = [("LEESMIJ.txt", _readable(found).encode("utf-8-sig")), ("persoon.json", data)]
    owned = [row["id"] for row in found.records.get(Attachment.noun, ())]
    return packed([*files, *attachment_files(connection, owned)]), found.facts


def person_file(connection: Connection, person_id: int, now: datetime) -> PersonFile:
    """Collect what the workspace holds about one person.

    Raises:
        NotFound: there is no such person.
    """
    person = BY_NOUN[Person.noun].record(connection, person_id)
    if person is None:
        raise NotFound(_("Er is geen {noun} met nummer {id}.").format(noun=Person.noun, id=person_id))
    owned = {
        entity.noun: rows
        for entity in ENTITIES
        if "person_id" in entity.table().c and (rows := _rows(connection, entity, person_id))
    }
    mentions = tuple(_mentions(connection, person_id, owned))
    past = tuple(history(connection, Person.table().name, person_id))
    return PersonFile(local(now), person, owned, mentions, past)


def _rows(connection: Connection, entity: type[Entity], person_id: int) -> list[dict[str, Any]]:
    table = entity.table()
    ids = connection.scalars(select(table.c.id).where(table.c.person_id == person_id).order_by(table.c.id))
    records = (BY_NOUN[entity.noun].record(connection, row_id) for row_id in ids.all())
    return [record for record in records if record is not None]


def _mentions(
    connection: Connection, person_id: int, owned: dict[str, list[dict[str, Any]]]
) -> Iterator[Mention]:
    """Paragraphs elsewhere that name the person; in linked records also by first or last name alone."""
    who = subject.of(connection, person_id)
    reach = subject.reach(connection, who)
    everywhere, nearby = Redactor(reach.everywhere, ""), Redactor(reach.nearby, "")
    for name, entity in BY_TABLE.items():
        known = {row["id"] for row in owned.get(entity.noun, ())}
        known |= who.ids if entity is Person else set()
        for row_id, key, label, text in _texts(connection, entity):
            if row_id in known or (entity is Person and key in OTHER_PEOPLES_NAMES):
                continue
            redactor = nearby if row_id in who.linked[name] else everywhere
            lines = [line.strip() for line in text.split("\n") if redactor.spans(line)]
            if lines:
                title = titles(connection, name, [row_id]).get(row_id, "")
                yield Mention(entity.noun, row_id, title, label, "\n".join(lines))


def _texts(connection: Connection, entity: type[Entity]) -> Iterator[tuple[int, str, str, str]]:
    """(row, key, label, text) of every text that people wrote."""
    table = entity.table()
    known = {key: found.label for key, found in fields(table).items() if found.kind in TEXTS}
    if not known:
        return
    for row in connection.execute(select(table.c.id, *(table.c[key] for key in known))).mappings():
        for key, label in known.items():
            if row[key]:
                yield row["id"], key, _(label), row[key]


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return local(value).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _readable(found: PersonFile) -> str:
    made = moment_text(found.made_at)
    lines = [
        _("Alles over {name}").format(name=found.person["name"]),
        _("Gemaakt op {when}.").format(when=made),
        _("De gegevens staan ook in persoon.json, voor verwerking door een ander programma."),
        *_part(_("Persoon"), _told(Person.noun, found.person)),
    ]
    for noun, rows in found.records.items():
        parts = [line for row in rows for line in (*_told(noun, row), "")]
        lines += _part(_(BY_NOUN[noun].label), parts[:-1])
    for mention in found.mentions:
        head = f"{_(BY_NOUN[mention.noun].label)}: {mention.title} ({mention.field})"
        lines += _part(head, mention.text.split("\n"))
    changes = [
        f"{moment_text(local(item.at))}, {item.author}, {_(item.field)}: {item.before or '–'} → {item.after}"
        for item in found.history
    ]
    return "\r\n".join([*lines, *_part(_("Wijzigingen"), changes)]) + "\r\n"


def _part(heading: str, lines: list[str]) -> list[str]:
    return ["", heading, "-" * len(heading), *(lines or [_("niets")])]


def _told(noun: str, row: dict[str, Any]) -> list[str]:
    """A record as lines of label and value, in the order of its list; empty fields are left out."""
    told = []
    for column in BY_NOUN[noun].columns:
        value = sheet_value(column.kind, row[column.key])
        if value not in (None, ""):
            shown = f"{value:%d-%m-%Y %H:%M}" if isinstance(value, datetime) else value
            told.append(
                f"{_(column.label)}: {shown:%d-%m-%Y}"
                if type(value) is date
                else f"{_(column.label)}: {shown}"
            )
    return told
