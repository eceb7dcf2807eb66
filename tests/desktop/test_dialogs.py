"""Dialogs grow with what they say, and go quietly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QListWidget, QWidget
from shiboken6 import isValid

from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.labels import label

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


def test_dialog_is_never_higher_than_the_screen(look: Theme, qtbot: QtBot) -> None:
    dialog, long = Dialog("Toetsen", None), QListWidget()
    qtbot.addWidget(dialog)
    long.addItems([f"toets {number}" for number in range(300)])
    long.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
    dialog.body.addWidget(label("een zin die kan afbreken", wrap=True))
    dialog.body.addWidget(long)
    dialog.show()
    dialog.body.addWidget(label("een zin die later komt", wrap=True))
    qtbot.wait(20)
    assert dialog.height() < dialog.screen().availableGeometry().height()
