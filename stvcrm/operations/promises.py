"""Promises, by us or to us, and the actions that follow."""

from __future__ import annotations

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.model.action_points import ActionPoint, ActionState, Promise, PromisedBy
from stvcrm.model.visits import Visit
from stvcrm.operations.values import assign
from stvcrm.store.unit_of_work import UnitOfWork

_SETTLED: dict[str, type[Promise | ActionPoint]] = {Promise.noun: Promise, ActionPoint.noun: ActionPoint}


def add(
    uow: UnitOfWork,
    *,
    text: str,
    by: PromisedBy = PromisedBy.US,
    due_on: str | None = None,
    who: str | None = None,
    visit_id: int | None = None,
    organisation_id: int | None = None,
) -> int:
    """Note a promise; `who` is the name of the one who made it."""
    record = Promise(by=by)
    values = {"text": text, "due_on": due_on, "who": who, "visit_id": visit_id}
    assign(record, {**values, "organisation_id": organisation_id}, uow.today)
    if visit_id is not None:
        record.organisation_id = uow.get(Visit, visit_id).organisation_id
    uow.add(record)
    uow.label = _("Toezegging: {text}").format(text=record.text[:60])
    return record.id


def add_action(
    uow: UnitOfWork,
    *,
    text: str,
    owner: str | None = None,
    due_on: str | None = None,
    visit_id: int | None = None,
    organisation_id: int | None = None,
) -> int:
    """Note something that one of us has to do."""
    record = ActionPoint()
    values = {"text": text, "owner": owner, "due_on": due_on, "visit_id": visit_id}
    assign(record, {**values, "organisation_id": organisation_id}, uow.today)
    if visit_id is not None:
        record.organisation_id = uow.get(Visit, visit_id).organisation_id
    uow.add(record)
    uow.label = _("Actie: {text}").format(text=record.text[:60])
    return record.id


def settle(uow: UnitOfWork, *, noun: str, id: int, state: ActionState = ActionState.DONE) -> int:  # noqa: A002
    """Set a promise or an action to done, dropped or open again."""
    if noun not in _SETTLED:
        known = ", ".join(_SETTLED)
        raise UserError(_("Alleen {known} kunnen gedaan of vervallen zijn.").format(known=known))
    record = uow.get(_SETTLED[noun], id)
    record.state = state
    uow.session.flush()
    done = {
        ActionState.DONE: _("Gedaan: {text}"),
        ActionState.DROPPED: _("Vervallen: {text}"),
        ActionState.OPEN: _("Weer open: {text}"),
    }
    uow.label = done[state].format(text=record.text[:60])
    return record.id
