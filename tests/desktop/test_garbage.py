"""Qt objects go on the thread they were made on."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from stvcrm.desktop.garbage import GarbageCollector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

MANY = 20_000


class Circle(QObject):
    """Refers to itself, and notes on which thread it goes."""

    def __init__(self, went: list[str]) -> None:
        super().__init__()
        self.me, self.went = self, went

    def __del__(self) -> None:
        self.went.append(threading.current_thread().name)


@pytest.fixture
def eager(qapp: QApplication) -> Iterator[None]:
    """Python collects as often as it can, as it does by itself outside the tests."""
    before = gc.get_threshold()
    gc.collect()
    gc.enable()
    gc.set_threshold(50, 1, 1)
    yield
    gc.set_threshold(*before)


def busy_thread() -> None:
    """Make many objects on a thread that is not the window's."""
    kept: list[list[int]] = []
    worker = threading.Thread(target=lambda: kept.extend([] for _ in range(MANY)), name="reader")
    worker.start()
    worker.join()


def test_a_thread_that_makes_objects_destroys_no_qt_object(eager: None) -> None:
    owner, went = QObject(), list[str]()
    collector = GarbageCollector(owner)
    Circle(went)
    busy_thread()
    assert went == []
    young = [[] for _ in range(MANY)]
    collector.collect()
    assert (went, len(young)) == ([threading.main_thread().name], MANY)


def test_it_collects_by_itself_after_a_while(eager: None, qtbot: QtBot) -> None:
    owner, went = QObject(), list[str]()
    GarbageCollector(owner)
    Circle(went)
    young = [[] for _ in range(MANY)]
    qtbot.waitUntil(lambda: went == [threading.main_thread().name])
    assert len(young) == MANY
