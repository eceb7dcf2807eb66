"""F1: the keys that work on this screen, made from the same commands as its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.cards import scrolled
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from stvcrm.desktop.kit.commands import Commands


def rules() -> tuple[tuple[str, str], ...]:
    """Keys that work in every list and field, and what they do."""
    return (
        (_("Naar het volgende of vorige onderdeel"), _("Tab, Shift+Tab")),
        (_("Door een lijst lopen"), _("pijltjes, Home, End")),
        (_("Het gekozen record openen"), _("Enter")),
        (_("Er een rij bij kiezen"), _("Ctrl+spatie")),
        (_("Alle rijen kiezen"), _("Ctrl+A")),
        (_("Gekozen rijen kopiëren als tabel"), _("Ctrl+C")),
        (_("Venster of menu sluiten"), _("Esc")),
    )


class KeysDialog(Dialog):
    """The commands of what is on screen first, then what works everywhere."""

    def __init__(self, commands: Commands, title: str, parent: QWidget) -> None:
        super().__init__(
            _("Toetsen van dit scherm"),
            parent,
            sub=_("Nu op het scherm: {page}. Elke opdracht staat ook onder Ctrl+K.").format(page=title),
            width=520,
        )
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, theme().px(10), 0)
        self._column.setSpacing(6)
        for command in commands.visible():
            if command.shortcut:
                sequence = QKeySequence(command.shortcut)
                self._add(command.text, sequence.toString(QKeySequence.SequenceFormat.NativeText))
        self._column.addWidget(label(_("In lijsten en velden"), "heading"))
        for text, keys in rules():
            self._add(text, keys)
        area = scrolled(inside)
        area.setMinimumHeight(min(theme().px(430), parent.height() - theme().px(220)))
        self.body.addWidget(area, 1)
        self.add_button(_("Sluiten"), self.accept, kind="primary")

    def _add(self, text: str, keys: str) -> None:
        row = QHBoxLayout()
        row.addWidget(label(text, wrap=True), 1)
        row.addWidget(label(keys, "key"))
        self._column.addLayout(row)
