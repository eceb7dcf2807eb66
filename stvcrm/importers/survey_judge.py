"""What will happen with each form of a survey export, and what the user is asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stvcrm.analysis.person_names import same_person
from stvcrm.base.i18n import _
from stvcrm.importers.pipeline import BOTH, EARLIEST, NEW, NEWEST, SKIP, Difference, Planned, Verdict
from stvcrm.importers.survey_columns import TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stvcrm.importers.known_responses import KnownResponse
    from stvcrm.importers.survey_rows import SurveyRow
    from stvcrm.model.questionnaire import AskedQuestion
    from stvcrm.queries.form_organisations import FormOrganisations, Match


class SurveyJudge:
    """Judges the forms of one file in the order in which they were sent.

    Args:
        organisations: those a form may come from.
        known: the forms of earlier imports.
        asked: the questions of the survey.
        answers: what the user chose by row number.
        erased: what stands in texts where someone was erased.
    """

    def __init__(
        self,
        organisations: FormOrganisations,
        known: Sequence[KnownResponse],
        asked: Sequence[AskedQuestion],
        answers: Mapping[int, str],
        erased: frozenset[str] = frozenset(),
    ) -> None:
        self._erased = erased
        self._organisations, self._answers = organisations, answers
        self._known = known
        self._by_id = {item.respondent_id: item for item in known if item.respondent_id}
        self._by_print = {_print(item.submitted_at, item.email, item.respondent): item for item in known}
        self._labels = _labels(asked)
        self._seen: dict[str, int] = {}
        self._counted: list[tuple[str | None, str | None, int | None, int, int]] = [
            (item.email, item.respondent, item.organisation_id, 0, item.id)
            for item in known
            if item.organisation_id is not None
        ]

    def verdict(self, row: SurveyRow) -> Planned:
        """What will happen with this form."""
        if not row.answers:
            reason = _("Niet ingevuld: geen enkele vraag is beantwoord.")
            return Planned(row.row, Verdict.REJECTED, row.title, _joined(reason, row))
        if row.respondent_id and row.respondent_id in self._seen:
            reason = _("Formulier {id} staat al in rij {row}.")
            return self._planned(
                row, Verdict.SAME, reason.format(id=row.respondent_id, row=self._seen[row.respondent_id])
            )
        if row.respondent_id:
            self._seen[row.respondent_id] = row.row
        earlier = self._earlier(row)
        if earlier is not None:
            return self._compared(row, earlier)
        answer = self._answers.get(row.row, "")
        if answer == SKIP:
            return self._planned(row, Verdict.REJECTED, _("Overgeslagen, zo gekozen."), settled=True)
        return self._new(row, answer)

    def _earlier(self, row: SurveyRow) -> KnownResponse | None:
        if row.respondent_id:
            return self._by_id.get(row.respondent_id)
        return self._by_print.get(_print(row.submitted_at, row.email, row.respondent))

    def _new(self, row: SurveyRow, answer: str) -> Planned:
        if answer.isascii() and answer.isdecimal() and self._organisations.knows(int(answer)):
            return self._count(row, int(answer), _("Zo gekozen."), answer, settled=True)
        if answer == NEW and row.organisation:
            values = {"form": row, "organisation_id": None, "reason": _("Zo gekozen."), "is_new": True}
            reason = _("«{name}» wordt als overige relatie toegevoegd.").format(name=row.organisation)
            return self._planned(row, Verdict.NEW, reason, values=values, settled=True)
        match = self._organisations.match(
            typed=row.organisation,
            place=row.place,
            number=row.number,
            emails=[row.email] if row.email else [],
        )
        if match.organisation_id is None:
            return self._stranger(row, match)
        return self._count(row, match.organisation_id, match.reason, answer, settled=False)

    def _stranger(self, row: SurveyRow, match: Match) -> Planned:
        return Planned(
            row.row,
            Verdict.ASK,
            row.title,
            _joined(match.reason, row),
            "response",
            values={"form": row, "organisation_id": None, "reason": match.reason},
            candidates=match.candidates,
            choices=(
                *(str(row_id) for row_id, _name in match.candidates),
                *([NEW] if row.organisation else ()),
                SKIP,
            ),
        )

    def _count(
        self, row: SurveyRow, organisation_id: int, reason: str, answer: str, *, settled: bool
    ) -> Planned:
        """A form of a known organisation, unless it may be the second of one person."""
        double = self._double(row, organisation_id)
        values: dict[str, Any] = {"form": row, "organisation_id": organisation_id, "reason": reason}
        if double is None or answer == BOTH:
            self._counted.append((row.email, row.respondent, organisation_id, row.row, 0))
            return self._planned(row, Verdict.NEW, reason, values=values, settled=settled or answer == BOTH)
        number, earlier_id = double
        if answer in (NEWEST, EARLIEST):
            values |= {"keeps": answer, "earlier_row": number, "earlier_id": earlier_id}
            return self._planned(row, Verdict.NEW, _("Zo gekozen."), values=values, settled=True)
        message = _("Lijkt een tweede formulier van dezelfde persoon, na rij {row}. Welk telt?")
        before = _(
            "Lijkt een tweede formulier van dezelfde persoon; het eerste kwam eerder binnen. Welk telt?"
        )
        question = message.format(row=number) if number else before
        return Planned(
            row.row,
            Verdict.ASK,
            row.title,
            _joined(question, row),
            "response",
            values={**values, "organisation_id": None, "reason": question, "belongs_to": organisation_id},
            candidates=((organisation_id, self._organisations.shown(organisation_id)),),
            choices=(BOTH, NEWEST, EARLIEST, SKIP),
        )

    def _double(self, row: SurveyRow, organisation_id: int) -> tuple[int, int] | None:
        """The row, else the id, of a form by the same address, or by someone of that name there."""
        for email, respondent, known_organisation, number, row_id in self._counted:
            same_mail = row.email is not None and email == row.email
            there = known_organisation == organisation_id and row.respondent and respondent
            if same_mail or (there and same_person(str(row.respondent), str(respondent))):
                return number, row_id
        return None

    def _compared(self, row: SurveyRow, earlier: KnownResponse) -> Planned:
        """A form that came in before: what it says more now; an answer that is gone takes nothing away."""
        changes = tuple(
            Difference(key, self._labels.get(key, key), earlier.answers.get(key), value)
            for key, value in row.answers.items()
            if earlier.answers.get(key) != value and not self._is_erased(earlier.answers.get(key))
        )
        verdict = Verdict.CHANGED if changes else Verdict.SAME
        waits = "" if earlier.organisation_id is not None else _("Wacht nog op een antwoord op de vraag.")
        return Planned(
            row.row,
            verdict,
            row.title,
            _joined("" if changes else waits, row),
            "response",
            earlier.id,
            changes,
            {"form": row},
        )

    def _is_erased(self, text: Any) -> bool:
        """Whether someone was erased from this text: the export must not bring the name back."""
        return isinstance(text, str) and any(label in text for label in self._erased)

    def _planned(
        self,
        row: SurveyRow,
        verdict: Verdict,
        reason: str,
        *,
        values: Mapping[str, Any] | None = None,
        settled: bool = False,
    ) -> Planned:
        return Planned(
            row.row,
            verdict,
            row.title,
            _joined(reason, row),
            "response",
            values={"form": row} if values is None else values,
            settled=settled,
        )


def _print(submitted_at: Any, email: str | None, respondent: str | None) -> tuple[Any, ...]:
    """By what a form without number is known again."""
    return submitted_at, email, respondent


def _labels(asked: Sequence[AskedQuestion]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for question in asked:
        name = f"{question.number}. {question.title}"
        labels |= {
            f"{question.key}.{who.value}": f"{name}: {who.label.lower()}" for who in question.audiences
        }
        labels |= {f"{question.key}.choice": name, f"{question.key}.{TEXT}": f"{name}: " + _("open antwoord")}
    return labels


def _joined(reason: str, row: SurveyRow) -> str:
    return " ".join(part for part in (reason, *row.refused) if part)
