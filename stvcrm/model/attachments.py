"""Files that belong to a record; their bytes lie in the workspace as blobs, by content hash."""

from __future__ import annotations

from sqlalchemy import Column as TableColumn
from sqlalchemy import ForeignKey, Integer, LargeBinary, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from stvcrm.base.i18n import N_
from stvcrm.model.base import Base, Entity, Privacy, Search, field


class Attachment(Entity):
    """A file at an organisation or a visit; `content_hash` is the SHA-256 of its bytes in hexadecimals."""

    __tablename__ = "attachment"
    noun = "attachments"

    name: Mapped[str] = mapped_column(
        info=field(N_("Bestand"), privacy=Privacy.PERSONAL, search=Search.TITLE, required=True)
    )
    media_type: Mapped[str] = mapped_column(default="application/octet-stream")
    size: Mapped[int] = mapped_column(default=0)
    content_hash: Mapped[str] = mapped_column(String(64), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)


BLOB = Table(
    "blob",
    Base.metadata,
    TableColumn("content_hash", String(64), primary_key=True),
    TableColumn("part", Integer, primary_key=True),
    TableColumn("data", LargeBinary, nullable=False),
)
"""Bytes of attachments, 1 MiB a row; outside the journal, which names them by hash."""
