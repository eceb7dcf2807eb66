"""The window as a user meets it: places, undo by name, the palette, small screens, the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMainWindow, QWidget

from stvcrm.base.errors import Cancelled
from stvcrm.desktop.catalog import SERVICES
from stvcrm.desktop.kit.commands import Command, Commands
from stvcrm.desktop.kit.page import Page, PageView
from stvcrm.desktop.runner import Job
from stvcrm.desktop.shell.errors import report_of
from stvcrm.desktop.shell.lock import LockScreen
from stvcrm.desktop.shell.services import Hit
from stvcrm.desktop.shell.window import Shell
from stvcrm.operations import organisations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.kit.theme import Theme
    from stvcrm.desktop.preferences import Preferences
    from stvcrm.desktop.runner import Runner
    from stvcrm.store.database import Database


class Today(PageView):
    """A page without anything."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Vandaag")


class Organisations(PageView):
    """A page with a subject and a field."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Organisaties")
        self.opened = 0
        self.field = QLineEdit()
        self.body.addWidget(self.field)

    def open_record(self, row_id: int) -> None:
        self.opened = row_id


PAGES = (
    Page("today", Today),
    Page(
        "organisations",
        Organisations,
        ("organisation",),
        lambda _c: 3,
        "{count} vragen aandacht",
        ("organisation",),
    ),
)


@pytest.fixture
def shell(runner: Runner, preferences: Preferences, qtbot: QtBot) -> Iterator[Shell]:
    frame = QMainWindow()
    qtbot.addWidget(frame)
    made = Shell(frame, runner, preferences, SERVICES, PAGES, workspace="Verkenning")
    frame.setCentralWidget(made)
    frame.resize(1440, 900)
    frame.show()
    made.go("today")
    yield made
    frame.close()


def test_side_bar_goes_to_the_page(shell: Shell, qtbot: QtBot) -> None:
    qtbot.mouseClick(shell.sidebar.entries["organisations"], Qt.MouseButton.LeftButton)
    assert isinstance(shell.stack.currentWidget(), Organisations)


def test_badge_is_spoken(shell: Shell) -> None:
    assert shell.sidebar.entries["organisations"].accessibleDescription() == "3 vragen aandacht"


def test_navigation_opens_the_record_on_its_page(shell: Shell) -> None:
    shell.navigate("organisation", 12)
    page = shell.stack.currentWidget()
    assert isinstance(page, Organisations)
    assert page.opened == 12


def test_undo_names_the_act(shell: Shell) -> None:
    assert shell.undo.undo_button.accessibleName() == "Ongedaan: Organisatie toegevoegd: Welzijn Súdwest"


def test_undo_takes_back_and_redo_brings_back(shell: Shell) -> None:
    shell.undo.undo()
    assert "Het Trefpunt" in shell.undo.undo_button.accessibleName()
    assert "Welzijn Súdwest" in shell.undo.redo_button.accessibleName()
    shell.undo.redo()
    assert "Welzijn Súdwest" in shell.undo.undo_button.accessibleName()


def test_undo_is_told(shell: Shell) -> None:
    shell.undo.undo()
    assert shell.toast.text().startswith("Ongedaan gemaakt: ")


def test_act_of_an_earlier_session_needs_a_second_press(shell: Shell, database: Database) -> None:
    shell.undo.session = "another"
    shell.undo.undo()
    assert shell.toast.text() == "Nog een keer Ctrl+Z maakt ongedaan: Organisatie toegevoegd: Welzijn Súdwest"
    shell.undo.undo()
    assert "Het Trefpunt" in shell.undo.undo_button.accessibleName()


def test_act_of_this_session_goes_at_once(shell: Shell, database: Database) -> None:
    shell.undo.session = database.origin.session
    shell.undo.undo()
    assert shell.toast.text().startswith("Ongedaan gemaakt: ")


def test_act_that_another_page_shows_offers_to_show_it(shell: Shell) -> None:
    shell.undo.undo()
    show = next(b for b in shell.toast.findChildren(QAbstractButton) if b.text() == "Toon")
    assert show.isVisible()
    show.click()
    assert isinstance(shell.stack.currentWidget(), Organisations)


def test_act_that_this_page_shows_offers_nothing(shell: Shell) -> None:
    shell.go("organisations")
    shell.undo.undo()
    assert not any(b.isVisible() for b in shell.toast.findChildren(QAbstractButton))


def test_refusal_is_told_on_the_page(shell: Shell, runner: Runner) -> None:
    shell.go("organisations")
    page = shell.view("organisations")
    runner.do(page, organisations.rename, label="x", organisation_id=999, name="Weg")
    assert page.banner.text()


def test_palette_finds_a_record(shell: Shell, qtbot: QtBot) -> None:
    shell.open_palette()
    palette = shell.palette_open
    assert palette is not None
    qtbot.keyClicks(palette.field, "sudwest")
    role = Qt.ItemDataRole.UserRole
    qtbot.waitUntil(lambda: palette.list.count() > 0 and isinstance(palette.list.item(0).data(role), Hit))
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    page = shell.stack.currentWidget()
    assert isinstance(page, Organisations)
    assert page.opened == 4


def test_palette_does_a_command(shell: Shell, qtbot: QtBot) -> None:
    shell.open_palette()
    palette = shell.palette_open
    assert palette is not None
    qtbot.keyClicks(palette.field, "naar organis")
    qtbot.waitUntil(lambda: palette.list.count() == 1)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert isinstance(shell.stack.currentWidget(), Organisations)


@pytest.mark.parametrize(
    ("width", "scale", "rail"), [(1440, 1.0, False), (1366, 1.5, True), (1100, 1.0, True)]
)
def test_side_bar_becomes_a_rail(shell: Shell, look: Theme, width: int, scale: float, rail: bool) -> None:
    look.set("light", scale)
    shell.resize(width, 768)
    assert (shell.sidebar.width() < 120) is rail


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_theme_changes_without_restart(shell: Shell, look: Theme, theme: str) -> None:
    look.set(theme, 1.0)
    assert shell.grab().toImage().pixelColor(700, 600) == look.colour("bg")


def test_every_control_has_a_name(shell: Shell) -> None:
    nameless = [
        widget for widget in shell.findChildren(QWidget)
        if isinstance(widget, QAbstractButton) and not (widget.accessibleName() or widget.text())
    ]  # fmt: skip
    assert nameless == []


def test_shortcuts_are_unique_in_the_window(shell: Shell) -> None:
    keys = [command.shortcut for command in shell.context.commands.visible() if command.shortcut]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("double", [Command("a", "x", print), Command("b", "x", print, "Ctrl+B")])
def test_double_commands_are_refused(qtbot: QtBot, look: Theme, double: Command) -> None:
    commands, scope = Commands(), QWidget()
    qtbot.addWidget(scope)
    commands.add(scope, [Command("a", "x", print, "Ctrl+B")])
    with pytest.raises(ValueError, match="taken|exists"):
        commands.add(scope, [double])


def test_lock_covers_the_window_and_keeps_what_was_typed(shell: Shell, qtbot: QtBot) -> None:
    shell.go("organisations")
    page = shell.view("organisations")
    assert isinstance(page, Organisations)
    qtbot.keyClicks(page.field, "halve zin")
    lock = LockScreen(shell, encrypted=True)
    assert lock.size() == shell.size()
    lock.hide()
    assert page.field.text() == "halve zin"


def test_lock_hands_over_the_passphrase(shell: Shell, qtbot: QtBot) -> None:
    lock = LockScreen(shell, encrypted=True)
    with qtbot.waitSignal(lock.tried) as caught:
        qtbot.keyClicks(lock.field, "paard batterij")
        qtbot.keyClick(lock.field, Qt.Key.Key_Return)
    assert caught.args == ["paard batterij"]


def test_report_of_a_defect_holds_no_values() -> None:
    try:
        int("Jan de Vries")
    except ValueError as error:
        report = report_of(error)
    assert "ValueError" in report
    assert "Vries" not in report


def test_running_job_can_be_stopped_also_in_the_rail(shell: Shell) -> None:
    job = Job("Reservekopie maken")
    shell.sidebar.foot.jobs.add(job)
    shell.sidebar.set_rail(True)
    stop = next(b for b in shell.sidebar.findChildren(QAbstractButton) if "stoppen" in b.accessibleName())
    stop.click()
    with pytest.raises(Cancelled):
        job.progress.step()
