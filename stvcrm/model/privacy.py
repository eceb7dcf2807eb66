"""Why we hold someone's data, and that someone's data was erased."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from stvcrm.base.i18n import N_
from stvcrm.model.base import Base, Choice, Entity, Kind, Privacy, field


class LegalBasis(Choice):
    """The grounds of AVG article 6(1) that occur here."""

    CONSENT = "consent", N_("Toestemming")
    CONTRACT = "contract", N_("Overeenkomst")
    LEGAL_DUTY = "legal_duty", N_("Wettelijke verplichting")
    PUBLIC_TASK = "public_task", N_("Publieke taak")
    LEGITIMATE_INTEREST = "legitimate_interest", N_("Gerechtvaardigd belang")


class Consent(Entity):
    """For what purpose and on what ground a person's data is held."""

    __tablename__ = "consent"
    noun = "consents"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    purpose: Mapped[str] = mapped_column(info=field(N_("Doel"), privacy=Privacy.PERSONAL, required=True))
    legal_basis: Mapped[LegalBasis] = mapped_column(
        default=LegalBasis.LEGITIMATE_INTEREST, info=field(N_("Grondslag"), Kind.CHOICE)
    )
    given_on: Mapped[date | None] = mapped_column(
        info=field(N_("Gegeven op"), Kind.DATE, privacy=Privacy.PERSONAL)
    )
    withdrawn_on: Mapped[date | None] = mapped_column(
        info=field(N_("Ingetrokken op"), Kind.DATE, privacy=Privacy.PERSONAL)
    )
    note: Mapped[str | None] = mapped_column(info=field(N_("Toelichting"), privacy=Privacy.PERSONAL))


class Erasure(Base):
    """That someone was erased: no name, only what lets a later import ask instead of bringing them back.

    `uid` is the person's random name beside backups; the marks are HMACs of name with organisation and of
    mail addresses under a secret of this workspace. Outside the journal: it cannot be undone.
    """

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True)
    label: Mapped[str] = mapped_column()
    erased_on: Mapped[date] = mapped_column()
    marks: Mapped[list[str]] = mapped_column(default=list)
    cleaning_due: Mapped[bool] = mapped_column(default=True)
