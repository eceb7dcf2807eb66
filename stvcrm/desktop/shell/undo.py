"""Undo with the name of the act, redo beside it; old or large acts are undone by a second press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.commands import Command
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.shell.services import Acts

if TYPE_CHECKING:
    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.shell.services import Services

LONGEST = 34
"""Letters of the name of an act on its button at 100 %; the tool tip has all of it."""


class UndoButtons(QWidget):
    """The joined pair in the top bar, and Ctrl+Z and Ctrl+Shift+Z in the whole window.

    `turned` tells what was taken back or brought back. `session` is this one's, when it is known.
    """

    turned = Signal(str, object)

    def __init__(self, context: Context, services: Services) -> None:
        super().__init__()
        self._context, self._services = context, services
        self._acts = Acts()
        self._pressed_once = False
        self.session = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.undo_button = button(_("Ongedaan maken"), self.undo, icon="undo-2")
        self.undo_button.setProperty("join", "left")
        self.redo_button = button("", self.redo, icon="redo-2", name=_("Opnieuw doen"))
        self.redo_button.setProperty("join", "right")
        row.addWidget(self.undo_button)
        row.addWidget(self.redo_button)
        context.runner.changed.connect(self._on_changes)
        theme().changed.connect(self._rename)
        self.show_acts(Acts())

    def commands(self) -> tuple[Command, ...]:
        """The same two for shortcuts and palette."""
        return (
            Command("edit.undo", _("Ongedaan maken"), self.undo, "Ctrl+Z", "undo-2", self._can_undo),
            Command("edit.redo", _("Opnieuw doen"), self.redo, "Ctrl+Shift+Z", "redo-2", self._can_redo),
        )

    def refresh(self) -> None:
        """Ask which acts are next."""
        self._context.runner.ask_latest(self, "acts", self._services.acts, self.show_acts)

    def show_acts(self, acts: Acts) -> None:
        """Name them on the buttons."""
        self._acts, self._pressed_once = acts, False
        longest = round(LONGEST / theme().scale)
        name = acts.undo if len(acts.undo) <= longest else acts.undo[: longest - 1] + "…"
        text = _("Ongedaan: {act}").format(act=name) if name else _("Niets ongedaan te maken")
        self.undo_button.setText(text.replace("&", "&&"))
        self.undo_button.setAccessibleName(_("Ongedaan: {act}").format(act=acts.undo) if acts.undo else text)
        self.undo_button.setToolTip(f"{acts.undo} (Ctrl+Z)" if acts.undo else "")
        self.undo_button.setEnabled(bool(acts.undo))
        redo = _("Opnieuw: {act}").format(act=acts.redo) if acts.redo else _("Niets opnieuw te doen")
        self.redo_button.setAccessibleName(redo)
        self.redo_button.setToolTip(f"{redo} (Ctrl+Shift+Z)" if acts.redo else redo)
        self.redo_button.setEnabled(bool(acts.redo))

    def undo(self) -> None:
        """Take the last act back; one of an earlier session or of many rows asks for a second press."""
        if not self._acts.undo:
            return
        earlier = bool(self.session) and self._acts.session != self.session
        if (self._acts.far or earlier) and not self._pressed_once:
            self._pressed_once = True
            text = _("Nog een keer Ctrl+Z maakt ongedaan: {act}").format(act=self._acts.undo)
            self._context.toast(text)
            return
        self.undo_now()

    def undo_now(self) -> None:
        """Take the last act back without a second press: the toast that offers it has just named it."""
        if self._acts.undo:
            self._context.runner.undo(self, self._tell_undone)

    def redo(self) -> None:
        """Bring back what was taken back last."""
        if self._acts.redo:
            self._context.runner.redo(self, self._tell_redone)

    def _tell_undone(self, changes: Changes) -> None:
        text = _("Ongedaan gemaakt: {act}").format(act=changes.label or self._acts.undo)
        self.turned.emit(text, changes)

    def _tell_redone(self, changes: Changes) -> None:
        text = _("Opnieuw gedaan: {act}").format(act=changes.label or self._acts.redo)
        self.turned.emit(text, changes)

    def _on_changes(self, _changes: Changes) -> None:
        self.refresh()

    def _rename(self) -> None:
        """Larger text leaves room for less of the name."""
        self.show_acts(self._acts)

    def _can_undo(self) -> bool:
        return bool(self._acts.undo)

    def _can_redo(self) -> bool:
        return bool(self._acts.redo)
