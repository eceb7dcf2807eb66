"""What unfolds under a planned row: a question with its answers, the whole reason, a cell to put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.flow_layout import FlowLayout
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.marks import ComboBox
from stvcrm.desktop.kit.theme import theme
from stvcrm.importers.wording import Answer, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from stvcrm.importers.pipeline import Planned

LATER = "s"
SHORT = 40


@dataclass(frozen=True)
class RawCell:
    """A cell of the file that fills a field of ours: the key of the field, the heading, what stands there."""

    key: str
    heading: str
    text: str


class RowDetail(QFrame):
    """`answered` gives an answer's value, empty for later; `fixed` a field's key and what belongs there."""

    answered = Signal(str)
    fixed = Signal(str, str)

    def __init__(self, item: Planned, answers: Sequence[Answer], cells: Sequence[RawCell]) -> None:
        super().__init__()
        self.setProperty("look", "band")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look = theme()
        self._answers, self._cells = answers, cells
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(9), look.px(14), look.px(11))
        column.setSpacing(look.px(8))
        if item.reason:
            column.addWidget(label(item.reason, wrap=True, selectable=True))
        if tells_more(item):
            column.addWidget(label(_changes(item), "second", wrap=True, selectable=True))
        if answers:
            column.addWidget(self._buttons())
        if cells:
            column.addLayout(self._fixing(item.reason))
        self.setAccessibleName(item.reason or item.title)

    def press(self, key: str) -> None:
        """Do what this key stands for: 1 is the first answer, S leaves the question open."""
        if key == LATER and self._answers:
            self.answered.emit("")
        elif key.isdigit() and 0 < int(key) <= len(self._answers):
            self.answered.emit(self._answers[int(key) - 1].value)

    def edit(self) -> None:
        """Put the cursor where a cell can be put right."""
        if self._cells:
            self.field.setFocus()
            self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digits also work while a button of this row has the focus."""
        if event.text().lower() == LATER or event.text().isdigit():
            self.press(event.text().lower())
        else:
            super().keyPressEvent(event)

    def _buttons(self) -> QWidget:
        area = QWidget()
        row = FlowLayout(area, spacing=theme().px(8))
        for number, answer in enumerate(self._answers, start=1):
            row.addWidget(self._choice(str(number), answer.text, answer.value))
        row.addWidget(self._choice(LATER.upper(), _("Later beslissen"), ""))
        return area

    def _choice(self, key: str, text: str, value: str) -> QWidget:
        made = button(f"{key}   {text}", lambda: self.answered.emit(value), small=True)
        made.setAccessibleName(text)
        made.setAccessibleDescription(_("toets {key}").format(key=key))
        return made

    def _fixing(self, reason: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self.column = ComboBox()
        self.column.setAccessibleName(_("Kolom om te verbeteren"))
        for cell in self._cells:
            self.column.addItem(cell.heading, cell.key)
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Wat er moet staan"))
        named = [place for place, cell in enumerate(self._cells) if cell.heading and cell.heading in reason]
        self.column.setCurrentIndex(max(named, key=lambda place: len(self._cells[place].heading), default=0))
        self._show_cell()
        self.column.currentIndexChanged.connect(self._show_cell)
        self.field.returnPressed.connect(self._fix)
        row.addWidget(label(_("Verbeter"), "second"))
        row.addWidget(self.column)
        row.addWidget(self.field, 1)
        row.addWidget(button(_("Verbeteren"), self._fix, icon="check", small=True))
        return row

    def _show_cell(self) -> None:
        self.field.setText(self._cells[self.column.currentIndex()].text)

    def _fix(self) -> None:
        cell = self._cells[self.column.currentIndex()]
        if self.field.text() != cell.text:
            self.fixed.emit(cell.key, self.field.text())


def tells_more(item: Planned) -> bool:
    """Whether the changes of a row are more than fits in its cell."""
    return len(item.changes) > 1 or len(_changes(item)) > SHORT


def _changes(item: Planned) -> str:
    return "\n".join(
        _("{field}: {old} wordt {new}").format(
            field=_(change.label), old=value_text(change.old), new=value_text(change.new)
        )
        for change in item.changes
    )
