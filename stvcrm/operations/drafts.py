"""What was typed while the workspace could not be written, taken in when it is opened again."""

from __future__ import annotations

from contextlib import suppress

from stvcrm.base.errors import NotFound
from stvcrm.base.i18n import _
from stvcrm.operations import visits
from stvcrm.store.database import Database

NOTES = ("visit", "notes")
"""Table and field under which the notes of a visit are kept."""


def take_in(database: Database) -> int:
    """Write every draft that a crash left behind; returns how many there were.

    A draft is never older than what is written: it goes with the write that holds it.

    Raises:
        UserError: the disk is full or fails; the drafts stay.
    """
    drafts = database.drafts.pending()
    for draft in drafts:
        if (draft.table, draft.column) == NOTES:
            # A visit that was removed after its notes were typed takes them along.
            with suppress(NotFound):
                database.write(
                    _("Notities wijzigen"), visits.edit_notes, visit_id=draft.row_id, notes=draft.text
                )
        database.drafts.drop(draft.table, draft.row_id, draft.column, draft.at)
    return len(drafts)
