"""Calls, mails and letters: what was said outside a visit, and with what outcome."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from stvcrm.base.i18n import N_
from stvcrm.model.base import Choice, Entity, Kind, Privacy, Search, field


class Direction(Choice):
    """Who sought the contact: they us, or we them."""

    IN = "in", N_("Ontvangen")
    OUT = "out", N_("Verzonden")


class Channel(Choice):
    """By what means."""

    PHONE = "phone", N_("Telefoon")
    MAIL = "mail", N_("E-mail")
    LETTER = "letter", N_("Brief")
    MEETING = "meeting", N_("Gesprek")
    OTHER = "other", N_("Anders")


class Outcome(Choice):
    """How a call ended."""

    REACHED = "reached", N_("Gesproken")
    NOT_REACHED = "not_reached", N_("Niet bereikt")
    VOICEMAIL = "voicemail", N_("Voicemail ingesproken")
    CALL_BACK = "call_back", N_("Belt terug")


class ContactMoment(Entity):
    """One contact with an organisation or someone there."""

    __tablename__ = "contact_moment"
    noun = "contact_moments"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    person_label: Mapped[str | None] = mapped_column(default=None)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True, info=field(N_("Wanneer"), Kind.MOMENT, required=True))
    direction: Mapped[Direction] = mapped_column(
        default=Direction.OUT, info=field(N_("Richting"), Kind.CHOICE)
    )
    channel: Mapped[Channel] = mapped_column(default=Channel.PHONE, info=field(N_("Manier"), Kind.CHOICE))
    text: Mapped[str] = mapped_column(
        Text, default="", info=field(N_("Notitie"), Kind.TEXT, privacy=Privacy.SENSITIVE, search=Search.TEXT)
    )
    outcome: Mapped[Outcome | None] = mapped_column(default=None, info=field(N_("Uitkomst"), Kind.CHOICE))
