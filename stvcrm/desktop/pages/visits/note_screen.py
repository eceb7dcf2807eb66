"""The notes of a visit over the whole window: typing, what was recognised, marking, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stvcrm.analysis.note_signs import LineReader
from stvcrm.base.clock import local
from stvcrm.base.i18n import N_, _, n_
from stvcrm.desktop.kit.autosave import Autosave
from stvcrm.desktop.kit.banner import Banner
from stvcrm.desktop.kit.commands import Command, fill_menu
from stvcrm.desktop.kit.halves import Halves
from stvcrm.desktop.kit.note_editor import NoteEditor
from stvcrm.desktop.kit.note_marks import Mark, describe
from stvcrm.desktop.kit.section import Section
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.pages.visits.marking import Marking
from stvcrm.desktop.pages.visits.note_bars import Cover, NextBar, NoteHead, SignBar
from stvcrm.desktop.pages.visits.note_panel import NotePanel
from stvcrm.desktop.runner import Place
from stvcrm.model.utterances import Polarity, QuoteConsent
from stvcrm.model.visits import VisitState
from stvcrm.operations.catalog import BY_NAME
from stvcrm.operations.drafts import NOTES
from stvcrm.queries.operations import newest_done
from stvcrm.queries.visit_record import VisitRecord, visit_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QMenu
    from sqlalchemy import Connection

    from stvcrm.base.errors import UserError
    from stvcrm.desktop.kit.context import Context

READ_MS = 200
TICK_MS = 10_000
PANEL_WIDTH, NARROW = 400, 860
COVER_KEY = "F9"
MARKING = N_("Markeren: Ctrl+Shift+P is positief, Ctrl+Shift+N negatief; rechtsklikken geeft alle keuzen.")
OWN_ACTS = ("visits.edit_notes", "visits.mark", "editing.edit", "editing.remove")
"""Acts of this screen: what typing undoes is undone in the journal as well before that goes on."""


@dataclass(frozen=True)
class Loaded:
    """The visit, and the newest act when it was read."""

    record: VisitRecord
    newest: int
    name: str


class NoteScreen(Section):
    """One for the page; `show_visit` opens it, Escape closes it."""

    tables = ("visit", "note", "utterance", "attendance", "person", "organisation")
    closed = Signal()

    def __init__(self, context: Context, stage: QWidget) -> None:
        super().__init__(context, stage)
        self._stage = stage
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._id, self._since = 0, 0
        self._record: VisitRecord | None = None
        self._undoing = self._late = False
        self.editor = NoteEditor(_("Notities"), LineReader.of(local(context.clock()).date()))
        self.autosave = Autosave(self.editor.text, self._save, self._keep, self)
        self.marking = Marking(self)
        self.panel = NotePanel(self.editor.go_to_line)
        self._make_bars()
        self._lay_out()
        self._listen(stage)
        self.hide()

    def _make_bars(self) -> None:
        planned, held = partial(self._is_in, VisitState.SCHEDULED), partial(self._is_in, VisitState.VISITED)
        cover = Command("note.cover", _("Scherm afdekken"), self.toggle_cover, COVER_KEY, "eye-off")
        main = [
            Command("note.begin", _("Gesprek beginnen"), self._begin, "", "play", planned),
            Command("note.complete", _("Gesprek afronden"), self.complete, "Ctrl+Return", "check", held),
        ]
        self.head = NoteHead(self.close_notes, [cover], main)
        self.signs, self.next = SignBar(), NextBar()
        self.banner = Banner()
        self.cover = Cover(self, COVER_KEY, self.toggle_cover)
        self.context.commands.add(self, [cover, *main, *self.marking.commands()])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        writing = QFrame()
        writing.setProperty("look", "writing")
        left = QVBoxLayout(writing)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.banner)
        left.addWidget(self.editor, 1)
        left.addWidget(self.signs)
        self._halves = Halves(NARROW, spacing=0)
        self._halves.addWidget(writing, 1)
        self._halves.addWidget(self.panel)
        column.addWidget(self.head)
        column.addLayout(self._halves, 1)
        column.addWidget(self.next)

    def _listen(self, stage: QWidget) -> None:
        self._read = self._timer(READ_MS, self._show_lines, once=True)
        self._tick = self._timer(TICK_MS, self._show_time, once=False)
        stage.installEventFilter(self)
        self.editor.textChanged.connect(self._typed)
        self.editor.left.connect(self.autosave.flush)
        self.editor.cursorPositionChanged.connect(self._show_mark)
        self.editor.selectionChanged.connect(self._show_mark)
        self.editor.undo_wanted.connect(self._undo_in_journal)
        self.editor.redo_wanted.connect(partial(self._run_in_window, "edit.redo"))
        self.editor.unmark_wanted.connect(self.marking.remove)
        self.editor.menu_wanted.connect(self._fill_menu)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(self._not_saved)

    def _timer(self, interval: int, on: Callable[[], object], *, once: bool) -> QTimer:
        made = QTimer(self)
        made.setInterval(interval)
        made.setSingleShot(once)
        made.timeout.connect(on)
        return made

    def show_visit(self, visit_id: int) -> None:
        """Open the notes of this visit; they have the keyboard as soon as they are there."""
        self.autosave.flush()
        self._id, self._record = visit_id, None
        self.editor.setReadOnly(True)
        self.setGeometry(self._stage.rect())
        self._stale = True
        self.show()
        self.raise_()
        self.refresh()
        self._tick.start()
        self.context.busy(True)

    def close_notes(self) -> None:
        """Save, and go back to the visit."""
        self.autosave.flush()
        self.cover.hide()
        self.hide()
        self._tick.stop()
        self.context.busy(False)
        self.closed.emit()

    def load(self, connection: Connection) -> Loaded | None:
        """The visit with its notes."""
        record = visit_record(connection, self._id)
        return None if record is None else Loaded(record, *newest_done(connection))

    def show_data(self, data: Loaded | None) -> None:
        """Show the notes; what is being typed stays. A visit that is gone has none."""
        if data is None:
            self.close_notes()
            return
        found = data.record.dossier
        if found.id != self._id or self._undoing:
            return
        first, self._record = self._record is None, data.record
        self.editor.highlighter.set_reader(self._reader(data.record))
        self._late = not first and self.autosave.is_dirty()
        if not self._late:
            if first or found.notes != self.editor.text():
                self.editor.set_text(found.notes)
                self.autosave.stored, self._since = found.notes, data.newest
            self.editor.show_marks(_marks(data.record))
        self.head.show_visit(data.record)
        self.signs.show_speaker(next((p.speaker for p in found.attendees if p.speaker), None))
        self._show_time()
        self._show_lines()
        self._show_mark()
        if first:
            self._begin_typing()

    def record(self) -> VisitRecord | None:
        """The visit whose notes these are."""
        return self._record

    def complete(self) -> None:
        """The conversation is over: the promises in the notes become records."""
        self.autosave.flush()
        self.context.runner.do(self, BY_NAME["visits.complete"], visit_id=self._id, then=self._completed)

    def toggle_cover(self) -> None:
        """Hide the notes at once, or show them again; typing goes on either way."""
        self.cover.setGeometry(self.rect())
        self.cover.setVisible(self.cover.isHidden())
        self.cover.raise_()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_notes()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  Qt's own name
        """Tab goes round on this screen, not to what is below it."""
        parts = [
            part
            for part in self.findChildren(QWidget)
            if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        at = next_place(parts, self.focusWidget(), forward=next)
        if parts:
            parts[at].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(parts)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fill the window at any size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget) and self.isVisible():
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was recognised stands beside the notes, or below them where there is no room."""
        super().resizeEvent(event)
        self._reflow()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure for the text size in force."""
        super().showEvent(event)
        self._reflow()

    def _reflow(self) -> None:
        self._halves.fit(self.width())
        narrow = self._halves.is_narrow
        self.panel.setFixedWidth(self.width() if narrow else min(theme().px(PANEL_WIDTH), self.width() // 3))
        self.panel.setMaximumHeight(self.height() // 4 if narrow else 16_777_215)
        self.cover.setGeometry(self.rect())

    def _begin_typing(self) -> None:
        self.editor.setReadOnly(False)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.autosave.stored:
            self.signs.show_saved(self.context.clock())

    def _typed(self) -> None:
        self.autosave.typed()
        self.signs.show_saving()
        if not self._read.isActive():
            self._read.start()

    def _save(self, text: str) -> None:
        self.context.runner.save_text(
            self,
            BY_NAME["visits.edit_notes"],
            self._place(),
            visit_id=self._id,
            notes=text,
            then=self.autosave.done,
            refused=self.autosave.refused,
        )

    def _keep(self, text: str) -> None:
        self.context.runner.keep_draft(self, self._place(), text)

    def _place(self) -> Place:
        table, column = NOTES
        return Place(table, self._id, column)

    def _saved(self) -> None:
        if not self.autosave.is_dirty():
            self.signs.show_saved(self.context.clock())
            self.banner.hide()
            if self._late:
                self.refresh()

    def _not_saved(self, error: UserError) -> None:
        self.banner.tell(str(error))

    def _show_lines(self) -> None:
        if self._record is None:
            return
        attendees = self._record.dossier.attendees
        names = {person.speaker.lower(): person.name for person in attendees if person.speaker}
        day = local(self._record.dossier.starts_at or self.context.clock()).date()
        self.panel.show_lines(self.editor.lines(), names, day)

    def _show_time(self) -> None:
        if self._record is not None:
            now = self.context.clock()
            self.head.show_time(now, self._record)
            self.next.show_next(self._record.following, now)

    def _show_mark(self) -> None:
        mark, chosen = self.editor.mark_here(), self.editor.textCursor().hasSelection()
        self.signs.mark.set_text(describe(mark) if mark else _(MARKING) if chosen else "")

    def _fill_menu(self, menu: QMenu) -> None:
        menu.addSeparator()
        fill_menu(menu, self.marking.commands())

    def _reader(self, record: VisitRecord) -> LineReader:
        found = record.dossier
        day = local(found.starts_at or self.context.clock()).date()
        people = found.attendees
        initials = [person.speaker for person in people if person.speaker]
        return LineReader.of(day, initials, [person.name for person in people])

    def _is_in(self, state: VisitState) -> bool:
        return self._record is not None and self._record.dossier.state is state

    def _begin(self) -> None:
        self.context.runner.do(self, BY_NAME["visits.begin"], visit_id=self._id)

    def _completed(self, _visit_id: object) -> None:
        self.close_notes()
        count = len(self.panel.texts())
        words = n_("Gesprek afgerond, {n} regel herkend", "Gesprek afgerond, {n} regels herkend", count)
        self.context.toast(words.format(n=count), undo=True)

    def _undo_in_journal(self) -> None:
        """There is no typing left to undo: go on with the acts before it."""
        if self.autosave.is_dirty():
            self.autosave.flush()
        self._undoing = True
        self.context.runner.ask_latest(self, "newest", newest_done, self._undo_own)

    def _undo_own(self, newest: tuple[int, str]) -> None:
        # What this screen saved since it opened is undone in the text already; the journal follows first.
        number, name = newest
        if number > self._since and name in OWN_ACTS:
            self.context.runner.undo(self, lambda _changes: self._undo_in_journal())
            return
        self._undoing = False
        self._run_in_window("edit.undo")
        self.refresh()

    def _run_in_window(self, command_id: str) -> None:
        for command in self.context.commands.visible():
            if command.id == command_id and command.enabled():
                command.run()


def next_place(parts: list[QWidget], at: QWidget | None, *, forward: bool) -> int:
    """The place of the part after or before this one, round and round."""
    here = next((place for place, part in enumerate(parts) if part is at), 0)
    return (here + (1 if forward else -1)) % len(parts) if parts else 0


def _marks(record: VisitRecord) -> list[Mark]:
    return [
        Mark(
            found.id,
            found.start,
            found.end,
            next((kind for kind in Polarity if kind == found.polarity), None),
            next((kind for kind in QuoteConsent if kind == found.consent), QuoteConsent.ANONYMOUS),
            found.themes,
        )
        for found in record.dossier.passages
        if found.start is not None and found.end is not None
    ]
