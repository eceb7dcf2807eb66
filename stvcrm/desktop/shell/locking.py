"""Locking the window and opening it again: what was on screen is hidden, not lost, and comes back."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.shell.lock import LockScreen


class Locking(QObject):
    """`tried` hands over a passphrase to check; whoever checks it calls `open` or `refuse`."""

    tried = Signal(str)
    quit_wanted = Signal()

    def __init__(self, frame: QMainWindow) -> None:
        super().__init__(frame)
        self._frame = frame
        self._title = ""
        self._focused: QWidget | None = None
        self._dialogs: list[QDialog] = []
        self.cover: LockScreen | None = None

    def lock(self, *, encrypted: bool) -> None:
        """Cover everything at once. What is being typed is saved by leaving the field; dialogs wait."""
        if self.cover is not None:
            return
        self._focused = QApplication.focusWidget()
        if self._focused is not None:
            self._focused.clearFocus()
        self._hide_dialogs()
        self.cover = LockScreen(self._frame, encrypted=encrypted)
        self.cover.tried.connect(self.tried)
        self.cover.quit_wanted.connect(self.quit_wanted)
        self._title = self._frame.windowTitle()
        self._frame.setWindowTitle(_("stvcrm – vergrendeld"))

    def open(self) -> None:
        """Show everything as it was."""
        if self.cover is None:
            return
        self.cover.hide()
        self.cover.deleteLater()
        self.cover = None
        self._frame.setWindowTitle(self._title)
        for dialog in _alive(self._dialogs):
            dialog.show()
        self._dialogs = []
        if self._focused is not None and shiboken6.isValid(self._focused):
            self._focused.setFocus()

    def refuse(self) -> None:
        """It was not the right one."""
        if self.cover is not None:
            self.cover.refuse(_("Deze wachtzin klopt niet; typ hem opnieuw."))

    def _hide_dialogs(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window is self._frame or not window.isVisible():
                continue
            if isinstance(window, QDialog):
                window.hide()
                self._dialogs.append(window)
            else:
                window.close()


def _alive(dialogs: list[QDialog]) -> list[QDialog]:
    return [dialog for dialog in dialogs if shiboken6.isValid(dialog)]
