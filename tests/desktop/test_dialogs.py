"""Dialogs grow with what they say, and go quietly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from stvcrm.desktop.kit.dialogs import Dialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.theme import Theme


def test_dialog_that_deletes_itself_on_closing_raises_nothing(look: Theme, qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    dialog = Dialog("Instellingen", over)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.accept()
    with qtbot.captureExceptions() as raised:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(dialog)
    assert not raised
