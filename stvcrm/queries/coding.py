"""What the coding screen shows: the answers that wait, and one of them with all that helps to code it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Text, cast, func, or_, select

from stvcrm.analysis.splitting import places
from stvcrm.analysis.theme_words import Suggestion, ThemeWords
from stvcrm.base.errors import NotFound
from stvcrm.base.i18n import _
from stvcrm.model.organisations import Organisation
from stvcrm.model.surveys import Answer, Audience, Question, QuestionKind, Response
from stvcrm.model.themes import Theme
from stvcrm.model.utterances import Utterance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from stvcrm.model.organisations import WorkType
    from stvcrm.model.utterances import Polarity, QuoteConsent

_UTTERANCE, _ANSWER, _QUESTION = Utterance.table(), Answer.table(), Question.table()
_RESPONSE, _ORGANISATION, _THEME = Response.table(), Organisation.table(), Theme.table()
_UNCODED = or_(_UTTERANCE.c.polarity.is_(None), cast(_UTTERANCE.c.themes, Text) == "[]")
EARLIER = 5
"""Codings of the same organisation that are shown."""
LEARNT = 2_000
"""The newest coded pieces from which a suggestion is made."""


@dataclass(frozen=True)
class Waiting:
    """Answers to code, in order; `done` of `total` utterances have a theme and a polarity."""

    answer_ids: tuple[int, ...]
    done: int
    total: int


@dataclass(frozen=True)
class Piece:
    """An utterance: a piece of an answer, or the whole of it."""

    id: int
    text: str
    start: int
    end: int
    themes: tuple[str, ...]
    polarity: Polarity | None
    consent: QuoteConsent


@dataclass(frozen=True)
class Score:
    """A score of the same form; None when it was left out."""

    question: str
    audience: Audience
    score: int | None


@dataclass(frozen=True)
class Earlier:
    """A coded piece of the same organisation."""

    id: int
    text: str
    question: int | None
    themes: tuple[str, ...]
    polarity: Polarity | None


@dataclass(frozen=True)
class CodebookTheme:
    """A theme as the coding screen offers it."""

    id: int
    name: str
    definition: str | None
    key: str | None
    sign: str | None
    colour: str | None


@dataclass(frozen=True)
class CodingAnswer:
    """One open answer with its pieces and what stands beside it; `cuts` are places where it may be split."""

    answer_id: int
    response_id: int
    question: int
    question_title: str
    asked: str
    text: str
    organisation: str
    city: str | None
    work_type: WorkType
    role: str | None
    submitted_at: datetime | None
    pieces: tuple[Piece, ...]
    cuts: tuple[int, ...]
    scores: tuple[Score, ...]
    earlier: tuple[Earlier, ...]


def waiting(
    connection: Connection,
    survey_id: int,
    *,
    question: str | None = None,
    organisation_id: int | None = None,
    theme: str | None = None,
    only_open: bool = True,
) -> Waiting:
    """The answers of a survey to code, by question and then as they came in.

    Args:
        connection: to read by.
        survey_id: the survey.
        question: the key of one question.
        organisation_id: one organisation.
        theme: only answers with a piece under this theme.
        only_open: only answers with a piece that has no theme or no polarity yet.
    """
    chosen = [_QUESTION.c.survey_id == survey_id]
    if question is not None:
        chosen.append(_QUESTION.c.key == question)
    if organisation_id is not None:
        chosen.append(_UTTERANCE.c.organisation_id == organisation_id)
    base = (
        select(_ANSWER.c.id)
        .join(_UTTERANCE, _UTTERANCE.c.answer_id == _ANSWER.c.id)
        .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .join(_RESPONSE, _RESPONSE.c.id == _ANSWER.c.response_id)
        .where(*chosen)
    )
    counts = base.with_only_columns(func.count(), func.count().filter(_UNCODED))
    total, open_count = connection.execute(counts).one()
    if theme is not None:
        base = base.where(_has_theme(connection, theme))
    if only_open:
        base = base.where(_UNCODED)
    order = (_QUESTION.c.number, _RESPONSE.c.submitted_at.nulls_last(), _ANSWER.c.id)
    ids = connection.execute(base.order_by(*order)).scalars()
    return Waiting(tuple(dict.fromkeys(ids)), total - open_count, total)


def coding_answer(connection: Connection, answer_id: int) -> CodingAnswer:
    """One answer with all that helps to code it.

    Raises:
        NotFound: there is no such answer.
    """
    query = (
        select(
            _ANSWER.c.text,
            _RESPONSE.c.id.label("response_id"),
            _RESPONSE.c.role,
            _RESPONSE.c.submitted_at,
            _RESPONSE.c.organisation_id,
            _QUESTION.c.number,
            _QUESTION.c.title,
            func.coalesce(_QUESTION.c.explanation, _QUESTION.c.text).label("asked"),
            _ORGANISATION.c.name,
            _ORGANISATION.c.city,
            _ORGANISATION.c.work_type,
        )
        .join(_RESPONSE, _RESPONSE.c.id == _ANSWER.c.response_id)
        .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .join(_ORGANISATION, _ORGANISATION.c.id == _RESPONSE.c.organisation_id)
        .where(_ANSWER.c.id == answer_id)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound(_("Dit antwoord is er niet meer, of het telt niet mee."))
    return CodingAnswer(
        answer_id,
        row["response_id"],
        row["number"],
        row["title"],
        row["asked"],
        row["text"] or "",
        row["name"],
        row["city"],
        row["work_type"],
        row["role"],
        row["submitted_at"],
        _pieces(connection, answer_id),
        places(row["text"] or ""),
        _scores(connection, row["response_id"]),
        _earlier(connection, row["organisation_id"], answer_id),
    )


def codebook(connection: Connection) -> tuple[CodebookTheme, ...]:
    """The themes in their order."""
    keys = ("id", "name", "definition", "key", "sign", "colour")
    query = select(*(_THEME.c[key] for key in keys)).order_by(_THEME.c.position, _THEME.c.id)
    return tuple(CodebookTheme(*row) for row in connection.execute(query))


def suggestions(connection: Connection, pieces: Sequence[Piece]) -> dict[int, Suggestion]:
    """The theme that the words of each piece suggest, by its id; pieces for which none speaks are left out.

    What was coded before, the newest pieces of it, is read once for all of them.
    """
    query = (
        select(_UTTERANCE.c.text, _UTTERANCE.c.themes)
        .where(cast(_UTTERANCE.c.themes, Text) != "[]")
        .order_by(_UTTERANCE.c.id.desc())
        .limit(LEARNT)
    )
    learnt = ThemeWords((row[0], row[1]) for row in connection.execute(query))
    found = {piece.id: learnt.suggest(piece.text, but=piece.themes) for piece in pieces}
    return {row_id: one for row_id, one in found.items() if one is not None}


def _has_theme(connection: Connection, theme: str) -> Any:
    """Whether an utterance has this theme."""
    found = (
        row_id
        for row_id, themes in connection.execute(select(_UTTERANCE.c.id, _UTTERANCE.c.themes))
        if theme in themes
    )
    return _UTTERANCE.c.id.in_(list(found))


def _pieces(connection: Connection, answer_id: int) -> tuple[Piece, ...]:
    keys = ("id", "text", "start", "end", "themes", "polarity", "consent")
    query = select(*(_UTTERANCE.c[key] for key in keys)).where(_UTTERANCE.c.answer_id == answer_id)
    rows = connection.execute(query.order_by(_UTTERANCE.c.start, _UTTERANCE.c.id)).mappings()
    return tuple(
        Piece(**{**row, "themes": tuple(row["themes"]), "start": row["start"] or 0, "end": row["end"] or 0})
        for row in rows
    )


def _scores(connection: Connection, response_id: int) -> tuple[Score, ...]:
    query = (
        select(_QUESTION.c.title, _QUESTION.c.audiences, _ANSWER.c.audience, _ANSWER.c.score)
        .outerjoin(
            _ANSWER, (_ANSWER.c.question_id == _QUESTION.c.id) & (_ANSWER.c.response_id == response_id)
        )
        .where(
            _QUESTION.c.kind == QuestionKind.SCORE,
            _QUESTION.c.survey_id
            == select(_RESPONSE.c.survey_id).where(_RESPONSE.c.id == response_id).scalar_subquery(),
        )
        .order_by(_QUESTION.c.number)
    )
    told: dict[str, dict[Audience, int | None]] = {}
    for title, audiences, audience, score in connection.execute(query):
        slots = told.setdefault(title, {who: None for who in Audience if who.value in audiences})
        if audience is not None:
            slots[audience] = score
    return tuple(Score(title, who, score) for title, slots in told.items() for who, score in slots.items())


def _earlier(connection: Connection, organisation_id: int, answer_id: int) -> tuple[Earlier, ...]:
    query = (
        select(
            _UTTERANCE.c.id, _UTTERANCE.c.text, _QUESTION.c.number, _UTTERANCE.c.themes, _UTTERANCE.c.polarity
        )
        .outerjoin(_ANSWER, _ANSWER.c.id == _UTTERANCE.c.answer_id)
        .outerjoin(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .where(
            _UTTERANCE.c.organisation_id == organisation_id,
            or_(_UTTERANCE.c.answer_id.is_(None), _UTTERANCE.c.answer_id != answer_id),
            cast(_UTTERANCE.c.themes, Text) != "[]",
        )
        .order_by(_UTTERANCE.c.id.desc())
        .limit(EARLIER)
    )
    return tuple(
        Earlier(row_id, text, number, tuple(themes), polarity)
        for row_id, text, number, themes, polarity in connection.execute(query)
    )
