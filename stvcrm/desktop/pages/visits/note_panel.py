"""What the notes say so far: promises and actions, agreements, open questions, themes and technologies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stvcrm.analysis.note_signs import US, Line, LineKind
from stvcrm.base.dates import short_date, short_day
from stvcrm.base.i18n import N_, _
from stvcrm.desktop.kit.cards import Card, clear_layout, scrolled
from stvcrm.desktop.kit.flow_layout import FlowLayout
from stvcrm.desktop.kit.labels import Tag, label
from stvcrm.desktop.kit.link_row import LinkRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

MOST = 60
"""Rows of one kind that are shown; the rest is counted."""
KINDS = {
    LineKind.ACTION: N_("Toezeggingen en acties"),
    LineKind.AGREEMENT: N_("Afspraken"),
    LineKind.QUESTION: N_("Open vragen"),
}


@dataclass(frozen=True)
class Item:
    """A line of the notes as it stands in the panel; `number` is the line it came from."""

    number: int
    text: str
    second: str
    icon: str
    tone: str


class NotePanel(QFrame):
    """One list a kind; a press on a row goes to its line in the notes by `go(number)`."""

    def __init__(self, go: Callable[[int], object]) -> None:
        super().__init__()
        self.setProperty("look", "aside")
        self.setAccessibleName(_("Herkend in de notities"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(14, 6, 14, 14)
        column.setSpacing(4)
        self._lists = {kind: ItemList(_(title), go) for kind, title in KINDS.items()}
        for shown in self._lists.values():
            column.addWidget(shown)
        self._words = WordList(_("Thema's en technologie"))
        column.addWidget(self._words)
        self._nothing = label(_("Regels die met een teken beginnen verschijnen hier."), "second", wrap=True)
        self._nothing.setContentsMargins(4, 10, 4, 0)
        column.addWidget(self._nothing)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))

    def show_lines(self, lines: Iterable[tuple[int, Line]], names: Mapping[str, str], today: date) -> None:
        """Show these; `names` are those present by their initials, `today` the day of the conversation."""
        items: dict[LineKind, list[Item]] = {kind: [] for kind in KINDS}
        words: dict[tuple[str, str], None] = {}
        for number, line in lines:
            if line.kind in items:
                items[line.kind].append(_item(number, line, names, today))
            elif line.kind is LineKind.THEME:
                words["accent", line.text] = None
            elif line.kind is LineKind.TECHNOLOGY and line.technology:
                words["violet", line.technology] = None
        for kind, shown in self._lists.items():
            shown.show_items(items[kind])
        self._words.show_words(tuple(words))
        self._nothing.setVisible(not words and not any(items.values()))

    def texts(self) -> list[str]:
        """What every row says, in order."""
        return [row.accessibleName() for shown in self._lists.values() for row in shown.rows]


class ItemList(QWidget):
    """A heading with a count and rows of which only those that changed are made anew."""

    def __init__(self, title: str, go: Callable[[int], object]) -> None:
        super().__init__()
        self._go = go
        self._items: list[Item] = []
        self.rows: list[LinkRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(5)
        self._count = label("", "second")
        column.addLayout(_heading(title, self._count))
        self._card = Card()
        column.addWidget(self._card)
        self.setAccessibleName(title)
        self.hide()

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these rows."""
        self._count.setText(str(len(items)))
        shown = list(items[:MOST])
        for place, item in enumerate(shown):
            if place >= len(self.rows):
                row = self._row(item)
                self._card.body.addWidget(row)
                self.rows.append(row)
            elif item != self._items[place]:
                row, old = self._row(item), self.rows[place]
                self._card.body.replaceWidget(old, row)
                old.hide()
                old.deleteLater()
                self.rows[place] = row
        for row in self.rows[len(shown) :]:
            row.hide()
            row.deleteLater()
        del self.rows[len(shown) :]
        self._items = shown
        self.setVisible(bool(shown))

    def _row(self, item: Item) -> LinkRow:
        on = partial(self._go, item.number)
        row = LinkRow("", on, text=item.text, second=item.second, icon=item.icon, tone=item.tone)
        policy = row.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        row.setSizePolicy(policy)
        return row


class WordList(QWidget):
    """Themes and technologies as tags."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str], ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(5)
        self._count = label("", "second")
        column.addLayout(_heading(title, self._count))
        tags = QWidget()
        self._tags = FlowLayout(tags, spacing=7)
        column.addWidget(tags)
        self.hide()

    def show_words(self, words: tuple[tuple[str, str], ...]) -> None:
        """Show these, each as tone and word."""
        if words == self._shown:
            return
        self._shown = words
        self._count.setText(str(len(words)))
        clear_layout(self._tags)
        for tone, word in words[:MOST]:
            sign = "#" if tone == "accent" else "+"
            self._tags.addWidget(Tag(f"{sign} {word}", tone))
        self.setVisible(bool(words))


def _heading(title: str, count: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(4, 0, 4, 0)
    row.addWidget(label(title, "heading"), 1)
    row.addWidget(count)
    return row


def _due_day(day: date, today: date) -> str:
    return short_day(day) if day.year == today.year else short_date(day)


def _item(number: int, line: Line, names: Mapping[str, str], today: date) -> Item:
    if line.kind is LineKind.AGREEMENT:
        return Item(number, line.text, "", "handshake", "good")
    if line.kind is LineKind.QUESTION:
        return Item(number, line.text, "", "circle-help", "warn")
    who = line.who or US
    ours = who == US
    name = _("Wij") if ours else names.get(who, who[:1].upper() + who[1:])
    due = _("vóór {day}").format(day=_due_day(line.due, today)) if line.due else ""
    return Item(number, f"{name} {line.text}", due, "flag" if ours else "user-check", "neutral")
