"""Antwoorden coderen: one answer after the other, by keys only.

Digits and letters choose themes, + − 0 the polarity, the space bar splits as proposed, Enter goes on,
Backspace back, the arrows to another piece. A last piece that has its themes goes on by its polarity, so that
two keys a piece are enough. Every key is one act of the journal, so Ctrl+Z takes it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stvcrm.base.clock import local
from stvcrm.base.dates import plain_date
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cards import Card, Row, clear_layout, scrolled
from stvcrm.desktop.kit.flow_layout import FlowLayout
from stvcrm.desktop.kit.halves import Halves
from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import Tag, label
from stvcrm.desktop.kit.marks import CheckBox, ComboBox
from stvcrm.desktop.kit.section import Section
from stvcrm.desktop.kit.theme import theme
from stvcrm.model.surveys import QuestionKind
from stvcrm.model.utterances import Polarity
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.coding import (
    CodebookTheme,
    CodingAnswer,
    Piece,
    Waiting,
    codebook,
    coding_answer,
    suggestions,
    waiting,
)
from stvcrm.queries.survey_figures import AskedQuestion, questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from sqlalchemy import Connection

    from stvcrm.analysis.theme_words import Suggestion
    from stvcrm.desktop.kit.context import Context

COLUMNS = 3
TEXT_SIZE = 18
NARROW = 900
_POLARITY = {"+": Polarity.POSITIVE, "-": Polarity.NEGATIVE, "0": Polarity.NEUTRAL}
_LOOK = {
    Polarity.POSITIVE: ("thumbs-up", "good"),
    Polarity.NEGATIVE: ("thumbs-down", "bad"),
    Polarity.NEUTRAL: ("minus", "neutral"),
    None: ("circle-dashed", "muted"),
}


@dataclass(frozen=True)
class Shown:
    """What the screen shows: the answer, the codebook, how far one is, a proposal for each piece."""

    answer: CodingAnswer | None
    themes: tuple[CodebookTheme, ...]
    progress: Waiting
    proposals: dict[int, Suggestion]


class CodingScreen(Section):
    """The answers of one survey, in their order; `closed` when one goes back to the figures."""

    tables = ("utterance", "theme", "answer", "response")
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._survey_id, self._place, self._piece = 0, 0, 0
        self._queue: tuple[int, ...] = ()
        self._shown: Shown | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Antwoorden coderen"))
        self._make()
        self._lay_out()

    def open_survey(self, survey_id: int) -> None:
        """Begin with the answers that have no coding yet; the list of them is made once."""
        self._survey_id, self._place, self._piece = survey_id, 0, 0
        self._stale = True
        self.context.runner.ask_latest(self, "questions", questions, self._offer, survey_id)
        self._choose_queue()

    def load(self, connection: Connection) -> Shown:
        """The answer at this place with all that helps to code it."""
        progress = waiting(connection, self._survey_id)
        themes = codebook(connection)
        if self._place >= len(self._queue):
            return Shown(None, themes, progress, {})
        answer = coding_answer(connection, self._queue[self._place])
        return Shown(answer, themes, progress, suggestions(connection, answer.pieces))

    def show_data(self, data: Shown) -> None:
        """Fill the screen; the same piece stays chosen."""
        self._shown = data
        self.bar.setMaximum(max(data.progress.total, 1))
        self.bar.setValue(data.progress.done)
        told = _("{done} van {total}").format(done=data.progress.done, total=data.progress.total)
        self.count.setText(told)
        self.bar.setAccessibleName(told)
        answer = data.answer
        self.nothing.setVisible(answer is None)
        for widget in (self.texts_card, self.themes_card, self.beside):
            widget.setVisible(answer is not None)
        if answer is None:
            return
        self._piece = min(self._piece, len(answer.pieces) - 1)
        self.about.setText(
            _("vraag {number}, {title}").format(number=answer.question, title=answer.question_title.lower())
        )
        self.asked.setText(answer.asked)
        self._fill_pieces(answer)
        self._fill_themes(data)
        self._fill_beside(answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the screen, all of them shown on it."""
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Return: self.next_answer,
            Qt.Key.Key_Enter: self.next_answer,
            Qt.Key.Key_Backspace: self.previous_answer,
            Qt.Key.Key_Space: self.split,
            Qt.Key.Key_Down: partial(self._move, 1),
            Qt.Key.Key_Up: partial(self._move, -1),
            Qt.Key.Key_Delete: self.join,
            Qt.Key.Key_Escape: self.closed.emit,
        }
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        act = acts.get(Qt.Key(event.key())) if plain else None
        if act is not None:
            act()
        elif not (plain and self._typed(event.text().lower())):
            super().keyPressEvent(event)

    def next_answer(self) -> None:
        """On to the next answer; a last one ends at the sentence that all is done."""
        self._go(self._place + 1)

    def previous_answer(self) -> None:
        """Back to the one before."""
        self._go(self._place - 1)

    def split(self) -> None:
        """Split the chosen piece where the answer itself falls apart."""
        piece, answer = self._current(), self._shown.answer if self._shown else None
        if piece is None or answer is None:
            return
        cuts = [cut for cut in answer.cuts if piece.start < cut < piece.end]
        if not cuts:
            self.context.toast(_("Dit stuk zegt één ding: er is geen plaats om te splitsen."))
            return
        self._do("utterances.split", utterance_id=piece.id, at=cuts)

    def join(self) -> None:
        """Join the chosen piece with the next one."""
        piece = self._current()
        if piece is not None:
            self._do("utterances.join", utterance_id=piece.id)

    def choose_theme(self, name: str) -> None:
        """Put this theme on the chosen piece, or take it off."""
        piece = self._current()
        if piece is not None:
            themes = [theme for theme in piece.themes if theme != name]
            if len(themes) == len(piece.themes):
                themes.append(name)
            self._do("utterances.code", utterance_id=piece.id, themes=themes)

    def choose_polarity(self, polarity: Polarity) -> None:
        """Say whether the chosen piece is for, against or neither; then the next one is chosen."""
        piece, answer = self._current(), self._shown.answer if self._shown else None
        if piece is None or answer is None:
            return
        is_last = piece.id == answer.pieces[-1].id
        goes_on = is_last and bool(piece.themes)
        self._piece += not is_last
        then = self.next_answer if goes_on else None
        self._do("utterances.code", then=then, utterance_id=piece.id, polarity=polarity)

    def _offer(self, asked: tuple[AskedQuestion, ...]) -> None:
        """The questions of this survey to choose from; the choice that was made stays."""
        chosen = self.question.currentData()
        self.question.clear()
        self.question.addItem(_("Alle vragen"), None)
        for one in asked:
            if one.kind is not QuestionKind.VISIT:
                self.question.addItem(f"{one.number}. {one.title}", one.key)
        self.question.setCurrentIndex(max(0, self.question.findData(chosen)))

    def _choose_queue(self) -> None:
        """Begin with the answers that are chosen; the list of them is made once."""
        self._place, self._piece, self._queue = 0, 0, ()
        wanted = partial(
            waiting,
            survey_id=self._survey_id,
            question=self.question.currentData(),
            only_open=not self.coded_too.isChecked(),
        )
        self.context.runner.ask_latest(self, "queue", wanted, self._begin)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, sign: str) -> bool:
        if self._shown is None or not sign:
            return False
        if sign in _POLARITY or sign == "−":
            self.choose_polarity(_POLARITY.get(sign, Polarity.NEGATIVE))
            return True
        found = next((theme for theme in self._shown.themes if theme.key == sign), None)
        if found is not None:
            self.choose_theme(found.name)
        return found is not None

    def _begin(self, found: Waiting) -> None:
        self._queue = found.answer_ids
        self.refresh()

    def _go(self, place: int) -> None:
        if 0 <= place <= len(self._queue):
            self._place, self._piece = place, 0
            self.refresh()

    def _move(self, step: int) -> None:
        answer = self._shown.answer if self._shown else None
        if answer is not None:
            self._piece = max(0, min(self._piece + step, len(answer.pieces) - 1))
            self._fill_pieces(answer)
            self._fill_themes(self._shown)

    def _current(self) -> Piece | None:
        answer = self._shown.answer if self._shown else None
        if answer is None or not answer.pieces:
            return None
        return answer.pieces[min(self._piece, len(answer.pieces) - 1)]

    def _do(self, name: str, then: Callable[[], object] | None = None, **values: Any) -> None:
        after = None if then is None else lambda _result: then()
        self.context.runner.do(self, BY_NAME[name], then=after, **values)

    def _make(self) -> None:
        self.about, self.asked = label("", "sub"), label("", "second", wrap=True)
        self.bar, self.count = QProgressBar(), label("", "name")
        self.question = ComboBox()
        self.question.setAccessibleName(_("Welke vraag"))
        self.question.addItem(_("Alle vragen"), None)
        self.question.activated.connect(lambda _place: self._choose_queue())
        self.coded_too = CheckBox(_("ook wat al gecodeerd is"))
        self.coded_too.clicked.connect(lambda _on: self._choose_queue())
        self.bar.setTextVisible(False)
        self.pieces = QVBoxLayout()
        self.pieces.setSpacing(8)
        self.keys = QGridLayout()
        self.keys.setSpacing(7)
        self.proposal = label("", "second", wrap=True)
        self.texts_card, self.themes_card = Card(), Card(_("Thema's"), _("van dit stuk"))
        self.nothing = label(
            _("Er wacht geen antwoord meer op codering. Escape gaat terug naar de cijfers."), wrap=True
        )
        self.organisation = Card(_("Organisatie"))
        self.scores = Card(_("Scores van dit antwoord"))
        self.earlier = Card(_("Eerder gecodeerd"), _("zelfde organisatie"))
        self.beside = QWidget()

    def _lay_out(self) -> None:
        inner = QWidget()
        self._halves = Halves(NARROW, inner)
        self._halves.setContentsMargins(0, 0, 0, 0)
        left = QVBoxLayout()
        left.setSpacing(14)
        for widget in (self.nothing, self._texts(), self._keys_card()):
            left.addWidget(widget)
        left.addStretch(1)
        right = QVBoxLayout(self.beside)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(14)
        for card in (self.organisation, self.scores, self.earlier):
            right.addWidget(card)
        right.addStretch(1)
        self._halves.addLayout(left, 27)
        self._halves.addWidget(self.beside, 11)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(12)
        column.addLayout(self._head())
        choices = QHBoxLayout()
        choices.addWidget(self.question)
        choices.addWidget(self.coded_too)
        choices.addStretch(1)
        column.addLayout(choices)
        column.addWidget(scrolled(inner), 1)

    def _head(self) -> FlowLayout:
        head = FlowLayout(spacing=10)
        back = button(_("Enquête"), self.closed.emit, icon="chevron-left", kind="quiet")
        on = button(_("Volgende antwoord"), self.next_answer, icon="corner-down-left", kind="primary")
        for made in (back, on):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        title = label(_("Antwoorden coderen"), "title")
        for widget in (back, title, self.about, self.bar, self.count, on):
            head.addWidget(widget)
        head.end_from(self.bar)
        return head

    def _texts(self) -> QWidget:
        column = QVBoxLayout()
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(10)
        column.addWidget(self.asked)
        column.addLayout(self.pieces)
        self.texts_card.body.addLayout(column)
        return self.texts_card

    def _keys_card(self) -> QWidget:
        column = QVBoxLayout()
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(10)
        column.addWidget(self.proposal)
        column.addLayout(self.keys)
        column.addWidget(self._polarities())
        column.addWidget(_key_sheet())
        self.themes_card.body.addLayout(column)
        return self.themes_card

    def _polarities(self) -> QWidget:
        made = QWidget()
        line = FlowLayout(made, spacing=6)
        for sign, polarity in _POLARITY.items():
            act = partial(self.choose_polarity, polarity)
            one = button(f"{polarity.label.lower()}  {sign}", act, icon=_LOOK[polarity][0], small=True)
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            line.addWidget(one)
        return made

    def _fill_pieces(self, answer: CodingAnswer) -> None:
        clear_layout(self.pieces)
        for place, piece in enumerate(answer.pieces):
            self.pieces.addWidget(_piece_card(piece, chosen=place == self._piece))

    def _fill_themes(self, data: Shown | None) -> None:
        piece = self._current()
        if data is None or piece is None:
            return
        clear_layout(self.keys)
        for place, theme_ in enumerate(data.themes):
            made = self._theme_button(theme_, on=theme_.name in piece.themes)
            self.keys.addWidget(made, place // COLUMNS, place % COLUMNS)
        found = data.proposals.get(piece.id)
        self.proposal.setVisible(found is not None)
        if found is not None:
            words = ", ".join(f"‘{word}’" for word in found.words)
            self.proposal.setText(_("Voorstel: {theme}, door {words}").format(theme=found.theme, words=words))

    def _theme_button(self, found: CodebookTheme, *, on: bool) -> QPushButton:
        icon = "check" if on else ""
        text = f"{found.key}   {found.name}" if found.key else found.name
        made = button(text, partial(self.choose_theme, found.name), kind="tile", icon=icon, small=True)
        made.setCheckable(True)
        made.setChecked(on)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setToolTip(found.definition or "")
        spoken = _("{name}, toets {key}").format(name=found.name, key=found.key or "–")
        made.setAccessibleName(spoken)
        return made

    def _fill_beside(self, answer: CodingAnswer) -> None:
        for card in (self.organisation, self.scores, self.earlier):
            card.clear()
        sent = plain_date(local(answer.submitted_at).date()) if answer.submitted_at else ""
        facts = (answer.city, answer.work_type.label.lower(), answer.role, sent)
        self.organisation.body.addWidget(
            Row(answer.organisation, " · ".join(fact for fact in facts if fact), icon="building-2")
        )
        for score in answer.scores:
            name = f"{score.question}, {score.audience.label.lower()}"
            value = "–" if score.score is None else str(score.score)
            self.scores.body.addWidget(_score_row(name, value))
        for earlier in answer.earlier:
            about = ", ".join(earlier.themes)
            if earlier.question is not None:
                about = _("vraag {number} · {themes}").format(number=earlier.question, themes=about)
            icon, tone = _LOOK[earlier.polarity]
            self.earlier.body.addWidget(Row(earlier.text, about, icon=icon, tone=tone))
        rule = _("Een uiting blijft ‘alleen anoniem’ zolang niemand toestemming gaf voor meer.")
        self.earlier.body.addWidget(_padded(label(rule, "second", wrap=True)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit."""
        super().resizeEvent(event)
        self._halves.fit(self.width())


def _piece_card(piece: Piece, *, chosen: bool) -> QWidget:
    """A piece in large type with its themes; the chosen one on a soft fill, and said to be so."""
    made = QFrame()
    made.setProperty("look", "note" if chosen else "card")
    row = QHBoxLayout(made)
    row.setContentsMargins(14, 12, 14, 12)
    row.setSpacing(14)
    icon, tone = _LOOK[piece.polarity]
    row.addWidget(IconLabel(icon, tone, 22), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(6)
    text = label(piece.text, wrap=True)
    text.setFont(theme().font(TEXT_SIZE))
    column.addWidget(text)
    tags = QHBoxLayout()
    tags.setSpacing(6)
    for name in piece.themes:
        tags.addWidget(Tag(name, "accent"))
    if not piece.themes:
        tags.addWidget(label(_("nog geen thema"), "second"))
    tags.addWidget(Tag(piece.consent.label.lower(), "neutral"))
    tags.addStretch(1)
    column.addLayout(tags)
    row.addLayout(column, 1)
    said = [piece.text, *piece.themes, piece.polarity.label if piece.polarity else _("nog geen strekking")]
    made.setAccessibleName(", ".join([*said, *([_("gekozen")] if chosen else [])]))
    return made


def _key_sheet() -> QWidget:
    """What each key does, always in sight."""
    keys = (
        (_("spatie"), _("splitst")),
        ("Del", _("voegt samen")),
        (_("pijl"), _("ander stuk")),
        ("Enter", _("volgend antwoord")),
        ("Backspace", _("terug")),
    )
    made = QWidget()
    told = FlowLayout(made, spacing=6)
    for key, does in keys:
        told.addWidget(label(key, "key"))
        told.addWidget(label(does, "second"))
    return made


def _score_row(name: str, value: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(14, 4, 14, 4)
    row.addWidget(label(name), 1)
    row.addWidget(label(value, "name"))
    made.setAccessibleName(f"{name}: {value}")
    return made


def _padded(widget: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 8, 14, 10)
    column.addWidget(widget)
    return made
