"""Choosing a record by typing a part of its name: the ones that fit are listed below the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.field_editors import Field, TextEditor, WrongInput
from stvcrm.queries.choices import Option, options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stvcrm.desktop.kit.context import Context

PAUSE_MS = 80
_OPTION = Qt.ItemDataRole.UserRole


def reference(context: Context, noun: str) -> Callable[[Field], TextEditor]:
    """How to make an editor that chooses among the records of this noun."""
    return lambda field: ReferenceEditor(field, context, noun)


class ReferenceEditor(TextEditor):
    """Holds an `Option` or nothing; its value is the id of the record."""

    def __init__(self, field: Field, context: Context, noun: str) -> None:
        super().__init__(field)
        self._context, self._noun = context, noun
        self._chosen: Option | None = None
        self._found: Sequence[Option] = ()
        if not field.hint:
            self.setPlaceholderText(_("typ een deel van de naam"))
        self._list = QStandardItemModel(self)
        completer = QCompleter(self._list, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._picked)
        self._completer = completer
        self.setCompleter(completer)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look_up)
        self.textEdited.connect(self._typed)

    def words(self, value: Any) -> str:
        """The name of the record."""
        return value.title if isinstance(value, Option) else ""

    def set_value(self, value: Any) -> None:
        """Show this `Option`, or nothing."""
        self._chosen = value if isinstance(value, Option) else None
        super().set_value(value)

    def value(self) -> int | None:
        """The id of the record; None when the field is empty."""
        typed = self.text().strip()
        if not typed:
            return None
        if self._chosen is not None and self._chosen.title == typed:
            return self._chosen.id
        same = [option for option in self._found if option.title.casefold() == typed.casefold()]
        if len(same) == 1:
            return same[0].id
        raise WrongInput(_("Kies een naam uit de lijst: typ een deel ervan en druk op pijl omlaag."))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list below the field is part of it: going there is not leaving."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            super().focusOutEvent(event)

    def _typed(self) -> None:
        self._chosen = None
        self._pause.start()

    def _look_up(self) -> None:
        self._context.runner.ask_latest(self, "options", options, self._show, self._noun, self.text())

    def _show(self, found: Sequence[Option]) -> None:
        self._found = found
        self._list.clear()
        for option in found:
            words = f"{option.title} · {option.second}" if option.second else option.title
            item = QStandardItem(words)
            item.setData(option.title, Qt.ItemDataRole.EditRole)
            item.setData(words, Qt.ItemDataRole.DisplayRole)
            item.setData(option, _OPTION)
            self._list.appendRow(item)
        if found and self.hasFocus() and self.text().strip():
            self._completer.complete()

    def _picked(self, _title: str) -> None:
        # Several records may have the same name: the row that was chosen tells which.
        popup = self._completer.popup()
        option = None if popup is None else popup.currentIndex().data(_OPTION)
        if isinstance(option, Option):
            self._chosen = option
            self.setText(option.title)
            self.left.emit()
