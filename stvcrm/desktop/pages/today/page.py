"""Vandaag: figures, agenda, what to take up now, questions of imports, last changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stvcrm.base.clock import local
from stvcrm.base.dates import iso_week, long_date
from stvcrm.base.i18n import _, n_
from stvcrm.desktop.kit.cards import scrolled
from stvcrm.desktop.kit.commands import Command
from stvcrm.desktop.kit.empty_state import EmptyState
from stvcrm.desktop.kit.flow_layout import FlowLayout
from stvcrm.desktop.kit.halves import Halves
from stvcrm.desktop.kit.page import Page, PageView
from stvcrm.desktop.kit.section import Section
from stvcrm.desktop.pages.today.lists import ALL, LATE, NOW, Agenda, Changes, DueList, QuestionList
from stvcrm.desktop.pages.today.tiles import Figure, FigureTile
from stvcrm.model.visits import ENDED, HELD, UNDATED, VisitState
from stvcrm.queries.today import Today, today

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QShowEvent
    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context

MINUTE_MS = 60_000
TILE_WIDTH = 210
NARROW = 900


class Board(Section):
    """Everything below the title, from one question to the workspace."""

    def __init__(self, context: Context, tell: Callable[[Today], object]) -> None:
        super().__init__(context)
        self._tell = tell
        self.members = FigureTile(_("Lidorganisaties"), "building-2")
        self.visits = FigureTile(_("Kennismakingen"), "handshake")
        self.todo = FigureTile(_("Acties en toezeggingen"), "list-checks")
        self.questions = FigureTile(_("Vragen uit import"), "circle-help")
        self.agenda = Agenda(context, _("Agenda"))
        self.due = DueList(context, _("Nu oppakken"))
        self.asked = QuestionList(context, _("Vragen uit import"))
        self.changes = Changes(context, _("Laatst gewijzigd"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._full())
        self.stack.addWidget(self._empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _full(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        tiles = QWidget()
        row = FlowLayout(tiles, spacing=12, share=True, least=TILE_WIDTH)
        for tile in (self.members, self.visits, self.todo, self.questions):
            row.addWidget(tile)
        column.addWidget(tiles)
        self._halves = Halves(NARROW)
        right = QVBoxLayout()
        right.setSpacing(14)
        for card in (self.due, self.asked, self.changes):
            right.addWidget(card)
        right.setStretch(2, 1)
        self._halves.addWidget(self.agenda, 27)
        self._halves.addLayout(right, 20)
        column.addLayout(self._halves, 1)
        return scrolled(inner)

    def _empty(self) -> EmptyState:
        step = Command(
            "today.import", _("Ledenlijst importeren"), partial(self.context.import_file, None), icon="upload"
        )
        self.context.commands.add(self, [step])
        return EmptyState(
            "house",
            _("Nog niets in deze werkruimte"),
            _(
                "Begin met de ledenlijst van de vereniging: sleep het bestand op dit venster of kies het."
                " Rondkijken in het voorbeeld kan op het openingsscherm."
            ),
            step,
        )

    def wants(self, changes: object) -> bool:
        """Every act is a last change."""
        return bool(changes)

    def load(self, connection: Connection) -> Today:
        """The start page at this moment."""
        return today(connection, self.context.clock())

    def show_data(self, data: Today) -> None:
        """Fill the tiles and the cards."""
        self.stack.setCurrentIndex(1 if data.is_empty else 0)
        self._show_tiles(data)
        now = self.context.clock()
        self.agenda.show_agenda(data.agenda, data.on)
        self.due.show_due(data.due, data.due_count, data.on)
        self.asked.show_questions(data.asked, data.questions)
        self.changes.show_changes(data.changed, now)
        self._tell(data)

    def _show_tiles(self, data: Today) -> None:
        rows = self.context.rows
        others = Figure(data.others, _("overige relaties"), partial(rows, "organisations", "other"))
        members = Figure(
            data.members, _("leden van de vereniging"), partial(rows, "organisations", "members")
        )
        self.members.show_figures(members, [others])
        total = sum(count for state, count in data.visits.items() if state not in ENDED)
        held = sum(data.visits.get(state, 0) for state in HELD)
        undated = sum(data.visits.get(state, 0) for state in UNDATED)
        planned = data.visits.get(VisitState.SCHEDULED, 0)
        main = Figure(held, _("van {total} bezocht").format(total=total), partial(rows, "visits", "held"))
        rest = [
            Figure(planned, _("ingepland"), partial(rows, "visits", "scheduled")),
            Figure(undated, _("zonder datum"), partial(rows, "visits", "without_date")),
        ]
        self.visits.show_figures(main, rest, share=held / total if total else None)
        due = Figure(data.due_count, _("open"), partial(self.due.open, ALL))
        late = Figure(data.overdue_count, _("te laat"), partial(self.due.open, LATE))
        now = Figure(data.due_today_count, _("vandaag"), partial(self.due.open, NOW))
        self.todo.show_figures(due, [late, now])
        asked = Figure(data.questions, _("te beantwoorden"), partial(rows, "organisations", "asked"))
        self.questions.show_figures(asked)
        self.questions.setVisible(data.questions > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit."""
        super().resizeEvent(event)
        self._halves.fit(self.width())


class TodayPage(PageView):
    """The date, and the board; turns with the day."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Vandaag"))
        self.board = Board(context, self._show)
        self.body.addWidget(self.board, 1)
        self._day = local(context.clock()).date()
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._look)
        self._title()

    def showEvent(self, event: QShowEvent) -> None:
        """A page left open overnight shows the new day."""
        super().showEvent(event)
        self._minute.start()
        self._look()

    def _look(self) -> None:
        if not self.isVisible():
            self._minute.stop()
        elif local(self.context.clock()).date() != self._day:
            self._day = local(self.context.clock()).date()
            self._title()
            self.board.refresh()

    def _title(self) -> None:
        words = long_date(self._day)
        self.title.setText(words[:1].upper() + words[1:])

    def _show(self, data: Today) -> None:
        mine = sum(1 for found in data.agenda if local(found.starts_at).date() == data.on)
        parts = [
            _("week {n}").format(n=iso_week(data.on)),
            n_("{n} afspraak", "{n} afspraken", mine).format(n=mine) if mine else _("geen afspraken"),
            n_("{n} actie te laat", "{n} acties te laat", data.overdue_count).format(n=data.overdue_count)
            if data.overdue_count
            else "",
            _("{n} vandaag").format(n=data.due_today_count) if data.due_today_count else "",
        ]
        self.sub.setText(" · ".join(part for part in parts if part))


PAGE = Page("today", TodayPage)
