"""Open a workspace with its recovery sheet, when the passphrase is lost."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.theme import theme


class RecoveryDialog(Dialog):
    """Takes the groups of the sheet, in any notation; `typed` hands them over."""

    typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        sub = _("Typ de groepen van het herstelblad over. Spaties en hoofdletters maken niet uit.")
        super().__init__(_("Openen met het herstelblad"), parent, sub=sub, width=520)
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(_("Groepen van het herstelblad"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(theme().px(120))
        self.body.addWidget(self.field)
        self.add_cancel()
        self.add_button(_("Openen"), self._done, kind="primary", icon="lock-open")
        self.field.setFocus()

    def _done(self) -> None:
        if not self.field.toPlainText().strip():
            self.banner.tell(_("Typ eerst de groepen van het herstelblad."))
            return
        self.accept()
        self.typed.emit(self.field.toPlainText())
