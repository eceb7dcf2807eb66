"""A row of a survey export as a form: who filled it in, for which organisation, and every answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stvcrm.base.i18n import _
from stvcrm.base.text import clean, clean_line
from stvcrm.importers.cells import Refused, as_text, read_cell
from stvcrm.importers.survey_columns import TEXT
from stvcrm.importers.survey_values import choice, is_binary, is_chosen, moment, score
from stvcrm.model.base import LINE, Kind
from stvcrm.model.surveys import SCORES, Answered, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from stvcrm.importers.pipeline import Source
    from stvcrm.model.questionnaire import AskedQuestion

Value = int | Answered | str
Answers = Mapping[str, Value]
_CHOICES = {value.value: value for value in Answered}


@dataclass(frozen=True)
class SurveyRow:
    """One form; `answers` by question and part: `acceptance.staff` → 3, `visit.choice` → yes, `value.text`.

    `refused` are sentences about cells that were left out.
    """

    row: int
    respondent_id: str | None
    begun_at: datetime | None
    submitted_at: datetime | None
    email: str | None
    organisation: str
    respondent: str | None
    role: str | None
    place: str
    number: str
    answers: Answers
    refused: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called in the preview."""
        told = ", ".join(part for part in (self.organisation, self.respondent) if part)
        return told or self.email or _("Formulier {id}").format(id=self.respondent_id or self.row)


class SurveyReader:
    """Reads the rows of one file; what it must know of whole columns it looks up once."""

    def __init__(self, source: Source, asked: Sequence[AskedQuestion]) -> None:
        self._columns = [column for column in source.columns if column.target]
        self._kinds = {question.key: question.kind for question in asked}
        self._binary = {
            column.index
            for column in self._columns
            if is_binary(row[column.index] for _number, row in source.rows if column.index < len(row))
        }

    def read(self, number: int, row: Sequence[Any], fixes: Mapping[str, str]) -> SurveyRow:
        """The form in this row, with the corrections of the user."""
        meta: dict[str, Any] = {}
        answers: dict[str, Value] = {}
        refused: list[str] = []
        for column in self._columns:
            target = str(column.target)
            value = fixes.get(target, row[column.index] if column.index < len(row) else None)
            if "." not in target:
                meta[target] = value
                continue
            key, _equals, option = target.partition("=")
            found = self._answer(key, option, value, binary=column.index in self._binary)
            if isinstance(found, Refused):
                where = _("Kolom «{column}»: {why}; de rest van de rij telt wel mee.")
                refused.append(where.format(column=column.heading, why=found.why))
            elif found is not None:
                answers.setdefault(key, found)
        return _form(number, meta, answers, refused)

    def _answer(self, key: str, option: str, value: Any, *, binary: bool) -> Value | None | Refused:
        question, _dot, part = key.partition(".")
        if part == TEXT:
            return clean(as_text(value)) or None if value is not None else None
        kind = self._kinds.get(question)
        if option:
            if not is_chosen(value):
                return None
            return int(option) if option.isdecimal() and int(option) in SCORES else _CHOICES.get(option)
        if kind is QuestionKind.SCORE:
            return score(value)
        return choice(value, later=kind is QuestionKind.VISIT, binary=binary)


def _form(number: int, meta: Mapping[str, Any], answers: Answers, refused: list[str]) -> SurveyRow:
    lines = {key: _line(meta.get(key)) for key in ("respondent_id", "organisation", "respondent", "role")}
    mail = read_cell(meta.get("email"), Kind.EMAIL)
    if isinstance(mail, Refused):
        message = _("E-mailadres «{value}»: {why}.")
        refused.append(message.format(value=as_text(meta["email"])[:60], why=mail.why))
        mail = None
    return SurveyRow(
        row=number,
        respondent_id=lines["respondent_id"] or None,
        begun_at=moment(meta.get("begun_at")),
        submitted_at=moment(meta.get("submitted_at")),
        email=mail,
        organisation=lines["organisation"],
        respondent=lines["respondent"] or None,
        role=lines["role"] or None,
        place=_line(meta.get("place")),
        number=_line(meta.get("number")),
        answers=answers,
        refused=tuple(refused),
    )


def _line(value: Any) -> str:
    return clean_line(as_text(value))[:LINE] if value is not None else ""
