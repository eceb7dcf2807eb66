"""Further telephone numbers, addresses and mail boxes of a person or an organisation."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, validates

from stvcrm.base.i18n import N_
from stvcrm.model.base import Choice, Entity, Kind, Privacy, Search, field


class ContactWayKind(Choice):
    """By what means someone is reached."""

    PHONE = "phone", N_("Telefoon")
    EMAIL = "email", N_("E-mail")
    ADDRESS = "address", N_("Adres")


class ContactUse(Choice):
    """Whether a way of contact belongs to the work or to the home."""

    WORK = "work", N_("Werk")
    PRIVATE = "private", N_("Privé")


class ContactWay(Entity):
    """One more way to reach a person or an organisation; private ones never go on paper."""

    __tablename__ = "contact_way"
    noun = "contact_ways"

    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[ContactWayKind] = mapped_column(info=field(N_("Soort"), Kind.CHOICE))
    use: Mapped[ContactUse] = mapped_column(
        default=ContactUse.WORK, info=field(N_("Werk of privé"), Kind.CHOICE)
    )
    value: Mapped[str] = mapped_column(
        info=field(N_("Nummer of adres"), privacy=Privacy.PERSONAL, search=Search.TEXT, required=True)
    )
    digits: Mapped[str | None] = mapped_column(
        info=field(N_("Cijfers"), privacy=Privacy.PERSONAL, search=Search.DIGITS)
    )
    confirmed_on: Mapped[date | None] = mapped_column(info=field(N_("Bevestigd op"), Kind.DATE))

    @validates("value")
    def _keep_digits(self, _key: str, value: str) -> str:
        """A number is found by its last digits, however it was typed; an address has letters."""
        plain = "".join(c for c in value if c in "0123456789")
        self.digits = plain if plain and not any(c.isalpha() for c in value) else None
        return value
