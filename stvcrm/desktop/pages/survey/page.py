"""Enquête: response, figures, and every form; and the screen on which open answers are coded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stvcrm.base.i18n import N_, _, n_
from stvcrm.desktop.kit.commands import Command
from stvcrm.desktop.kit.field_editors import Field
from stvcrm.desktop.kit.form_dialog import FormDialog
from stvcrm.desktop.kit.marks import ComboBox
from stvcrm.desktop.kit.page import Maker, Page, PageView
from stvcrm.desktop.kit.reference_editor import reference
from stvcrm.desktop.kit.tabs import Tabs
from stvcrm.desktop.pages.survey.coding import CodingScreen
from stvcrm.desktop.pages.survey.figures import Analysis, ResponseTab
from stvcrm.desktop.pages.survey.responses import Responses
from stvcrm.desktop.pages.survey.setup import Setup
from stvcrm.model.base import Kind
from stvcrm.queries.survey_overview import SurveyLine, surveys, waiting

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.context import Context

TABLES = ("survey", "response", "invitation")
RESPONSE, ANALYSIS, FORMS, SETUP = "response", "analysis", "forms", "setup"


class SurveyPage(PageView):
    """The newest survey, or the one that is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Enquête"))
        self._surveys: tuple[SurveyLine, ...] = ()
        self._survey_id = self._wanted = 0
        bring = Command(
            "survey.import", _("Antwoorden importeren"), partial(context.import_file, None), icon="upload"
        )
        report = Command(
            "survey.report", _("Enquêteverslag"), self._report, icon="file-text", enabled=self._has_survey
        )
        code = Command(
            "survey.code", _("Antwoorden coderen"), self.code, icon="tag", enabled=self._has_survey
        )
        call = Command(
            "survey.call_list",
            _("Bellijst non-respons"),
            self._call_list,
            icon="phone",
            enabled=self._has_survey,
        )
        self.choice = ComboBox()
        self.choice.setAccessibleName(_("Welke enquête"))
        self.choice.activated.connect(self._choose)
        self.choice.hide()
        self.head.addWidget(self.choice)
        self.add_button(bring)
        self._acts = ((report, self.add_button(report, kind="primary")),)
        new = Command("survey.new", _("Nieuwe enquête"), self.new_survey, icon="plus")
        context.commands.add(self, [bring, code, report, call, new])
        self.response = ResponseTab(context)
        self.analysis = Analysis(context, self.code, self._open_rows)
        self.forms = Responses(context, bring)
        self.tabs = Tabs()
        self.tabs.add(ANALYSIS, _("Analyse"), self.analysis, "chart-bar-stacked")
        self.tabs.add(RESPONSE, _("Respons"), self.response, "chart-pie")
        self.tabs.add(FORMS, _("Antwoorden"), self.forms, "list")
        self.setup = Setup(context)
        self.tabs.add(SETUP, _("Opzet"), self.setup, "pencil")
        self.coding = CodingScreen(context)
        self.coding.closed.connect(self._leave_coding)
        self._lay_out()
        self._tell_buttons()
        context.runner.changed.connect(self._on_changes)
        self._ask()

    def open_record(self, row_id: int) -> None:
        """Show this form."""
        self._leave_coding()
        self.tabs.choose(FORMS)
        self.forms.open_record(row_id)

    def open_row(self, table: str, row_id: int) -> None:
        """Show this form or survey."""
        if table == "survey":
            self._show(row_id)
        else:
            self.open_record(row_id)

    def show_filter(self, key: str) -> None:
        """Show the forms of this filter."""
        self._leave_coding()
        self.tabs.choose(FORMS)
        self.forms.show_filter(key)

    def make_new(self, key: str) -> None:
        """Make a survey, or type in a form that came by telephone or on paper."""
        self._leave_coding()
        if key == "survey":
            self.new_survey()
        else:
            self._enter_response()

    def new_survey(self) -> None:
        """Ask for a survey with the standard questions, or those of one that it follows."""
        fields = (
            Field("title", _("Titel")),
            Field("starts_on", _("Vanaf"), Kind.DATE),
            Field("ends_on", _("Tot en met"), Kind.DATE),
            Field("follows_id", _("Vervolg op"), make=reference(self.context, "surveys")),
        )
        title, act = _("Nieuwe enquête"), _("Enquête maken")
        sub = _("Alle lidorganisaties van nu staan op de lijst van uitgenodigden.")
        FormDialog(self.context, self, title, "surveys.add", fields, act=act, sub=sub, then=self._show_new)

    def _show_new(self, survey_id: int) -> None:
        self._survey_id = 0
        self._wanted = survey_id
        self._ask()
        self.tabs.choose(SETUP)

    def _enter_response(self) -> None:
        who = partial(reference, self.context)
        fields = (
            Field("organisation_id", _("Organisatie"), make=who("organisations")),
            Field("respondent", _("Ingevuld door")),
            Field("role", _("Functie")),
            *(Field(name, _(words)) for name, words in _TYPED),
        )
        FormDialog(
            self.context,
            self,
            _("Antwoord invoeren"),
            "responses.add",
            fields,
            act=_("Antwoord vastleggen"),
            then=self.open_record,
            adapt=self._typed,
        )

    def code(self) -> None:
        """Code the open answers of this survey."""
        if self._survey_id:
            self._stack.setCurrentWidget(self.coding)
            self._show_head(shown=False)
            self.coding.open_survey(self._survey_id)

    def take_focus(self) -> None:
        """The coding screen has its keys at once; else what the page shows."""
        if self._stack.currentWidget() is self.coding:
            self.coding.setFocus()
        else:
            super().take_focus()

    def _open_rows(self, ids: tuple[int, ...]) -> None:
        self.tabs.choose(FORMS)
        self.forms.show_only(ids)
        told = n_("{n} antwoord achter deze figuur", "{n} antwoorden achter deze figuur", len(ids))
        self.context.toast(told.format(n=len(ids)))

    def _lay_out(self) -> None:
        figures = QWidget()
        column = QVBoxLayout(figures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(figures)
        self._stack.addWidget(self.coding)
        self.body.addWidget(self._stack, 1)

    def _leave_coding(self) -> None:
        if self._stack.currentWidget() is self.coding:
            self._stack.setCurrentIndex(0)
            self._show_head(shown=True)
            self.tabs.row.focus_chosen()

    def _show_head(self, *, shown: bool) -> None:
        """The screen for coding has a head of its own."""
        for place in range(self.head.count()):
            item = self.head.itemAt(place)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.setVisible(shown and (widget is not self.choice or len(self._surveys) > 1))

    def _tell_buttons(self) -> None:
        for command, made in self._acts:
            made.setEnabled(command.enabled())

    def _typed(self, typed: dict[str, object]) -> dict[str, object]:
        told = {key: value for key, value in typed.items() if value not in (None, "")}
        return {"organisation_id": 0, **told, "survey_id": self._survey_id}

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches(TABLES):
            self._ask()

    def _ask(self) -> None:
        self.context.runner.ask_latest(self, "surveys", surveys, self._show_surveys)

    def _show_surveys(self, found: tuple[SurveyLine, ...]) -> None:
        self._surveys = found
        self.choice.clear()
        for line in found:
            self.choice.addItem(line.title, line.id)
        self.choice.setVisible(len(found) > 1 and self._stack.currentIndex() == 0)
        known = {line.id for line in found}
        first = found[0].id if found else 0
        wanted = next((each for each in (self._wanted, self._survey_id) if each in known), first)
        self._wanted = 0
        self._show(wanted)
        if not found:
            self.tabs.choose(FORMS)

    def _choose(self, place: int) -> None:
        self._show(int(self.choice.itemData(place)))

    def _show(self, survey_id: int) -> None:
        changed = survey_id != self._survey_id
        self._survey_id = survey_id
        line = next((line for line in self._surveys if line.id == survey_id), None)
        self.sub.setText("" if line is None else _told(line))
        self.tabs.show_counts({FORMS: line.responses + line.asked if line else 0})
        self._tell_buttons()
        self.choice.setCurrentIndex(max(0, self.choice.findData(survey_id)))
        if changed:
            self.analysis.show_survey(survey_id)
            self.response.show_survey(survey_id)
            self.setup.show_survey(survey_id)

    def _report(self) -> None:
        self.context.paper("survey_report", self._survey_id)

    def _call_list(self) -> None:
        self.context.paper("non_response", self._survey_id)

    def _has_survey(self) -> bool:
        return bool(self._survey_id)


_TYPED = (
    ("acceptance_staff", N_("1. Acceptatie medewerkers, 0–5")),
    ("acceptance_clients", N_("1. Acceptatie cliënten, 0–5")),
    ("value_staff", N_("2. Waarde medewerkers, 0–5")),
    ("value_clients", N_("2. Waarde cliënten, 0–5")),
    ("knowledge_staff", N_("3. Kennis medewerkers, 0–5")),
    ("knowledge_clients", N_("3. Kennis cliënten, 0–5")),
    ("remarks_text", N_("6. Opmerkingen")),
)


def _told(line: SurveyLine) -> str:
    answered = n_("{n} organisatie antwoordde", "{n} organisaties antwoordden", line.organisations)
    share = f" ({line.organisations / line.invited:.0%})".replace("%", " %") if line.invited else ""
    parts = [
        line.title,
        _("{n} uitgenodigd").format(n=line.invited),
        answered.format(n=line.organisations) + share,
        n_("{n} antwoord", "{n} antwoorden", line.responses).format(n=line.responses),
    ]
    if line.asked:
        asks = n_("{n} vraag", "{n} vragen", line.asked)
        parts.append(asks.format(n=line.asked))
    return " · ".join(parts)


def _badge(connection: Connection) -> int:
    return waiting(connection)


PAGE = Page(
    "survey",
    SurveyPage,
    ("response", "survey"),
    _badge,
    N_("{count} formulieren wachten op een antwoord op de vraag van wie zij zijn"),
    ("response",),
    makes=(
        Maker("response", N_("Enquêteantwoord"), "clipboard-list"),
        Maker("survey", N_("Enquête"), "clipboard-list"),
    ),
)
