"""What one can do here, declared once: buttons, menus, palette and the sheet of shortcuts are made from
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from stvcrm.desktop.kit.buttons import Kind, button
from stvcrm.desktop.kit.icons import icon as themed_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QMenu, QPushButton, QWidget


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """An act of the user by its id (`visit.schedule`); `run` takes nothing."""

    id: str
    text: str
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    enabled: Callable[[], bool] = _always
    in_palette: bool = True


class Commands(QObject):
    """The commands of the window and, while they are on screen, those of a page."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scopes: list[tuple[QWidget, tuple[Command, ...]]] = []

    def add(self, scope: QWidget, commands: Iterable[Command], *, everywhere: bool = False) -> None:
        """Let these commands work while the focus is in `scope`, or in its whole window.

        Raises:
            ValueError: an id or a shortcut is taken already in this scope.
        """
        added = tuple(commands)
        self._refuse_doubles(scope, added)
        self._scopes.append((scope, added))
        context = (
            Qt.ShortcutContext.WindowShortcut if everywhere else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        for command in added:
            action = QAction(command.text, scope)
            action.setShortcut(QKeySequence(command.shortcut))
            action.setShortcutContext(context)
            action.triggered.connect(_runner(command))
            scope.addAction(action)
        scope.destroyed.connect(self._tidy)
        self.changed.emit()

    def available(self) -> list[Command]:
        """What can be done now: of the visible scopes, newest scope first."""
        return [
            command
            for scope, commands in reversed(self._scopes)
            if scope.isVisible()
            for command in commands
            if command.in_palette and command.enabled()
        ]

    def visible(self) -> list[Command]:
        """All commands of the visible scopes, enabled or not, newest scope first: for the sheet of keys."""
        shown = (commands for scope, commands in reversed(self._scopes) if scope.isVisible())
        return [command for commands in shown for command in commands]

    def _refuse_doubles(self, scope: QWidget, added: Sequence[Command]) -> None:
        taken = {c.id for _scope, commands in self._scopes for c in commands}
        keys = {
            c.shortcut for other, commands in self._scopes if other is scope for c in commands if c.shortcut
        }
        for command in added:
            if command.id in taken:
                raise ValueError(f"command {command.id} exists already")
            if command.shortcut and command.shortcut in keys:
                raise ValueError(f"shortcut {command.shortcut} of {command.id} is taken in this scope")
            taken.add(command.id)
            keys.add(command.shortcut)

    def _tidy(self, gone: QObject) -> None:
        self._scopes = [(scope, commands) for scope, commands in self._scopes if scope is not gone]


def command_button(
    command: Command, *, kind: Kind = "plain", small: bool = False, text: str = ""
) -> QPushButton:
    """A button that does the command; its tool tip tells the shortcut."""
    made = button(text or command.text, _runner(command), icon=command.icon, kind=kind, small=small)
    made.setEnabled(command.enabled())
    if command.shortcut:
        key = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{command.text} ({key})")
    return made


def fill_menu(menu: QMenu, commands: Iterable[Command | None]) -> None:
    """Put the commands in a menu; None is a line."""
    for command in commands:
        if command is None:
            menu.addSeparator()
            continue
        action = menu.addAction(command.text.replace("&", "&&"), _runner(command))
        if command.icon:
            action.setIcon(themed_icon(command.icon))
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setEnabled(command.enabled())


def _runner(command: Command) -> Callable[[], None]:
    def run() -> None:
        if command.enabled():
            command.run()

    return run
