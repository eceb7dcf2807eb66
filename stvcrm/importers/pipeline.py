"""The road of every import: source, plan, preview, one operation.

A plan is a value: it reads and judges, it changes nothing. Planning again after applying gives only *same*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stvcrm.base.i18n import N_, _
from stvcrm.model.base import Kind
from stvcrm.operations.organisations import end_membership

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from stvcrm.base.progress import Progress
    from stvcrm.store.unit_of_work import UnitOfWork


NEW, SKIP, FILE, FIRST = "new", "skip", "file", "first"
ANEW, WITHOUT = "anew", "without"
"""Answers to a row that asks, beside the id of a record."""
BOTH, NEWEST, EARLIEST = "both", "newest", "earliest"
"""Answers to a second form of one person: count both, only this one, only the earlier one."""


class Verdict(StrEnum):
    """What will happen with a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ASK = "ask"
    REJECTED = "rejected"
    GONE = "gone"

    @property
    def label(self) -> str:
        """The word for it on screen."""
        return _(_LABELS[self])


_LABELS = {
    Verdict.NEW: N_("nieuw"),
    Verdict.CHANGED: N_("gewijzigd"),
    Verdict.SAME: N_("gelijk"),
    Verdict.ASK: N_("vraag"),
    Verdict.REJECTED: N_("geweigerd"),
    Verdict.GONE: N_("niet meer in de lijst"),
}


@dataclass(frozen=True)
class Target:
    """A field that a column of a file can fill: its key, its label, its kind, the headings it goes by.

    `second` are headings that mean this field when their usual one went to another column (two columns
    "E-mail": the organisation's, then the contact person's). With `follows` a general heading counts only
    right after the column of that target ("Nr" after "Straat").
    """

    key: str
    label: str
    kind: Kind = Kind.LINE
    headings: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    follows: str = ""


@dataclass(frozen=True)
class SourceColumn:
    """A column of the file, and the key of the field it fills; None when it is left out."""

    index: int
    heading: str
    target: str | None


@dataclass(frozen=True)
class Source:
    """A file as it was understood: which sheet, which headings, which columns, and the guesses to show.

    `encoding` and `delimiter` are empty unless it is delimited text; `sheets` are all that could be chosen,
    `month_first` the fields whose dates are written month before day, `profile` where it is remembered.
    """

    path: Path
    sheet: str
    heading_row: int
    columns: tuple[SourceColumn, ...]
    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    notes: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    month_first: frozenset[str] = frozenset()
    profile: str | None = None

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return self.path.name


@dataclass(frozen=True)
class Difference:
    """One field of one row: what it is now, and what the file says."""

    key: str
    label: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Planned:
    """One row and what will happen with it; `values` are ready to be stored.

    `table` and `row_id` name the record it is about, when there is one already. `choices` are
    the answers that a question takes; `settled` tells that it was a question and the user answered it.
    `lacks_cells` tells that a cell was left out, as the reason says. With `meanwhile` that is done while the
    question is open, and the question itself is not kept: it names someone who was erased.
    """

    row: int | None
    verdict: Verdict
    title: str
    reason: str = ""
    table: str = ""
    row_id: int | None = None
    changes: tuple[Difference, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    candidates: tuple[tuple[int, str], ...] = ()
    choices: tuple[str, ...] = ()
    settled: bool = False
    lacks_cells: bool = False
    meanwhile: Verdict | None = None

    @property
    def act(self) -> Verdict:
        """What taking the plan does with the row, whether or not it asks something."""
        return self.meanwhile or self.verdict


@dataclass(frozen=True)
class Plan:
    """Every row of a file with its verdict, and what will be done at once."""

    importer: str
    source: Source
    planned: tuple[Planned, ...]
    on: date

    def count(self, verdict: Verdict) -> int:
        """Rows with this verdict."""
        return self.counts[verdict]

    @property
    def counts(self) -> Counter[Verdict]:
        """Rows by verdict."""
        return Counter(item.verdict for item in self.planned)

    @property
    def acts(self) -> Counter[Verdict]:
        """Rows by what taking the plan does with them."""
        return Counter(item.act for item in self.planned)

    @property
    def label(self) -> str:
        """What the journal will call it: "Import leden-2017.xlsx: 388 nieuw"."""
        told = [
            f"{self.count(verdict)} {verdict.label}"
            for verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.ASK)
            if self.count(verdict)
        ]
        summary = ", ".join(told) or _("niets gewijzigd")
        return _("Import {name}: {summary}").format(name=self.source.name, summary=summary)


@dataclass(frozen=True)
class Options:
    """What the user may choose before a plan is made; None leaves it to the guess.

    `columns` says by heading which field a column fills, "" for none. `answers` says by row number what to
    do with a row that asks: NEW, SKIP, FILE (what this row says), FIRST (what the earlier row says), or the
    id of the record it is about; and with someone who was erased: ANEW (take in again), WITHOUT (only the
    organisation). `fixes` are corrected texts by row number and key of the field.
    """

    profile: str | None = None
    sheet: str | None = None
    heading_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    columns: Mapping[str, str] | None = None
    answers: Mapping[int, str] = field(default_factory=dict)
    fixes: Mapping[tuple[int, str], str] = field(default_factory=dict)


Reader = Callable[["Connection", Path, Options], Source]
Judge = Callable[["Connection", Source, "date", "Progress", Options], Plan]
Apply = Callable[["UnitOfWork", Plan], None]


@dataclass(frozen=True)
class Importer:
    """One kind of file: how it is read, judged and applied.

    `nouns` are one and several of what it makes, `page` is where they are shown, and a change of one of
    `tables` makes a plan old.
    """

    key: str
    label: str
    targets: tuple[Target, ...]
    read: Reader
    judge: Judge
    apply: Apply
    endings: tuple[str, ...]
    nouns: tuple[str, str] = (N_("rij"), N_("rijen"))
    page: str = "organisations"
    tables: tuple[str, ...] = ("organisation", "person", "position")

    def plan(
        self, connection: Connection, path: Path, on: date, progress: Progress, options: Options = Options()
    ) -> Plan:
        """Read a file and judge its rows against the workspace; changes nothing.

        After an answer or a fix `judge` alone, with the source of this plan, gives the next one.

        Raises:
            UserError: the file cannot be read; tells what, where, and what to do.
        """
        return self.judge(connection, self.read(connection, path, options), on, progress, options)

    def changes_something(self, plan: Plan, *, accept_gone: bool) -> bool:
        """Whether taking this plan could change anything."""
        active = {Verdict.NEW, Verdict.CHANGED, Verdict.ASK} | ({Verdict.GONE} if accept_gone else set())
        return any(item.act in active or item.settled for item in plan.planned)


def take(uow: UnitOfWork, *, importer: Importer, plan: Plan, accept_gone: bool = False) -> None:
    """Do what a plan says as one act; with `accept_gone` memberships that the list lacks end today."""
    importer.apply(uow, plan)
    gone = [item.row_id for item in plan.planned if item.act is Verdict.GONE and item.row_id is not None]
    if accept_gone and gone:
        end_membership(uow, organisation_ids=gone, on=plan.on)
    uow.label = plan.label
