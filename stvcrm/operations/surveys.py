"""Writes on surveys: making one, whom it invites, reminders, feedback."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from stvcrm.base.i18n import _
from stvcrm.model.organisations import Organisation, OrganisationKind
from stvcrm.model.questionnaire import Questionnaire, questionnaire
from stvcrm.model.surveys import Invitation, Question, Reminder, Survey
from stvcrm.model.themes import Theme
from stvcrm.operations.values import assign
from stvcrm.store.unit_of_work import UnitOfWork

_ORGANISATION, _INVITATION = Organisation.table(), Invitation.table()


def add(
    uow: UnitOfWork,
    *,
    title: str | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    follows_id: int | None = None,
) -> int:
    """Make a survey with the standard questions (or those of the survey it follows); all members are invited.

    The list of who is invited is frozen: members who come later do not change the response.
    """
    standard = questionnaire()
    survey = Survey(profile=standard.key)
    assign(survey, {"title": title or standard.title}, uow.today)
    survey.starts_on, survey.ends_on = starts_on, ends_on
    survey.follows_id = None if follows_id is None else uow.get(Survey, follows_id).id
    uow.add(survey)
    uow.insert_rows(Question, _questions(uow, survey, standard))
    members = select(_ORGANISATION.c.id).where(_ORGANISATION.c.kind == OrganisationKind.MEMBER)
    ids = list(uow.connection.scalars(members.order_by(_ORGANISATION.c.id)))
    uow.insert_rows(Invitation, [{"survey_id": survey.id, "organisation_id": row_id} for row_id in ids])
    _begin_codebook(uow, standard)
    uow.label = _("Enquête gemaakt: {title}").format(title=survey.title)
    return survey.id


def invite(uow: UnitOfWork, *, survey_id: int, organisation_ids: list[int]) -> int:
    """Add organisations to the list of those that were invited; answers how many were new."""
    survey = uow.get(Survey, survey_id)
    query = select(_INVITATION.c.organisation_id).where(_INVITATION.c.survey_id == survey.id)
    known = set(uow.connection.scalars(query))
    fresh = [
        uow.get(Organisation, row_id).id for row_id in dict.fromkeys(organisation_ids) if row_id not in known
    ]
    uow.insert_rows(Invitation, [{"survey_id": survey.id, "organisation_id": row_id} for row_id in fresh])
    uow.label = _("Uitgenodigd voor {title}: {count}").format(title=survey.title, count=len(fresh))
    return len(fresh)


def remind(uow: UnitOfWork, *, survey_id: int, sent_on: date | None = None) -> int:
    """Note that those who had not answered were reminded; the response curve shows the day."""
    survey = uow.get(Survey, survey_id)
    reminder = uow.add(Reminder(survey_id=survey.id, sent_on=sent_on or uow.today))
    uow.label = _("Herinnering genoteerd: {title}").format(title=survey.title)
    return reminder.id


def feed_back(uow: UnitOfWork, *, survey_id: int, organisation_ids: list[int], on: date | None = None) -> int:
    """Note that organisations got their own answers beside those of the members; answers how many."""
    survey = uow.get(Survey, survey_id)
    query = select(Invitation).where(
        Invitation.survey_id == survey.id, Invitation.organisation_id.in_(organisation_ids)
    )
    found = list(uow.session.scalars(query))
    for invitation in found:
        invitation.fed_back_on = on or uow.today
    uow.session.flush()
    uow.label = _("Teruggekoppeld over {title}: {count}").format(title=survey.title, count=len(found))
    return len(found)


def _questions(uow: UnitOfWork, survey: Survey, standard: Questionnaire) -> list[dict[str, Any]]:
    if survey.follows_id is None:
        return [
            {
                "survey_id": survey.id,
                "number": asked.number,
                "key": asked.key,
                "title": asked.title,
                "text": asked.text,
                "explanation": asked.explanation,
                "kind": asked.kind,
                "audiences": [audience.value for audience in asked.audiences],
            }
            for asked in standard.questions
        ]
    keys = ("number", "key", "title", "text", "explanation", "kind", "audiences")
    earlier = select(Question).where(Question.survey_id == survey.follows_id).order_by(Question.number)
    return [
        {"survey_id": survey.id, **{key: getattr(question, key) for key in keys}}
        for question in uow.session.scalars(earlier)
    ]


def _begin_codebook(uow: UnitOfWork, standard: Questionnaire) -> None:
    """The themes to begin with, when there are none yet."""
    if uow.connection.scalar(select(Theme.id).limit(1)) is not None:
        return
    keys = "123456789abcdefghijklmopqrstuvwxyz"
    rows = [
        {
            "name": theme.name,
            "definition": theme.definition,
            "example": theme.example,
            "position": place,
            "key": key,
        }
        for place, (theme, key) in enumerate(zip(standard.themes, keys, strict=False), start=1)
    ]
    uow.insert_rows(Theme, rows)
