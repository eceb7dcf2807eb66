"""What someone said, about what, for or against, and whether it may be used.

A marked passage of the notes of a visit, or an answer to an open question or a piece of one.
"""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from stvcrm.base.i18n import N_
from stvcrm.model.base import Choice, Entity, Kind, Privacy, Search, field


class Polarity(Choice):
    """Whether something was said for or against."""

    POSITIVE = "positive", N_("Positief")
    NEGATIVE = "negative", N_("Negatief")
    NEUTRAL = "neutral", N_("Neutraal")


class QuoteConsent(Choice):
    """What the speaker allows: by name, without name, or not on paper at all."""

    QUOTABLE = "quotable", N_("Citeerbaar")
    ANONYMOUS = "anonymous", N_("Alleen anoniem")
    DO_NOT_USE = "do_not_use", N_("Niet gebruiken")


class Utterance(Entity):
    """A passage of the notes of a visit, or of an answer of a survey, found back by its place in that text.

    `start` and `end` count characters of the note or answer; both are None when an edit removed the passage.
    """

    __tablename__ = "utterance"
    noun = "utterances"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    person_label: Mapped[str | None] = mapped_column(default=None)
    text: Mapped[str] = mapped_column(
        Text,
        info=field(N_("Uiting"), Kind.TEXT, privacy=Privacy.SENSITIVE, search=Search.TEXT, required=True),
    )
    start: Mapped[int | None] = mapped_column(default=None)
    end: Mapped[int | None] = mapped_column(default=None)
    themes: Mapped[list[str]] = mapped_column(JSON, default=list, info=field(N_("Thema's"), Kind.LIST))
    polarity: Mapped[Polarity | None] = mapped_column(default=None, info=field(N_("Strekking"), Kind.CHOICE))
    consent: Mapped[QuoteConsent] = mapped_column(
        default=QuoteConsent.ANONYMOUS, info=field(N_("Gebruik"), Kind.CHOICE)
    )
