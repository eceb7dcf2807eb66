"""Surveys: whom was asked what, and which forms came back.

Several forms of one organisation are normal. A form whose organisation is not known, or which may be the
second of one person, has no organisation yet and counts in no figure until that is settled.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from stvcrm.base.errors import Problem
from stvcrm.base.i18n import N_, _
from stvcrm.model.base import Choice, Entity, Kind, Privacy, Search, field

if TYPE_CHECKING:
    from collections.abc import Mapping

LOWEST, HIGHEST = 0, 5
"""The ends of the scale: 0 is low, 5 is high."""
SCORES = range(LOWEST, HIGHEST + 1)


class QuestionKind(Choice):
    """What is answered: a score or a yes or no per audience, whether a visit is wanted, or free text."""

    SCORE = "score", N_("Score 0–5")
    CHOICE = "choice", N_("Ja, nee of weet niet")
    VISIT = "visit", N_("Kennismaking gewenst, en met wie")
    OPEN = "open", N_("Open vraag")


class Audience(Choice):
    """About whom an answer is, as its writer estimates them."""

    STAFF = "staff", N_("Medewerkers")
    CLIENTS = "clients", N_("Cliënten")


class Answered(Choice):
    """An answer out of a few; `LATER` only where a visit is asked about."""

    YES = "yes", N_("Ja")
    NO = "no", N_("Nee")
    UNKNOWN = "unknown", N_("Weet niet")
    LATER = "later", N_("Misschien later")


class ResponseSource(Choice):
    """How a form came in."""

    ONLINE = "online", N_("Online")
    TELEPHONE = "telephone", N_("Telefonisch")
    PAPER = "paper", N_("Op papier")


class Survey(Entity):
    """One round of asking; a second wave of the same survey is a survey of its own that names the first."""

    __tablename__ = "survey"
    noun = "surveys"

    title: Mapped[str] = mapped_column(info=field(N_("Titel"), search=Search.TITLE, required=True))
    profile: Mapped[str | None] = mapped_column(default=None)
    starts_on: Mapped[date | None] = mapped_column(info=field(N_("Vanaf"), Kind.DATE))
    ends_on: Mapped[date | None] = mapped_column(info=field(N_("Tot en met"), Kind.DATE))
    follows_id: Mapped[int | None] = mapped_column(
        ForeignKey("survey.id"), index=True, info=field(N_("Vervolg op"), Kind.REFERENCE)
    )

    @classmethod
    def rules(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Adds: a period does not end before it begins."""
        problems = super().rules(values)
        start, end = values.get("starts_on"), values.get("ends_on")
        if start and end and end < start:
            problems.append(Problem("ends_on", _("De enquête eindigt vóór zij begint; pas een datum aan.")))
        return problems


class Invitation(Entity):
    """An organisation that was asked: together the frozen list against which response is measured."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("survey_id", "organisation_id"),)
    noun = "invitations"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    delivered: Mapped[bool] = mapped_column(default=True, info=field(N_("Bezorgd"), Kind.FLAG))
    fed_back_on: Mapped[date | None] = mapped_column(info=field(N_("Teruggekoppeld op"), Kind.DATE))


class Reminder(Entity):
    """A day on which those who had not answered were reminded."""

    __tablename__ = "reminder"
    noun = "reminders"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    sent_on: Mapped[date] = mapped_column(info=field(N_("Verstuurd op"), Kind.DATE, required=True))


class Question(Entity):
    """One question as it was put; `key` names its figures, `explanation` is the open question beside it."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("survey_id", "key"),)
    noun = "questions"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    number: Mapped[int] = mapped_column(info=field(N_("Nummer"), Kind.NUMBER))
    key: Mapped[str] = mapped_column()
    title: Mapped[str] = mapped_column(info=field(N_("Kort"), required=True))
    text: Mapped[str] = mapped_column(Text, info=field(N_("Vraag"), Kind.TEXT, required=True))
    explanation: Mapped[str | None] = mapped_column(Text, info=field(N_("Open vraag erbij"), Kind.TEXT))
    kind: Mapped[QuestionKind] = mapped_column(info=field(N_("Soort"), Kind.CHOICE))
    audiences: Mapped[list[str]] = mapped_column(JSON, default=list)


class Response(Entity):
    """One form that was filled in, by whom it says; without an organisation it waits for an answer.

    `organisation_typed` is what the writer called the organisation, `matched_by` why it was linked or why
    that is doubted, `entered_by` who typed it in.
    """

    __tablename__ = "response"
    __table_args__ = (UniqueConstraint("survey_id", "respondent_id"),)
    noun = "responses"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    respondent_id: Mapped[str | None] = mapped_column(info=field(N_("Nummer in de export")))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    person_label: Mapped[str | None] = mapped_column(default=None)
    organisation_typed: Mapped[str | None] = mapped_column(
        info=field(N_("Organisatie volgens het formulier"), search=Search.TEXT)
    )
    respondent: Mapped[str | None] = mapped_column(
        info=field(N_("Ingevuld door"), privacy=Privacy.PERSONAL, search=Search.TITLE)
    )
    role: Mapped[str | None] = mapped_column(info=field(N_("Functie"), privacy=Privacy.PERSONAL))
    email: Mapped[str | None] = mapped_column(
        index=True, info=field(N_("E-mail"), Kind.EMAIL, privacy=Privacy.PERSONAL, search=Search.TEXT)
    )
    begun_at: Mapped[datetime | None] = mapped_column(default=None)
    submitted_at: Mapped[datetime | None] = mapped_column(
        index=True, info=field(N_("Ontvangen"), Kind.MOMENT)
    )
    source: Mapped[ResponseSource] = mapped_column(
        default=ResponseSource.ONLINE, info=field(N_("Bron"), Kind.CHOICE)
    )
    entered_by: Mapped[str | None] = mapped_column(info=field(N_("Ingevoerd door")))
    matched_by: Mapped[str | None] = mapped_column(Text, info=field(N_("Herkend aan"), Kind.TEXT))
    set_aside: Mapped[bool] = mapped_column(default=False, info=field(N_("Telt niet mee"), Kind.FLAG))


class Answer(Entity):
    """What a form says to one question: a score, a choice, or text; about one audience or none."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("response_id", "question_id", "audience"),)
    noun = "answers"

    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    audience: Mapped[Audience | None] = mapped_column(info=field(N_("Over"), Kind.CHOICE))
    score: Mapped[int | None] = mapped_column(info=field(N_("Score"), Kind.NUMBER))
    choice: Mapped[Answered | None] = mapped_column(info=field(N_("Keuze"), Kind.CHOICE))
    text: Mapped[str | None] = mapped_column(
        Text, info=field(N_("Antwoord"), Kind.TEXT, privacy=Privacy.SENSITIVE, search=Search.TEXT)
    )

    @classmethod
    def rules(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Adds: a score is on the scale."""
        problems = super().rules(values)
        score = values.get("score")
        if score is not None and score not in SCORES:
            message = _("Score {score} ligt buiten de schaal van {lowest} tot {highest}.")
            told = message.format(score=score, lowest=LOWEST, highest=HIGHEST)
            problems.append(Problem("score", told))
        return problems


class OrganisationAlias(Entity):
    """What an organisation was called by someone, as the user told: the next import knows it."""

    __tablename__ = "organisation_alias"
    noun = "organisation_aliases"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(info=field(N_("Ook genoemd"), search=Search.TEXT, required=True))
