"""What one organisation answered to a survey, for the paper that brings its own answers back to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from stvcrm.analysis.shielding import Shield
from stvcrm.base.errors import NotFound
from stvcrm.base.i18n import _
from stvcrm.model.organisations import Organisation
from stvcrm.model.surveys import Answer, Answered, Audience, Question, QuestionKind, Response, Survey
from stvcrm.model.utterances import QuoteConsent, Utterance
from stvcrm.model.visits import Visit
from stvcrm.queries import paper_names
from stvcrm.queries.surveys import COUNTS

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from stvcrm.model.visits import VisitState

_ORGANISATION, _SURVEY, _RESPONSE = Organisation.table(), Survey.table(), Response.table()
_ANSWER, _QUESTION, _VISIT = Answer.table(), Question.table(), Visit.table()
_UTTERANCE = Utterance.table()


@dataclass(frozen=True)
class OwnVisit:
    """The visit an organisation asked for, and how far it is."""

    state: VisitState
    starts_at: datetime | None


@dataclass(frozen=True)
class Told:
    """The forms of one organisation put together; nobody is named.

    `scores` and `choices` are by question and audience in the order of the forms; `texts` by question.
    """

    scores: dict[tuple[str, Audience], tuple[int, ...]] = field(default_factory=dict)
    choices: dict[tuple[str, Audience], tuple[Answered, ...]] = field(default_factory=dict)
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wishes: tuple[Answered, ...] = ()


@dataclass(frozen=True)
class OwnAnswers:
    """What one organisation answered to one survey, in so many forms, and the visit it asked for."""

    organisation_id: int
    organisation: str
    survey_id: int
    title: str
    starts_on: date | None
    ends_on: date | None
    forms: int
    told: Told
    visit: OwnVisit | None


def newest_survey(connection: Connection) -> int:
    """The survey that began last.

    Raises:
        NotFound: there is no survey.
    """
    query = select(_SURVEY.c.id).order_by(_SURVEY.c.starts_on.desc().nulls_last(), _SURVEY.c.id.desc())
    found = connection.scalar(query.limit(1))
    if found is None:
        raise NotFound(_("Er is nog geen enquête; importeer eerst een export."))
    return int(found)


def own_answers(connection: Connection, organisation_id: int) -> OwnAnswers:
    """What this organisation answered to the last survey it took part in.

    Raises:
        NotFound: there is no such organisation, or no form of it counts.
    """
    query = (
        select(
            _ORGANISATION.c.name,
            _SURVEY.c.id,
            _SURVEY.c.title,
            _SURVEY.c.starts_on,
            _SURVEY.c.ends_on,
            func.count(_RESPONSE.c.id).label("forms"),
        )
        .join(_RESPONSE, _RESPONSE.c.organisation_id == _ORGANISATION.c.id)
        .join(_SURVEY, _SURVEY.c.id == _RESPONSE.c.survey_id)
        .where(_ORGANISATION.c.id == organisation_id, COUNTS)
        .group_by(_SURVEY.c.id)
        .order_by(_SURVEY.c.starts_on.desc().nulls_last(), _SURVEY.c.id.desc())
        .limit(1)
    )
    head = connection.execute(query).one_or_none()
    if head is None:
        message = _(
            "Van organisatie {id} telt geen antwoord op een enquête mee; er is niets terug te koppelen."
        )
        raise NotFound(message.format(id=organisation_id))
    return OwnAnswers(
        organisation_id,
        head.name,
        head.id,
        head.title,
        head.starts_on,
        head.ends_on,
        head.forms,
        _told(connection, organisation_id, head.id),
        _visit(connection, organisation_id, head.id),
    )


def _told(connection: Connection, organisation_id: int, survey_id: int) -> Told:
    query = (
        select(
            _QUESTION.c.key,
            _QUESTION.c.kind,
            _ANSWER.c.audience,
            _ANSWER.c.score,
            _ANSWER.c.choice,
            _ANSWER.c.text,
        )
        .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .join(_RESPONSE, _RESPONSE.c.id == _ANSWER.c.response_id)
        .where(_RESPONSE.c.organisation_id == organisation_id, _RESPONSE.c.survey_id == survey_id, COUNTS)
        .order_by(_RESPONSE.c.id, _ANSWER.c.id)
    )
    scores: dict[tuple[str, Audience], tuple[int, ...]] = {}
    choices: dict[tuple[str, Audience], tuple[Answered, ...]] = {}
    texts: dict[str, tuple[str, ...]] = {}
    wishes: tuple[Answered, ...] = ()
    shield = _shield(connection, organisation_id)
    names = paper_names.of_organisations(connection, [organisation_id])
    for row in connection.execute(query):
        if row.kind is QuestionKind.VISIT:
            wishes += (row.choice,) if row.choice else ()
        elif row.score is not None:
            scores[row.key, row.audience] = (*scores.get((row.key, row.audience), ()), row.score)
        elif row.choice is not None:
            choices[row.key, row.audience] = (*choices.get((row.key, row.audience), ()), row.choice)
        elif row.text and row.text.strip():
            text = names.clean(shield.leave_out(row.text.strip(), "[…]"))
            texts[row.key] = (*texts.get(row.key, ()), text)
    return Told(scores, choices, texts, wishes)


def _shield(connection: Connection, organisation_id: int) -> Shield:
    """Keeps off paper what may not be used: a colleague may read the paper too."""
    query = select(_UTTERANCE.c.text).where(
        _UTTERANCE.c.organisation_id == organisation_id, _UTTERANCE.c.consent == QuoteConsent.DO_NOT_USE
    )
    return Shield.of(connection.scalars(query.order_by(_UTTERANCE.c.id)))


def _visit(connection: Connection, organisation_id: int, survey_id: int) -> OwnVisit | None:
    query = (
        select(_VISIT.c.state, _VISIT.c.starts_at)
        .join(_RESPONSE, _RESPONSE.c.id == _VISIT.c.response_id)
        .where(_VISIT.c.organisation_id == organisation_id, _RESPONSE.c.survey_id == survey_id)
        .order_by(_VISIT.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return OwnVisit(row.state, row.starts_at) if row else None
