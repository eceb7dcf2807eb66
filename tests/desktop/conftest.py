"""A themed application, a small workspace, and a runner without threads."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QDialog

from stvcrm.base.clock import system_clock
from stvcrm.desktop.kit.commands import Commands
from stvcrm.desktop.kit.context import Context
from stvcrm.desktop.kit.theme import Theme
from stvcrm.desktop.preferences import Preferences
from stvcrm.desktop.runner import Runner
from stvcrm.operations import organisations
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

NAMES = ("Aksent Zeist", "Buurthuis Sterk", "Het Trefpunt", "Welzijn Súdwest")


@pytest.fixture(autouse=True)
def _no_dialog_left(qapp: QApplication) -> Iterator[None]:
    """A dialog that a test leaves open must not be found by the next one."""
    yield
    for left in qapp.topLevelWidgets():
        if isinstance(left, QDialog):
            left.hide()
            left.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at 100 %."""
    found = qapp.property("stvcrm_theme") or Theme(qapp)
    found.set("light", 1.0)
    yield found
    found.set("light", 1.0)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Preferences in a file of their own."""
    return Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A plain workspace with four organisations."""
    with Database.create(tmp_path / "proef.stv", None) as made:
        for name in NAMES:
            made.write("Organisatie toevoegen", organisations.add, name=name)
        yield made


@pytest.fixture
def runner(database: Database, look: Theme, qtbot: QtBot) -> Iterator[Runner]:
    """Everything at once, on the thread of the test."""
    made = Runner.inline(database)
    yield made
    made.close()


@pytest.fixture
def context(runner: Runner, preferences: Preferences) -> Context:
    """What a page is given; toasts and navigation are dropped."""

    def nothing(*_args: Any, **_kwargs: Any) -> None:
        return None

    return Context(runner, preferences, Commands(), nothing, nothing, nothing, system_clock, nothing)
