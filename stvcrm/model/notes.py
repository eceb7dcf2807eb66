"""Long notes, in a table of their own: typed while listening, saved often, indexed per paragraph."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from stvcrm.base.i18n import N_
from stvcrm.model.base import Entity, Kind, Privacy, Search, field


class Note(Entity):
    """What was typed during a visit; one a visit."""

    __tablename__ = "note"
    noun = "notes"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), unique=True)
    text: Mapped[str] = mapped_column(
        Text, default="", info=field(N_("Notities"), Kind.TEXT, privacy=Privacy.SENSITIVE, search=Search.TEXT)
    )
