"""The bar over every page: search, undo and redo, and what can be made new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import menu_button
from stvcrm.desktop.kit.commands import Command, fill_menu
from stvcrm.desktop.kit.icons import icon
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stvcrm.desktop.shell.undo import UndoButtons


class SearchBox(QPushButton):
    """Looks like a field, opens the palette."""

    def __init__(self, on: Callable[[], object]) -> None:
        super().__init__("  " + _("Zoek of typ een opdracht"))
        self.setProperty("kind", "search")
        self.setIcon(icon("search", "muted"))
        self.setAccessibleName(_("Zoek of typ een opdracht"))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch(1)
        row.addWidget(label("Ctrl K", "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(lambda _checked=False: on())


class TopBar(QFrame):
    """Search left, undo and `+ Nieuw` right."""

    def __init__(self, search: Callable[[], object], undo: UndoButtons) -> None:
        super().__init__()
        self.setProperty("look", "top")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(10)
        self.search = SearchBox(search)
        self._row.addWidget(self.search, 1)
        self._row.addStretch(0)
        self._row.addWidget(undo)
        self.new_menu = QMenu(self)
        self.new_button = menu_button(_("Nieuw"), self.new_menu, icon="plus", name=_("Nieuw maken"))
        self._row.addWidget(self.new_button)
        self.more_menu = QMenu(self)
        self.more_button = menu_button("", self.more_menu, icon="ellipsis", name=_("Meer"))
        self._row.addWidget(self.more_button)
        theme().changed.connect(self._measure)
        self._measure()

    def fill_new(self, commands: Sequence[Command]) -> None:
        """What `+ Nieuw` offers."""
        self.new_menu.clear()
        fill_menu(self.new_menu, commands)
        self.new_button.setVisible(bool(commands))

    def fill_more(self, commands: Sequence[Command | None]) -> None:
        """What belongs to the window: lock, settings, help."""
        self.more_menu.clear()
        fill_menu(self.more_menu, commands)

    def _measure(self) -> None:
        look = theme()
        self.setFixedHeight(look.px(52))
        self._row.setContentsMargins(20, 0, 20, 0)
        self.search.setMaximumWidth(look.px(430))
