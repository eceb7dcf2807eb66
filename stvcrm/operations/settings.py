"""Changing a setting of the workspace."""

from __future__ import annotations

from sqlalchemy import select

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.base.text import clean
from stvcrm.model.settings import DEFAULTS, Setting
from stvcrm.store.unit_of_work import UnitOfWork


def change(uow: UnitOfWork, *, name: str, value: str) -> int:
    """Give a setting a value.

    Raises:
        UserError: there is no such setting; names those there are.
    """
    if name not in DEFAULTS:
        raise UserError(
            _("Er is geen instelling {name}; wel: {known}.").format(name=name, known=", ".join(DEFAULTS))
        )
    stored = uow.session.scalar(select(Setting).where(Setting.name == name))
    record = stored or uow.add(Setting(name=name))
    record.value = clean(value)
    uow.session.flush()
    uow.label = _("Instelling: {label}").format(label=_(DEFAULTS[name][0]))
    return record.id
