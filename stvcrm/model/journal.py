"""The journal: every act as one operation with the rows it changed, as they were and as they became."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from stvcrm.base.i18n import N_
from stvcrm.model.base import Base, Choice


class OperationKind(Choice):
    """What an entry of the journal is: an act, taking one back, or bringing one back."""

    DO = "do", N_("Handeling")
    UNDO = "undo", N_("Ongedaan gemaakt")
    REDO = "redo", N_("Opnieuw gedaan")


class OperationState(Choice):
    """Where an act stands: in force, taken back, or taken back and overtaken by a new act."""

    DONE = "done", N_("Van kracht")
    UNDONE = "undone", N_("Ongedaan gemaakt")
    DROPPED = "dropped", N_("Vervallen")


class Operation(Base):
    """One act of one person. Its order is its id, never its time: clocks go back."""

    __tablename__ = "operation"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[OperationKind] = mapped_column(default=OperationKind.DO)
    name: Mapped[str] = mapped_column(String(100))
    label: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column()
    author: Mapped[str] = mapped_column()
    session: Mapped[str] = mapped_column(String(32))
    state: Mapped[OperationState] = mapped_column(default=OperationState.DONE, index=True)
    undoable: Mapped[bool] = mapped_column(default=True)
    revision: Mapped[str] = mapped_column(String(40))
    target_id: Mapped[int | None] = mapped_column(ForeignKey("operation.id"))
    rows: Mapped[int] = mapped_column(default=0)


class RowChange(Base):
    """One row of one operation: JSON of the columns before and after; None where the row was not there.

    An update holds only what changed, long text as the piece that was replaced (see store/images.py).
    """

    __tablename__ = "row_change"
    # The history of one record must not read the journal of all of them.
    __table_args__ = (Index(None, "table", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id"), index=True)
    table: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[int] = mapped_column()
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
