"""What was said, as a list shows it, and the answer that an utterance is a piece of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Text, cast, or_, select

from stvcrm.base.i18n import N_
from stvcrm.model.base import Kind
from stvcrm.model.organisations import Organisation
from stvcrm.model.surveys import Answer, Question, Response
from stvcrm.model.utterances import Polarity, QuoteConsent, Utterance
from stvcrm.queries.records import plain_list, source_columns
from stvcrm.queries.rows import CHUNK, Column, Filter, RowList
from stvcrm.queries.surveys import COUNTS

if TYPE_CHECKING:
    from collections.abc import Sequence

_UTTERANCE, _ANSWER, _QUESTION = Utterance.table(), Answer.table(), Question.table()
_RESPONSE, _ORGANISATION = Response.table(), Organisation.table()
_POLARITY, _CONSENT = _UTTERANCE.c.polarity, _UTTERANCE.c.consent
_UNCODED = or_(_POLARITY.is_(None), cast(_UTTERANCE.c.themes, Text) == "[]")
_QUESTION_NUMBER = (
    select(_QUESTION.c.number)
    .join(_ANSWER, _ANSWER.c.question_id == _QUESTION.c.id)
    .where(_ANSWER.c.id == _UTTERANCE.c.answer_id)
    .correlate(_UTTERANCE)
    .scalar_subquery()
)


def _organisation(key: str) -> ColumnElement[Any]:
    query = select(_ORGANISATION.c[key]).where(_ORGANISATION.c.id == _UTTERANCE.c.organisation_id)
    return query.correlate(_UTTERANCE).scalar_subquery()


def _listed() -> RowList:
    plain = plain_list(Utterance, N_("Uitingen"), *source_columns(Utterance))
    first = ("id", "text", "themes", "polarity", "consent")
    columns = (
        replace(plain.column("id"), shown=False),
        plain.column("text"),
        Column("organisation", N_("Organisatie"), _organisation("name"), sort=_organisation("name_key")),
        Column("question", N_("Vraag"), _QUESTION_NUMBER, Kind.NUMBER),
        *(plain.column(key) for key in first[2:]),
        *(replace(column, shown=False) for column in plain.columns if column.key not in first),
    )
    filters = (
        Filter("uncoded", N_("Nog niet gecodeerd"), _UNCODED),
        Filter("positive", N_("Positief"), _POLARITY == Polarity.POSITIVE),
        Filter("negative", N_("Negatief"), _POLARITY == Polarity.NEGATIVE),
        Filter("neutral", N_("Neutraal"), _POLARITY == Polarity.NEUTRAL),
        Filter("quotable", N_("Citeerbaar"), _CONSENT == QuoteConsent.QUOTABLE),
        Filter("do_not_use", N_("Niet gebruiken"), _CONSENT == QuoteConsent.DO_NOT_USE, rare=True),
    )
    return replace(plain, columns=columns, filters=filters)


UTTERANCES = _listed()


@dataclass(frozen=True)
class Said:
    """One utterance with the answer it is a piece of; without a survey those parts are empty."""

    id: int
    text: str
    organisation_id: int
    organisation: str
    themes: tuple[str, ...]
    polarity: Polarity | None
    consent: QuoteConsent
    answer_id: int | None
    response_id: int | None
    survey_id: int | None
    question: str
    answer: str


def utterances_of(survey_id: int) -> RowList:
    """What the forms of one survey say that count."""
    answers = (
        select(_ANSWER.c.id)
        .join(_RESPONSE, _RESPONSE.c.id == _ANSWER.c.response_id)
        .where(_RESPONSE.c.survey_id == survey_id, COUNTS)
    )
    return replace(UTTERANCES, scope=_UTTERANCE.c.answer_id.in_(answers))


def said(connection: Connection, utterance_id: int) -> Said | None:
    """One utterance with what stands around it; None when it is gone."""
    query = (
        select(
            *(_UTTERANCE.c[key] for key in ("text", "organisation_id", "themes", "polarity", "consent")),
            _UTTERANCE.c.answer_id,
            _ORGANISATION.c.name,
            _ANSWER.c.response_id,
            _ANSWER.c.text.label("answer"),
            _QUESTION.c.survey_id,
            _QUESTION.c.number,
            _QUESTION.c.title,
        )
        .join(_ORGANISATION, _ORGANISATION.c.id == _UTTERANCE.c.organisation_id)
        .outerjoin(_ANSWER, _ANSWER.c.id == _UTTERANCE.c.answer_id)
        .outerjoin(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .where(_UTTERANCE.c.id == utterance_id)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return Said(
        utterance_id,
        row.text,
        row.organisation_id,
        row.name,
        tuple(row.themes),
        row.polarity,
        row.consent,
        row.answer_id,
        row.response_id,
        row.survey_id,
        "" if row.number is None else f"{row.number}. {row.title}",
        row.answer or "",
    )


def answers_of(connection: Connection, utterance_ids: Sequence[int]) -> tuple[int, ...]:
    """The answers that these utterances are pieces of, each once, in the order given."""
    known: dict[int, int] = {}
    for at in range(0, len(utterance_ids), CHUNK):
        query = select(_UTTERANCE.c.id, _UTTERANCE.c.answer_id).where(
            _UTTERANCE.c.id.in_(utterance_ids[at : at + CHUNK]), _UTTERANCE.c.answer_id.is_not(None)
        )
        known |= {row_id: answer_id for row_id, answer_id in connection.execute(query)}
    return tuple(dict.fromkeys(known[row_id] for row_id in utterance_ids if row_id in known))
