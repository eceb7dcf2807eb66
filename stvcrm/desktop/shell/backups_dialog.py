"""The backups: how old, what for, where; make one now, or bring one back beside the workspace of today."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from stvcrm.base.dates import relative_moment, short_date
from stvcrm.base.errors import WorkspaceError
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cards import Row, scrolled
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.desktop.kit.save_file import ask_path
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.shell.passphrase import PassphraseField
from stvcrm.operations import safekeeping
from stvcrm.queries.catalog import BY_NOUN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.runner import Failure
    from stvcrm.operations.safekeeping import Safety
    from stvcrm.store.backup import Listed
    from stvcrm.store.restore import Restored


class BackupsDialog(Dialog):
    """Newest first; a row that still holds an erased person says until when."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(_("Reservekopieën"), parent, width=theme().px(660))
        self._context, self._over = context, parent
        self._wanted: tuple[Path, Path] | None = None
        context.runner.failed.connect(self._failed)
        self.told = label("", "second", wrap=True)
        self.body.addWidget(self.told)
        self.rows = Rows()
        area = self.rows.scrolling()
        area.setMinimumHeight(min(theme().px(330), max(180, parent.height() - 280)))
        self.body.addWidget(area, 1)
        self.add_cancel(_("Sluiten"))
        self.add_button(_("Nu een kopie maken"), self.copy_now, kind="primary", icon="hard-drive")
        self._ask()

    def copy_now(self) -> None:
        """Make one and show it."""
        title = _("Reservekopie")
        self._context.runner.start(self, title, safekeeping.copy_now, self._made)

    def _made(self, safety: Safety) -> None:
        self._context.toast(_("Reservekopie gemaakt"))
        if safety.place and not safety.reachable:
            self.banner.tell(
                _(
                    "De kopie staat alleen op deze laptop: {place} is niet te bereiken. Sluit de stick of "
                    "map aan en maak dan nog een kopie."
                ).format(place=safety.place),
                "warn",
            )
        else:
            self.banner.hide()
        self._ask()

    def _ask(self) -> None:
        self._context.runner.start(self, _("Reservekopieën opzoeken"), safekeeping.listing, self._show)

    def _show(self, listed: Sequence[Listed]) -> None:
        outside = sum(item.backup.outside for item in listed)
        self.told.setText(
            _("{here} op deze laptop, {outside} daarbuiten. Oudere worden vanzelf uitgedund.").format(
                here=len(listed) - outside, outside=outside
            )
        )
        self.rows.show_rows(
            [self._row(item) for item in listed],
            _("Nog geen reservekopie. De eerste komt vanzelf, of maak er nu een."),
        )

    def _row(self, item: Listed) -> QWidget:
        backup = item.backup
        when = relative_moment(backup.made_at, self._context.clock())
        place = _("buiten deze laptop") if backup.outside else _("op deze laptop")
        second = f"{backup.reason.label} · {place} · {_size(backup.size)}"
        held = ""
        if item.holds_erased_until is not None:
            until = short_date(item.holds_erased_until.date())
            held = _("Bevat nog een gewiste persoon; vervalt uiterlijk {day}.").format(day=until)
        name = _("Terugzetten: kopie van {when}").format(when=when)
        act = button(
            _("Terugzetten…"), partial(self._bring_back, backup.path), icon="history", small=True, name=name
        )
        icon = "triangle-alert" if held else "hard-drive"
        return Row(when, second, text=held, icon=icon, tone="warn" if held else "muted", end=act)

    def _bring_back(self, source: Path) -> None:
        kinds = ((_("Werkruimte"), ".stv"),)
        target = ask_path(self, _("Terugzetten als nieuw bestand"), _("teruggezet.stv"), kinds)
        if target is not None:
            self.bring_back(source, target)

    def bring_back(self, source: Path, target: Path, passphrase: str | None = None) -> None:
        """Make a new workspace of a backup; the one that is open stays as it is."""
        self._wanted = source, target
        self._context.runner.start(
            self,
            _("Terugzetten"),
            safekeeping.bring_back,
            self._brought,
            source=source,
            target=target,
            passphrase=passphrase,
        )

    def _failed(self, failure: Failure) -> None:
        """A backup from before a change of passphrase opens with the earlier one."""
        if failure.owner is self and self._wanted is not None and isinstance(failure.error, WorkspaceError):
            other = (_("Met een eerdere wachtzin…"), self._ask_passphrase)
            self.banner.tell(str(failure.error), act=other)

    def _ask_passphrase(self) -> None:
        dialog = Dialog(_("Wachtzin van deze kopie"), self)
        field = PassphraseField(_("Wachtzin van deze kopie"))
        dialog.body.addWidget(field)
        dialog.add_cancel()
        dialog.add_button(_("Terugzetten"), dialog.accept, kind="primary")
        dialog.accepted.connect(lambda: self._try_again(field.text()))
        dialog.open()
        field.setFocus()

    def _try_again(self, passphrase: str) -> None:
        if self._wanted is not None and passphrase:
            self.bring_back(*self._wanted, passphrase)

    def _brought(self, restored: Restored) -> None:
        self.banner.hide()
        self._wanted = None
        ComparisonDialog(restored, self).open()


class ComparisonDialog(Dialog):
    """What is in the restored workspace beside what is in that of today."""

    def __init__(self, restored: Restored, parent: QWidget) -> None:
        sub = _("Teruggezet als {name}. De werkruimte van nu is niet veranderd.")
        super().__init__(_("Teruggezet"), parent, sub=sub.format(name=restored.path.name), width=480)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        right = Qt.AlignmentFlag.AlignRight
        for column, text in enumerate(("", _("nu"), _("in de kopie"), _("verschil"))):
            grid.addWidget(label(text, "second"), 0, column, right if column else Qt.AlignmentFlag(0))
        tables = [table for table in restored.tables if table.then or table.now]
        for row, table in enumerate(tables, start=1):
            noun = BY_NOUN.get(table.noun)
            grid.addWidget(label(table.noun if noun is None else _(noun.label), "name"), row, 0)
            now = table.now or 0
            for column, figure in enumerate((str(now), str(table.then), f"{table.then - now:+d}"), start=1):
                grid.addWidget(label(figure), row, column, right)
        inside = QWidget()
        inside.setLayout(grid)
        area = scrolled(inside)
        area.setMinimumHeight(theme().px(260))
        self.body.addWidget(area, 1)
        if restored.left_out:
            text = _("Gewiste personen die niet zijn teruggekomen: {count}.").format(count=restored.left_out)
            self.body.addWidget(label(text, "second", wrap=True))
        for finding in restored.findings:
            self.body.addWidget(label(finding.text, "second" if finding.harmless else "wrong", wrap=True))
        self.add_button(_("Sluiten"), self.accept, kind="primary")


def _size(size: int) -> str:
    if size < 1_000_000:
        return _("{size} kB").format(size=max(1, size // 1000))
    return _("{size} MB").format(size=f"{size / 1_000_000:.1f}".replace(".", ","))
