"""From request to promises in the window with its real threads, by keyboard and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget

from stvcrm.desktop.catalog import PAGES, SERVICES
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.pages.visits.page import VisitsPage
from stvcrm.desktop.runner import Runner
from stvcrm.desktop.shell.window import Shell
from stvcrm.operations import people, visits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.theme import Theme
    from stvcrm.desktop.preferences import Preferences
    from stvcrm.store.database import Database

NOTES = ("Rondleiding door het buurthuis.", "# scholing", "> jt stuurt het plan, voor 1 juni")

PROMISE = "Joost van Tilburg stuurt het plan"


@pytest.fixture
def shell(database: Database, look: Theme, preferences: Preferences) -> Iterator[Shell]:
    name = "Joost van Tilburg"
    person = database.write("x", people.add, name=name, organisation_id=3, role="teamleider")[0]
    database.write("x", visits.request, organisation_id=3, person_id=person)
    runner, frame = Runner(database), QMainWindow()
    made = Shell(frame, runner, preferences, SERVICES, PAGES, workspace="Verkenning")
    frame.setCentralWidget(made)
    frame.resize(1366, 768)
    frame.show()
    made.navigate("visit", 1)
    yield made
    frame.close()
    runner.close()
    frame.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(widget: QWidget, text: str) -> QPushButton | None:
    found = (b for b in widget.findChildren(QPushButton) if b.text() == text and b.isVisible())
    return next(found, None)


def press(qtbot: QtBot, widget: QWidget, text: str) -> None:
    qtbot.waitUntil(lambda: shown(widget, text) is not None)
    button = shown(widget, text)
    assert button is not None
    button.click()


def scalar(database: Database, query: str) -> Any:
    with database.read() as connection:
        return connection.exec_driver_sql(query).scalar()


def test_from_request_to_promise(shell: Shell, database: Database, qtbot: QtBot) -> None:
    page = shell.view("visits")
    assert isinstance(page, VisitsPage)
    press(qtbot, page.visit.bar, "Benaderd")
    press(qtbot, page.visit.bar, "Inplannen")
    (dialog,) = [found for found in shell.findChildren(Dialog) if found.isVisible()]
    QTest.keyClicks(dialog.focusWidget(), "+1w 9:30")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: scalar(database, "SELECT state FROM visit") == "scheduled")
    shell.window().activateWindow()
    press(qtbot, page.visit.bar, "Gesprek beginnen")
    qtbot.waitUntil(lambda: page.notes is not None and page.notes.editor.hasFocus())
    assert page.notes is not None
    for line in NOTES:
        QTest.keyClicks(page.notes.editor, line)
        QTest.keyClick(page.notes.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: scalar(database, "SELECT text FROM note") == "\n".join((*NOTES, "")), timeout=4_000
    )
    panel = page.notes.panel
    qtbot.waitUntil(lambda: [text.split(",")[0] for text in panel.texts()] == [PROMISE])
    QTest.keyClick(page.notes.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: scalar(database, "SELECT state FROM visit") == "completed")
    assert scalar(database, "SELECT who || ' ' || text FROM promise") == PROMISE
    qtbot.waitUntil(lambda: shown(page.visit.bar, "Verslag") is not None)
    qtbot.waitUntil(page.notes.isHidden)
