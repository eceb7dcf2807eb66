"""Which surveys there are, how far each is, and what waits for the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from stvcrm.model.surveys import Answer, Question, QuestionKind, Response, Survey
from stvcrm.queries.surveys import SURVEYS

if TYPE_CHECKING:
    from stvcrm.model.surveys import Answered, Audience

_RESPONSE, _ANSWER, _QUESTION, _SURVEY = Response.table(), Answer.table(), Question.table(), Survey.table()
_ASKED = _RESPONSE.c.organisation_id.is_(None) & _RESPONSE.c.set_aside.is_(False)


@dataclass(frozen=True)
class SurveyLine:
    """One survey with its counts; `asked` are forms that wait for an answer."""

    id: int
    title: str
    invited: int
    organisations: int
    responses: int
    asked: int


@dataclass(frozen=True)
class FormAnswer:
    """What a form says to one question: scores or choices by audience, and text."""

    number: int
    title: str
    asked: str
    values: tuple[tuple[Audience | None, int | Answered | None], ...]
    text: str | None


def surveys(connection: Connection) -> tuple[SurveyLine, ...]:
    """Every survey, the newest first."""
    counts = select(_RESPONSE.c.survey_id, func.count()).where(_ASKED).group_by(_RESPONSE.c.survey_id)
    asked = {row[0]: row[1] for row in connection.execute(counts)}
    found = [
        SurveyLine(
            row["id"],
            row["title"],
            row["invited"],
            row["organisations_answered"],
            row["responses"],
            asked.get(row["id"], 0),
        )
        for row in SURVEYS.records(connection)
    ]
    return tuple(reversed(found))


def waiting(connection: Connection) -> int:
    """Forms that wait for an answer, of all surveys."""
    return int(connection.execute(select(func.count()).select_from(_RESPONSE).where(_ASKED)).scalar_one())


def survey_of(connection: Connection, response_id: int) -> int | None:
    """The survey of a form; None when there is no such form."""
    return connection.execute(
        select(_RESPONSE.c.survey_id).where(_RESPONSE.c.id == response_id)
    ).scalar_one_or_none()


def form_answers(connection: Connection, response_id: int) -> tuple[FormAnswer, ...]:
    """Every question of the survey with what this form says to it."""
    of_form = (_ANSWER.c.question_id == _QUESTION.c.id) & (_ANSWER.c.response_id == response_id)
    survey = select(_RESPONSE.c.survey_id).where(_RESPONSE.c.id == response_id).scalar_subquery()
    query = (
        select(
            _QUESTION.c.number,
            _QUESTION.c.title,
            _QUESTION.c.text,
            _QUESTION.c.kind,
            _ANSWER.c.audience,
            _ANSWER.c.score,
            _ANSWER.c.choice,
            _ANSWER.c.text.label("words"),
        )
        .outerjoin(_ANSWER, of_form)
        .where(_QUESTION.c.survey_id == survey)
        .order_by(_QUESTION.c.number, _ANSWER.c.id)
    )
    found: dict[int, FormAnswer] = {}
    for row in connection.execute(query):
        known = found.get(row.number) or FormAnswer(row.number, row.title, row.text, (), None)
        value = row.score if row.choice is None else row.choice
        told = row.audience is not None or (row.kind is QuestionKind.VISIT and value is not None)
        values = (*known.values, (row.audience, value)) if told else known.values
        found[row.number] = FormAnswer(row.number, row.title, row.text, values, row.words or known.text)
    return tuple(found.values())
