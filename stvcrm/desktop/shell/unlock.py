"""The prompt: recent workspaces left, the passphrase right; also new, another, the example, the recovery
sheet.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stvcrm.base.clock import system_clock
from stvcrm.base.dates import relative_moment
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.banner import Banner
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.focus_ring import FocusRing
from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import Elided, label
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.shell.passphrase import PassphraseField

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from stvcrm.desktop.preferences import Preferences, Recent


class WorkspaceEntry(QPushButton):
    """A workspace opened before."""

    def __init__(self, recent: Recent) -> None:
        super().__init__()
        self.recent = recent
        self.setCheckable(True)
        self.setProperty("kind", "workspace")
        when = relative_moment(datetime.fromisoformat(recent.opened_at), system_clock())
        second = f"{Path(recent.path).name} · {when}"
        self.setAccessibleName(f"{recent.name}, {second}")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 14, 9)
        row.setSpacing(12)
        self._icon = IconLabel("lock" if recent.encrypted else "book-open", "muted", 20)
        row.addWidget(self._icon)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(Elided(recent.name, "name"))
        texts.addWidget(Elided(second, "second"))
        row.addLayout(texts, 1)
        self.setMinimumHeight(theme().px(58))
        self.toggled.connect(self._mark)

    def _mark(self, on: bool) -> None:
        self._icon.set_icon("lock" if self.recent.encrypted else "book-open", "accent_ink" if on else "muted")


class UnlockScreen(QWidget):
    """Emits what the user wants; whoever listens does it and calls `refuse` or `busy`."""

    open_wanted = Signal(str, str)
    new_wanted = Signal()
    other_wanted = Signal()
    sheet_wanted = Signal(str)
    example_wanted = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.path = ""
        self._encrypted = True
        self._said = ""
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 20)
        outer.addStretch(1)
        self.panel = QFrame()
        self.panel.setProperty("look", "dialog")
        self._row = QHBoxLayout(self.panel)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)
        self._row.addWidget(self._left(), 1)
        self._row.addWidget(self._right(), 1)
        outer.addWidget(self.panel, 0, Qt.AlignmentFlag.AlignHCenter)
        foot = label(_("Werkt zonder internet. Niets verlaat deze laptop ongevraagd."), "second", wrap=True)
        foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer.addSpacing(12)
        outer.addWidget(foot)
        outer.addStretch(1)
        self._ring = FocusRing(self)
        recents = preferences.recent()
        if recents:
            self.show_workspace(recents[0].path, recents[0].name, encrypted=recents[0].encrypted)

    def _left(self) -> QWidget:
        side = QFrame()
        side.setProperty("look", "unlock-side")
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 28, 24, 18)
        column.setSpacing(2)
        title = label("stvcrm", "title")
        title.setContentsMargins(14, 0, 0, 0)
        column.addWidget(title)
        recents = self._preferences.recent()
        text = _("Recente werkruimten") if recents else _("Nog geen werkruimte op deze computer")
        sub = label(text, "sub", wrap=True)
        sub.setContentsMargins(14, 0, 0, 12)
        column.addWidget(sub)
        self._group = QButtonGroup(self)
        self.entries: list[WorkspaceEntry] = []
        for recent in recents:
            entry = WorkspaceEntry(recent)
            entry.clicked.connect(self._chosen)
            self._group.addButton(entry)
            self.entries.append(entry)
            column.addWidget(entry)
        column.addStretch(1)
        line = QFrame()
        line.setProperty("look", "line")
        line.setFixedHeight(1)
        column.addWidget(line)
        column.addSpacing(8)
        for text, icon, signal in (
            (_("Nieuwe werkruimte"), "file-plus-2", self.new_wanted),
            (_("Andere werkruimte openen"), "folder-open", self.other_wanted),
            (_("Rondkijken in het voorbeeld"), "book-open", self.example_wanted),
        ):
            column.addWidget(button(text, signal.emit, icon=icon, kind="entry"))
        return side

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(40, 30, 40, 22)
        column.setSpacing(4)
        column.addWidget(IconLabel("lock", "accent_ink", 28))
        self.title = label(_("Welkom"), "title", wrap=True)
        self.sub = label(
            _("Een werkruimte is één versleuteld bestand, met alles erin. Maak er een, of kijk eerst rond."),
            "sub",
            wrap=True,
        )
        column.addSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.sub)
        column.addSpacing(8)
        self.banner = Banner()
        column.addWidget(self.banner)
        column.addSpacing(10)
        self.caption = label(_("Wachtzin"), "name")
        self.field = PassphraseField(_("Wachtzin"), large=True)
        self.caption.setBuddy(self.field)
        column.addWidget(self.caption)
        column.addSpacing(2)
        column.addWidget(self.field)
        column.addSpacing(14)
        self.unlock = button(_("Ontgrendelen"), self._open, icon="lock-open", kind="primary")
        self.unlock.setProperty("shape", "large")
        column.addWidget(self.unlock)
        column.addSpacing(8)
        self.sheet = button(
            _("Wachtzin kwijt? Open met het herstelblad"), self._sheet, kind="quiet", small=True
        )
        column.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._copied = QWidget()
        last = QHBoxLayout(self._copied)
        last.setContentsMargins(0, 0, 0, 0)
        last.addWidget(IconLabel("hard-drive", "muted", 15))
        self.copied = label("", "second", wrap=True)
        last.addWidget(self.copied, 1)
        column.addWidget(self._copied)
        self._copied.hide()
        self.begin = button(
            _("Nieuwe werkruimte maken"), self.new_wanted.emit, icon="file-plus-2", kind="primary"
        )
        self.begin.setProperty("shape", "large")
        self.look_round = button(
            _("Rondkijken in het voorbeeld"), self.example_wanted.emit, icon="book-open", kind="plain"
        )
        self.look_round.setProperty("shape", "large")
        column.insertWidget(column.indexOf(self.caption), self.begin)
        column.insertSpacing(column.indexOf(self.begin) + 1, 8)
        column.insertWidget(column.indexOf(self.begin) + 2, self.look_round)
        self.field.returnPressed.connect(self._open)
        for part in (self.caption, self.field, self.unlock, self.sheet):
            part.hide()
        return side

    def show_workspace(self, path: str, name: str, *, encrypted: bool) -> None:
        """Ask for the passphrase of this workspace."""
        self.path, self._encrypted = path, encrypted
        self.begin.hide()
        self.look_round.hide()
        self.title.setText(name)
        self.sub.setText(_("Versleuteld op deze laptop") if encrypted else _("Niet versleuteld"))
        for part in (self.caption, self.field, self.sheet):
            part.setVisible(encrypted)
        self.unlock.setText(_("Ontgrendelen") if encrypted else _("Openen"))
        self.unlock.show()
        self.banner.hide()
        copied = self._preferences.copied_at(path)
        if copied:
            when = relative_moment(datetime.fromisoformat(copied), system_clock())
            self.copied.setText(_("Laatste kopie buiten deze laptop: {when}").format(when=when))
        self._copied.setVisible(bool(copied))
        self.field.clear()
        for entry in self.entries:
            entry.setChecked(entry.recent.path == path)
        self.focus()

    def focus(self) -> None:
        """Put the cursor where typing starts."""
        if self.path:
            (self.field if self._encrypted else self.unlock).setFocus()
        else:
            self.begin.setFocus()

    def busy(self, text: str) -> None:
        """Opening now; the passphrase stays until it is known to be right."""
        self.banner.hide()
        self.unlock.setEnabled(False)
        self.unlock.setText(text)
        self._said = self.sub.text()
        self.sub.setText(text)
        self.panel.setEnabled(False)

    def refuse(self, text: str) -> None:
        """Say why not, and let it be typed again."""
        self.panel.setEnabled(True)
        self.sub.setText(self._said)
        self.unlock.setEnabled(True)
        self.unlock.setText(_("Ontgrendelen") if self._encrypted else _("Openen"))
        self.banner.tell(text)
        self.field.selectAll()
        self.focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel is 960 wide where that fits."""
        super().resizeEvent(event)
        look = theme()
        self.panel.setFixedWidth(min(look.px(960), self.width() - 40))
        self.panel.setMinimumHeight(min(look.px(470), max(0, self.height() - 90)))

    def _chosen(self) -> None:
        entry = self.sender()
        if isinstance(entry, WorkspaceEntry):
            recent = entry.recent
            self.show_workspace(recent.path, recent.name, encrypted=recent.encrypted)

    def _open(self) -> None:
        if self.unlock.isEnabled() and self.path:
            self.open_wanted.emit(self.path, self.field.text() if self._encrypted else "")

    def _sheet(self) -> None:
        self.sheet_wanted.emit(self.path)
