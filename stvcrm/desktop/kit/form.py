"""Fields in a column, each saved when it is left; a value that cannot be saved stays, with the reason
under it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.field_editors import Editor, Field, WrongInput, editor_for
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stvcrm.base.errors import Problem


class Form(QWidget):
    """Shows the values of one record.

    `changed(record, key, value)` asks to save a field; `history_wanted(key)` to show who changed it when.
    """

    changed = Signal(object, str, object)
    history_wanted = Signal(str)

    def __init__(
        self, fields: Sequence[Field], parent: QWidget | None = None, *, history: bool = False
    ) -> None:
        super().__init__(parent)
        self._record: object = None
        self._editors: dict[str, Editor] = {}
        self._wrong: dict[str, QLabel] = {}
        self._history = history
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 12, 14, 14)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, theme().px(96))
        for row, field in enumerate(fields):
            self._add(row, field)
        self._grid.setRowStretch(len(fields), 1)

    def _add(self, row: int, field: Field) -> None:
        editor = editor_for(field)
        editor.left.connect(lambda: self._left(field.key))
        self._editors[field.key] = editor
        wrong = label("", "wrong", wrap=True)
        wrong.hide()
        self._wrong[field.key] = wrong
        cell = QVBoxLayout()
        cell.setSpacing(3)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(editor, 1)
        if self._history:
            name = _("Geschiedenis van {field}").format(field=field.label)
            line.addWidget(
                button(
                    "", lambda: self.history_wanted.emit(field.key), icon="history", kind="quiet", name=name
                )
            )
        cell.addLayout(line)
        cell.addWidget(wrong)
        if field.kind != "flag":
            caption = label(field.label, "field", wrap=True)
            caption.setBuddy(editor)
            caption.setContentsMargins(0, 7, 0, 0)
            self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(cell, row, 1)

    def show_record(self, record: object, values: Mapping[str, Any]) -> None:
        """Show these values; of the same record, a field that is being typed in keeps what was typed."""
        same = record == self._record
        if not same:
            self.save()
        self._record = record
        for key, editor in self._editors.items():
            if key in values and not (same and editor.hasFocus() and editor.is_dirty()):
                editor.set_value(values[key])
                self._tell(key, "")

    def save(self) -> None:
        """Ask to save everything that was typed and not yet left."""
        for key, editor in self._editors.items():
            if editor.is_dirty():
                self._left(key)

    def editor(self, key: str) -> Editor:
        """The editor of a field."""
        return self._editors[key]

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Put each reason under its field."""
        for problem in problems:
            if problem.field in self._wrong:
                self._tell(problem.field, problem.message)

    def problem(self, key: str) -> str:
        """The reason shown under a field, empty when there is none."""
        return self._wrong[key].text()

    def _left(self, key: str) -> None:
        editor = self._editors[key]
        if not editor.is_dirty() or self._record is None:
            return
        try:
            value = editor.value()
        except WrongInput as error:
            self._tell(key, str(error))
            return
        self._tell(key, "")
        editor.settle()
        self.changed.emit(self._record, key, value)

    def _tell(self, key: str, message: str) -> None:
        wrong, editor = self._wrong[key], self._editors[key]
        if wrong.text() == message:
            return
        wrong.setText(message)
        wrong.setVisible(bool(message))
        editor.setProperty("wrong", bool(message))
        editor.setAccessibleDescription(message)
        editor.style().unpolish(editor)
        editor.style().polish(editor)
