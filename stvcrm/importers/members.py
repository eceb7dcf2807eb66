"""The member list: organisations, each with its contact person and that person's position, from one row.

Members are recognised by their number, else by the distinctive core of their name with their place; doubt
is asked. A cell that is empty and a column that is absent change nothing; nobody is ever deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stvcrm.base.i18n import N_, _, n_
from stvcrm.importers.known_members import KnownMembers, Member
from stvcrm.importers.mapping import heading_of, read_list
from stvcrm.importers.member_fields import LABELS, TARGETS, MemberRow, read_row
from stvcrm.importers.member_store import apply
from stvcrm.importers.pipeline import Difference, Importer, Options, Plan, Planned, Source, Verdict
from stvcrm.model.organisations import OrganisationKind

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
    rows = [read_row(source, number, row) for number, row in source.rows]
    judged = _Judge(KnownMembers(connection), source, rows)
    planned = [judged.verdict(row) for row in progress.over(rows, len(rows))]
    return Plan(KEY, source, (*planned, *judged.gone()), on)


class _Judge:
    """Judges the rows of one file in order, remembering what it saw."""

    def __init__(self, known: KnownMembers, source: Source, rows: list[MemberRow]) -> None:
        self._known, self._source = known, source
        self._first: dict[tuple[str, ...], MemberRow] = {}
        self._linked: dict[int, int] = {}
        self._contested: dict[tuple[str, ...], dict[str, list[Any]]] = {}
        for row in rows:
            present = self._contested.setdefault(_identity(row), {})
            for key, value in row.organisation.items():
                present.setdefault(key, []).append(value)

    def verdict(self, row: MemberRow) -> Planned:
        """What will happen with this row."""
        if (why := self._unusable(row)) is not None:
            return Planned(row.number, Verdict.REJECTED, row.name, why)
        earlier = self._first.get(_identity(row))
        if earlier is not None:
            return self._repeated(row, earlier)
        self._first[_identity(row)] = row
        found, candidates, reason = self._known.find(row)
        if found is None and candidates:
            return self._asked(row, reason, candidates)
        if found is None:
            return self._new(row, reason)
        if found.id in self._linked:
            message = _("Lijkt dezelfde organisatie als rij {row}: {name}.")
            return self._asked(row, message.format(row=self._linked[found.id], name=found.name), (found,))
        self._linked[found.id] = row.number
        return self._compared(row, found, reason)

    def gone(self) -> list[Planned]:
        """Members that a list, which has most of them, does not name."""
        members = [member for member in self._known.members if member.kind == OrganisationKind.MEMBER]
        missing = [member for member in members if member.id not in self._linked]
        if len(missing) * 2 > len(members):
            return []
        reason = _("Staat niet meer in de lijst; het lidmaatschap kan als beëindigd worden genoteerd.")
        return [
            Planned(None, Verdict.GONE, member.name, reason, "organisation", member.id) for member in missing
        ]

    def _unusable(self, row: MemberRow) -> str | None:
        """Why a row is no organisation at all."""
        if row.is_total:
            return _("Totaalregel, geen organisatie.")
        if not row.name:
            column = heading_of(self._source, "name")
            return _("Geen naam van een organisatie; vul de kolom «{column}».").format(column=column)
        return None

    def _repeated(self, row: MemberRow, earlier: MemberRow) -> Planned:
        changes = tuple(_differences(earlier.organisation, row.organisation))
        if not changes and row.contact_name in (None, earlier.contact_name):
            reason = _("Staat al in rij {row}.").format(row=earlier.number)
            return Planned(row.number, Verdict.SAME, row.name, _joined(reason, row))
        changes = changes or (
            Difference("contact", N_("Contactpersoon"), earlier.contact_name, row.contact_name),
        )
        number = row.organisation.get("number")
        what = ", ".join(_(change.label).lower() for change in changes)
        message = (
            _("Lidnummer {number} staat ook in rij {row}, met een ander gegeven: {what}. Welke klopt?")
            if number
            else _("Dezelfde naam en plaats als rij {row}, met een ander gegeven: {what}. Welke klopt?")
        )
        reason = message.format(number=number, row=earlier.number, what=what)
        values = {"organisation": row.organisation, "earlier": earlier.organisation}
        return Planned(
            row.number, Verdict.ASK, row.name, _joined(reason, row), changes=changes, values=values
        )

    def _asked(self, row: MemberRow, reason: str, candidates: tuple[Member, ...]) -> Planned:
        return Planned(
            row.number,
            Verdict.ASK,
            row.name,
            _joined(reason, row),
            values=_values(row),
            candidates=tuple((member.id, member.described) for member in candidates),
        )

    def _new(self, row: MemberRow, reason: str) -> Planned:
        return Planned(
            row.number, Verdict.NEW, row.name, _joined(reason, row), "organisation", values=_values(row)
        )

    def _compared(self, row: MemberRow, member: Member, reason: str) -> Planned:
        contested = self._contested[_identity(row)]
        wanted = {
            key: value
            for key, value in row.organisation.items()
            if member.values.get(key) not in contested.get(key, ())
        }
        changes = list(_differences(member.values, wanted))
        if member.kind == OrganisationKind.FORMER_MEMBER:
            changes.append(Difference("kind", N_("Soort"), member.kind, OrganisationKind.MEMBER))
        contact, told = self._known.contact(row, member)
        changes += contact
        if self._known.was_erased(row):
            question = _("Deze contactpersoon is op verzoek gewist. Toch weer toevoegen?")
            return Planned(row.number, Verdict.ASK, row.name, question, "organisation", member.id)
        return Planned(
            row.number,
            Verdict.CHANGED if changes else Verdict.SAME,
            row.name,
            _joined(reason if changes else "", row),
            "organisation",
            member.id,
            tuple(changes),
            {**_values(row), **told},
        )


def _identity(row: MemberRow) -> tuple[str, ...]:
    """What makes two rows of one file the same organisation."""
    number = row.organisation.get("number")
    if number:
        return ("number", str(number))
    return ("name", row.name.lower(), str(row.organisation.get("city", "")).lower())


def _differences(old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    return [
        Difference(key, LABELS[key], old.get(key), value)
        for key, value in new.items()
        if old.get(key) != value
    ]


def _values(row: MemberRow) -> dict[str, Any]:
    return {"organisation": row.organisation, "contact_name": row.contact_name, "contact": row.contact}


def _joined(reason: str, row: MemberRow) -> str:
    return " ".join(part for part in (reason, *row.refused) if part)


def summary(plan: Plan) -> str:
    """What the one button will do, in words."""
    new = plan.count(Verdict.NEW)
    return n_("{count} organisatie toevoegen", "{count} organisaties toevoegen", new).format(count=new)


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
