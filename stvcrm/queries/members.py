"""The member organisations as a list on paper has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from stvcrm.model.organisations import Organisation, OrganisationKind, WorkType
from stvcrm.queries.settings import settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ORGANISATION = Organisation.table()


@dataclass(frozen=True)
class Member:
    """One line of the member list."""

    number: str
    name: str
    city: str
    work_type: WorkType
    phone: str


@dataclass(frozen=True)
class MemberList:
    """Every member in the order of its name."""

    members: tuple[Member, ...]
    settings: dict[str, str]


def member_list(connection: Connection) -> MemberList:
    """The members of today, as a Dutch list sorts them."""
    column = _ORGANISATION.c
    query = (
        select(column.number, column.name, column.city, column.work_type, column.phone)
        .where(column.kind == OrganisationKind.MEMBER)
        .order_by(column.name_key, column.id)
    )
    members = tuple(
        Member(row.number or "", row.name, row.city or "", row.work_type, row.phone or "")
        for row in connection.execute(query)
    )
    return MemberList(members, settings(connection))
