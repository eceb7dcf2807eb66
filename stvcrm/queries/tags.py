"""The user's own labels on organisations and people."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, select

from stvcrm.model.tags import Tag, Tagging

_TAG, _TAGGING = Tag.table(), Tagging.table()
Owner = Literal["organisation", "person"]


def tags_of(connection: Connection, owner: Owner, row_id: int) -> tuple[str, ...]:
    """The labels of one record, by name."""
    query = (
        select(_TAG.c.name)
        .join(_TAGGING, _TAGGING.c.tag_id == _TAG.c.id)
        .where(_TAGGING.c[f"{owner}_id"] == row_id)
        .order_by(_TAG.c.name)
    )
    return tuple(connection.execute(query).scalars())


def every_tag(connection: Connection) -> tuple[str, ...]:
    """All labels in use or not, by name."""
    return tuple(connection.execute(select(_TAG.c.name).order_by(_TAG.c.name)).scalars())
