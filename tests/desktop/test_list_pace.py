"""In what order a list and the record beside it are shown: the rows first, and the record where one ends."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from stvcrm.desktop.pages.organisations.page import OrganisationsPage
from stvcrm.desktop.runner import Runner

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.context import Context
    from stvcrm.store.database import Database

DOWN, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> OrganisationsPage:
    made = OrganisationsPage(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.record.name.text() == "Aksent Zeist")
    return made


def send(page: OrganisationsPage, kind: QEvent.Type, key: Qt.Key, *, held: bool = False) -> None:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", held)
    QApplication.sendEvent(page.table, event)


def test_the_rows_are_shown_before_the_record_is_asked(
    context: Context, database: Database, qtbot: QtBot
) -> None:
    runner = Runner(database)
    made = OrganisationsPage(replace(context, runner=runner))
    qtbot.addWidget(made)
    asked: list[int | None] = []
    made.model.first_rows.connect(lambda: asked.append(made.record.row_id))
    made.show()
    qtbot.waitUntil(lambda: made.record.name.text() == "Aksent Zeist")
    runner.close()
    assert asked[0] is None


def test_a_key_that_is_held_leaves_the_record_until_it_is_let_go(page: OrganisationsPage) -> None:
    send(page, DOWN, Qt.Key.Key_Down)
    for _repeat in range(2):
        send(page, DOWN, Qt.Key.Key_Down, held=True)
    assert page.record.name.text() == "Buurthuis Sterk"
    send(page, RELEASE, Qt.Key.Key_Down)
    assert page.record.name.text() == "Welzijn Súdwest"


def test_a_key_that_is_held_on_lets_the_record_follow(page: OrganisationsPage, qtbot: QtBot) -> None:
    for _repeat in range(3):
        send(page, DOWN, Qt.Key.Key_Down, held=True)
    qtbot.waitUntil(lambda: page.record.name.text() == "Welzijn Súdwest")


def test_another_key_acts_on_the_row_one_is_at(page: OrganisationsPage) -> None:
    for _repeat in range(2):
        send(page, DOWN, Qt.Key.Key_Down, held=True)
    send(page, DOWN, Qt.Key.Key_F2)
    assert page.record.row_id == page.table.current_id()
    assert page.record.name.text() == "Het Trefpunt"


def test_what_is_pressed_one_by_one_shows_every_record(page: OrganisationsPage) -> None:
    send(page, DOWN, Qt.Key.Key_Down)
    send(page, DOWN, Qt.Key.Key_Down)
    assert page.record.name.text() == "Het Trefpunt"
