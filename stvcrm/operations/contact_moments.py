"""Calls, mails and letters."""

from __future__ import annotations

from stvcrm.base.i18n import _
from stvcrm.model.contact_moments import Channel, ContactMoment, Direction, Outcome
from stvcrm.model.organisations import Organisation
from stvcrm.operations.values import assign, moment
from stvcrm.store.unit_of_work import UnitOfWork


def add(
    uow: UnitOfWork,
    *,
    organisation_id: int,
    channel: Channel = Channel.PHONE,
    direction: Direction = Direction.OUT,
    text: str = "",
    outcome: Outcome | None = None,
    person_id: int | None = None,
    at: str | None = None,
) -> int:
    """Note a contact with an organisation; without `at` it was just now."""
    organisation = uow.get(Organisation, organisation_id)
    record = ContactMoment(organisation_id=organisation.id, at=moment(at, uow.now) if at else uow.now)
    values = {"channel": channel, "direction": direction, "outcome": outcome, "person_id": person_id}
    assign(record, {**values, "text": text}, uow.today)
    uow.add(record)
    uow.label = _("Contact genoteerd: {name}").format(name=organisation.name)
    return record.id
