"""Closing while the last backup failed: a decision of the user, never a silent loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.labels import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class SafeClosing(Dialog):
    """Try again, close without a copy, or stay: the last is what Escape does."""

    retry_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, reason: str, parent: QWidget) -> None:
        super().__init__(_("De laatste reservekopie is mislukt"), parent, width=540)
        self.body.addWidget(label(reason, wrap=True, selectable=True))
        self.body.addWidget(
            label(
                _(
                    "Alles is opgeslagen in de werkruimte zelf, maar er is geen nieuwe kopie voor als deze "
                    "laptop stuk gaat of kwijtraakt."
                ),
                "second",
                wrap=True,
            )
        )
        stay = self.add_cancel(_("Open houden"))
        self.add_button(_("Sluiten zonder kopie"), self._close, kind="bad")
        self.add_button(_("Opnieuw proberen"), self._retry, kind="primary", icon="hard-drive")
        stay.setFocus()

    def _close(self) -> None:
        self.accept()
        self.close_wanted.emit()

    def _retry(self) -> None:
        self.accept()
        self.retry_wanted.emit()
