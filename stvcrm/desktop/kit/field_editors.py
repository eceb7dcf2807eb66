"""One editor per kind of field: what is typed, what it means, and when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from stvcrm.analysis.addresses import phone_shown
from stvcrm.base.clock import today
from stvcrm.base.dates import parse_date, short_date
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.marks import CheckBox, ComboBox
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PAUSE_MS = 1000


@dataclass(frozen=True)
class Field:
    """A field of a form. Kinds: text, long, number, date, phone, choice, flag. `choices` are value and words.

    `make` builds an editor that needs more than the field, such as a choice among all records.
    """

    key: str
    label: str
    kind: str = "text"
    choices: tuple[tuple[Any, str], ...] = ()
    hint: str = ""
    longest: int = 0
    read_only: bool = False
    make: Callable[[Field], TextEditor] | None = None


class WrongInput(Exception):
    """What is typed cannot be read; the text says how to type it."""


class TextEditor(QLineEdit):
    """One line. Ctrl+Z undoes the typing since it got the focus; after that the window's undo goes on."""

    left = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._shown = ""
        self.setPlaceholderText(field.hint)
        self.setReadOnly(field.read_only)
        if field.longest:
            self.setMaxLength(field.longest)

    def value(self) -> Any:
        """What is typed, as it is stored."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        """Show this value."""
        self._shown = self.words(value)
        self.setText(self._shown)
        self.setCursorPosition(0)

    def words(self, value: Any) -> str:
        """The value as it is typed."""
        return "" if value is None else str(value)

    def is_dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.text() != self._shown

    def settle(self) -> None:
        """What is typed is saved now."""
        self._shown = self.text()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left: save."""
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves too; Escape brings back what was."""
        if event.matches(QKeySequence.StandardKey.Cancel) and self.is_dirty():
            self.setText(self._shown)
            return
        super().keyPressEvent(event)
        if event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when there is no typing to undo."""
        if _passes_on(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class NumberEditor(TextEditor):
    """A whole number, points allowed."""

    def value(self) -> int | None:
        """The number, None when empty."""
        text = self.text().replace(".", "").replace(" ", "")
        if not text:
            return None
        if not text.lstrip("-").isdigit():
            raise WrongInput(_("Typ een getal, bijvoorbeeld 48."))
        return int(text)


class DateEditor(TextEditor):
    """A date as people type it: `11-5`, `11 mei`, `morgen`, `do`, `+2w`."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        if not field.hint:
            self.setPlaceholderText(_("bijvoorbeeld 11 mei of +2w"))

    def words(self, value: Any) -> str:
        """`do 11 mei 2017`."""
        if isinstance(value, str) and value:
            value = date.fromisoformat(value)
        return short_date(value) if isinstance(value, date) else ""

    def value(self) -> date | None:
        """The date, None when empty."""
        if not self.text().strip():
            return None
        found = parse_date(self.text(), today())
        if found is None:
            raise WrongInput(_("Dit is geen datum; typ bijvoorbeeld 11 mei, morgen of +2w."))
        return found


class PhoneEditor(TextEditor):
    """A telephone number in any notation, shown as the Dutch write it."""

    def words(self, value: Any) -> str:
        """`030 456 78 90`."""
        return phone_shown(str(value)) if value else ""


class LongEditor(QPlainTextEdit):
    """Several lines; saved when left and after a second's pause."""

    left = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._shown = ""
        self.setPlaceholderText(field.hint)
        self.setReadOnly(field.read_only)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(theme().px(84))
        self.setMaximumHeight(theme().px(160))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.left)
        self.textChanged.connect(self._typed)

    def value(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def set_value(self, value: Any) -> None:
        """Show this value."""
        self._shown = "" if value is None else str(value)
        if self._shown != self.toPlainText():
            self.setPlainText(self._shown)

    def is_dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.toPlainText() != self._shown

    def settle(self) -> None:
        """What is typed is saved now."""
        self._shown = self.toPlainText()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left: save."""
        super().focusOutEvent(event)
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when there is no typing to undo."""
        document = self.document()
        if _passes_on(event, undo=document.isUndoAvailable(), redo=document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def _typed(self) -> None:
        if self.is_dirty():
            self._pause.start()


class ChoiceEditor(ComboBox):
    """One of some values."""

    left = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._shown: Any = None
        # Long words must not make a form wider than its panel.
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        for value, words in field.choices:
            self.addItem(words, value)
        self.setEnabled(not field.read_only)
        self.activated.connect(lambda _place: self.left.emit())

    def value(self) -> Any:
        """The value chosen."""
        return self.currentData()

    def set_value(self, value: Any) -> None:
        """Show this value."""
        self._shown = value
        self.setCurrentIndex(self.findData(value))

    def is_dirty(self) -> bool:
        """Whether another value was chosen that is not saved."""
        return bool(self.value() != self._shown)

    def settle(self) -> None:
        """What is chosen is saved now."""
        self._shown = self.value()


class FlagEditor(CheckBox):
    """Yes or no; its words are the label."""

    left = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__(field.label)
        self._shown = False
        self.setEnabled(not field.read_only)
        self.clicked.connect(lambda _on: self.left.emit())

    def value(self) -> bool:
        """Whether it is on."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Show this value."""
        self._shown = bool(value)
        self.setChecked(self._shown)

    def is_dirty(self) -> bool:
        """Whether it was turned and not saved."""
        return self.isChecked() != self._shown

    def settle(self) -> None:
        """How it is turned is saved now."""
        self._shown = self.isChecked()


Editor = TextEditor | LongEditor | ChoiceEditor | FlagEditor
_EDITORS: Mapping[str, type[Editor]] = {
    "text": TextEditor,
    "number": NumberEditor,
    "date": DateEditor,
    "phone": PhoneEditor,
    "long": LongEditor,
    "choice": ChoiceEditor,
    "flag": FlagEditor,
}


def editor_for(field: Field) -> Editor:
    """The editor of this kind of field, with its accessible name."""
    made = (field.make or _EDITORS[field.kind])(field)
    made.setAccessibleName(field.label)
    return made


def _passes_on(event: QEvent, *, undo: bool, redo: bool) -> bool:
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undoes, redoes = (
        event.matches(QKeySequence.StandardKey.Undo),
        event.matches(QKeySequence.StandardKey.Redo),
    )
    return (undoes and not undo) or (redoes and not redo)
