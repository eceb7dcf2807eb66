"""Copies as the window keeps and shows them: in time, with their age, and with a decision when one failed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from stvcrm.desktop.shell.backup_watch import BackupWatch, in_words
from stvcrm.desktop.shell.backups_dialog import BackupsDialog, ComparisonDialog
from stvcrm.desktop.shell.folder_field import unsafe_reason
from stvcrm.desktop.shell.safe_closing import SafeClosing
from stvcrm.operations import organisations
from stvcrm.operations.catalog import BY_NAME
from stvcrm.operations.safekeeping import Safety
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.kit.theme import Theme
    from stvcrm.desktop.preferences import Preferences

NOW = datetime(2017, 5, 11, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path / "share"


@pytest.fixture
def over(look: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    return made


@pytest.fixture
def watch(context: Context, over: QWidget) -> BackupWatch:
    return BackupWatch(context, over)


def test_start_makes_the_copy_that_is_due(watch: BackupWatch, database: Database, own_data: Path) -> None:
    watch.start(str(database.path))
    assert len(list(own_data.rglob("*-daily.stv"))) == 1


def test_start_makes_no_second_copy_the_same_day(
    watch: BackupWatch, database: Database, own_data: Path
) -> None:
    watch.start(str(database.path))
    watch.start(str(database.path))
    assert len(list(own_data.rglob("*.stv"))) == 1


def test_no_copy_outside_is_a_worry(watch: BackupWatch, database: Database, qtbot: QtBot) -> None:
    with qtbot.waitSignal(watch.told) as told:
        watch.start(str(database.path))
    assert told.args == ["Nog geen kopie buiten deze laptop", True]


def test_second_place_is_used_and_remembered(
    watch: BackupWatch, database: Database, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    BY_NAME["settings.change"].perform(database, name="backup_place", value=str(stick))
    with qtbot.waitSignal(watch.told) as told:
        watch.start(str(database.path))
    assert told.args is not None
    assert str(told.args[0]).startswith("Kopie buiten deze laptop: vandaag")
    assert preferences.copied_at(str(database.path))


@pytest.mark.parametrize(
    ("age", "reachable", "ending", "worry"),
    [
        (timedelta(hours=1), True, "vandaag 13:00", False),
        (timedelta(days=1), False, "gisteren 14:00", False),
        (timedelta(days=9), False, "sluit de stick of map weer aan", True),
    ],
)
def test_age_of_the_copy_in_words(age: timedelta, reachable: bool, ending: str, worry: bool) -> None:
    at = NOW - age
    text, worries = in_words(at, Safety("/stick", reachable, at, None), NOW)
    assert text.endswith(ending)
    assert worries is worry


def test_failed_copy_is_told_and_stays_until_one_succeeds(
    watch: BackupWatch, database: Database, own_data: Path, qtbot: QtBot
) -> None:
    own_data.write_text("no folder")
    with qtbot.waitSignal(watch.failed):
        watch.start(str(database.path))
    assert watch.failure
    own_data.unlink()
    with qtbot.waitSignal(watch.succeeded):
        watch.copy_now()
    assert watch.failure == ""


def test_closing_after_a_failure_offers_three_ways(over: QWidget, qtbot: QtBot) -> None:
    dialog = SafeClosing("De schijf is vol.", over)
    texts = [button.text() for button in dialog.findChildren(QAbstractButton)]
    assert {"Open houden", "Sluiten zonder kopie", "Opnieuw proberen"} <= set(texts)
    close = next(b for b in dialog.findChildren(QAbstractButton) if b.text() == "Sluiten zonder kopie")
    with qtbot.waitSignal(dialog.close_wanted):
        close.click()


def test_list_shows_age_reason_and_place(context: Context, over: QWidget) -> None:
    dialog = BackupsDialog(context, over)
    assert dialog.rows.findChildren(QAbstractButton) == []
    dialog.copy_now()
    names = " ".join(row.accessibleName() for row in dialog.rows.rows())
    assert "vandaag" in names
    assert "Met de hand · op deze laptop" in names


def test_copy_comes_back_as_another_workspace(
    context: Context, over: QWidget, database: Database, tmp_path: Path, own_data: Path
) -> None:
    dialog = BackupsDialog(context, over)
    dialog.copy_now()
    database.write("x", organisations.add, name="Later erbij")
    source = next(own_data.rglob("*.stv"))
    dialog.bring_back(source, tmp_path / "terug.stv")
    compared = dialog.findChild(ComparisonDialog)
    assert compared is not None
    assert "terug.stv" in " ".join(label.text() for label in compared.findChildren(type(dialog.told)))
    with Database.open(tmp_path / "terug.stv", None, write=False) as restored, restored.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM organisation").scalar() == 4


@pytest.mark.parametrize(
    ("folder", "told"), [("Dropbox/werk", "internet"), ("OneDrive - Sociaal", "internet"), ("werk", "")]
)
def test_synchronised_folder_is_recognised(tmp_path: Path, folder: str, told: str) -> None:
    reason = unsafe_reason(tmp_path / folder)
    assert told in reason
    assert bool(reason) is bool(told)


@pytest.mark.parametrize("there", [True, False])
def test_copy_by_hand_tells_when_the_second_place_is_out_of_reach(
    context: Context, database: Database, over: QWidget, tmp_path: Path, there: bool
) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    BY_NAME["settings.change"].perform(database, name="backup_place", value=str(place))
    if not there:
        place.rmdir()
    dialog = BackupsDialog(context, over)
    dialog.open()
    dialog.copy_now()
    assert (str(place) in dialog.banner.text()) == (not there)
