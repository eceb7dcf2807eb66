"""What was said and what came of it: the notes as they stand, promises and actions to tick off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stvcrm.base.clock import local
from stvcrm.base.dates import relative_date
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cards import scrolled
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.link_row import LinkRow
from stvcrm.desktop.kit.marks import CheckBox
from stvcrm.desktop.kit.record_dialog import RecordDialog
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.desktop.kit.section import Section
from stvcrm.desktop.pages.visits import dialogs
from stvcrm.model.action_points import ActionPoint, ActionState, Promise
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.visit_record import Result, VisitRecord, visit_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context

LINES = 14
LETTERS = 1_200


class Results(Section):
    """Promises and actions above, the notes below; `open_notes` shows them whole."""

    tables = ("visit", "note", "promise", "action_point", "attendance")

    def __init__(self, context: Context, open_notes: Callable[[], object]) -> None:
        super().__init__(context)
        self._id = 0
        self._record: VisitRecord | None = None
        self.rows = Rows()
        self.notes = label("", wrap=True, selectable=True)
        self.notes.setContentsMargins(14, 4, 14, 12)
        self.notes.setAccessibleName(_("Notities"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 6, 0, 8)
        column.setSpacing(0)
        add = (
            button(_("Toezegging"), self._add_promise, icon="plus", kind="quiet", small=True),
            button(_("Actie"), self._add_action, icon="plus", kind="quiet", small=True),
        )
        column.addLayout(_head(_("Toezeggingen en acties"), *add))
        column.addWidget(self.rows)
        opener = button(_("Openen"), open_notes, icon="square-pen", kind="quiet", small=True)
        opener.setAccessibleName(_("Notities openen"))
        column.addLayout(_head(_("Notities"), opener))
        column.addWidget(self.notes)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))

    def show_id(self, row_id: int) -> None:
        """Show what came of this visit."""
        self._id, self._record = row_id, None
        self.refresh()

    def load(self, connection: Connection) -> VisitRecord | None:
        """The visit with its results."""
        return visit_record(connection, self._id)

    def show_data(self, data: VisitRecord | None) -> None:
        """A line a promise or action, and the first lines of the notes."""
        if data is None or data.dossier.id != self._id:
            return
        self._record = data
        today = local(self.context.clock()).date()
        nothing = _("Nog geen. Regels met > in de notities worden toezeggingen bij het afronden.")
        self.rows.show_rows([self._row(result, today) for result in data.results], nothing)
        self.notes.setText(_beginning(data.dossier.notes) or _("Er zijn nog geen notities."))

    def _row(self, result: Result, today: date) -> QWidget:
        made = QFrame()
        made.setProperty("look", "row")
        line = QHBoxLayout(made)
        line.setContentsMargins(14, 0, 8, 0)
        line.setSpacing(2)
        tick = CheckBox("")
        tick.setChecked(result.state != ActionState.OPEN)
        tick.setAccessibleName(_("Gedaan: {text}").format(text=result.text))
        tick.clicked.connect(lambda done: self._settle(result, done=done))
        line.addWidget(tick, 0, Qt.AlignmentFlag.AlignVCenter)
        opened = partial(self._edit, result)
        second = _second(result, today)
        line.addWidget(LinkRow(result.text, opened, second=second, bare=True), 1)
        return made

    def _settle(self, result: Result, *, done: bool) -> None:
        state = ActionState.DONE if done else ActionState.OPEN
        operation = BY_NAME["promises.settle"]
        self.context.runner.do(self, operation, noun=result.noun, id=result.id, state=state)

    def _edit(self, result: Result) -> None:
        promise = result.noun == Promise.noun
        keys = ("text", "by", "who", "due_on", "state") if promise else ("text", "owner", "due_on", "state")
        title = _("Toezegging") if promise else _("Actie")
        RecordDialog(self.context, self.window(), title, Promise if promise else ActionPoint, result.id, keys)

    def _add_promise(self) -> None:
        if self._record is not None:
            dialogs.ask_promise(self.context, self.window(), self._record, "promise")

    def _add_action(self) -> None:
        if self._record is not None:
            dialogs.ask_promise(self.context, self.window(), self._record, "action")


def _head(title: str, *buttons: QWidget) -> QHBoxLayout:
    head = QHBoxLayout()
    head.setContentsMargins(14, 6, 8, 4)
    head.setSpacing(4)
    head.addWidget(label(title, "heading"), 1)
    for made in buttons:
        head.addWidget(made)
    return head


def _second(result: Result, today: date) -> str:
    who = result.who or (_("Wij") if result.by_us else _("Zij"))
    due = _("vóór {day}").format(day=relative_date(result.due_on, today)) if result.due_on else ""
    state = "" if result.state == ActionState.OPEN else result.state.label.lower()
    return " · ".join(part for part in (who, due, state) if part)


def _beginning(notes: str) -> str:
    lines = [line for line in notes.splitlines() if line.strip()]
    shown = "\n".join(lines[:LINES])[:LETTERS]
    return f"{shown}\n…" if len(lines) > LINES or len(shown) == LETTERS else shown
