"""Surveys, the forms that came back, and what belongs to them, as lists show them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from stvcrm.base.i18n import N_
from stvcrm.model.base import Kind
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person
from stvcrm.model.surveys import (
    Answer,
    Answered,
    Audience,
    Invitation,
    OrganisationAlias,
    Question,
    QuestionKind,
    Reminder,
    Response,
    Survey,
)
from stvcrm.model.themes import Recoding, Theme
from stvcrm.queries.records import plain_list
from stvcrm.queries.rows import Column, Filter, RowList

_SURVEY, _RESPONSE, _ANSWER, _QUESTION = Survey.table(), Response.table(), Answer.table(), Question.table()
_INVITATION, _ORGANISATION, _PERSON = Invitation.table(), Organisation.table(), Person.table()

COUNTS = _RESPONSE.c.organisation_id.is_not(None) & _RESPONSE.c.set_aside.is_(False)
"""Which forms count in figures: their organisation is known, and they are not a second one of somebody."""

_SCORED = (
    ("acceptance", Audience.STAFF, N_("Acceptatie medewerkers")),
    ("acceptance", Audience.CLIENTS, N_("Acceptatie cliënten")),
    ("value", Audience.STAFF, N_("Waarde medewerkers")),
    ("value", Audience.CLIENTS, N_("Waarde cliënten")),
    ("knowledge", Audience.STAFF, N_("Kennis medewerkers")),
    ("knowledge", Audience.CLIENTS, N_("Kennis cliënten")),
)
_TRANSFER = (
    (Audience.STAFF, N_("Kennisoverdracht medewerkers")),
    (Audience.CLIENTS, N_("Kennisoverdracht cliënten")),
)


def _of_survey(count: ColumnElement[Any], table: Any, *conditions: ColumnElement[bool]) -> ScalarSelect[Any]:
    query = select(count).select_from(table).where(table.c.survey_id == _SURVEY.c.id, *conditions)
    return query.correlate(_SURVEY).scalar_subquery()


SURVEYS = RowList(
    noun="surveys",
    label=N_("Enquêtes"),
    table=_SURVEY,
    columns=(
        Column("id", "id", _SURVEY.c.id, Kind.NUMBER, shown=False),
        Column("title", N_("Titel"), _SURVEY.c.title),
        Column("starts_on", N_("Vanaf"), _SURVEY.c.starts_on, Kind.DATE),
        Column("ends_on", N_("Tot en met"), _SURVEY.c.ends_on, Kind.DATE),
        Column("invited", N_("Uitgenodigd"), _of_survey(func.count(), _INVITATION), Kind.NUMBER),
        Column(
            "organisations_answered",
            N_("Organisaties die antwoordden"),
            _of_survey(func.count(_RESPONSE.c.organisation_id.distinct()), _RESPONSE, COUNTS),
            Kind.NUMBER,
        ),
        Column("responses", N_("Antwoorden"), _of_survey(func.count(), _RESPONSE, COUNTS), Kind.NUMBER),
        Column("profile", N_("Vragenlijst"), _SURVEY.c.profile, shown=False),
        Column("follows_id", N_("Vervolg op"), _SURVEY.c.follows_id, Kind.REFERENCE, shown=False),
    ),
    tables=frozenset({"survey", "invitation", "response"}),
)


def _answer(column: ColumnElement[Any], question: ColumnElement[bool], audience: Audience | None) -> Any:
    about = _ANSWER.c.audience.is_(None) if audience is None else _ANSWER.c.audience == audience
    query = (
        select(column)
        .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .where(_ANSWER.c.response_id == _RESPONSE.c.id, question, about)
        .limit(1)
    )
    return query.correlate(_RESPONSE).scalar_subquery()


def _organisation_name(column: str) -> Any:
    query = select(_ORGANISATION.c[column]).where(_ORGANISATION.c.id == _RESPONSE.c.organisation_id)
    return query.correlate(_RESPONSE).scalar_subquery()


_VISIT_CHOICE = _answer(_ANSWER.c.choice, _QUESTION.c.kind == QuestionKind.VISIT, None)
_RESPONDENT = func.coalesce(
    select(_PERSON.c.name)
    .where(_PERSON.c.id == _RESPONSE.c.person_id)
    .correlate(_RESPONSE)
    .scalar_subquery(),
    _RESPONSE.c.person_label,
    _RESPONSE.c.respondent,
)

RESPONSES = RowList(
    noun="responses",
    label=N_("Antwoorden"),
    table=_RESPONSE,
    columns=(
        Column("id", "id", _RESPONSE.c.id, Kind.NUMBER, shown=False),
        Column(
            "organisation",
            N_("Organisatie"),
            func.coalesce(_organisation_name("name"), _RESPONSE.c.organisation_typed),
            sort=func.coalesce(_organisation_name("name_key"), _RESPONSE.c.organisation_typed),
        ),
        Column("respondent", N_("Ingevuld door"), _RESPONDENT),
        Column("role", N_("Functie"), _RESPONSE.c.role),
        Column("submitted_at", N_("Ontvangen"), _RESPONSE.c.submitted_at, Kind.MOMENT),
        Column("wants_visit", N_("Kennismaking"), _VISIT_CHOICE, Kind.CHOICE),
        *(
            Column(
                f"{key}_{audience.value}",
                label,
                _answer(_ANSWER.c.score, _QUESTION.c.key == key, audience),
                Kind.NUMBER,
                shown=False,
            )
            for key, audience, label in _SCORED
        ),
        *(
            Column(
                f"transfer_{audience.value}",
                label,
                _answer(_ANSWER.c.choice, _QUESTION.c.key == "transfer", audience),
                Kind.CHOICE,
                shown=False,
            )
            for audience, label in _TRANSFER
        ),
        Column("survey_id", N_("Nummer enquête"), _RESPONSE.c.survey_id, Kind.REFERENCE, shown=False),
        Column("respondent_id", N_("Nummer in de export"), _RESPONSE.c.respondent_id, shown=False),
        Column(
            "organisation_id",
            N_("Nummer organisatie"),
            _RESPONSE.c.organisation_id,
            Kind.REFERENCE,
            shown=False,
        ),
        Column("person_id", N_("Nummer persoon"), _RESPONSE.c.person_id, Kind.REFERENCE, shown=False),
        Column(
            "organisation_typed",
            N_("Organisatie volgens het formulier"),
            _RESPONSE.c.organisation_typed,
            shown=False,
        ),
        Column("email", N_("E-mail"), _RESPONSE.c.email, Kind.EMAIL, shown=False),
        Column("source", N_("Bron"), _RESPONSE.c.source, Kind.CHOICE, shown=False),
        Column("entered_by", N_("Ingevoerd door"), _RESPONSE.c.entered_by, shown=False),
        Column("matched_by", N_("Herkend aan"), _RESPONSE.c.matched_by, Kind.TEXT, shown=False),
        Column("set_aside", N_("Telt niet mee"), _RESPONSE.c.set_aside, Kind.FLAG, shown=False),
    ),
    tables=frozenset({"response", "answer", "organisation", "person"}),
    order="submitted_at",
    filters=(
        Filter("counted", N_("Tellen mee"), COUNTS),
        Filter("asked", N_("Vragen"), _RESPONSE.c.organisation_id.is_(None) & ~_RESPONSE.c.set_aside),
        Filter("wants_visit", N_("Wil kennismaking"), _VISIT_CHOICE == Answered.YES),
        Filter("later", N_("Misschien later"), _VISIT_CHOICE == Answered.LATER),
        Filter("set_aside", N_("Telt niet mee"), _RESPONSE.c.set_aside.is_(True)),
    ),
)


def forms_of(survey_id: int) -> RowList:
    """The forms of one survey."""
    return replace(RESPONSES, scope=_RESPONSE.c.survey_id == survey_id)


QUESTIONS = plain_list(
    Question,
    N_("Vragen"),
    Column("key", N_("Sleutel"), _QUESTION.c.key),
    Column("audiences", N_("Over wie"), _QUESTION.c.audiences, Kind.LIST),
)
ANSWERS = plain_list(Answer, N_("Antwoorden per vraag"))
INVITATIONS = plain_list(Invitation, N_("Uitnodigingen"))
REMINDERS = plain_list(Reminder, N_("Herinneringen"))
ALIASES = plain_list(OrganisationAlias, N_("Andere namen"))
THEMES = plain_list(Theme, N_("Thema's"))
RECODINGS = plain_list(Recoding, N_("Tweede coderingen"))
LISTS = (SURVEYS, RESPONSES, QUESTIONS, ANSWERS, INVITATIONS, REMINDERS, ALIASES, THEMES, RECODINGS)
