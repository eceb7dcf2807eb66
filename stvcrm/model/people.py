"""People and the positions they hold: the only tables with names and contact details of persons."""

from __future__ import annotations

from datetime import date
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from stvcrm.base.errors import Problem
from stvcrm.base.i18n import N_, _
from stvcrm.base.text import sort_key
from stvcrm.model.base import Choice, Entity, Kind, Privacy, Search, field
from stvcrm.model.organisations import Organisation

if TYPE_CHECKING:
    from collections.abc import Mapping


class PersonKind(Choice):
    """In which role the association knows someone; a client is never a user of this program."""

    PROFESSIONAL = "professional", N_("Professional")
    CLIENT = "client", N_("Cliënt")


def new_uid() -> str:
    """A random name that says nothing about anyone."""
    return token_hex(16)


class Person(Entity):
    """Someone with a name.

    `uid` is random and names the person beside backups after erasure; `merged_uids` are those of the people
    that were merged into this one, so that erasing one erases all of them.
    """

    __tablename__ = "person"
    noun = "people"

    uid: Mapped[str] = mapped_column(default=new_uid, unique=True)
    name: Mapped[str] = mapped_column(
        info=field(N_("Naam"), privacy=Privacy.PERSONAL, search=Search.TITLE, required=True)
    )
    name_key: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[PersonKind] = mapped_column(
        default=PersonKind.PROFESSIONAL, info=field(N_("Soort"), Kind.CHOICE, privacy=Privacy.PERSONAL)
    )
    name_on_paper: Mapped[str | None] = mapped_column(
        info=field(N_("Naam op papier"), privacy=Privacy.PERSONAL, search=Search.TEXT)
    )
    email: Mapped[str | None] = mapped_column(
        index=True, info=field(N_("E-mail"), Kind.EMAIL, privacy=Privacy.PERSONAL, search=Search.TEXT)
    )
    phone: Mapped[str | None] = mapped_column(
        info=field(N_("Telefoon"), Kind.PHONE, privacy=Privacy.PERSONAL, search=Search.DIGITS)
    )
    confirmed_on: Mapped[date | None] = mapped_column(
        info=field(N_("Gegevens bevestigd op"), Kind.DATE, privacy=Privacy.PERSONAL)
    )
    do_not_contact: Mapped[bool] = mapped_column(
        default=False, info=field(N_("Niet benaderen"), Kind.FLAG, privacy=Privacy.PERSONAL)
    )
    do_not_contact_reason: Mapped[str | None] = mapped_column(
        info=field(N_("Reden niet benaderen"), privacy=Privacy.SENSITIVE)
    )
    do_not_contact_until: Mapped[date | None] = mapped_column(
        info=field(N_("Niet benaderen tot"), Kind.DATE, privacy=Privacy.PERSONAL)
    )
    named_on: Mapped[date | None] = mapped_column(
        info=field(N_("Genoemd door een ander op"), Kind.DATE, privacy=Privacy.PERSONAL)
    )
    informed_on: Mapped[date | None] = mapped_column(
        info=field(N_("Geïnformeerd op"), Kind.DATE, privacy=Privacy.PERSONAL)
    )
    retain_until: Mapped[date | None] = mapped_column(
        info=field(N_("Bewaren tot"), Kind.DATE, privacy=Privacy.PERSONAL)
    )
    merged_uids: Mapped[list[str]] = mapped_column(JSON, default=list)
    notes: Mapped[str] = mapped_column(
        Text,
        default="",
        info=field(N_("Opmerkingen"), Kind.TEXT, privacy=Privacy.SENSITIVE, search=Search.TEXT),
    )

    @validates("name")
    def _keep_sort_key(self, _key: str, name: str) -> str:
        self.name_key = sort_key(name)
        return name

    @property
    def shown(self) -> str:
        """The name as it may stand on paper: what a person chose, for a client always that."""
        return self.name_on_paper or self.name


class Position(Entity):
    """What someone is at an organisation, from and until; several at a time are possible."""

    __tablename__ = "position"
    noun = "positions"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    person: Mapped[Person] = relationship()
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    organisation: Mapped[Organisation] = relationship()
    role: Mapped[str | None] = mapped_column(info=field(N_("Functie"), privacy=Privacy.PERSONAL))
    level: Mapped[str | None] = mapped_column(info=field(N_("Niveau"), privacy=Privacy.PERSONAL))
    started_on: Mapped[date | None] = mapped_column(
        info=field(N_("Vanaf"), Kind.DATE, privacy=Privacy.PERSONAL)
    )
    ended_on: Mapped[date | None] = mapped_column(info=field(N_("Tot"), Kind.DATE, privacy=Privacy.PERSONAL))
    is_primary: Mapped[bool] = mapped_column(
        default=True, info=field(N_("Eerste contactpersoon"), Kind.FLAG, privacy=Privacy.PERSONAL)
    )

    @classmethod
    def rules(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Adds: a position does not end before it begins."""
        problems = super().rules(values)
        start, end = values.get("started_on"), values.get("ended_on")
        if start and end and end < start:
            problems.append(Problem("ended_on", _("De functie eindigt vóór zij begint; pas een datum aan.")))
        return problems
