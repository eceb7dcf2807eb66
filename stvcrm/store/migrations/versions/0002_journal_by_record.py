"""Journal by record: the history of one record no longer reads the journal of all of them."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the tables of revision 0001 here."""
    with op.batch_alter_table("row_change", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.create_index(batch_op.f("ix_row_change_table_row_id"), ["table", "row_id"], unique=False)
