"""The settings of this workspace, with their defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from stvcrm.model.settings import DEFAULTS, Setting

if TYPE_CHECKING:
    from sqlalchemy import Connection


def settings(connection: Connection) -> dict[str, str]:
    """Every setting by name."""
    table = Setting.table()
    stored = connection.execute(select(table.c.name, table.c.value))
    return {name: default for name, (_, default) in DEFAULTS.items()} | dict(stored.all())
