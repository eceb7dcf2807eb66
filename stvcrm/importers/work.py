"""The long parts of an import as jobs of the window: read a file, copy the workspace, take the plan."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stvcrm.base.clock import today
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.importers.catalog import BY_KEY, IMPORTERS
from stvcrm.importers.pipeline import Importer, Options, Plan, Planned, Source, Verdict, take
from stvcrm.importers.survey_columns import asks_questions
from stvcrm.store.backup import Reason, before

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from sqlalchemy import Connection

    from stvcrm.base.changes import Changes
    from stvcrm.base.progress import Progress
    from stvcrm.store.database import Database

_CARD = b"BEGIN:VCARD"
_MARK = b"\xef\xbb\xbf"
_FIRST = (Verdict.ASK, Verdict.REJECTED, Verdict.CHANGED, Verdict.GONE, Verdict.NEW, Verdict.SAME)
_RANK = {verdict: rank for rank, verdict in enumerate(_FIRST)}


@dataclass(frozen=True)
class Reading:
    """A file as one importer understood it, and the wishes with which it was read.

    What a preview of many rows needs is reckoned here, away from the window: the rows in the order in which
    they ask attention, their number by verdict and by what will be done, the cells of each row as the file
    has them.
    """

    path: Path
    importer: Importer
    options: Options
    plan: Plan
    ordered: tuple[Planned, ...]
    counts: Mapping[Verdict, int]
    acts: Mapping[Verdict, int]
    raw: Mapping[int, tuple[Any, ...]]

    @classmethod
    def of(cls, path: Path, importer: Importer, options: Options, plan: Plan) -> Reading:
        """The reading with this plan."""
        ordered = tuple(sorted(plan.planned, key=_attention))
        return cls(path, importer, options, plan, ordered, plan.counts, plan.acts, dict(plan.source.rows))

    def changes_something(self, *, accept_gone: bool) -> bool:
        """Whether taking the plan could change anything."""
        active = [Verdict.NEW, Verdict.CHANGED, Verdict.ASK, *([Verdict.GONE] if accept_gone else ())]
        settled = any(item.settled for item in self.plan.planned)
        return settled or any(self.acts.get(verdict, 0) for verdict in active)


def importer_for(path: Path) -> Importer:
    """The importer for this file, by how it begins, else by its ending.

    Raises:
        UserError: it is no file, cannot be read, or is of a kind that no importer knows.
    """
    if path.is_dir():
        message = _("{name} is een map. Kies één bestand uit die map.")
        raise UserError(message.format(name=path.name))
    try:
        with path.open("rb") as file:
            begin = file.read(64)
    except OSError as error:
        message = _("{name} kan niet gelezen worden. Kijk of het bestand er nog staat en of u het mag lezen.")
        raise UserError(message.format(name=path.name)) from error
    if begin.removeprefix(_MARK).lstrip().upper().startswith(_CARD):
        return BY_KEY["contacts"]
    ending = path.suffix.lower()
    found = next((importer for importer in IMPORTERS if ending in importer.endings), None)
    if found is None:
        known = "; ".join(f"{_(importer.label)} ({', '.join(importer.endings)})" for importer in IMPORTERS)
        message = _("{name} is geen soort bestand dat ingelezen kan worden. Wel: {known}.")
        raise UserError(message.format(name=path.name, known=known))
    return found


def read(database: Database, progress: Progress, *, path: Path, options: Options) -> Reading:
    """Read a file and judge every row against the workspace; changes nothing.

    Raises:
        UserError: the file cannot be read; tells what, where, and what to do.
    """
    importer = importer_for(path)
    with database.read() as connection:
        importer, source = _understood(connection, importer, path, options)
        plan = importer.judge(connection, source, today(database.clock), progress, options)
    return Reading.of(path, importer, options, plan)


def _understood(
    connection: Connection, importer: Importer, path: Path, options: Options
) -> tuple[Importer, Source]:
    """A list is a survey export when its headings ask questions, whatever else they hold."""
    survey = BY_KEY["survey"]
    if not set(importer.endings) & set(survey.endings):
        return importer, importer.read(connection, path, options)
    try:
        source = importer.read(connection, path, options)
    except UserError:
        # A survey need not name its organisations, and then is no member list.
        with suppress(UserError):
            return survey, survey.read(connection, path, options)
        raise
    if asks_questions([column.heading for column in source.columns]):
        return survey, survey.read(connection, path, options)
    return importer, source


def judge_again(database: Database, progress: Progress, *, reading: Reading, options: Options) -> Reading:
    """The same rows with other answers and corrections; the file is not read again."""
    with database.read() as connection:
        source, on = reading.plan.source, today(database.clock)
        plan = reading.importer.judge(connection, source, on, progress, options)
    return Reading.of(reading.path, reading.importer, options, plan)


def copy_first(database: Database, progress: Progress) -> None:
    """The backup that goes before an import.

    Raises:
        UserError: it could not be made; the import must not be done.
    """
    progress.start(0)
    before(database, Reason.IMPORT)


def apply(
    database: Database, progress: Progress, *, reading: Reading, accept_gone: bool, remember: bool
) -> tuple[None, Changes]:
    """Take the plan as one act; with `remember` the columns are kept for the next file of this kind.

    Raises:
        UserError: a row is refused; nothing was changed.
        Cancelled: the user stopped it; nothing was changed.
    """
    plan = reading.plan
    if not remember:
        plan = replace(plan, source=replace(plan.source, profile=""))
    return database.work(
        progress,
        plan.label,
        take,
        importer=reading.importer,
        plan=plan,
        accept_gone=accept_gone,
    )


def _attention(item: Planned) -> tuple[int, int]:
    """Questions first, rows that are the same last; the same row that has something to tell comes before."""
    told = item.verdict is Verdict.SAME and item.reason
    return _RANK[Verdict.GONE if told else item.verdict], item.row or 0
