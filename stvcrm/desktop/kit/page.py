"""A page of the window: how it is declared, and the frame it fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stvcrm.desktop.kit.banner import Banner
from stvcrm.desktop.kit.commands import Command, command_button
from stvcrm.desktop.kit.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from stvcrm.desktop.kit.buttons import Kind
    from stvcrm.desktop.kit.context import Context


class PageView(QWidget):
    """Title row, banner, then what the page adds to `body`. A page subclasses this or fills it."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__()
        self.context = context
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 16, 20, 18)
        self.body.setSpacing(12)
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        self.title = label(title, "title")
        self.sub = label("", "sub", wrap=True)
        self.head.addWidget(self.title)
        self.head.addWidget(self.sub, 1)
        self.body.addLayout(self.head)
        self.banner = Banner()
        self.body.addWidget(self.banner)

    def add_commands(self, *commands: Command, primary: Command | None = None) -> None:
        """Buttons in the title row, the primary one last, and their shortcuts."""
        for command in commands:
            self.add_button(command)
        if primary is not None:
            self.add_button(primary, kind="primary")
        every = (*commands, primary) if primary is not None else commands
        self.context.commands.add(self, every)

    def take_focus(self) -> None:
        """Put the keyboard where this page is used first: below its title, unless it knows better."""
        parts = [part for part in self.findChildren(QWidget) if _takes_tab(part)]
        below = [part for part in parts if part.mapTo(self, QPoint()).y() > self.head.geometry().bottom()]
        for part in (below or parts)[:1]:
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_button(self, command: Command, kind: Kind = "plain") -> QPushButton:
        """A button in the title row for a command that is registered elsewhere."""
        made = command_button(command, kind=kind)
        self.head.addWidget(made)
        return made

    def open_record(self, row_id: int) -> None:
        """Show this record; pages with a subject override it."""
        raise NotImplementedError

    def show_filter(self, key: str) -> None:
        """Show the rows of this filter; pages with a list override it."""
        raise NotImplementedError

    def open_report(self, key: str, record_id: int | None) -> None:
        """Show this report; the page for reports overrides it."""
        raise NotImplementedError

    def open_row(self, table: str, row_id: int) -> None:
        """Show a record of one of the page's subjects; pages with several override it."""
        self.open_record(row_id)

    def make_new(self, key: str) -> None:
        """Begin a new record of this kind; pages that declare `makes` override it."""
        raise NotImplementedError


def _takes_tab(part: QWidget) -> bool:
    return part.isVisible() and part.isEnabled() and bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)


@dataclass(frozen=True)
class Maker:
    """Something a page can make new: offered under `+ Nieuw` and in the palette wherever one is.

    The window goes to the page and calls its `make_new(key)`.
    """

    key: str
    text: str
    icon: str
    shortcut: str = ""


@dataclass(frozen=True)
class Page:
    """The line in the catalogue: the key of its place, what it shows records of, how it is made.

    `subjects` are the tables whose records `navigate` opens here; `badge(connection)` counts what needs the
    user, `badge_text` says it aloud (with `{count}`), and `badge_tables` are the tables that change it.
    `makes` is what can be made new here.
    """

    key: str
    make: Callable[[Context], PageView]
    subjects: tuple[str, ...] = ()
    badge: Callable[[Connection], int] | None = None
    badge_text: str = ""
    badge_tables: tuple[str, ...] = ()
    makes: tuple[Maker, ...] = ()
