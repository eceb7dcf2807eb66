"""Settings, made from their declarations: what belongs to this workspace, and what to this computer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cards import scrolled
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.field_editors import Field
from stvcrm.desktop.kit.form import Form
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.marks import CheckBox, ComboBox
from stvcrm.desktop.kit.tabs import Tabs
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.preferences import OFFERS, Offer
from stvcrm.desktop.shell.folder_field import choose_folder
from stvcrm.model.settings import DEFAULTS
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.settings import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stvcrm.base.errors import UserError
    from stvcrm.desktop.kit.context import Context

PLACE = "backup_place"
RECORD = "settings"


class SettingsDialog(Dialog):
    """Two tabs; every change is kept at once, those of the workspace in its journal."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(_("Instellingen"), parent, width=theme().px(600))
        self._context = context
        self.tabs = Tabs()
        self.tabs.add("workspace", _("Deze werkruimte"), scrolled(self._workspace()))
        self.tabs.add("computer", _("Deze computer"), scrolled(self._computer()))
        self.body.addWidget(self.tabs, 1)
        self.add_button(_("Sluiten"), self.accept, kind="primary")
        self.resize(theme().px(640), min(theme().px(700), max(320, parent.height() - 60)))
        context.runner.changed.connect(self._ask)
        theme().changed.connect(self._show_preferences)
        self._ask()

    def done(self, result: int) -> None:
        """Leaving saves the field that is being typed in."""
        self.form.save()
        super().done(result)

    def _workspace(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 4, 0, 0)
        self.form = Form([_field(name, *declared) for name, declared in DEFAULTS.items()])
        self.form.changed.connect(self._change)
        column.addWidget(self.form)
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 14, 0)
        hint = _("De map voor kopieën is een stick of netwerkmap; reservekopieën gaan daar vanzelf ook heen.")
        row.addWidget(label(hint, "second", wrap=True), 1)
        row.addWidget(button(_("Map kiezen…"), self._choose_place, icon="folder-open", small=True))
        column.addLayout(row)
        column.addStretch(1)
        return side

    def _computer(self) -> QWidget:
        side = QWidget()
        grid = QGridLayout(side)
        grid.setContentsMargins(14, 14, 14, 14)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        self.offers: dict[str, ComboBox | CheckBox] = {}
        row = 0
        for offer in OFFERS:
            made = self._offer(offer)
            self.offers[offer.name] = made
            if isinstance(made, ComboBox):
                caption = label(_(offer.label), "field", wrap=True)
                caption.setBuddy(made)
                grid.addWidget(caption, row, 0)
            grid.addWidget(made, row, 1)
            row += 1
            if offer.note:
                grid.addWidget(label(_(offer.note), "small", wrap=True), row, 1)
                row += 1
        grid.setRowStretch(row, 1)
        self._show_preferences()
        return side

    def _offer(self, offer: Offer) -> ComboBox | CheckBox:
        if not offer.values:
            box = CheckBox(_(offer.label))
            box.clicked.connect(partial(self._prefer, offer.name))
            return box
        combo = ComboBox()
        combo.setAccessibleName(_(offer.label))
        for value, text in offer.values:
            combo.addItem(_(text), value)
        combo.activated.connect(partial(self._prefer, offer.name))
        return combo

    def _show_preferences(self) -> None:
        values = vars(self._context.preferences.values)
        for name, made in self.offers.items():
            if isinstance(made, ComboBox):
                made.setCurrentIndex(made.findData(values[name]))
            else:
                made.setChecked(values[name])

    def _prefer(self, name: str, *_args: object) -> None:
        made = self.offers[name]
        value: Any = made.currentData() if isinstance(made, ComboBox) else made.isChecked()
        self._context.preferences.set(**{name: value})
        values = self._context.preferences.values
        if name in ("theme", "text_percent"):
            theme().set(values.theme, values.text_percent / 100)

    def _ask(self, _changes: object = None) -> None:
        self._context.runner.ask_latest(self, "settings", settings, self._show)

    def _show(self, values: Mapping[str, str]) -> None:
        self.form.show_record(RECORD, values)

    def _change(self, _record: object, name: str, value: object) -> None:
        text = "" if value is None else str(value)
        self._context.runner.do(
            self, BY_NAME["settings.change"], name=name, value=text, refused=self._refused
        )

    def _refused(self, error: UserError) -> None:
        self.banner.tell(str(error))

    def _choose_place(self) -> None:
        found = choose_folder(self, _("Map voor kopieën buiten deze laptop"))
        if found:
            self._change(RECORD, PLACE, found)


def _field(name: str, text: str, default: str) -> Field:
    kind = "number" if default.isdigit() else "text"
    return Field(name, _(text), kind)
