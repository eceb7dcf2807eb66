"""Words of the user's own on organisations and people."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from stvcrm.base.i18n import N_
from stvcrm.model.base import Entity, Search, field


class Tag(Entity):
    """A label that can be put on records."""

    __tablename__ = "tag"
    noun = "tags"

    name: Mapped[str] = mapped_column(
        unique=True, info=field(N_("Label"), search=Search.TITLE, required=True)
    )


class Tagging(Entity):
    """That an organisation or a person carries a tag."""

    __tablename__ = "tagging"
    noun = "taggings"
    __table_args__ = (UniqueConstraint("tag_id", "organisation_id", "person_id"),)

    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
