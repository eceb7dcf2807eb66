"""Collect the sentences to translate in stvcrm.pot, and bring the English catalogue up to it.

`make catalogue` runs it after a sentence was added or changed; then give the new ones their English in
resources/locale/en/LC_MESSAGES/stvcrm.po and run it again, which compiles the .mo.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "stvcrm.pot"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "stvcrm.po"
KEYWORDS = {"_": None, "n_": (1, 2), "N_": None}
# A fixed moment and no names: the same sentences give the same file.
MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)
HEADER: dict[str, Any] = {
    "project": "stvcrm",
    "version": "1",
    "header_comment": "# stvcrm: the sentences of the program, in Dutch; `make catalogue` writes this file.",
    "creation_date": MADE_AT,
    "revision_date": MADE_AT,
    "last_translator": "stvcrm",
    "language_team": "stvcrm",
    "msgid_bugs_address": "",
    "fuzzy": False,
}


def collect() -> Catalog:
    """Every sentence of the program, with the files it stands in."""
    found = Catalog(**HEADER)
    folder = ROOT / "stvcrm"
    for name, _line, message, comments, _context in extract_from_dir(folder, keywords=KEYWORDS):
        found.add(message, locations=[(f"stvcrm/{name}", 0)], auto_comments=comments)
    return found


def english(template: Catalog) -> Catalog:
    """The English catalogue with exactly the sentences of the template; what is no longer used goes."""
    known = Catalog()
    if ENGLISH.is_file():
        with ENGLISH.open("rb") as file:
            known = read_po(file, locale="en")
    made = Catalog(locale="en", **HEADER)
    for message in template:
        if message.id:
            before = known.get(message.id)
            text = before.string if before is not None else ""
            made.add(message.id, text, message.locations, auto_comments=message.auto_comments)
    return made


def as_po(catalogue: Catalog) -> bytes:
    """The text of a catalogue; files are named without lines, so that a moved line changes nothing."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, sort_output=True, ignore_obsolete=True)
    return out.getvalue()


def is_translated(text: str | Sequence[str] | None) -> bool:
    """Whether there is English for a sentence, for both numbers when it has two."""
    return bool(text) if text is None or isinstance(text, str) else all(text)


def as_mo(catalogue: Catalog) -> bytes:
    """The compiled catalogue, as the program reads it."""
    out, translated = io.BytesIO(), Catalog(locale="en", **HEADER)
    for message in catalogue:
        if message.id and is_translated(message.string):
            translated.add(message.id, message.string)
    write_mo(out, translated)
    return out.getvalue()


def main() -> int:
    """Write the three files; tells how many sentences wait for their English."""
    template = collect()
    catalogue = english(template)
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(as_po(template))
    ENGLISH.write_bytes(as_po(catalogue))
    ENGLISH.with_suffix(".mo").write_bytes(as_mo(catalogue))
    waiting = [message.id for message in catalogue if message.id and not is_translated(message.string)]
    sys.stdout.write(f"{len(catalogue)} zinnen, {len(waiting)} nog zonder Engels\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
