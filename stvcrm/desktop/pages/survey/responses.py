"""Antwoorden: every form that came in, the one that is chosen beside it, and the questions about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stvcrm.base.clock import local
from stvcrm.base.dates import moment_text
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cards import clear_layout
from stvcrm.desktop.kit.chain_panel import ChainPanel
from stvcrm.desktop.kit.chips import ALL
from stvcrm.desktop.kit.commands import Command
from stvcrm.desktop.kit.empty_state import EmptyState
from stvcrm.desktop.kit.field_editors import Field
from stvcrm.desktop.kit.form_dialog import FormDialog
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.list_page import ListPage
from stvcrm.desktop.kit.record_panel import Head, RecordPanel
from stvcrm.desktop.kit.reference_editor import reference
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.model.surveys import Response
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.form_organisations import candidates
from stvcrm.queries.survey_overview import FormAnswer, form_answers
from stvcrm.queries.surveys import RESPONSES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QObject
    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context


@dataclass(frozen=True)
class _Form:
    """One form as its record shows it; `candidates` only while its organisation is asked."""

    values: Mapping[str, Any]
    answers: tuple[FormAnswer, ...]
    candidates: tuple[tuple[int, str], ...]

    @property
    def is_asked(self) -> bool:
        """Whether it waits for an answer."""
        return self.values["organisation_id"] is None and not self.values["set_aside"]


class Question(QFrame):
    """Which organisation a form comes from: 1, 2, 3 choose, N makes a new one, O another, S leaves it out."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._form: _Form | None = None
        self.setProperty("look", "note")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        self.words = label("", "name", wrap=True)
        column.addWidget(self.words)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(4)
        column.addLayout(self._choices)
        self.hide()

    def show_form(self, form: _Form) -> None:
        """Ask about this form, or nothing when it is known whose it is."""
        self._form = form
        self.setVisible(form.is_asked)
        clear_layout(self._choices)
        if not form.is_asked:
            return
        self.words.setText(form.values["matched_by"] or _("Van welke organisatie is dit formulier?"))
        self.setAccessibleName(self.words.text())
        for key, text, act in self._acts(form):
            made = button(f"{key}   {text}", act, small=True)
            made.setAccessibleName(_("{text}, toets {key}").format(text=text, key=key))
            self._choices.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that stand on the buttons."""
        if not self.take(event.text()):
            super().keyPressEvent(event)

    def take(self, typed: str) -> bool:
        """Do what this key does; false when it does nothing here."""
        if self._form is None or not self.isVisible():
            return False
        acts = {key: act for key, _text, act in self._acts(self._form)}
        act = acts.get(typed.upper())
        if act is not None:
            act()
        return act is not None

    def _acts(self, form: _Form) -> list[tuple[str, str, Any]]:
        found: list[tuple[str, str, Any]] = [
            (str(place), _("Het is {name}").format(name=name), partial(self._match, row_id))
            for place, (row_id, name) in enumerate(form.candidates, start=1)
        ]
        if form.values["organisation_typed"]:
            found.append(("N", _("Nieuwe organisatie"), partial(self._do, "responses.match_new")))
        found.append(("O", _("Een andere organisatie…"), self._other))
        found.append(("S", _("Telt niet mee"), partial(self._do, "responses.set_aside")))
        return found

    def _match(self, organisation_id: int) -> None:
        self._do("responses.match", organisation_id=organisation_id)

    def _do(self, name: str, **values: Any) -> None:
        if self._form is not None:
            told = partial(self.context.toast, BY_NAME[name].label, undo=True)
            self.context.runner.do(
                self,
                BY_NAME[name],
                then=lambda _result: told(),
                response_id=self._form.values["id"],
                **values,
            )

    def _other(self) -> None:
        if self._form is None:
            return
        fields = (Field("organisation_id", _("Organisatie"), make=reference(self.context, "organisations")),)
        row_id = self._form.values["id"]
        FormDialog(
            self.context,
            self.window(),
            _("Van welke organisatie is dit formulier?"),
            "responses.match",
            fields,
            act=_("Organisatie kiezen"),
            adapt=lambda typed: {"organisation_id": 0, **typed, "response_id": row_id},
        )


class FormPanel(RecordPanel):
    """The chosen form: whose it is, what it answers, what came of it."""

    tables = ("response", "answer", "organisation", "person", "survey", "question", "organisation_alias")

    def __init__(self, context: Context) -> None:
        nothing = EmptyState(
            "clipboard-list",
            _("Geen formulier gekozen"),
            _("Kies links een formulier: hier staat dan wat er geantwoord is."),
        )
        super().__init__(context, nothing)
        self._form: _Form | None = None
        self.question = Question(context)
        self.between.addWidget(self.question)
        self.answers = Rows()
        self.chain = ChainPanel(context, "response")
        self.tabs.add("answers", _("Antwoorden"), self.answers.scrolling())
        self.tabs.add("chain", _("Keten"), self.chain)
        self.add_commands(
            (
                Command("response.organisation", _("Organisatie"), self._to_organisation, icon="building-2",
                        enabled=self._is_known),
            ),
            (
                Command("response.set_aside", _("Niet laten meetellen"), self._set_aside, icon="ban",
                        enabled=self._counts),
                Command("response.take_up", _("Wel laten meetellen"), self._take_up, icon="check",
                        enabled=self._is_aside),
            ),
        )  # fmt: skip

    def show_parts(self, row_id: int) -> None:
        """Hand the form to the tabs."""
        self.chain.show_id(row_id)

    def edit(self) -> None:
        """Go to the question, where there is one."""
        (self.question if self.question.isVisible() else self.tabs.row).setFocus()

    def load(self, connection: Connection) -> _Form | None:
        """The form with its answers, and the organisations it may come from."""
        values = RESPONSES.record(connection, self.current())
        if values is None:
            return None
        waits = values["organisation_id"] is None and not values["set_aside"]
        found = candidates(connection, self.current()) if waits else ()
        return _Form(values, form_answers(connection, self.current()), found)

    def show_data(self, data: _Form | None) -> None:
        """Fill head, question and answers."""
        if data is None or data.values["id"] != self.row_id:
            return
        self._form = data
        values = data.values
        sent = values["submitted_at"]
        facts = [("clock", moment_text(local(sent)))] if sent else []
        facts += [("mail", values["email"])] if values["email"] else []
        tags = [(_("Telt niet mee"), "neutral")] if values["set_aside"] else []
        who = ", ".join(part for part in (values["respondent"], values["role"]) if part)
        self.show_head(
            Head(values["organisation"] or _("Onbekende organisatie"), who, tuple(facts), tuple(tags))
        )
        self.question.show_form(data)
        rows: list[QWidget] = [_answer_row(answer) for answer in data.answers]
        if values["matched_by"] and not data.is_asked:
            rows.append(_said(_("Herkend aan"), values["matched_by"]))
        self.answers.show_rows(rows, _("Dit formulier beantwoordt geen enkele vraag."))

    def _to_organisation(self) -> None:
        if self._form is not None:
            self.context.navigate("organisation", self._form.values["organisation_id"])

    def _set_aside(self) -> None:
        self.context.runner.do(self, BY_NAME["responses.set_aside"], response_id=self.current())

    def _take_up(self) -> None:
        self.context.runner.do(self, BY_NAME["responses.take_up"], response_id=self.current())

    def _is_known(self) -> bool:
        return self._form is not None and self._form.values["organisation_id"] is not None

    def _is_aside(self) -> bool:
        return self._form is not None and bool(self._form.values["set_aside"])

    def _counts(self) -> bool:
        return self._form is not None and not self._is_aside()


class Responses(ListPage):
    """The list of forms with the record beside it; it is a tab, so without a title of its own."""

    def __init__(self, context: Context, step: Command) -> None:
        empty = EmptyState(
            "clipboard-list",
            _("Nog geen antwoorden"),
            _("Sleep de export van de enquête op dit venster, of kies het bestand."),
            step,
        )
        self.form = FormPanel(context)
        super().__init__(
            context,
            _("Antwoorden"),
            RESPONSES,
            {},
            every=_("Alle"),
            empty=empty,
            record=self.form,
            entity=Response,
            bulk=(),
        )
        self.body.setContentsMargins(0, 4, 0, 0)
        self.title.hide()
        self.sub.hide()
        context.commands.add(self.table, (*self.list_commands(), self.export_command()))
        self.table.installEventFilter(self)

    def show_only(self, ids: tuple[int, ...]) -> None:
        """Show the forms behind a figure, until a filter is chosen."""
        self.filter_box.clear()
        self.filters.choose(ALL)
        self.model.show_rows(filters=(), only=ids)
        self.table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of a question work while the list has the keyboard too."""
        asks = watched is self.table and event.type() == QEvent.Type.KeyPress
        if asks and isinstance(event, QKeyEvent) and self.form.question.take(event.text()):
            return True
        return super().eventFilter(watched, event)


def _answer_row(answer: FormAnswer) -> QWidget:
    told = ", ".join(
        f"{who.label.lower()} {_value(value)}" if who is not None else _value(value)
        for who, value in answer.values
    )
    return _said(f"{answer.number}. {answer.title}", told, answer.text or "")


def _value(value: Any) -> str:
    if value is None:
        return "–"
    return str(getattr(value, "label", value)).lower()


def _said(head: str, told: str, words: str = "") -> QWidget:
    row = QFrame()
    row.setProperty("look", "row")
    column = QVBoxLayout(row)
    column.setContentsMargins(14, 8, 14, 9)
    column.setSpacing(2)
    line = QHBoxLayout()
    line.addWidget(label(head, "name", wrap=True), 1)
    column.addLayout(line)
    if told:
        column.addWidget(label(told, "second", wrap=True))
    if words:
        column.addWidget(label(words, wrap=True, selectable=True))
    row.setAccessibleName(", ".join(part for part in (head, told, words) if part))
    return row
