"""The record beside a list: its name, what it is, what one can do with it, and its parts in tabs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import menu_button
from stvcrm.desktop.kit.cards import clear_layout
from stvcrm.desktop.kit.commands import Command, command_button, fill_menu
from stvcrm.desktop.kit.flow_layout import FlowLayout
from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import Tag, label
from stvcrm.desktop.kit.section import Section
from stvcrm.desktop.kit.tabs import Tabs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.kit.empty_state import EmptyState


@dataclass(frozen=True)
class Head:
    """What stands above the tabs: `facts` are icon and words, `tags` words and tone."""

    name: str
    second: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    tags: tuple[tuple[str, str], ...] = ()


class RecordPanel(Section):
    """Subclasses add tabs, say what the commands are, and load the head."""

    def __init__(self, context: Context, nothing: EmptyState) -> None:
        super().__init__(context)
        self.row_id: int | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card = QFrame()
        card.setProperty("look", "card")
        outer.addWidget(card)
        self._stack = QStackedWidget()
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._stack)
        record = QWidget()
        column = QVBoxLayout(record)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        self.between = QVBoxLayout()
        column.addLayout(self.between)
        self.tabs = Tabs(small=True)
        column.addWidget(self.tabs, 1)
        self._stack.addWidget(nothing)
        self._stack.addWidget(record)

    def _make_head(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(13, 12, 12, 10)
        column.setSpacing(3)
        self._title_row = QHBoxLayout()
        self._title_row.setSpacing(8)
        self.name = label("", "record", wrap=True, selectable=True)
        self._title_row.addWidget(self.name, 1)
        column.addLayout(self._title_row)
        self.second = label("", "sub", wrap=True)
        column.addWidget(self.second)
        facts, actions, tags = QWidget(), QWidget(), QWidget()
        self._facts = FlowLayout(facts, spacing=14)
        self._actions = FlowLayout(actions, spacing=6)
        self._tags = FlowLayout(tags, spacing=7)
        for widget, gap in ((facts, 5), (tags, 0), (actions, 7)):
            column.addSpacing(gap)
            column.addWidget(widget)
        return head

    def add_commands(self, shown: Sequence[Command], more: Sequence[Command | None]) -> None:
        """Buttons under the name, and a menu behind `…`; all of them in the palette."""
        self._buttons = [(command, command_button(command, small=True)) for command in shown]
        for _command, made in self._buttons:
            self._actions.addWidget(made)
        menu = QMenu(self)
        menu.aboutToShow.connect(partial(_fill, menu, more))
        self.more = menu_button("", menu, icon="ellipsis", small=True, name=_("Meer"))
        self._title_row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.context.commands.add(self, [*shown, *(command for command in more if command is not None)])

    def show_id(self, row_id: int | None) -> None:
        """Show this record, or that none is chosen."""
        self.leave()
        self.row_id = row_id
        self._stack.setCurrentIndex(0 if row_id is None else 1)
        if row_id is not None:
            self.refresh()
            self.show_parts(row_id)

    def refresh(self) -> None:
        """Ask again, when there is a record to ask for."""
        if self.row_id is not None:
            super().refresh()

    def leave(self) -> None:
        """Save what is being typed; another record is about to be shown."""

    def show_parts(self, row_id: int) -> None:
        """Hand the record to the tabs."""
        raise NotImplementedError

    def edit(self) -> None:
        """Go to the fields."""
        raise NotImplementedError

    def show_head(self, head: Head) -> None:
        """Fill what stands above the tabs."""
        self.name.setText(head.name)
        self.second.setText(head.second)
        self.setAccessibleName(head.name)
        for command, made in self._buttons:
            made.setEnabled(command.enabled())
        _refill(self._facts, [_fact(icon, words) for icon, words in head.facts])
        _refill(self._tags, [Tag(words, tone) for words, tone in head.tags])

    def enter(self) -> None:
        """Put the keyboard in the tab that is open."""
        self.tabs.row.focus_chosen()

    def current(self) -> int:
        """The record shown.

        Raises:
            ValueError: there is none; the commands are not to be used then.
        """
        if self.row_id is None:
            raise ValueError("no record is shown")
        return self.row_id


def _fill(menu: QMenu, commands: Sequence[Command | None]) -> None:
    """Anew at every opening: what can be done depends on the record."""
    menu.clear()
    fill_menu(menu, commands)


def _fact(icon: str, words: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    row.addWidget(IconLabel(icon, "muted", 14))
    row.addWidget(label(words, "fact", selectable=True))
    return made


def _refill(layout: Any, widgets: Sequence[QWidget]) -> None:
    clear_layout(layout)
    for widget in widgets:
        layout.addWidget(widget)
    parent = layout.parentWidget()
    parent.setVisible(bool(widgets))
