"""Another passphrase for this workspace; afterwards a new recovery sheet, because the old one is void."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stvcrm.base.clock import local
from stvcrm.base.i18n import _, n_
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.save_file import ask_path, write_private
from stvcrm.desktop.shell.passphrase import SHORTEST, PassphraseField, strength
from stvcrm.operations import safekeeping
from stvcrm.reports.catalog import produce

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from stvcrm.base.progress import Progress
    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.runner import Failure


class PassphraseDialog(Dialog):
    """The present passphrase, the new one twice, and how strong it is."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(_("Wachtzin wijzigen"), parent, width=520)
        self._context, self._over = context, parent
        self.old, self.new, self.again = (
            self._field(text)
            for text in (_("Huidige wachtzin"), _("Nieuwe wachtzin"), _("Nieuwe wachtzin nog een keer"))
        )
        self.verdict = label(_("Vier losse woorden zijn sterk en goed te onthouden."), "second", wrap=True)
        self.body.addWidget(self.verdict)
        self.body.addWidget(
            label(
                _(
                    "Het oude herstelblad werkt daarna niet meer. Reservekopieën die bereikbaar zijn krijgen "
                    "de nieuwe wachtzin ook."
                ),
                "second",
                wrap=True,
            )
        )
        self.add_cancel()
        self.act = self.add_button(_("Wachtzin wijzigen"), self.change, kind="primary", icon="check")
        self.new.textChanged.connect(self._judge)
        context.runner.failed.connect(self._failed)
        self.old.setFocus()

    def change(self) -> None:
        """Do it, or say what is missing."""
        if len(self.new.text()) < SHORTEST:
            self.banner.tell(_("De wachtzin is te kort: neem ten minste {n} tekens.").format(n=SHORTEST))
        elif self.new.text() != self.again.text():
            self.banner.tell(_("De twee wachtzinnen zijn niet gelijk; typ ze opnieuw."))
        else:
            self.banner.hide()
            self.act.setEnabled(False)
            self._context.runner.start_writing(
                self,
                _("Wachtzin wijzigen"),
                safekeeping.change_passphrase,
                self._changed,
                old=self.old.text(),
                new=self.new.text(),
            )

    def _field(self, text: str) -> PassphraseField:
        field = PassphraseField(text)
        caption = label(text, "field")
        caption.setBuddy(field)
        self.body.addWidget(caption)
        self.body.addWidget(field)
        return field

    def _judge(self) -> None:
        self.verdict.setText(strength(self.new.text())[1])

    def _failed(self, failure: Failure) -> None:
        if failure.owner is self:
            self.act.setEnabled(True)

    def _changed(self, done: Any) -> None:
        self.accept()
        left = len(done.old_passphrase)
        told = _("De wachtzin is gewijzigd; het oude herstelblad werkt niet meer.")
        if left:
            more = n_(
                "Eén reservekopie houdt de oude wachtzin.",
                "{count} reservekopieën houden de oude wachtzin.",
                left,
            )
            told = f"{told} {more.format(count=left)}"
        SheetDialog(self._context, self._over, told).open()


class SheetDialog(Dialog):
    """Offers the recovery sheet: the only way in when the passphrase is lost."""

    def __init__(self, context: Context, parent: QWidget, told: str = "") -> None:
        super().__init__(_("Herstelblad"), parent, sub=told, width=520)
        self._context = context
        self.body.addWidget(
            label(
                _(
                    "Met het herstelblad gaat de werkruimte open als de wachtzin kwijt is. Druk het af en "
                    "bewaar het op papier, niet bij de laptop. Wie blad en bestand heeft, kan alles lezen."
                ),
                wrap=True,
            )
        )
        self.add_cancel(_("Later"))
        self.add_button(_("Opslaan als PDF…"), self._save, icon="download")
        self.add_button(_("Bekijken en afdrukken"), self._view, kind="primary", icon="printer").setFocus()

    def _view(self) -> None:
        self.accept()
        self._context.paper("recovery_sheet")

    def _save(self) -> None:
        path = ask_path(self, _("Herstelblad opslaan"), _("herstelblad.pdf"), ((_("PDF"), ".pdf"),))
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Make the sheet as a file for this account only."""
        title, then = _("Herstelblad maken"), partial(self._written, path)
        self._context.runner.start(self, title, write_sheet, then, path=path)

    def _written(self, path: Path, _nothing: None) -> None:
        self._context.toast(_("Herstelblad opgeslagen als {name}").format(name=path.name))
        self.accept()


def write_sheet(database: Any, progress: Progress, *, path: Path) -> None:
    """The recovery sheet of this workspace as a PDF.

    Raises:
        UserError: the workspace has no passphrase, or the file cannot be written.
    """
    progress.start(0)
    groups = safekeeping.recovery_groups(database, progress)
    with database.read() as connection:
        now = local(database.clock())
        paper = produce(connection, "recovery_sheet", (), ".pdf", now=now, groups=groups)
    write_private(path, paper.data)
