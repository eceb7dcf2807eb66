"""Settings as the user changes them: kept at once, those of the workspace in its journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from stvcrm.desktop.kit.marks import CheckBox, ComboBox
from stvcrm.desktop.preferences import OFFERS, Defaults
from stvcrm.desktop.shell.settings_dialog import SettingsDialog
from stvcrm.model.settings import DEFAULTS
from stvcrm.queries.settings import settings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.kit.theme import Theme
    from stvcrm.desktop.preferences import Preferences
    from stvcrm.store.database import Database


@pytest.fixture
def over(look: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    return made


@pytest.fixture
def dialog(context: Context, over: QWidget) -> SettingsDialog:
    made = SettingsDialog(context, over)
    made.show()
    return made


def choose(dialog: SettingsDialog, name: str, value: object) -> None:
    combo = dialog.offers[name]
    assert isinstance(combo, ComboBox)
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_every_declared_setting_is_on_the_dialog(dialog: SettingsDialog) -> None:
    assert all(dialog.form.has(name) for name in DEFAULTS)


def test_setting_is_kept_when_its_field_is_left(
    dialog: SettingsDialog, qtbot: QtBot, database: Database
) -> None:
    field = dialog.form.editor("home_town")
    field.setFocus()
    qtbot.keyClicks(field, "Utrecht")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    with database.read() as connection:
        assert settings(connection)["home_town"] == "Utrecht"


def test_setting_being_typed_is_kept_on_closing(
    dialog: SettingsDialog, qtbot: QtBot, database: Database
) -> None:
    qtbot.keyClicks(dialog.form.editor("project_lead"), "A. de Boer")
    dialog.accept()
    with database.read() as connection:
        assert settings(connection)["project_lead"] == "A. de Boer"


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)
def test_offer_shows_what_is_in_force(dialog: SettingsDialog, offer: object) -> None:
    name = str(getattr(offer, "name", ""))
    made, value = dialog.offers[name], getattr(Defaults(), name)
    assert (made.isChecked() if isinstance(made, CheckBox) else made.currentData()) == value


def test_theme_and_size_change_at_once(dialog: SettingsDialog, look: Theme, preferences: Preferences) -> None:
    choose(dialog, "theme", "dark")
    choose(dialog, "text_percent", 150)
    assert (look.name, look.scale) == ("dark", 1.5)
    assert (preferences.values.theme, preferences.values.text_percent) == ("dark", 150)


def test_lock_time_is_remembered(dialog: SettingsDialog, preferences: Preferences) -> None:
    choose(dialog, "lock_minutes", 30)
    assert preferences.values.lock_minutes == 30
