"""Writes on organisations that have a rule of their own."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.base.text import clean_line
from stvcrm.model.organisations import FormerName, Organisation, OrganisationKind
from stvcrm.model.people import Position
from stvcrm.operations.values import assign
from stvcrm.store.unit_of_work import UnitOfWork


def add(uow: UnitOfWork, *, name: str, **fields: object) -> int:
    """Add an organisation; `fields` are the keys of the noun."""
    record = Organisation()
    assign(record, {"name": name, **fields}, uow.today)
    uow.add(record)
    uow.label = _("Organisatie toegevoegd: {name}").format(name=record.name)
    return record.id


def rename(uow: UnitOfWork, *, organisation_id: int, name: str) -> int:
    """Give an organisation another name; the former one stays and is still found."""
    record = uow.get(Organisation, organisation_id)
    former, wanted = record.name, clean_line(name)
    if former != wanted:
        uow.add(FormerName(organisation_id=record.id, name=former, until=uow.today))
        record.name = wanted
        uow.session.flush()
    uow.label = _("Andere naam: {former} heet nu {name}").format(former=former, name=wanted)
    return record.id


def end_membership(uow: UnitOfWork, *, organisation_ids: list[int], on: date | None = None) -> int:
    """Organisations are no longer members; their records stay. Answers how many."""
    last = on or uow.today
    for organisation_id in organisation_ids:
        record = uow.get(Organisation, organisation_id)
        record.kind, record.member_until = OrganisationKind.FORMER_MEMBER, last
        uow.label = _("Lidmaatschap beëindigd: {name}").format(name=record.name)
    if len(organisation_ids) != 1:
        uow.label = _("Lidmaatschap beëindigd van {count} organisaties").format(count=len(organisation_ids))
    uow.session.flush()
    return len(organisation_ids)


def fuse(uow: UnitOfWork, *, predecessor_ids: list[int], successor_id: int, from_: date) -> int:
    """Organisations go on as another: their membership ends, their people go along, their records stay."""
    successor = uow.get(Organisation, successor_id)
    if successor_id in predecessor_ids:
        raise UserError(_("Een organisatie kan niet in zichzelf opgaan."))
    day_before = from_ - timedelta(days=1)
    for predecessor_id in predecessor_ids:
        predecessor = uow.get(Organisation, predecessor_id)
        predecessor.parent_id, predecessor.member_until = successor.id, day_before
        predecessor.kind = OrganisationKind.FORMER_MEMBER
        open_positions = select(Position).where(
            Position.organisation_id == predecessor_id, Position.ended_on.is_(None)
        )
        for position in uow.session.scalars(open_positions).all():
            position.ended_on = max(day_before, position.started_on or day_before)
            uow.add(
                Position(
                    person_id=position.person_id,
                    organisation_id=successor.id,
                    role=position.role,
                    level=position.level,
                    started_on=from_,
                    is_primary=position.is_primary,
                )
            )
    uow.session.flush()
    uow.label = _("Samengegaan in {name}").format(name=successor.name)
    return successor.id
