"""The figures of a survey: distributions per question and audience, and the forms behind each of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVarTuple

from sqlalchemy import Connection, Select, func, select

from stvcrm.analysis.survey_scores import (
    Choices,
    Distribution,
    Gap,
    choice_of_organisation,
    choices,
    distribution,
    gaps,
    score_of_organisation,
)
from stvcrm.base.errors import NotFound
from stvcrm.base.i18n import _
from stvcrm.model.organisations import Organisation, WorkType
from stvcrm.model.surveys import Answer, Answered, Audience, Question, QuestionKind, Response, Survey
from stvcrm.queries.survey_response_rate import response_rate
from stvcrm.queries.surveys import COUNTS

if TYPE_CHECKING:
    from collections.abc import Sequence

_SURVEY, _RESPONSE, _ANSWER = Survey.table(), Response.table(), Answer.table()
_QUESTION, _ORGANISATION = Question.table(), Organisation.table()
Ts = TypeVarTuple("Ts")
_AUDIENCES = {audience.value: audience for audience in Audience}


@dataclass(frozen=True)
class ScoreFigure:
    """One row of a score question: what was said about one audience, counted in two ways."""

    question_id: int
    number: int
    key: str
    title: str
    audience: Audience
    per_response: Distribution
    per_organisation: Distribution


@dataclass(frozen=True)
class ChoiceFigure:
    """One row of a yes-or-no question, counted in two ways."""

    question_id: int
    number: int
    key: str
    title: str
    audience: Audience
    per_response: Choices
    per_organisation: Choices


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it was put."""

    id: int
    number: int
    key: str
    title: str
    text: str
    explanation: str | None
    kind: QuestionKind
    audiences: tuple[Audience, ...]


@dataclass(frozen=True)
class Figures:
    """All figures of a survey, of all its forms or of those of one kind of work."""

    responses: int
    organisations: int
    scores: tuple[ScoreFigure, ...]
    choices: tuple[ChoiceFigure, ...]
    visit_organisations: int


@dataclass(frozen=True)
class _Cell:
    """Forms of one organisation that answer the same about the same."""

    organisation_id: int
    value: Any
    count: int


def questions(connection: Connection, survey_id: int) -> tuple[AskedQuestion, ...]:
    """The questions of a survey in order."""
    query = select(_QUESTION).where(_QUESTION.c.survey_id == survey_id).order_by(_QUESTION.c.number)
    return tuple(
        AskedQuestion(
            row["id"],
            row["number"],
            row["key"],
            row["title"],
            row["text"],
            row["explanation"],
            row["kind"],
            tuple(_AUDIENCES[name] for name in row["audiences"]),
        )
        for row in connection.execute(query).mappings()
    )


def figures(connection: Connection, survey_id: int, *, work_types: Sequence[WorkType] = ()) -> Figures:
    """All figures of a survey.

    Args:
        connection: to read by.
        survey_id: the survey.
        work_types: only forms of organisations that do this work; none means all.

    Raises:
        NotFound: there is no such survey.
    """
    if connection.execute(select(_SURVEY.c.id).where(_SURVEY.c.id == survey_id)).first() is None:
        raise NotFound(_("Er is geen enquête met nummer {id}.").format(id=survey_id))
    total = select(func.count(), func.count(_RESPONSE.c.organisation_id.distinct())).select_from(_RESPONSE)
    responses, organisations = connection.execute(_counted(total, survey_id, work_types)).one()
    cells = _cells(connection, survey_id, work_types)
    scored, chosen = [], []
    for question in questions(connection, survey_id):
        head = (question.id, question.number, question.key, question.title)
        for audience in question.audiences:
            found = cells[question.id, audience]
            if question.kind is QuestionKind.SCORE:
                both = _scores(found, responses, organisations)
                scored.append(ScoreFigure(*head, audience, *both))
            elif question.kind is QuestionKind.CHOICE:
                chosen.append(ChoiceFigure(*head, audience, *_choices(found, responses, organisations)))
    visits = len(visit_organisations(connection, survey_id, work_types=work_types))
    return Figures(responses, organisations, tuple(scored), tuple(chosen), visits)


def visit_organisations(
    connection: Connection, survey_id: int, *, work_types: Sequence[WorkType] = ()
) -> tuple[int, ...]:
    """The organisations of which a form that counts asks for a visit."""
    query = (
        select(_RESPONSE.c.organisation_id)
        .distinct()
        .select_from(_RESPONSE)
        .join(_ANSWER, _ANSWER.c.response_id == _RESPONSE.c.id)
        .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .where(_QUESTION.c.kind == QuestionKind.VISIT, _ANSWER.c.choice == Answered.YES)
        .order_by(_RESPONSE.c.organisation_id)
    )
    return tuple(connection.scalars(_counted(query, survey_id, work_types)))


def rows_behind(
    connection: Connection,
    survey_id: int,
    *,
    question: str | None = None,
    audience: Audience | None = None,
    value: int | Answered | None = None,
    work_types: Sequence[WorkType] = (),
) -> tuple[int, ...]:
    """The forms behind a figure, by id: all that count, those that answer a question, or that answer this.

    A score is an int, a choice an Answered.
    """
    query = select(_RESPONSE.c.id).distinct().select_from(_RESPONSE).order_by(_RESPONSE.c.id)
    if question is not None:
        query = query.join(_ANSWER, _ANSWER.c.response_id == _RESPONSE.c.id)
        query = query.join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        about = _ANSWER.c.audience.is_(None) if audience is None else _ANSWER.c.audience == audience
        query = query.where(_QUESTION.c.key == question, about)
        if isinstance(value, Answered):
            query = query.where(_ANSWER.c.choice == value)
        elif value is not None:
            query = query.where(_ANSWER.c.score == value)
        else:
            query = query.where(_ANSWER.c.score.is_not(None) | _ANSWER.c.choice.is_not(None))
    return tuple(connection.scalars(_counted(query, survey_id, work_types)))


def score_gaps(connection: Connection, survey_id: int, question: str) -> tuple[Gap, ...]:
    """What each organisation thinks of its staff and its clients on one question, the largest gap first."""
    (asked,) = [item for item in questions(connection, survey_id) if item.key == question]
    cells = _cells(connection, survey_id, ())
    staff, clients = (
        {key: score_of_organisation(found) for key, found in _by_organisation(cells[asked.id, who]).items()}
        for who in (Audience.STAFF, Audience.CLIENTS)
    )
    return gaps(staff, clients)


def shown(connection: Connection, survey_id: int) -> dict[str, Any]:
    """What `show surveys` adds: rate, by_work_type, questions, transfer, visit_organisations."""
    found, rate = figures(connection, survey_id), response_rate(connection, survey_id)
    asked: dict[str, dict[str, Any]] = defaultdict(dict)
    for figure in found.scores:
        asked[figure.key][figure.audience.value] = {
            "per_response": _plain(figure.per_response),
            "per_organisation": _plain(figure.per_organisation),
        }
    transfer = {
        figure.audience.value: {
            "yes": figure.per_response.yes,
            "no": figure.per_response.no,
            "unknown": figure.per_response.unknown,
            "missing": figure.per_response.missing,
        }
        for figure in found.choices
        if figure.key == "transfer"
    }
    return {
        "rate": rate.rate,
        "by_work_type": {group.key: group.share.answered for group in rate.by_work_type},
        "questions": dict(asked),
        "transfer": transfer,
        "visit_organisations": found.visit_organisations,
    }


def _plain(found: Distribution) -> dict[str, Any]:
    return {
        "n": found.n,
        "missing": found.missing,
        "distribution": list(found.counts),
        "mode": list(found.mode),
        "median": found.median,
    }


def _counted(query: Select[*Ts], survey_id: int, work_types: Sequence[WorkType]) -> Select[*Ts]:
    """Only forms of this survey that count, of organisations with this kind of work."""
    query = query.where(_RESPONSE.c.survey_id == survey_id, COUNTS)
    if not work_types:
        return query
    query = query.join(_ORGANISATION, _ORGANISATION.c.id == _RESPONSE.c.organisation_id)
    return query.where(_ORGANISATION.c.work_type.in_(list(work_types)))


def _cells(
    connection: Connection, survey_id: int, work_types: Sequence[WorkType]
) -> dict[tuple[int, Audience], list[_Cell]]:
    """How many forms of each organisation answer what, by question and audience: one query."""
    columns = (
        _ANSWER.c.question_id,
        _ANSWER.c.audience,
        _RESPONSE.c.organisation_id,
        _ANSWER.c.score,
        _ANSWER.c.choice,
    )
    query = (
        select(*columns, func.count())
        .select_from(_RESPONSE)
        .join(_ANSWER, _ANSWER.c.response_id == _RESPONSE.c.id)
        .where(_ANSWER.c.audience.is_not(None))
        .group_by(*columns)
    )
    found: dict[tuple[int, Audience], list[_Cell]] = defaultdict(list)
    for question, audience, organisation, score, choice, count in connection.execute(
        _counted(query, survey_id, work_types)
    ):
        value = score if choice is None else choice
        if value is not None:
            found[question, audience].append(_Cell(organisation, value, count))
    return found


def _by_organisation(cells: Sequence[_Cell]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for cell in cells:
        found[cell.organisation_id] += [cell.value] * cell.count
    return found


def _scores(cells: Sequence[_Cell], responses: int, organisations: int) -> tuple[Distribution, Distribution]:
    counts: Counter[int] = Counter()
    for cell in cells:
        counts[cell.value] += cell.count
    once = Counter(score_of_organisation(scores) for scores in _by_organisation(cells).values())
    return distribution(counts, responses), distribution(once, organisations)


def _choices(cells: Sequence[_Cell], responses: int, organisations: int) -> tuple[Choices, Choices]:
    counts: Counter[Answered] = Counter()
    for cell in cells:
        counts[cell.value] += cell.count
    once = Counter(choice_of_organisation(given) for given in _by_organisation(cells).values())
    return choices(counts, responses), choices(once, organisations)
