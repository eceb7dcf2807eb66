"""Kennismakingen: the list left, the record with its next step right, the notes over the whole window."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from stvcrm.base.clock import local, system_clock, today
from stvcrm.base.dates import brief_date, short_day
from stvcrm.base.i18n import N_, _, n_
from stvcrm.desktop.kit.cells import NOTHING, Cell, brief_day
from stvcrm.desktop.kit.commands import Command, command_button
from stvcrm.desktop.kit.empty_state import EmptyState
from stvcrm.desktop.kit.field_editors import Field
from stvcrm.desktop.kit.form_dialog import FormDialog
from stvcrm.desktop.kit.list_page import ListPage
from stvcrm.desktop.kit.looks import visit_state
from stvcrm.desktop.kit.page import Maker, Page
from stvcrm.desktop.kit.reference_editor import reference
from stvcrm.desktop.pages.visits.calendar_file import save_calendar
from stvcrm.desktop.pages.visits.note_screen import NoteScreen
from stvcrm.desktop.pages.visits.record import VisitPanel
from stvcrm.model.visits import Visit
from stvcrm.queries.visit_record import Counts, counts, waiting
from stvcrm.queries.visits import VISITS

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget
    from sqlalchemy import Connection

    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.context import Context


def _planned(value: object) -> Cell:
    """`do 11 mei 09:30`: narrow, with the year only where it is another one."""
    if not isinstance(value, datetime):
        return NOTHING
    here = local(value)
    day = brief_date(here.date(), today())
    return Cell(f"{short_day(here.date())[:2]} {day} {here:%H:%M}")


FORMATS = {"state": visit_state, "starts_at": _planned, "ends_at": _planned, "requested_on": brief_day}
BULK = ("place", "requested_on")


class VisitsPage(ListPage):
    """Every visit by its state."""

    def __init__(self, context: Context) -> None:
        self._new = Command("visits.request", _("Kennismaking"), self._add, icon="plus", in_palette=False)
        empty = EmptyState(
            "handshake",
            _("Geen kennismakingen"),
            _("Leg vast welke organisatie een kennismaking wil; dan volgt hier stap voor stap de rest."),
            self._new,
        )
        self.notes: NoteScreen | None = None
        self._choosing = False
        self.visit = VisitPanel(context, self.open_notes)
        super().__init__(
            context,
            _("Kennismakingen"),
            VISITS,
            FORMATS,
            every=_("Alle"),
            empty=empty,
            record=self.visit,
            entity=Visit,
            bulk=BULK,
        )
        calendar = Command("visits.calendar", _("Agendabestand"), self._save_calendar, icon="calendar-days")
        self.add_commands(self.export_command(), self._new)
        context.commands.add(self.table, (*self.list_commands(), calendar))
        self.panel.foot.insertWidget(1, command_button(calendar, kind="quiet", small=True))
        self.filters.chosen.connect(self._choose)
        self.model.reordered.connect(self._chosen)
        context.runner.changed.connect(self._count)
        self._count(None)

    def make_new(self, key: str) -> None:
        """Begin what `+ Nieuw` asks for."""
        self._add()

    def _show_record(self, row_id: int | None) -> None:
        """A step can take a visit out of the chosen filter: its record stays, for the step after it."""
        lost = row_id is None and self.visit.row_id is not None and not self._choosing
        if not lost:
            super()._show_record(row_id)

    def _choose(self) -> None:
        self._choosing = True

    def _chosen(self) -> None:
        self._choosing = False

    def open_notes(self, visit_id: int) -> None:
        """Show the notes of this visit over the whole window."""
        if self.notes is None:
            self.notes = NoteScreen(self.context, _stage(self))
            self.notes.closed.connect(self.table.setFocus)
        self.notes.show_visit(visit_id)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: the notes go along."""
        super().hideEvent(event)
        if self.notes is not None and self.notes.isVisible():
            self.notes.close_notes()

    def _add(self) -> None:
        who = partial(reference, self.context)
        fields = (
            Field("organisation_id", _("Organisatie"), make=who("organisations")),
            Field("person_id", _("Met wie"), make=who("people")),
        )
        title, act = _("Kennismaking aanvragen"), _("Aanvraag vastleggen")
        FormDialog(
            self.context, self, title, "visits.request", fields, act=act, then=self.open_record, adapt=_asked
        )

    def _save_calendar(self) -> None:
        save_calendar(self.context, self, _("kennismakingen"))

    def _count(self, changes: Changes | None) -> None:
        if changes is None or changes.touches(("visit",)):
            self.context.runner.ask_latest(self, "count", counts, self._show_counts)

    def _show_counts(self, found: Counts) -> None:
        words = n_("{n} aanvraag", "{n} aanvragen", found.all).format(n=found.all)
        self.sub.setText(f"{words} · " + _("{n} zonder afgesproken datum").format(n=found.without_date))


def _stage(page: QWidget) -> QWidget:
    """What fills the window: the notes lie over side bar and top bar too."""
    stage = page
    while (above := stage.parentWidget()) is not None and not above.isWindow():
        stage = above
    return stage


def _asked(typed: dict[str, object]) -> dict[str, object]:
    """Without an organisation the operation says that there is none."""
    return {"organisation_id": 0} | typed


def _badge(connection: Connection) -> int:
    return waiting(connection, system_clock())


PAGE = Page(
    "visits",
    VisitsPage,
    ("visit",),
    _badge,
    N_("{count} kennismakingen wachten op een volgende stap"),
    ("visit",),
    makes=(Maker("visit", N_("Kennismaking"), "handshake"),),
)
