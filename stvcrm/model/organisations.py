"""Organisations: members of the association, and everyone else it deals with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, validates

from stvcrm.base.errors import Problem
from stvcrm.base.i18n import N_, _
from stvcrm.base.text import sort_key
from stvcrm.model.base import Choice, Entity, Kind, Search, field

if TYPE_CHECKING:
    from collections.abc import Mapping


class OrganisationKind(Choice):
    """What the organisation is to the association."""

    MEMBER = "member", N_("Lidorganisatie")
    FORMER_MEMBER = "former_member", N_("Voormalig lid")
    MUNICIPALITY = "municipality", N_("Gemeente")
    PARTNER = "partner", N_("Partner")
    SUPPLIER = "supplier", N_("Leverancier")
    OTHER = "other", N_("Overig")


class WorkType(Choice):
    """The kind of welfare work of a member."""

    WELFARE_WORK = "welfare_work", N_("Welzijnswerk")
    SOCIAL_SERVICES = "social_services", N_("Maatschappelijke dienstverlening")
    OTHER = "other", N_("Overig")
    UNKNOWN = "unknown", N_("Onbekend")


class Organisation(Entity):
    """An organisation; its primary ways of contact are columns, further ones are ContactWay rows."""

    __tablename__ = "organisation"
    noun = "organisations"

    number: Mapped[str | None] = mapped_column(
        default=None, unique=True, info=field(N_("Lidnummer"), search=Search.TITLE)
    )
    name: Mapped[str] = mapped_column(info=field(N_("Naam"), search=Search.TITLE, required=True))
    name_key: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[OrganisationKind] = mapped_column(
        default=OrganisationKind.MEMBER, info=field(N_("Soort"), Kind.CHOICE)
    )
    work_type: Mapped[WorkType] = mapped_column(
        default=WorkType.UNKNOWN, info=field(N_("Werksoort"), Kind.CHOICE)
    )
    street: Mapped[str | None] = mapped_column(info=field(N_("Straat en nummer"), search=Search.TEXT))
    postcode: Mapped[str | None] = mapped_column(
        info=field(N_("Postcode"), Kind.POSTCODE, search=Search.TEXT)
    )
    city: Mapped[str | None] = mapped_column(index=True, info=field(N_("Plaats"), search=Search.TEXT))
    province: Mapped[str | None] = mapped_column(info=field(N_("Provincie")))
    phone: Mapped[str | None] = mapped_column(info=field(N_("Telefoon"), Kind.PHONE, search=Search.DIGITS))
    email: Mapped[str | None] = mapped_column(info=field(N_("E-mail"), Kind.EMAIL, search=Search.TEXT))
    website: Mapped[str | None] = mapped_column(info=field(N_("Website"), Kind.WEBSITE, search=Search.TEXT))
    staff: Mapped[int | None] = mapped_column(info=field(N_("Medewerkers"), Kind.NUMBER))
    member_since: Mapped[date | None] = mapped_column(info=field(N_("Lid sinds"), Kind.DATE))
    member_until: Mapped[date | None] = mapped_column(info=field(N_("Lid tot"), Kind.DATE))
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True, info=field(N_("Hoort bij"), Kind.REFERENCE)
    )
    notes: Mapped[str] = mapped_column(
        Text, default="", info=field(N_("Opmerkingen"), Kind.TEXT, search=Search.TEXT)
    )

    @validates("name")
    def _keep_sort_key(self, _key: str, name: str) -> str:
        self.name_key = sort_key(name)
        return name

    @classmethod
    def rules(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Adds: staff is not negative, membership does not end before it begins."""
        problems = super().rules(values)
        staff, since, until = (values.get(key) for key in ("staff", "member_since", "member_until"))
        if staff is not None and staff < 0:
            problems.append(Problem("staff", _("Medewerkers kan niet minder dan nul zijn.")))
        if since and until and until < since:
            problems.append(Problem("member_until", _("Lid tot ligt vóór lid sinds; pas één van beide aan.")))
        return problems


class FormerName(Entity):
    """A name the organisation had before."""

    __tablename__ = "former_name"
    noun = "former_names"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(info=field(N_("Vroegere naam"), search=Search.TEXT, required=True))
    until: Mapped[date | None] = mapped_column(info=field(N_("Tot"), Kind.DATE))
