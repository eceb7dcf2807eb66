"""Fields in a column, each saved when it is left; a value that cannot be saved stays, with the reason
under it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.field_editors import Editor, Field, WrongInput, editor_for
from stvcrm.desktop.kit.icons import icon
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stvcrm.base.errors import Problem


_HISTORY = {True: Qt.AlignmentFlag.AlignTop, False: Qt.AlignmentFlag.AlignVCenter}


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
        self._refused: set[str] = set()
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
            line.addWidget(self._history_button(field), 0, _HISTORY[field.kind == "long"])
        cell.addLayout(line)
        cell.addWidget(wrong)
        if field.kind != "flag":
            caption = label(field.label, "field", wrap=True)
            caption.setBuddy(editor)
            caption.setContentsMargins(0, 7, 0, 0)
            self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(cell, row, 1)

    def _history_button(self, field: Field) -> QPushButton:
        name = _("Geschiedenis van {field}").format(field=field.label)
        made = button("", lambda: self.history_wanted.emit(field.key), kind="quiet", small=True, name=name)
        made.setIcon(icon("history", "edge"))
        # One stop a field: from the field itself a key opens its history.
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        return made

    def show_record(self, record: object, values: Mapping[str, Any]) -> None:
        """Show these values; of the same record, what is typed and not stored yet stays."""
        awaited = self._record is None
        same = awaited or record == self._record
        if not same:
            self.save()
            self._refused.clear()
        self._record = record
        for key, editor in self._editors.items():
            if key in values and not (same and (editor.is_dirty() or key in self._refused)):
                editor.set_value(values[key])
                self._tell(key, "")
            elif awaited and not editor.hasFocus():
                self._left(key)

    def await_record(self) -> None:
        """Save what was typed and show nothing: typing is for the record being fetched."""
        self.save()
        self._refused.clear()
        self._record = None
        for key, editor in self._editors.items():
            editor.set_value(None)
            self._tell(key, "")

    def save(self) -> None:
        """Ask to save everything that was typed and not yet left."""
        for key, editor in self._editors.items():
            if editor.is_dirty():
                self._left(key)

    def typed(self) -> dict[str, Any] | None:
        """Every value as it stands; None when one cannot be read, which then says so and has the focus."""
        values: dict[str, Any] = {}
        for key, editor in self._editors.items():
            try:
                values[key] = editor.value()
            except WrongInput as error:
                self._tell(key, str(error))
                editor.setFocus()
                return None
            self._tell(key, "")
        return values

    def has(self, key: str) -> bool:
        """Whether there is such a field."""
        return key in self._editors

    def focus(self) -> None:
        """Go to the first field."""
        next(iter(self._editors.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def focused_key(self) -> str | None:
        """The field that has the focus."""
        return next((key for key, editor in self._editors.items() if editor.hasFocus()), None)

    def editor(self, key: str) -> Editor:
        """The editor of a field."""
        return self._editors[key]

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Put each reason under its field; what was typed there stays until it is typed anew."""
        for problem in problems:
            if problem.field in self._wrong:
                self._refused.add(problem.field)
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
        self._refused.discard(key)
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
