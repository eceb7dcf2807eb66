"""What the window itself can do: history and the way back, makers, keys, changing the passphrase, locking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMainWindow

from stvcrm.base.i18n import N_
from stvcrm.desktop.catalog import SERVICES
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.page import Maker, Page, PageView
from stvcrm.desktop.runner import Runner
from stvcrm.desktop.shell.backups_dialog import BackupsDialog, ComparisonDialog
from stvcrm.desktop.shell.history_dialog import ActsDialog
from stvcrm.desktop.shell.keys_dialog import KeysDialog
from stvcrm.desktop.shell.lock import IdleWatch
from stvcrm.desktop.shell.locking import Locking
from stvcrm.desktop.shell.passphrase_dialog import PassphraseDialog, SheetDialog
from stvcrm.desktop.shell.window import Shell
from stvcrm.operations import organisations
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.act_changes import Did, act_changes
from stvcrm.queries.organisations import ORGANISATIONS
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.kit.theme import Theme
    from stvcrm.desktop.preferences import Preferences

OLD, NEW = "paard batterij nietje juist", "vlinder kachel postzegel dijk"


class Maker2(PageView):
    """A page that can make one thing."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Organisaties")
        self.made = ""

    def make_new(self, key: str) -> None:
        self.made = key


PAGES = (Page("organisations", Maker2, makes=(Maker("organisation", N_("Organisatie"), "building-2"),)),)


def window(runner: Runner, preferences: Preferences, qtbot: QtBot) -> Shell:
    frame = QMainWindow()
    qtbot.addWidget(frame)
    made = Shell(frame, runner, preferences, SERVICES, PAGES, workspace="Verkenning")
    frame.setCentralWidget(made)
    frame.resize(1440, 900)
    frame.show()
    made.go("organisations")
    return made


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))


@pytest.fixture
def shell(runner: Runner, preferences: Preferences, qtbot: QtBot) -> Shell:
    return window(runner, preferences, qtbot)


@pytest.fixture
def secret(tmp_path: Path, look: Theme, preferences: Preferences, qtbot: QtBot) -> Iterator[Shell]:
    with Database.create(tmp_path / "geheim.stv", OLD) as database:
        runner = Runner.inline(database)
        yield window(runner, preferences, qtbot)
        runner.close()


def acts(shell: Shell, qtbot: QtBot) -> ActsDialog:
    dialog = ActsDialog(shell.context, shell)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    return dialog


def test_new_menu_holds_what_the_pages_make(shell: Shell) -> None:
    action = shell.top.new_menu.actions()[0]
    action.trigger()
    page = shell.stack.currentWidget()
    assert isinstance(page, Maker2)
    assert page.made == "organisation"


def test_history_shows_the_newest_act_first(shell: Shell, qtbot: QtBot) -> None:
    dialog = acts(shell, qtbot)
    assert dialog.model.id_at(0) > dialog.model.id_at(1)


def test_history_goes_back_step_by_step(shell: Shell, qtbot: QtBot, database: Database) -> None:
    dialog = acts(shell, qtbot)
    dialog.table.go_to(dialog.model.id_at(1))
    qtbot.waitUntil(lambda: "2 handelingen" in dialog.back.text())
    dialog.back.click()
    with database.read() as connection:
        assert ORGANISATIONS.count(connection) == 2
    assert "Ctrl+Shift+Z" in dialog.banner.text()


def test_act_tells_its_fields(database: Database) -> None:
    database.write("x", organisations.rename, organisation_id=1, name="Aksent Nieuw")
    with database.read() as connection:
        newest = connection.exec_driver_sql("SELECT max(id) FROM operation").scalar()
        told = act_changes(connection, int(newest or 0))
    changed = next(record for record in told.records if record.did is Did.CHANGED)
    assert ("Aksent Zeist", "Aksent Nieuw") in [(field.before, field.after) for field in changed.fields]
    assert told.acts_back == 1


def test_keys_dialog_names_screen_and_keys(shell: Shell) -> None:
    dialog = KeysDialog(shell.context.commands, "Organisaties", shell)
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Importeren…", "Ctrl+O", "F1"} <= texts


def fill(dialog: PassphraseDialog, old: str, new: str, again: str) -> None:
    dialog.old.setText(old)
    dialog.new.setText(new)
    dialog.again.setText(again)
    dialog.change()


@pytest.mark.parametrize(
    ("old", "new", "again", "told"),
    [(OLD, "kort", "kort", "te kort"), (OLD, NEW, OLD, "niet gelijk"), ("fout fout", NEW, NEW, "klopt niet")],
)
def test_passphrase_is_not_changed_for_a_reason(
    secret: Shell, old: str, new: str, again: str, told: str
) -> None:
    dialog = PassphraseDialog(secret.context, secret)
    fill(dialog, old, new, again)
    assert told in dialog.banner.text()


def test_changed_passphrase_opens_and_offers_a_new_sheet(secret: Shell, tmp_path: Path) -> None:
    fill(PassphraseDialog(secret.context, secret), OLD, NEW, NEW)
    assert secret.findChild(SheetDialog) is not None
    Database.open(tmp_path / "geheim.stv", NEW, write=False).close()


def test_sheet_is_saved_for_this_account_only(secret: Shell, tmp_path: Path) -> None:
    SheetDialog(secret.context, secret).write(tmp_path / "blad.pdf")
    assert (tmp_path / "blad.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "blad.pdf").stat().st_mode & 0o777 == 0o600


def test_lock_hides_a_dialog_and_brings_it_back_with_what_was_typed(shell: Shell, qtbot: QtBot) -> None:
    dialog = Dialog("Half ingevuld", shell)
    field = QLineEdit()
    dialog.body.addWidget(field)
    dialog.open()
    qtbot.keyClicks(field, "halve zin")
    frame = shell.window()
    assert isinstance(frame, QMainWindow)
    locking = Locking(frame)
    locking.lock(encrypted=True)
    assert not dialog.isVisible()
    assert frame.windowTitle() == "stvcrm – vergrendeld"
    locking.open()
    assert dialog.isVisible()
    assert field.text() == "halve zin"


@pytest.mark.parametrize(("asleep", "locks"), [(4, False), (3600, True)])
def test_sleep_counts_as_idle(look: Theme, asleep: int, locks: bool) -> None:
    now = [1000.0]
    watch, heard = IdleWatch(10, clock=lambda: now[0]), []
    watch.idle.connect(lambda: heard.append(True))
    now[0] += asleep
    watch.look()
    assert bool(heard) is locks


def test_copy_of_before_a_change_comes_back_with_its_own_passphrase(secret: Shell, tmp_path: Path) -> None:
    with Database.create(tmp_path / "oud.stv", "een heel andere zin") as other:
        other.write("x", organisations.add, name="Aksent")
    dialog = BackupsDialog(secret.context, secret)
    dialog.bring_back(tmp_path / "oud.stv", tmp_path / "terug.stv")
    assert "Met een eerdere wachtzin…" in [b.text() for b in dialog.banner.findChildren(QAbstractButton)]
    dialog.bring_back(tmp_path / "oud.stv", tmp_path / "terug.stv", "een heel andere zin")
    assert dialog.findChild(ComparisonDialog) is not None


def test_dialog_that_comes_while_locked_waits(shell: Shell, qtbot: QtBot) -> None:
    frame = shell.window()
    assert isinstance(frame, QMainWindow)
    locking = Locking(frame)
    locking.lock(encrypted=True)
    dialog = Dialog("Klaar", shell)
    dialog.open()
    qtbot.wait(20)
    assert not dialog.isVisible()
    locking.open()
    assert dialog.isVisible()


def test_title_stays_neutral_while_locked(shell: Shell) -> None:
    frame = shell.window()
    assert isinstance(frame, QMainWindow)
    locking = Locking(frame)
    locking.lock(encrypted=True)
    frame.setWindowTitle("Import leden van Jan")
    assert frame.windowTitle() == "stvcrm – vergrendeld"
    locking.open()
    assert frame.windowTitle() == "Import leden van Jan"


def test_enter_presses_the_button_with_the_focus(shell: Shell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shell.sidebar.chosen):
        qtbot.keyClick(shell.sidebar.entries["organisations"], Qt.Key.Key_Return)


def test_act_tells_moments_and_numbers_as_people_write_them(database: Database) -> None:
    edit = BY_NAME["edit"]
    edit.perform(database, noun="organisations", id=1, phone="+31304567890", member_since="2017-05-11")
    with database.read() as connection:
        newest = connection.exec_driver_sql("SELECT max(id) FROM operation").scalar()
        told = act_changes(connection, int(newest or 0))
    after = {field.after for record in told.records for field in record.fields}
    assert {"030 456 78 90", "do 11 mei 2017"} <= after


def test_key_that_covers_works_in_a_dialog(look: Theme, qtbot: QtBot) -> None:
    dialog, watch = Dialog("Notitie", None), IdleWatch(10)
    qtbot.addWidget(dialog)
    field = QLineEdit()
    dialog.body.addWidget(field)
    dialog.open()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
    with qtbot.waitSignal(watch.cover_wanted):
        qtbot.keyClick(dialog.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
