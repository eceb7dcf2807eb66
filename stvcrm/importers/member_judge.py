"""What will happen with each row of a member list, and what the user is asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.base.i18n import N_, _
from stvcrm.importers.member_rows import Rows, differences, row_differences
from stvcrm.importers.pipeline import ANEW, FILE, FIRST, NEW, SKIP, Difference, Planned, Verdict
from stvcrm.importers.questions import Asked, texts
from stvcrm.model.organisations import Organisation, OrganisationKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stvcrm.importers.erased_contacts import ErasedContacts
    from stvcrm.importers.known_members import KnownMembers, Member
    from stvcrm.importers.member_fields import MemberRow


class Judge:
    """Judges the rows of one file in order, remembering what it saw.

    Args:
        known: the organisations of the workspace.
        rows: all rows of the file.
        answers: what the user chose by row number.
        asked: the questions of earlier imports.
        erased: the contact persons who were erased.
    """

    def __init__(
        self,
        known: KnownMembers,
        rows: Sequence[MemberRow],
        answers: Mapping[int, str],
        asked: Asked,
        erased: ErasedContacts,
    ) -> None:
        self._known, self._answers, self._asked_before = known, answers, asked
        self._erased = erased
        self._rows = Rows(rows, answers)
        self._numbers = self._rows.numbers()
        self._linked: dict[int, int] = {}
        self._perhaps: set[int] = set()

    def verdict(self, row: MemberRow) -> Planned:
        """What will happen with this row."""
        if row.unusable:
            return Planned(row.number, Verdict.REJECTED, row.name, _joined(row.unusable, row))
        if self._rows.is_below(row):
            reason = _("Opmerking onder de lijst, geen organisatie.")
            return Planned(row.number, Verdict.REJECTED, row.name, reason)
        first = self._rows.first(row)
        if first.number != row.number:
            return self._repeated(row)
        answer = self._answers.get(row.number, "")
        if answer == SKIP:
            return self._skipped(row)
        chosen = self._known.get(answer)
        if chosen is not None:
            first = self._erased.without(first, (chosen,))
            return self._compared(first, chosen, _("Zo gekozen."), settled=True)
        return self._first(first, answer)

    def gone(self) -> list[Planned]:
        """Members that a list, which has most of them, does not name; not those a question may be about."""
        members = [member for member in self._known.members if member.kind == OrganisationKind.MEMBER]
        missing = [member for member in members if member.id not in self._linked]
        if len(missing) * 2 > len(members):
            return []
        reason = _("Staat niet meer in de lijst; het lidmaatschap kan als beëindigd worden genoteerd.")
        return [
            Planned(None, Verdict.GONE, member.name, reason, "organisation", member.id)
            for member in missing
            if member.id not in self._perhaps
        ]

    def _first(self, row: MemberRow, answer: str) -> Planned:
        found, candidates, reason = self._known.find(row, self._numbers)
        row = self._erased.without(row, (found, *candidates))
        wished = answer in (NEW, FILE)
        by_number = found is not None and not reason
        if not wished and not by_number and self._is_open(row):
            reason = _("Deze vraag van een eerdere keer staat nog open.")
            candidates = candidates if found is None else (found,)
            return self._asked(row, reason, candidates, (*(str(each.id) for each in candidates), NEW, SKIP))
        if found is None and not candidates:
            if row.lonely and not wished:
                question = _("Deze rij heeft alleen een naam. Is het een organisatie?")
                return self._asked(row, question, (), (NEW, SKIP))
            return self._new(row, reason, settled=wished)
        if found is not None and found.id not in self._linked:
            return self._compared(row, found, reason)
        if wished:
            return self._new(row, _("Zo gekozen."), settled=True)
        if found is not None:
            message = _("Lijkt dezelfde organisatie als rij {row}: {name}.")
            reason = message.format(row=self._linked[found.id], name=found.name)
            candidates = (found,)
        return self._asked(row, reason, candidates, (*(str(member.id) for member in candidates), NEW, SKIP))

    def _is_open(self, row: MemberRow) -> bool:
        """Whether an earlier import asked the same and nobody answered."""
        return bool(self._asked_before.open) and texts(row.values) in self._asked_before.open

    def _repeated(self, row: MemberRow) -> Planned:
        earlier, answer = self._rows.said(row), self._answers.get(row.number, "")
        changes = tuple(row_differences(earlier, row))
        reason = _("Staat al in rij {row}.").format(row=earlier.number)
        if any(change.key == "contact" for change in changes):
            found, candidates, _reason = self._known.find(row, self._numbers)
            row = self._erased.without(row, (found, *candidates))
            changes = tuple(row_differences(earlier, row))
        if not changes:
            return Planned(row.number, Verdict.SAME, row.name, _joined(reason, row))
        if answer in (FILE, FIRST, SKIP, ANEW):
            return self._same(row, reason, settled=True)
        if answer == NEW and not row.organisation.get("number"):
            return self._new(row, _("Zo gekozen."), settled=True)
        what = ", ".join(_(change.label).lower() for change in changes)
        number = row.organisation.get("number")
        message = (
            _("Lidnummer {number} staat ook in rij {row}, met een ander gegeven: {what}. Welke klopt?")
            if number
            else _("Dezelfde naam en plaats als rij {row}, met een ander gegeven: {what}. Welke klopt?")
        )
        question = message.format(number=number, row=earlier.number, what=what)
        choices = (FILE, FIRST) if number else (FILE, FIRST, NEW)
        return self._asked(row, question, (), choices, earlier, changes)

    def _asked(
        self,
        row: MemberRow,
        reason: str,
        candidates: tuple[Member, ...],
        choices: tuple[str, ...],
        earlier: MemberRow | None = None,
        changes: tuple[Difference, ...] = (),
    ) -> Planned:
        self._perhaps |= {member.id for member in candidates}
        if texts(row.values) in self._asked_before.settled:
            return self._same(row, _("Deze vraag is eerder beantwoord."))
        about = {} if earlier is None else {"earlier": earlier.organisation}
        return Planned(
            row.number,
            Verdict.ASK,
            row.name,
            _joined(reason, row),
            changes=changes,
            values={**row.values, **about},
            candidates=tuple((member.id, member.described) for member in candidates),
            choices=choices,
        )

    def _same(self, row: MemberRow, reason: str, *, settled: bool = False) -> Planned:
        return Planned(
            row.number, Verdict.SAME, row.name, _joined(reason, row), values=row.values, settled=settled
        )

    def _skipped(self, row: MemberRow) -> Planned:
        found, candidates, _reason = self._known.find(row, self._numbers)
        row = self._erased.without(row, (found, *candidates))
        self._perhaps |= {member.id for member in candidates} | ({found.id} if found else set())
        reason = _joined(_("Overgeslagen, zo gekozen."), row)
        return Planned(row.number, Verdict.REJECTED, row.name, reason, values=row.values, settled=True)

    def _new(self, row: MemberRow, reason: str, *, settled: bool = False) -> Planned:
        return Planned(
            row.number,
            Verdict.NEW,
            row.name,
            _joined(reason, row),
            "organisation",
            values=row.values,
            settled=settled,
        )

    def _compared(self, row: MemberRow, member: Member, reason: str, *, settled: bool = False) -> Planned:
        self._linked.setdefault(member.id, row.number)
        wanted = {
            key: value
            for key, value in row.organisation.items()
            if member.values.get(key) not in self._rows.contested(row, key)
        }
        problems = {problem.field: problem for problem in Organisation.rules({**member.values, **wanted})}
        changes = [change for change in differences(member.values, wanted) if change.key not in problems]
        if member.kind == OrganisationKind.FORMER_MEMBER and "member_until" not in row.organisation:
            changes.append(Difference("kind", N_("Soort"), member.kind, OrganisationKind.MEMBER))
        contact, told = self._known.contact(row, member)
        changes += contact
        told_wrong = " ".join(problem.message for problem in problems.values())
        return Planned(
            row.number,
            Verdict.CHANGED if changes else Verdict.SAME,
            row.name,
            _joined(" ".join(part for part in (reason if changes else "", told_wrong) if part), row),
            "organisation",
            member.id,
            tuple(changes),
            {**row.values, **told},
            settled=settled,
        )


def _joined(reason: str, row: MemberRow) -> str:
    return " ".join(part for part in (reason, *row.refused) if part)
