"""A field for a passphrase that can be shown, and how strong one is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

SHORTEST = 8


class PassphraseField(QLineEdit):
    """Dots, with an eye that shows what is typed; nothing is kept by completion or undo."""

    def __init__(self, name: str, *, large: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        if large:
            self.setProperty("measure", "large")
        self._eye: QAction = self.addAction(icon("eye", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setText(_("Wachtzin tonen"))
        self._eye.setToolTip(_("Wachtzin tonen"))
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)

    def _show(self, on: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        text = _("Wachtzin verbergen") if on else _("Wachtzin tonen")
        self._eye.setIcon(icon("eye-off" if on else "eye", "muted"))
        self._eye.setText(text)
        self._eye.setToolTip(text)


def strength(passphrase: str) -> tuple[str, str]:
    """How well it withstands guessing: a tone and a sentence that says what would help."""
    words = {word for word in passphrase.split() if len(word) > 2}
    different = len(set(passphrase))
    if len(passphrase) < SHORTEST:
        return "bad", _("Te kort: neem ten minste {n} tekens, liefst vier woorden.").format(n=SHORTEST)
    if different < 6:
        return "bad", _("Te eenvoudig: te weinig verschillende tekens.")
    if len(words) >= 4 or (len(passphrase) >= 20 and different >= 10):
        return "good", _("Sterk: goed te onthouden en moeilijk te raden.")
    if len(words) == 3 or len(passphrase) >= 14:
        return "warn", _("Redelijk: met nog een woord erbij is de wachtzin sterk.")
    return "warn", _("Zwak: vier losse woorden zijn beter en makkelijker te onthouden.")
