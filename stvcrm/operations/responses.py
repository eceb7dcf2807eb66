"""Writes on the forms of a survey: whose they are, which of two counts, and typing one in by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from stvcrm.base.clock import author
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.base.text import clean, fold
from stvcrm.model.organisations import Organisation, OrganisationKind
from stvcrm.model.surveys import (
    SCORES,
    Answer,
    Answered,
    Audience,
    OrganisationAlias,
    Question,
    QuestionKind,
    Response,
    ResponseSource,
    Survey,
)
from stvcrm.operations import organisations
from stvcrm.operations.counted_responses import count_in
from stvcrm.operations.values import assign
from stvcrm.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Mapping

_ABOUT = ("respondent", "role", "email")
_CHOICES = {choice.value: choice for choice in Answered}


def match(uow: UnitOfWork, *, response_id: int, organisation_id: int) -> int:
    """Say which organisation a form comes from; its name is remembered, and from now on the form counts."""
    response, organisation = uow.get(Response, response_id), uow.get(Organisation, organisation_id)
    response.organisation_id, response.set_aside = organisation.id, False
    response.matched_by = _("Zo gekozen.")
    uow.session.flush()
    _remember(uow, organisation, response.organisation_typed)
    count_in(uow, [response.id])
    uow.label = _("Antwoord bij {name}").format(name=organisation.name)
    return response.id


def match_new(uow: UnitOfWork, *, response_id: int, name: str | None = None) -> int:
    """Make an organisation of what a form calls it (or of `name`), a relation that is no member; it counts.

    Answers the id of the organisation.

    Raises:
        UserError: the form names none and no name was given.
    """
    response = uow.get(Response, response_id)
    wanted = clean(name or response.organisation_typed or "")
    if not wanted:
        raise UserError(_("Het formulier noemt geen organisatie; typ een naam."))
    organisation_id = organisations.add(uow, name=wanted, kind=OrganisationKind.OTHER)
    match(uow, response_id=response.id, organisation_id=organisation_id)
    return organisation_id


def set_aside(uow: UnitOfWork, *, response_id: int) -> int:
    """A form does not count: a stranger's, or the second one of somebody."""
    response = uow.get(Response, response_id)
    response.set_aside = True
    uow.session.flush()
    uow.label = _("Telt niet mee: {name}").format(
        name=response.organisation_typed or response.respondent or ""
    )
    return response.id


def take_up(uow: UnitOfWork, *, response_id: int) -> int:
    """A form that was set aside counts again."""
    response = uow.get(Response, response_id)
    response.set_aside = False
    uow.session.flush()
    count_in(uow, [response.id])
    uow.label = _("Telt weer mee: {name}").format(
        name=response.organisation_typed or response.respondent or ""
    )
    return response.id


def add(
    uow: UnitOfWork,
    *,
    survey_id: int,
    organisation_id: int,
    source: ResponseSource = ResponseSource.TELEPHONE,
    **fields: object,
) -> int:
    """Type in a form that came by telephone or on paper.

    `fields` are `respondent`, `role`, `email`, and answers by question and part: `acceptance_staff=3`,
    `transfer_clients=unknown`, `visit=yes`, `value_text=…`.
    """
    survey, organisation = uow.get(Survey, survey_id), uow.get(Organisation, organisation_id)
    response = Response(
        survey_id=survey.id,
        organisation_id=organisation.id,
        organisation_typed=organisation.name,
        source=source,
        entered_by=author(),
        submitted_at=uow.now,
        matched_by=_("Zo ingevoerd."),
    )
    assign(response, {key: value for key, value in fields.items() if key in _ABOUT}, uow.today)
    uow.add(response)
    told = {key: str(value) for key, value in fields.items() if key not in _ABOUT}
    questions = uow.session.scalars(select(Question).where(Question.survey_id == survey.id)).all()
    known = {key: answer for question in questions for key, answer in _slots(question).items()}
    for key in told:
        if key not in known:
            message = _("Deze enquête heeft geen {key}; wel: {known}.")
            raise UserError(message.format(key=key, known=", ".join(known)))
    for question in questions:
        for values in _answers(question, told):
            uow.session.add(Answer(response_id=response.id, question_id=question.id, **values))
    uow.session.flush()
    count_in(uow, [response.id])
    uow.label = _("Antwoord ingevoerd: {name}").format(name=organisation.name)
    return response.id


def _slots(question: Question) -> dict[str, Audience | None]:
    """The public keys of one question's answers, with the audience they are about."""
    found: dict[str, Audience | None] = {
        f"{question.key}_{audience.value}": audience
        for audience in Audience
        if audience.value in question.audiences
    }
    if question.kind is QuestionKind.VISIT:
        found["visit" if question.key == "visit" else f"{question.key}_choice"] = None
    found[f"{question.key}_text"] = None
    return found


def _answers(question: Question, told: Mapping[str, str]) -> list[dict[str, object]]:
    """The rows that these typed answers make."""
    rows: list[dict[str, object]] = []
    rest: dict[str, object] = {}
    for key, audience in _slots(question).items():
        text = clean(told.get(key, ""))
        if not text:
            continue
        if key.endswith("_text"):
            rest["text"] = text
        elif audience is None:
            rest["choice"] = _choice(text)
        elif question.kind is QuestionKind.SCORE:
            rows.append({"audience": audience, "score": _score(text)})
        else:
            rows.append({"audience": audience, "choice": _choice(text)})
    return [*rows, *([rest] if rest else [])]


def _score(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or int(text) not in SCORES:
        raise UserError(_("«{text}» is geen score van 0 tot 5.").format(text=text[:40]))
    return int(text)


def _choice(text: str) -> Answered:
    found = _CHOICES.get(text)
    if found is None:
        message = _("«{text}» is geen antwoord; wel: {known}.")
        raise UserError(message.format(text=text[:40], known=", ".join(_CHOICES)))
    return found


def _remember(uow: UnitOfWork, organisation: Organisation, typed: str | None) -> None:
    """Keep what the form calls the organisation, unless that is its name or known already."""
    if not typed or fold(typed) == fold(organisation.name):
        return
    query = select(OrganisationAlias).where(OrganisationAlias.name == typed)
    known = uow.session.scalars(query).first()
    if known is None:
        uow.add(OrganisationAlias(organisation_id=organisation.id, name=typed))
    else:
        known.organisation_id = organisation.id
        uow.session.flush()
