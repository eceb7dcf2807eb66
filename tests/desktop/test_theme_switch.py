"""A theme or text size chosen while running: everything follows, seen or not, and nothing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stvcrm.desktop.kit.labels import label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.theme import Theme

DEPTH = 8


class StyleChanges(QObject):
    """Counts how often a widget was told of another style."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's own name
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def test_a_switch_reaches_a_page_that_is_hidden(look: Theme, qtbot: QtBot) -> None:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    for _page in range(2):
        pages.addWidget(label("Kennismakingen", "sub"))
    pages.show()
    pages.setCurrentIndex(1)
    pages.setCurrentIndex(0)
    look.set("dark", 1.5)
    pages.setCurrentIndex(1)
    hidden = pages.widget(1)
    assert hidden.palette().windowText().color() == look.colour("muted")
    assert hidden.font().pixelSize() == look.font().pixelSize()


def test_a_switch_styles_what_lies_deep_no_more_often_than_what_lies_above(look: Theme, qtbot: QtBot) -> None:
    above = QWidget()
    qtbot.addWidget(above)
    deep = above
    for _level in range(DEPTH):
        inner = QWidget()
        QVBoxLayout(deep).addWidget(inner)
        deep = inner
    above.show()
    first, last = StyleChanges(above), StyleChanges(deep)
    look.set("dark", 1.0)
    assert 0 < last.count <= first.count
