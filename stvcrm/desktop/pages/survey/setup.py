"""Opzet: what the survey is called and when it was held, its questions, its reminders, and the codebook."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stvcrm.base.dates import plain_date
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cards import Card, scrolled
from stvcrm.desktop.kit.field_editors import Field
from stvcrm.desktop.kit.form_dialog import FormDialog
from stvcrm.desktop.kit.halves import Halves
from stvcrm.desktop.kit.link_row import LinkRow, beside
from stvcrm.desktop.kit.parts_panel import Parts, PartsPanel
from stvcrm.desktop.kit.record_dialog import RecordDialog
from stvcrm.desktop.kit.record_form import RecordForm
from stvcrm.desktop.kit.reference_editor import reference
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.desktop.kit.section import Section
from stvcrm.model.surveys import Question, Reminder, Survey
from stvcrm.model.themes import Theme
from stvcrm.queries.coding import CodebookTheme, codebook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent
    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context

NARROW = 900
THEME_FIELDS = ("key", "definition", "example", "colour", "sign", "position")


class Setup(QWidget):
    """The survey left, the codebook right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.fields = RecordForm(context, Survey, ("title", "starts_on", "ends_on", "follows_id"))
        self.questions = PartsPanel(context, _questions())
        self.reminders = PartsPanel(context, _reminders())
        self.codebook = Codebook(context)
        survey = Card(_("Enquête"))
        for part in (self.fields, self.questions, self.reminders):
            survey.body.addWidget(part)
        survey.body.addStretch(1)
        inner = QWidget()
        self._halves = Halves(NARROW, inner)
        self._halves.setContentsMargins(0, 10, 0, 0)
        self._halves.addWidget(survey, 1)
        self._halves.addWidget(self.codebook, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))

    def show_survey(self, survey_id: int) -> None:
        """Show the set-up of this survey."""
        for part in (self.fields, self.questions, self.reminders):
            part.show_id(survey_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit."""
        super().resizeEvent(event)
        self._halves.fit(self.width())


class Codebook(Section):
    """The themes in their order: press one to change it; a new name reaches every utterance."""

    tables = ("theme",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rows = Rows()
        card = Card(_("Codeboek"), _("thema's waaronder uitingen geteld worden"))
        card.head.addWidget(button(_("Thema toevoegen"), self.add, icon="plus", kind="quiet", small=True))
        card.body.addWidget(self.rows)
        card.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def load(self, connection: Connection) -> tuple[CodebookTheme, ...]:
        """The themes."""
        return codebook(connection)

    def show_data(self, data: tuple[CodebookTheme, ...]) -> None:
        """One line a theme."""
        nothing = _("Nog geen thema's. De eerste enquête begint met die van de verkenning.")
        self.rows.show_rows([self._row(theme) for theme in data], nothing)

    def add(self) -> None:
        """Ask for a new theme."""
        fields = (
            Field("name", _("Thema")),
            Field("definition", _("Wat eronder valt")),
            Field("key", _("Toets")),
        )
        title = _("Thema toevoegen")
        FormDialog(self.context, self.window(), title, "themes.add", fields, act=title)

    def _row(self, theme: CodebookTheme) -> QWidget:
        name = f"{theme.key}   {theme.name}" if theme.key else theme.name
        acts = (
            ("pencil", _("{name} anders noemen").format(name=theme.name), self._rename),
            ("link-2", _("{name} bij een ander thema voegen").format(name=theme.name), self._merge),
        )
        ends = (
            button("", partial(act, theme), icon=icon, kind="quiet", small=True, name=words)
            for icon, words, act in acts
        )
        edit = partial(self._edit, theme)
        return beside(LinkRow(name, edit, second=theme.definition or "", bare=True), *ends)

    def _edit(self, theme: CodebookTheme) -> None:
        RecordDialog(self.context, self.window(), theme.name, Theme, theme.id, THEME_FIELDS)

    def _rename(self, theme: CodebookTheme) -> None:
        title = _("{name} anders noemen").format(name=theme.name)
        FormDialog(
            self.context,
            self.window(),
            title,
            "themes.rename",
            (Field("name", _("Nieuwe naam")),),
            act=_("Anders noemen"),
            fixed={"theme_id": theme.id},
        )

    def _merge(self, theme: CodebookTheme) -> None:
        title = _("{name} bij een ander thema voegen").format(name=theme.name)
        fields = (Field("keep_id", _("Het thema dat blijft"), make=reference(self.context, "themes")),)
        FormDialog(
            self.context,
            self.window(),
            title,
            "themes.merge",
            fields,
            act=_("Samenvoegen"),
            fixed={"other_id": theme.id},
            adapt=lambda typed: {"keep_id": 0, **typed},
        )


def _questions() -> Parts:
    return Parts(
        Question,
        "survey_id",
        _("Vragen"),
        _("Vraag toevoegen"),
        ("number", "title", "text", "explanation", "kind"),
        _describe_question,
        _("Nog geen vragen."),
    )


def _describe_question(row: Mapping[str, Any]) -> tuple[str, str]:
    return f"{row['number']}. {row['title']}", f"{row['kind'].label} · {row['text']}"


def _reminders() -> Parts:
    return Parts(
        Reminder,
        "survey_id",
        _("Herinneringen"),
        _("Herinnering noteren"),
        ("sent_on",),
        lambda row: (plain_date(row["sent_on"]), ""),
        _("Nog niet herinnerd. Noteer een dag: hij komt in de curve van de respons."),
    )
