"""Finding widgets as a user does: by what they say, among what is in view."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

W = TypeVar("W", bound=QWidget)


def named(parent: QWidget, kind: type[W], name: str) -> W:
    """The one visible widget of this kind with this accessible name."""
    QApplication.processEvents()
    found = [w for w in parent.findChildren(kind) if w.accessibleName() == name and w.isVisible()]
    assert len(found) == 1, f"{len(found)} widgets are called {name!r}"
    return found[0]


def press(parent: QWidget, name: str) -> None:
    """Press the visible button with this name."""
    named(parent, QAbstractButton, name).click()


def fill(parent: QWidget, name: str, text: str) -> None:
    """Type a text into the visible field with this name, and leave it."""
    QApplication.processEvents()
    fields = [
        w
        for w in parent.findChildren(QWidget)
        if isinstance(w, (QLineEdit, QPlainTextEdit)) and w.accessibleName() == name and w.isVisible()
    ]
    assert len(fields) == 1, f"{len(fields)} fields are called {name!r}"
    field = fields[0]
    field.setFocus()
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.textEdited.emit(text)
    else:
        field.setPlainText(text)


def says(parent: QWidget, text: str) -> bool:
    """Whether a visible label holds this text."""
    QApplication.processEvents()
    return any(text in label.text() for label in parent.findChildren(QLabel) if label.isVisible())


def dialog() -> QWidget:
    """The dialog in front."""
    found = QApplication.activeModalWidget()
    assert found is not None, "no dialog is open"
    return found


def unnamed(parent: QWidget) -> list[str]:
    """Visible widgets that take the keyboard and have no accessible name, by their class."""
    QApplication.processEvents()
    return [
        type(w).__name__
        for w in parent.findChildren(QWidget)
        if w.isVisible() and w.focusPolicy().value and not w.accessibleName() and not _inner(w)
    ]


def _inner(widget: QWidget) -> bool:
    """A part that Qt makes for itself, such as the viewport of a list, or text, which names itself."""
    return widget.objectName().startswith("qt_") or isinstance(widget, QLabel)
