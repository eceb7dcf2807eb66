"""Every page in the order of the side bar, and the queries the window itself asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.base.i18n import N_, _
from stvcrm.desktop.shell.backup_watch import BackupWatch
from stvcrm.desktop.shell.importing import Importing
from stvcrm.desktop.shell.services import Acts, Hit, Services
from stvcrm.model.journal import OperationState
from stvcrm.queries import operations, search

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from stvcrm.desktop.kit.page import Page

PAGES: tuple[Page, ...] = ()

MANY_ROWS = 100
HITS = 40
KINDS = {
    "organisations": ("organisation", N_("Organisatie"), "building-2"),
    "people": ("person", N_("Contact"), "contact-round"),
    "visits": ("visit", N_("Kennismaking"), "handshake"),
    "contact_moments": ("contact_moment", N_("Contactmoment"), "phone"),
    "action_points": ("action_point", N_("Actie"), "list-checks"),
    "promises": ("promise", N_("Toezegging"), "flag"),
}
"""Nouns the search finds: their table, what a result is called, its icon."""


def find(connection: Connection, typed: str) -> list[Hit]:
    """What the palette shows for this text."""
    hits = []
    for found in search.search(connection, typed, HITS):
        table, kind, icon = KINDS.get(found.noun, (found.noun, "", "file-text"))
        snippet = "" if found.snippet == found.title else found.snippet
        hits.append(Hit(table, found.id, _(kind) if kind else "", found.title, snippet, icon))
    return hits


def next_acts(connection: Connection) -> Acts:
    """What undo and redo would turn."""
    done = operations.newest(connection, OperationState.DONE)
    undone = operations.newest(connection, OperationState.UNDONE)
    return Acts(
        "" if done is None else done.label,
        "" if undone is None else undone.label,
        far=done is not None and done.rows > MANY_ROWS,
    )


SERVICES = Services(find, next_acts, Importing, BackupWatch)
