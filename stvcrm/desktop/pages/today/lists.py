"""The cards of the start page: agenda by day, what to take up now, questions of imports, last changes."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from stvcrm.base.clock import local
from stvcrm.base.dates import (
    clock_time,
    long_date,
    relative_date,
    relative_moment,
    short_date,
    short_day,
    time_range,
)
from stvcrm.base.i18n import _, n_
from stvcrm.desktop.kit.buttons import button, say
from stvcrm.desktop.kit.cards import Card
from stvcrm.desktop.kit.course_words import promised
from stvcrm.desktop.kit.labels import Tag, label
from stvcrm.desktop.kit.link_row import LinkRow
from stvcrm.desktop.kit.looks import visit_state
from stvcrm.desktop.kit.marks import CheckBox
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.model.action_points import Promise
from stvcrm.model.catalog import BY_NOUN
from stvcrm.operations.catalog import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from stvcrm.desktop.kit.context import Context
    from stvcrm.queries.recent import Recent
    from stvcrm.queries.today import Appointment, Asked, Due

FEW, ALL, LATE, NOW = "few", "all", "late", "now"
"""Which of the open promises and actions are shown."""
SHOWN = 6
ICONS = {
    "organisation": "building-2",
    "person": "contact-round",
    "position": "contact-round",
    "visit": "handshake",
    "contact_moment": "phone",
    "promise": "flag",
    "action_point": "list-checks",
}


class ListCard(Card):
    """A card with rows."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(title)
        self.context = context
        self.rows = Rows()
        self.body.addWidget(self.rows, 1)


class Agenda(ListCard):
    """Appointments under their day."""

    def show_agenda(self, appointments: Sequence[Appointment], today: date) -> None:
        """Show these; the first of a day stands under its name."""
        rows: list[QWidget] = []
        for day, of_day in groupby(appointments, lambda found: local(found.starts_at).date()):
            rows.append(_day(day, today))
            rows += [self._row(found) for found in of_day]
        nothing = _("Geen afspraken in de komende twee weken. Een kennismaking inplannen zet haar hier.")
        self.rows.show_rows(rows, nothing)

    def _row(self, found: Appointment) -> LinkRow:
        opened = partial(self.context.navigate, BY_NOUN[found.noun].__tablename__, found.id)
        look = visit_state(found.state)
        second = _joined(found.where, found.whom)
        tag = Tag(look.text, look.tone if look.tone != "muted" else "neutral")
        when = time_range(found.starts_at, found.ends_at)
        name = _("Kennismaking {name}").format(name=found.title)
        row = LinkRow(name, opened, icon="handshake", tone="violet", second=_joined(when, second), end=tag)
        row.setAccessibleName(", ".join(part for part in (when, name, second, look.text) if part))
        return row


class DueList(ListCard):
    """Promises and actions that are open, the earliest first; a tick settles one.

    A few are shown until one asks for all, for those that are late, or for those of today.
    """

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(context, title)
        self._due: Sequence[Due] = ()
        self._today = local(context.clock()).date()
        self._which = FEW
        self._more = button(_("Alle tonen"), self._turn, kind="quiet", small=True)
        self.head.addWidget(self._more)

    def show_due(self, due: Sequence[Due], count: int, today: date) -> None:
        """Show these of so many."""
        self._due, self._today = due, today
        self.sub.setText(n_("{n} open", "{n} open", count).format(n=count))
        self._fill()

    def open(self, which: str) -> None:
        """Show the rows behind a figure: ALL, LATE or NOW; the first has the keyboard."""
        self._which = which
        self._fill()
        row = self.rows.findChild(LinkRow)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        wanted = {
            LATE: [item for item in self._due if item.due_on and item.due_on < self._today],
            NOW: [item for item in self._due if item.due_on == self._today],
            ALL: list(self._due),
        }.get(self._which, list(self._due[:SHOWN]))
        nothing = _("Niets te doen. Toezeggingen en acties uit gesprekken komen hier vanzelf.")
        self.rows.show_rows([self._row(item, self._today) for item in wanted], nothing)
        say(self._more, _("Alle tonen") if self._which == FEW else _("Minder tonen"))
        self._more.setHidden(self._which == FEW and len(self._due) <= SHOWN)

    def _turn(self) -> None:
        self._which = ALL if self._which == FEW else FEW
        self._fill()

    def _row(self, item: Due, today: date) -> QWidget:
        made = QFrame()
        made.setProperty("look", "row")
        line = QHBoxLayout(made)
        line.setContentsMargins(14, 0, 12, 0)
        line.setSpacing(0)
        tick = CheckBox("")
        tick.setAccessibleName(_("Gedaan: {text}").format(text=item.text))
        tick.clicked.connect(lambda _on: self._settle(item))
        line.addWidget(tick, 0, Qt.AlignmentFlag.AlignVCenter)
        opened = partial(self.context.navigate, BY_NOUN[item.noun].__tablename__, item.id)
        name, second = _told(item)
        line.addWidget(LinkRow(name, opened, second=second, bare=True), 1)
        if item.due_on is not None:
            words, tone = due_words(item.due_on, today)
            line.addWidget(Tag(words, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def _settle(self, item: Due) -> None:
        words = _("Gedaan: {text}").format(text=item.text[:60])

        def tell(_result: object) -> None:
            self.context.toast(words, undo=True)

        self.context.runner.do(self, BY_NAME["promises.settle"], noun=item.noun, id=item.id, then=tell)


class QuestionList(ListCard):
    """Decisions that imports left; hidden when there are none."""

    def show_questions(self, asked: Sequence[Asked], count: int) -> None:
        """Show the first of so many."""
        self.sub.setText(n_("{n} te beantwoorden", "{n} te beantwoorden", count).format(n=count))
        self.rows.show_rows([self._row(question) for question in asked])
        self.setVisible(bool(asked))

    def _row(self, question: Asked) -> LinkRow:
        name = question.organisation or _("Rij zonder organisatie")
        second = _("uit {file}").format(file=question.source)
        opened = partial(self._open, question)
        return LinkRow(name, opened, icon="circle-help", tone="warn", text=question.reason, second=second)

    def _open(self, question: Asked) -> None:
        if question.organisation_id is not None:
            self.context.navigate("organisation", question.organisation_id)
        else:
            self.context.rows("organisations", "asked")


class Changes(ListCard):
    """The last acts; a press opens what each was about."""

    def show_changes(self, acts: Sequence[Recent], now: datetime) -> None:
        """Show these, newest first."""
        nothing = _("Er is nog niets gewijzigd.")
        self.rows.show_rows([self._row(act, now) for act in acts], nothing)

    def _row(self, act: Recent, now: datetime) -> QWidget:
        today = local(now).date()
        day = local(act.at).date()
        when = clock_time(act.at) if day == today else relative_date(day, today)
        icon = ICONS.get(act.table, "history") if act.rows < MANY else "upload"
        opened = partial(self._open, act)
        row = LinkRow(act.label, opened, icon=icon, second=when)
        row.setAccessibleName(f"{act.label}, {relative_moment(act.at, now)}")
        row.setEnabled(bool(act.table))
        return row

    def _open(self, act: Recent) -> None:
        if act.rows >= MANY:
            self.context.go("organisations")
        else:
            self.context.navigate(act.table, act.row_id)


MANY = 100
"""An act on so many rows is an import or a bulk edit: it has no record of its own."""


def due_words(due: date, today: date) -> tuple[str, str]:
    """How late or soon something is, and its tone."""
    days = (today - due).days
    if days > 0:
        return n_("{n} dag te laat", "{n} dagen te laat", days).format(n=days), "bad"
    later = short_day(due) if due.year == today.year else short_date(due)
    return (_("vandaag"), "warn") if days == 0 else (later, "neutral")


def _told(item: Due) -> tuple[str, str]:
    """A promise reads as a sentence with the one who made it; an action has its owner below it."""
    if item.noun == Promise.noun:
        return promised(item.text, item.whom, ours=not item.whom), item.title
    return item.text, _joined(item.whom, item.title)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _day(day: date, today: date) -> QWidget:
    made = QFrame()
    made.setProperty("look", "band")
    line = QHBoxLayout(made)
    line.setContentsMargins(14, 5, 14, 5)
    line.setSpacing(6)
    near = (day - today).days in (0, 1)
    name = relative_date(day, today) if near else long_date(day).rsplit(" ", 1)[0]
    line.addWidget(label(name[:1].upper() + name[1:], "name"))
    line.addWidget(label(short_day(day) if near else "", "second"), 1)
    return made
