"""When, where and with whom a visit is, and who takes part: fields saved as they are left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stvcrm.base.clock import local
from stvcrm.base.dates import short_date
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cards import scrolled
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.link_row import LinkRow, beside
from stvcrm.desktop.kit.parts_panel import remove_with_undo
from stvcrm.desktop.kit.record_dialog import RecordDialog
from stvcrm.desktop.kit.record_form import RecordForm
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.desktop.kit.section import Section
from stvcrm.desktop.pages.visits import dialogs
from stvcrm.model.visits import Attendance, Visit
from stvcrm.queries.visit_record import RequestAnswer, VisitRecord, visit_record

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context
    from stvcrm.queries.visits import Attendee

FIELDS = ("person_id", "place", "entry_conditions", "requested_on", "ended_reason")


class Appointment(Section):
    """The fields of the visit above, those present below."""

    tables = ("visit", "attendance", "person", "position", "response", "answer")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._id = 0
        self._record: VisitRecord | None = None
        self.fields = RecordForm(context, Visit, FIELDS)
        self.present = Rows()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        self.answer = label("", "second", wrap=True)
        self.answer.setContentsMargins(14, 10, 14, 2)
        self.answer.hide()
        column.addWidget(self.answer)
        column.addWidget(self.fields)
        column.addLayout(self._head())
        column.addWidget(self.present)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 8, 4)
        head.addWidget(label(_("Aanwezigen"), "heading"), 1)
        head.addWidget(button(_("Toevoegen"), self.add, icon="plus", kind="quiet", small=True))
        head.addWidget(
            button(_("Nieuw contact"), self.add_new, icon="contact-round", kind="quiet", small=True)
        )
        return head

    def show_id(self, row_id: int) -> None:
        """Show this visit."""
        self._id, self._record = row_id, None
        self.fields.show_id(row_id)
        self.refresh()

    def load(self, connection: Connection) -> VisitRecord | None:
        """The visit with those present."""
        return visit_record(connection, self._id)

    def show_data(self, data: VisitRecord | None) -> None:
        """One line a person: press it to change role or initials."""
        if data is None or data.dossier.id != self._id:
            return
        self._record = data
        self.answer.setVisible(data.answer is not None)
        self.answer.setText("" if data.answer is None else answer_text(data.answer))
        nothing = _("Nog niemand. Van wie hier staat, zeggen de initialen in de notities wie er spreekt.")
        self.present.show_rows([self._row(person) for person in data.dossier.attendees], nothing)

    def add(self) -> None:
        """Someone takes part."""
        if self._record is not None:
            dialogs.ask_attendee(self.context, self.window(), self._record)

    def add_new(self) -> None:
        """Someone takes part who was not known."""
        if self._record is not None:
            dialogs.ask_new_attendee(self.context, self.window(), self._record)

    def _row(self, person: Attendee) -> QWidget:
        name = f"{person.name} ({person.speaker})" if person.speaker else person.name
        edit = partial(self._edit, person)
        remove = partial(remove_with_undo, self, Attendance.noun, person.id, person.name)
        words = _("{name} was er niet").format(name=person.name)
        gone = button("", remove, icon="x", kind="quiet", small=True, name=words)
        row = LinkRow(name, edit, second=person.role or "", icon="contact-round", bare=True)
        return beside(row, gone)

    def _edit(self, person: Attendee) -> None:
        RecordDialog(self.context, self.window(), person.name, Attendance, person.id, ("role", "initials"))


def answer_text(answer: RequestAnswer) -> str:
    """Where a request came from, as a sentence, with the very words in which the form names a contact."""
    who = ", ".join(part for part in (answer.respondent, answer.role) if part)
    told = _("Gevraagd in de enquête")
    if who:
        told = _("Gevraagd in de enquête door {who}").format(who=who)
    if answer.on is not None:
        told = _("{told} op {day}").format(told=told, day=short_date(local(answer.on).date()))
    return _("{told}: «{words}».").format(told=told, words=answer.text) if answer.text else f"{told}."
