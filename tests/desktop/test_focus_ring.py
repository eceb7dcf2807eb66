"""The ring stays around what has the focus, whatever moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from stvcrm.desktop.kit.focus_ring import FocusRing

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.theme import Theme


def test_ring_moves_with_what_the_widget_lies_in(look: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    card = QWidget(window)
    QVBoxLayout(card).addWidget(QPushButton("Een"))
    ring = FocusRing(window)
    window.show()
    pressed = card.findChild(QPushButton)
    assert pressed is not None
    pressed.setFocus()
    qtbot.waitUntil(ring.isVisible)
    card.move(120, 80)
    assert ring.geometry().contains(pressed.mapTo(window, QPoint(0, 0)))
