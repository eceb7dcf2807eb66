"""The prompt, a new workspace, and the whole way from start to a list."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from stvcrm.desktop.shell.first_run import FirstRun, NewWorkspace
from stvcrm.desktop.shell.passphrase import strength
from stvcrm.desktop.shell.passphrase_dialog import SheetDialog
from stvcrm.desktop.shell.safe_closing import SafeClosing
from stvcrm.desktop.shell.unlock import UnlockScreen
from stvcrm.desktop.start import Frame
from stvcrm.operations import organisations
from stvcrm.queries.settings import settings
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.theme import Theme
    from stvcrm.desktop.main import Composition
    from stvcrm.desktop.preferences import Preferences

WORDS = "paard batterij nietje juist"


@pytest.fixture
def screen(preferences: Preferences, look: Theme, qtbot: QtBot) -> UnlockScreen:
    preferences.opened(Path("/x/proef.stv"), "Proef", encrypted=False, at="2017-05-10T10:00:00+00:00")
    preferences.opened(
        Path("/x/verkenning.stv"), "Verkenning", encrypted=True, at="2017-05-11T10:00:00+00:00"
    )
    made = UnlockScreen(preferences)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def test_last_workspace_is_asked_for(screen: UnlockScreen) -> None:
    assert screen.title.text() == "Verkenning"
    assert screen.field.isVisible()


def test_enter_opens(screen: UnlockScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.open_wanted) as caught:
        qtbot.keyClicks(screen.field, WORDS)
        qtbot.keyClick(screen.field, Qt.Key.Key_Return)
    assert caught.args == ["/x/verkenning.stv", WORDS]


def test_plain_workspace_needs_no_passphrase(screen: UnlockScreen) -> None:
    screen.entries[1].click()
    assert screen.title.text() == "Proef"
    assert not screen.field.isVisible()


def test_refusal_is_told_and_typing_goes_on(screen: UnlockScreen) -> None:
    screen.busy("Openen…")
    screen.refuse("De wachtzin klopt niet.")
    assert screen.banner.text() == "De wachtzin klopt niet."
    assert screen.unlock.isEnabled()


def test_eye_shows_the_passphrase(screen: UnlockScreen) -> None:
    screen.field.actions()[0].trigger()
    assert screen.field.echoMode() == QLineEdit.EchoMode.Normal


@pytest.mark.parametrize(
    ("passphrase", "tone"), [("kort", "bad"), ("aaaaaaaaaaaa", "bad"), ("fiets12!", "warn"), (WORDS, "good")]
)
def test_strength_in_words(passphrase: str, tone: str) -> None:
    assert strength(passphrase)[0] == tone


@pytest.mark.parametrize(
    ("first", "second", "told"), [("kort", "kort", "te kort"), (WORDS, "anders", "niet gelijk")]
)
def test_new_workspace_tells_what_is_wrong(
    look: Theme, qtbot: QtBot, tmp_path: Path, first: str, second: str, told: str
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = FirstRun(parent, tmp_path)
    dialog.first.setText(first)
    dialog.second.setText(second)
    dialog.findChildren(QWidget)
    with qtbot.assertNotEmitted(dialog.wanted):
        dialog.make()
    assert told in dialog.banner.text()


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path / "share"


@pytest.fixture
def composition(tmp_path: Path, look: Theme, qtbot: QtBot) -> Iterator[Composition]:
    path = tmp_path / "verkenning.stv"
    Database.create(path, WORDS).close()
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    frame = Frame(settings, path)
    qtbot.addWidget(frame)
    frame.show()
    qtbot.waitUntil(lambda: frame.composition is not None, timeout=20_000)
    yield frame.composition
    frame.composition.close_workspace()


def test_wrong_passphrase_is_refused_then_the_right_one_opens(composition: Composition, qtbot: QtBot) -> None:
    prompt = composition.prompt
    assert prompt is not None
    prompt.open_wanted.emit(prompt.path, "verkeerd")
    qtbot.waitUntil(lambda: prompt.banner.text() != "", timeout=20_000)
    with qtbot.waitSignal(composition.opened, timeout=20_000):
        prompt.open_wanted.emit(prompt.path, WORDS)


def test_lock_opens_with_the_same_passphrase_only(composition: Composition, qtbot: QtBot) -> None:
    assert composition.prompt is not None
    with qtbot.waitSignal(composition.opened, timeout=20_000):
        composition.open(Path(composition.prompt.path), WORDS)
    composition.lock()
    lock = composition.locking.cover
    assert lock is not None
    lock.tried.emit("verkeerd")
    qtbot.waitUntil(lambda: lock.banner.text() != "", timeout=20_000)
    lock.tried.emit(WORDS)
    qtbot.waitUntil(lambda: composition.locking.cover is None, timeout=20_000)


def test_new_workspace_keeps_the_second_place_and_offers_the_sheet(
    composition: Composition, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with qtbot.waitSignal(composition.opened, timeout=20_000):
        composition.make(NewWorkspace(tmp_path / "nieuw.stv", WORDS, str(stick), sheet=True))
    assert composition.database is not None
    assert composition.shell is not None
    with composition.database.read() as connection:
        assert settings(connection)["backup_place"] == str(stick)
    assert composition.shell.findChild(SheetDialog) is not None


def test_closing_waits_for_a_decision_when_the_copy_failed(
    composition: Composition, qtbot: QtBot, own_data: Path, tmp_path: Path
) -> None:
    own_data.write_text("no folder can be made here")
    assert composition.prompt is not None
    with Database.open(Path(composition.prompt.path), WORDS) as database:
        database.write("x", organisations.add, name="Iets om te bewaren")
    with qtbot.waitSignal(composition.opened, timeout=20_000):
        composition.open(Path(composition.prompt.path), WORDS)
    shell = composition.shell
    assert shell is not None
    qtbot.waitUntil(lambda: bool(shell.backups.failure), timeout=20_000)
    frame = shell.window()
    frame.close()
    dialog = frame.findChild(SafeClosing)
    assert dialog is not None
    assert frame.isVisible()
    dialog.close_wanted.emit()
    qtbot.waitUntil(lambda: not frame.isVisible(), timeout=20_000)


def test_age_of_the_copy_outside_is_told_before_unlocking(
    preferences: Preferences, look: Theme, qtbot: QtBot
) -> None:
    preferences.opened(Path("/x/proef.stv"), "Proef", encrypted=True, at="2017-05-10T10:00:00+00:00")
    preferences.keep_copied("/x/proef.stv", "2017-05-10T15:05:00+00:00")
    screen = UnlockScreen(preferences)
    qtbot.addWidget(screen)
    assert screen.copied.text() == "Laatste kopie buiten deze laptop: wo 10 mei 2017"


def test_first_start_offers_its_ways(preferences: Preferences, look: Theme, qtbot: QtBot) -> None:
    screen = UnlockScreen(preferences)
    qtbot.addWidget(screen)
    screen.show()
    screen.focus()
    with qtbot.waitSignal(screen.new_wanted):
        qtbot.keyClick(screen.begin, Qt.Key.Key_Return)
    with qtbot.waitSignal(screen.example_wanted):
        screen.look_round.click()


def test_window_built_ahead_is_used_once_the_passphrase_is_right(
    composition: Composition, qtbot: QtBot
) -> None:
    prompt = composition.prompt
    assert prompt is not None
    prompt.open_wanted.emit(prompt.path, "verkeerd")
    qtbot.waitUntil(lambda: prompt.banner.text() != "", timeout=20_000)
    assert composition.shell is None
    with qtbot.waitSignal(composition.opened, timeout=20_000):
        prompt.open_wanted.emit(prompt.path, WORDS)
    assert composition.shell is not None
    assert composition.shell.isVisible()


def test_closing_after_a_refusal_leaves_no_thread_waiting(composition: Composition, qtbot: QtBot) -> None:
    prompt = composition.prompt
    assert prompt is not None
    prompt.open_wanted.emit(prompt.path, "verkeerd")
    qtbot.waitUntil(lambda: prompt.banner.text() != "", timeout=20_000)
    prompt.window().close()
    qtbot.waitUntil(
        lambda: not any(thread.name.startswith("reader") for thread in threading.enumerate()), timeout=5000
    )


def test_proposed_folder_is_made_when_it_is_not_there(look: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = FirstRun(parent, tmp_path / "Documenten")
    dialog.first.setText(WORDS)
    dialog.second.setText(WORDS)
    with qtbot.waitSignal(dialog.wanted):
        dialog.make()
    assert (tmp_path / "Documenten").is_dir()


def test_second_place_that_is_not_there_is_told_in_the_dialog(
    look: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = FirstRun(parent, tmp_path)
    dialog.first.setText(WORDS)
    dialog.second.setText(WORDS)
    dialog.copy.setText(str(tmp_path / "stick"))
    with qtbot.assertNotEmitted(dialog.wanted):
        dialog.make()
    assert "stick bestaat niet" in dialog.banner.text()


def test_new_workspace_fits_a_small_screen_at_large_text(look: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    look.set("light", 2.0)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = FirstRun(parent, tmp_path)
    dialog.show()
    qtbot.wait(50)
    assert dialog.height() < dialog.screen().availableGeometry().height()
    assert dialog.sheet.mapTo(dialog, dialog.sheet.rect().bottomLeft()).y() > dialog.height() / 2
