"""The survey that a file belongs to, and the forms that came in before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from stvcrm.importers.survey_columns import TEXT
from stvcrm.model.questionnaire import AskedQuestion, questionnaire
from stvcrm.model.surveys import Answer, Question, QuestionKind, Response, Survey
from stvcrm.queries.survey_figures import questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

_SURVEY, _QUESTION = Survey.table(), Question.table()
_RESPONSE, _ANSWER = Response.table(), Answer.table()
CHUNK = 500


@dataclass(frozen=True)
class KnownResponse:
    """A form of an earlier import, with its answers by question and part."""

    id: int
    respondent_id: str | None
    organisation_id: int | None
    respondent: str | None
    email: str | None
    submitted_at: datetime | None
    answers: dict[str, Any] = field(default_factory=dict)


def survey_of(connection: Connection, respondent_ids: Iterable[str]) -> int | None:
    """The survey that has most of these forms already, else the newest; None when there is none yet."""
    ids = list(respondent_ids)
    best: dict[int, int] = {}
    for at in range(0, len(ids), CHUNK):
        query = (
            select(_RESPONSE.c.survey_id, func.count())
            .where(_RESPONSE.c.respondent_id.in_(ids[at : at + CHUNK]))
            .group_by(_RESPONSE.c.survey_id)
        )
        for survey_id, count in connection.execute(query):
            best[survey_id] = best.get(survey_id, 0) + count
    if best:
        return max(best, key=lambda survey_id: (best[survey_id], survey_id))
    return connection.execute(select(_SURVEY.c.id).order_by(_SURVEY.c.id.desc()).limit(1)).scalar()


def asked(connection: Connection, survey_id: int | None) -> tuple[AskedQuestion, ...]:
    """The questions of a survey, with the words by which headings mean them; those of 2017 for a new one."""
    standard = questionnaire()
    if survey_id is None:
        return standard.questions
    words = {question.key: question.words for question in standard.questions}
    return tuple(
        AskedQuestion(
            put.number,
            put.key,
            put.title,
            put.text,
            put.kind,
            put.audiences,
            put.explanation,
            words.get(put.key, tuple(put.title.split())),
        )
        for put in questions(connection, survey_id)
    )


def question_ids(connection: Connection, survey_id: int) -> dict[str, int]:
    """The id of each question of a survey by its key."""
    return {put.key: put.id for put in questions(connection, survey_id)}


def known(
    connection: Connection, survey_id: int | None, questions: Sequence[AskedQuestion]
) -> list[KnownResponse]:
    """Every form of a survey that came in before."""
    if survey_id is None:
        return []
    table = _RESPONSE.c
    query = select(
        table.id,
        table.respondent_id,
        table.organisation_id,
        table.respondent,
        table.email,
        table.submitted_at,
    ).where(table.survey_id == survey_id)
    found = {row[0]: KnownResponse(*row) for row in connection.execute(query.order_by(table.id))}
    kinds = {question.key: question.kind for question in questions}
    answers = (
        select(
            _ANSWER.c.response_id,
            _QUESTION.c.key,
            _ANSWER.c.audience,
            _ANSWER.c.score,
            _ANSWER.c.choice,
            _ANSWER.c.text,
        )
        .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .where(_QUESTION.c.survey_id == survey_id)
    )
    for response_id, key, audience, score, choice, text in connection.execute(answers):
        told = found[response_id].answers
        if audience is not None:
            told[f"{key}.{audience.value}"] = score if kinds[key] is QuestionKind.SCORE else choice
        else:
            told |= {f"{key}.choice": choice} if choice is not None else {}
            told |= {f"{key}.{TEXT}": text} if text else {}
    return list(found.values())
