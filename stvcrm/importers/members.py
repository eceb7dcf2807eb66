"""The member list: organisations, each with its contact person and that person's position, from one row.

Members are recognised by their number, else by the distinctive core of their name with their place; doubt
is asked. A cell that is empty and a column that is absent change nothing; nobody is ever deleted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stvcrm.base.i18n import N_
from stvcrm.importers.erased_contacts import ErasedContacts
from stvcrm.importers.known_members import KnownMembers
from stvcrm.importers.mapping import read_list
from stvcrm.importers.member_fields import read_row
from stvcrm.importers.member_judge import Judge
from stvcrm.importers.member_store import apply
from stvcrm.importers.member_targets import TARGETS
from stvcrm.importers.pipeline import Importer, Options, Plan, Source
from stvcrm.importers.questions import asked_before

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Connection

    from stvcrm.base.progress import Progress

KEY = "members"


def read(connection: Connection, path: Path, options: Options) -> Source:
    """The file as a member list."""
    return read_list(connection, path, KEY, TARGETS, "name", options)


def judge(connection: Connection, source: Source, on: date, progress: Progress, options: Options) -> Plan:
    """A verdict on every row, then on the members the list no longer has."""
    fixes: dict[int, dict[str, str]] = {}
    for (number, key), text in options.fixes.items():
        fixes.setdefault(number, {})[key] = text
    rows = [read_row(source, number, row, fixes.get(number, {})) for number, row in source.rows]
    known, erased = KnownMembers(connection), ErasedContacts(connection, options.answers)
    rows = [erased.without(row, (known.numbered(row),)) for row in rows]
    judged = Judge(known, rows, options.answers, asked_before(connection, KEY), erased)
    planned = []
    for row in progress.over(rows, len(rows)):
        found = erased.asked(judged.verdict(row))
        planned.append(replace(found, lacks_cells=True) if row.refused else found)
    return Plan(KEY, source, (*planned, *judged.gone()), on)


IMPORTER = Importer(
    KEY,
    N_("Ledenlijst"),
    TARGETS,
    read,
    judge,
    apply,
    (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt"),
    (N_("organisatie"), N_("organisaties")),
)
