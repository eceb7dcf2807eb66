"""Every page in the order of the side bar, and the queries the window itself asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.base.i18n import N_, _
from stvcrm.desktop.pages import organisations, people, reports, survey, today, visits
from stvcrm.desktop.shell.backup_watch import BackupWatch
from stvcrm.desktop.shell.backups_dialog import BackupsDialog
from stvcrm.desktop.shell.history_dialog import ActsDialog
from stvcrm.desktop.shell.importing import Importing
from stvcrm.desktop.shell.passphrase_dialog import PassphraseDialog, SheetDialog
from stvcrm.desktop.shell.services import Acts, Hit, Services, Tool
from stvcrm.desktop.shell.settings_dialog import SettingsDialog
from stvcrm.model.journal import OperationState
from stvcrm.queries import operations, search

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from stvcrm.desktop.kit.page import Page

PAGES: tuple[Page, ...] = (
    today.PAGE,
    organisations.PAGE,
    people.PAGE,
    survey.PAGE,
    visits.PAGE,
    reports.PAGE,
)

MANY_ROWS = 100
HITS = 40
KINDS = {
    "organisations": ("organisation", N_("Organisatie"), "building-2"),
    "people": ("person", N_("Contact"), "contact-round"),
    "visits": ("visit", N_("Kennismaking"), "handshake"),
    "responses": ("response", N_("Enquêteantwoord"), "clipboard-list"),
    "surveys": ("survey", N_("Enquête"), "clipboard-list"),
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
        session="" if done is None else done.session,
    )


TOOLS = (
    Tool("workspace.history", N_("Geschiedenis"), "history", ActsDialog, "Ctrl+H"),
    Tool("workspace.backups", N_("Reservekopieën"), "hard-drive", BackupsDialog),
    Tool("workspace.passphrase", N_("Wachtzin wijzigen"), "lock", PassphraseDialog),
    Tool("workspace.sheet", N_("Herstelblad"), "shield-check", SheetDialog),
    Tool("workspace.settings", N_("Instellingen"), "list-checks", SettingsDialog, "Ctrl+,"),
)
SERVICES = Services(find, next_acts, Importing, BackupWatch, TOOLS)
