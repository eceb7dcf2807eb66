"""The prompt, a new workspace, and the whole way from start to a list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from stvcrm.desktop.shell.first_run import FirstRun
from stvcrm.desktop.shell.passphrase import strength
from stvcrm.desktop.shell.unlock import UnlockScreen
from stvcrm.desktop.start import Frame
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
