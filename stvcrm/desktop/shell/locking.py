"""Locking the window and opening it again: what was on screen is hidden, not lost, and comes back."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
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
        frame.windowTitleChanged.connect(self._retitled)

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
        _application().installEventFilter(self)

    def open(self) -> None:
        """Show everything as it was."""
        if self.cover is None:
            return
        _application().removeEventFilter(self)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A dialog that comes while the window is locked (a job ended) waits until it is open again."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog) and watched.isWindow():
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            self._dialogs.append(watched)
            QTimer.singleShot(0, self._keep_back)
        return super().eventFilter(watched, event)

    def _keep_back(self) -> None:
        for dialog in _alive(self._dialogs):
            if dialog.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen):
                dialog.hide()
                dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)

    def _retitled(self, title: str) -> None:
        """The page in view may change below; its name is for after unlocking."""
        locked = _("stvcrm – vergrendeld")
        if self.cover is not None and title != locked:
            self._title = title
            self._frame.setWindowTitle(locked)

    def _hide_dialogs(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window is self._frame or not window.isVisible():
                continue
            if isinstance(window, QDialog):
                window.hide()
                self._dialogs.append(window)
            else:
                window.close()


def _application() -> QCoreApplication:
    application = QApplication.instance()
    assert application is not None
    return application


def _alive(dialogs: list[QDialog]) -> list[QDialog]:
    return [dialog for dialog in dialogs if shiboken6.isValid(dialog)]
