"""Everything about one person as a file to hand over (AVG art. 15 and 20): readable and machine-readable."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from stvcrm.base.clock import local
from stvcrm.base.dates import moment_text
from stvcrm.base.i18n import _
from stvcrm.exports.archive import packed
from stvcrm.exports.everything import attachment_files
from stvcrm.model.attachments import Attachment
from stvcrm.queries.access import PersonFile, noun_of, person_file
from stvcrm.queries.catalog import BY_NOUN

if TYPE_CHECKING:
    from sqlalchemy import Connection

JSON, ZIP = ".json", ".zip"


def person_bytes(connection: Connection, person_id: int, ending: str, now: datetime) -> tuple[bytes, int]:
    """The file of one person as .json, or as .zip with that, a readable text and their attachments.

    Returns:
        The bytes, and how many records and mentions they tell of.

    Raises:
        NotFound: there is no such person.
    """
    found = person_file(connection, person_id)
    told = len(found.holdings) + len(found.mentions)
    data = json.dumps(_by_key(connection, found, now), default=_plain, ensure_ascii=False, indent=1).encode()
    if ending == JSON:
        return data, told
    files = [("LEESMIJ.txt", _readable(found, now).encode("utf-8-sig")), ("persoon.json", data)]
    owned = [row.id for row in found.holdings if row.table == Attachment.__tablename__]
    return packed([*files, *attachment_files(connection, owned)]), told


def _by_key(connection: Connection, found: PersonFile, now: datetime) -> dict[str, Any]:
    """The same keys and values as the command line gives, so that another program can take them over."""
    records: dict[str, list[dict[str, Any]]] = {}
    for row in found.holdings:
        record = BY_NOUN[noun_of(row.table)].record(connection, row.id)
        if record is not None:
            records.setdefault(noun_of(row.table), []).append(record)
    mentions = [
        {
            "noun": noun_of(mention.table),
            "id": mention.id,
            "title": mention.title,
            "field": mention.field,
            "text": mention.text,
        }
        for mention in found.mentions
    ]
    return {
        "made_at": local(now),
        "person_id": found.id,
        "name": found.name,
        "records": records,
        "mentions": mentions,
        "changes": [asdict(change) for change in found.changes],
    }


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return local(value).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _readable(found: PersonFile, now: datetime) -> str:
    lines = [
        _("Alles over {name}").format(name=found.name),
        _("Gemaakt op {when}.").format(when=moment_text(local(now))),
        _("De gegevens staan ook in persoon.json, voor verwerking door een ander programma."),
    ]
    for row in found.holdings:
        head = _(BY_NOUN[noun_of(row.table)].label)
        lines += _part(head, [f"{label}: {text}" for label, text in row.facts])
    for mention in found.mentions:
        noun = _(BY_NOUN[noun_of(mention.table)].label)
        head = _("Genoemd in {noun}: {title} ({field})").format(
            noun=noun, title=mention.title, field=mention.field
        )
        lines += _part(head, mention.text.split("\n"))
    changes = []
    for change in found.changes:
        what = f"{change.what}: {change.before or '–'} → {change.after}" if change.after else change.what
        changes.append(f"{moment_text(local(change.at))}, {change.author}: {what}")
    lines += _part(_("Wijzigingen"), changes)
    if found.doubtful:
        text = _("In {count} andere teksten kan iemand anders bedoeld zijn; die zijn weggelaten.")
        lines += ["", text.format(count=found.doubtful)]
    return "\r\n".join(lines) + "\r\n"


def _part(heading: str, lines: list[str]) -> list[str]:
    return ["", heading, "-" * len(heading), *(lines or [_("niets")])]
