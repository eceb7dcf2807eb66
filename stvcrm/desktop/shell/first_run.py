"""A new workspace: its name and place, the passphrase twice, and where a second copy is kept."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.marks import CheckBox
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.shell.folder_field import choose_folder, unsafe_reason
from stvcrm.desktop.shell.passphrase import SHORTEST, PassphraseField, strength

if TYPE_CHECKING:
    from collections.abc import Callable

ENDING = ".stv"
Line = TypeVar("Line", bound=QLineEdit)


@dataclass(frozen=True)
class NewWorkspace:
    """What the user chose; `copy_folder` is empty when there is no second place yet."""

    path: Path
    passphrase: str
    copy_folder: str
    sheet: bool


class FirstRun(Dialog):
    """Emits `wanted` when everything is filled in; the listener accepts or tells in `banner`."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, folder: Path) -> None:
        super().__init__(_("Nieuwe werkruimte"), parent, width=theme().px(520))
        self._form = self.scrolling_body()
        self._folder = folder
        self.name = self._field(_("Naam"), QLineEdit(_("Verkenning")))
        self.place = self._field(_("Map op deze computer"), QLineEdit(str(folder)), self._choose_folder)
        self.unsafe = label("", "wrong", wrap=True)
        self.unsafe.hide()
        self._form.addWidget(self.unsafe)
        self.place.textChanged.connect(self._judge_place)
        self._judge_place()
        self.first = self._field(_("Wachtzin"), PassphraseField(_("Wachtzin")))
        self.verdict = label(
            _(
                "Vier losse woorden zijn sterk en goed te onthouden. Zonder wachtzin of herstelblad kan "
                "niemand de gegevens lezen, ook de maker van dit programma niet."
            ),
            "second",
            wrap=True,
        )
        self._form.addWidget(self.verdict)
        self.second = self._field(_("Wachtzin nog een keer"), PassphraseField(_("Wachtzin nog een keer")))
        self.copy = self._field(
            _("Tweede plaats voor reservekopieën: een stick of netwerkmap (mag later)"),
            QLineEdit(),
            self._choose_copy,
        )
        self.sheet = CheckBox(_("Daarna het herstelblad afdrukken"))
        self.sheet.setChecked(True)
        self._form.addSpacing(4)
        self._form.addWidget(self.sheet)
        self.add_cancel()
        self.add_button(_("Werkruimte maken"), self.make, kind="primary", icon="check")
        self.first.textChanged.connect(self._judge)
        self.name.selectAll()
        self.name.setFocus()

    def _field(self, text: str, field: Line, on_choose: Callable[[], object] | None = None) -> Line:
        caption = label(text, "field", wrap=True)
        caption.setBuddy(field)
        field.setAccessibleName(text)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(caption)
        row = QHBoxLayout()
        row.addWidget(field, 1)
        if on_choose is not None:
            row.addWidget(button(_("Kiezen…"), on_choose, name=_("Kies: {field}").format(field=text)))
        column.addLayout(row)
        self._form.addLayout(column)
        return field

    def make(self) -> None:
        """Ask for it, or say what is missing."""
        problem, field = self._problem()
        if problem:
            self.banner.tell(problem)
            field.setFocus()
            field.selectAll()
            return
        self.wanted.emit(
            NewWorkspace(self.path(), self.first.text(), self.copy.text().strip(), self.sheet.isChecked())
        )

    def path(self) -> Path:
        """The file that will be made."""
        name = self.name.text().strip()
        name = name if name.endswith(ENDING) else name + ENDING
        return Path(self.place.text().strip()).expanduser() / name.replace("/", "-")

    def _problem(self) -> tuple[str, QLineEdit]:
        """What is missing, as a sentence, and the field where it can be mended."""
        if not self.name.text().strip():
            return _("Geef de werkruimte een naam."), self.name
        refused = self._folder_problem(self.path().parent)
        if refused:
            return refused, self.place
        if self.path().exists():
            text = _("{name} bestaat al in deze map; kies een andere naam.").format(name=self.path().name)
            return text, self.name
        if len(self.first.text()) < SHORTEST:
            return _("De wachtzin is te kort: neem ten minste {n} tekens.").format(n=SHORTEST), self.first
        if self.first.text() != self.second.text():
            return _("De twee wachtzinnen zijn niet gelijk; typ ze opnieuw."), self.second
        copy = self.copy.text().strip()
        return (self._folder_problem(Path(copy).expanduser()) if copy else ""), self.copy

    def _folder_problem(self, folder: Path) -> str:
        if folder == self._folder:
            # A new account may have no folder for documents yet; what is proposed must work.
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
        if not folder.is_dir():
            return _("De map {folder} bestaat niet. Kies een map die er is.").format(folder=folder)
        if not os.access(folder, os.W_OK):
            return _("In de map {folder} mag niets worden bewaard. Kies een andere map.").format(
                folder=folder
            )
        return ""

    def _judge(self) -> None:
        tone, text = strength(self.first.text())
        self.verdict.setText(text)
        self.verdict.setProperty("look", "wrong" if tone == "bad" else "second")
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)

    def _judge_place(self) -> None:
        reason = unsafe_reason(Path(self.place.text().strip() or ".").expanduser())
        self.unsafe.setText(reason)
        self.unsafe.setVisible(bool(reason))

    def _choose_folder(self) -> None:
        self._choose(self.place, _("Map voor de werkruimte"))

    def _choose_copy(self) -> None:
        self._choose(self.copy, _("Tweede plaats voor reservekopieën"))

    def _choose(self, field: QLineEdit, title: str) -> None:
        folder = choose_folder(self, title, field.text() or str(self._folder))
        if folder:
            field.setText(folder)
