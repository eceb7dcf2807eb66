"""The whole window: what the first paint loads, every page on nothing and on much, names for controls."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from sources import ROOT, sources

from stvcrm.base.resources import resource
from stvcrm.desktop.catalog import PAGES, SERVICES
from stvcrm.desktop.kit.page import PageView
from stvcrm.desktop.kit.theme import Theme
from stvcrm.desktop.places import PLACES
from stvcrm.desktop.preferences import Preferences
from stvcrm.desktop.runner import Runner
from stvcrm.desktop.shell.window import Shell
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.page import Page

LATE = (
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "reportlab",
    "docx",
    "python_calamine",
    "xlsxwriter",
    "pypdfium2",
)
FIRST_PAINT = """
import sys
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from stvcrm.desktop.start import Frame

application = QApplication(["stvcrm"])
frame = Frame(QSettings("nowhere.ini", QSettings.Format.IniFormat), None)
frame.first_paint.painted.disconnect()
frame.first_paint.painted.connect(application.quit)
frame.show()
application.exec()
names = {name.split(".")[0] for name in sys.modules} | {n for n in sys.modules if "stvcrm" in n}
print(" ".join(sorted(names)))
"""
NAMED = (QAbstractButton, QLineEdit, QComboBox, QTextEdit, QPlainTextEdit, QAbstractItemView)
WORKSPACES = pytest.mark.parametrize("content", ["empty", "full"])
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)


@pytest.fixture
def workspace(content: str, tmp_path: Path, example_copy: Path) -> Iterator[Database]:
    made = (
        Database.open(example_copy, None)
        if content == "full"
        else Database.create(tmp_path / "leeg.stv", None)
    )
    with made as database:
        yield database


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    found = qapp.property("stvcrm_theme") or Theme(qapp)
    yield found
    found.set("light", 1.0)


@pytest.fixture
def shell(workspace: Database, look: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Shell]:
    frame, runner = QMainWindow(), Runner.inline(workspace)
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made = Shell(frame, runner, preferences, SERVICES, PAGES, workspace="Proef", clock=_noon)
    frame.setCentralWidget(made)
    frame.resize(1366, 768)
    frame.show()
    yield made
    runner.close()
    frame.close()
    # Nothing of it may live on: a change of theme in a later test would dress it up again.
    shiboken6.delete(frame)


def _noon() -> datetime:
    return datetime(2017, 5, 11, 10, tzinfo=UTC)


def _settle() -> None:
    for _round in range(5):
        QApplication.processEvents()


def test_the_first_paint_loads_nothing_it_does_not_need() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "stvcrm.desktop.start" in loaded
    assert not loaded & set(LATE), "import these late: the first paint waits for them"
    known = {name for name in loaded if name.startswith("stvcrm.")}
    heavy = {name for name in known if not name.startswith(("stvcrm.base", "stvcrm.desktop"))}
    assert not heavy, "desktop/start.py knows Qt and base only"


def test_qt_keeps_its_references_to_none(qapp: QApplication) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one at every void call; after thousands the process dies."""
    widget = QWidget()
    before = sys.getrefcount(None)
    for _call in range(500):
        widget.update()
    assert sys.getrefcount(None) > before - 100, "this PySide6 must not be used: see docs/adr/0011"


def test_every_place_has_its_page_and_every_page_its_place() -> None:
    assert [page.key for page in PAGES] == [place.key for place in PLACES], "PAGES in the order of PLACES"


def test_every_subject_has_one_page() -> None:
    subjects = [subject for page in PAGES for subject in page.subjects]
    assert len(set(subjects)) == len(subjects)


def test_every_icon_that_is_named_exists() -> None:
    there = {path.stem for path in resource("icons").glob("*.svg")}
    named = {
        (node.value, f"{source.name}:{node.lineno}")
        for source in sources()
        if source.module.startswith("stvcrm.desktop")
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg == "icon"
        for node in [keyword.value]
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value
    }
    missing = [place for name, place in named if name not in there]
    assert named
    assert not missing, f"copy these icons from Lucide to resources/icons: {missing}"


@WORKSPACES
def test_commands_have_one_id_a_text_and_an_icon_that_exists(shell: Shell) -> None:
    for page in PAGES:
        shell.go(page.key)
    _settle()
    there = {path.stem for path in resource("icons").glob("*.svg")}
    commands = shell.context.commands.visible()
    ids = [command.id for command in commands]
    assert len(set(ids)) == len(ids)
    assert all(command.text for command in commands)
    assert {command.icon for command in commands if command.icon} <= there
    assert all(re.fullmatch(r"[a-z_]+(\.[a-z_]+)*", name) for name in ids)


@WORKSPACES
@EVERY_PAGE
def test_every_page_opens(shell: Shell, page: Page) -> None:
    shell.go(page.key)
    _settle()
    view = shell.stack.currentWidget()
    assert isinstance(view, PageView)
    assert view.accessibleName()
    assert view.banner.isHidden()
    assert not shell.grab().isNull()


@pytest.mark.parametrize("content", ["full"])
@pytest.mark.parametrize(("theme", "scale"), [("dark", 1.5), ("contrast", 2.0)])
def test_every_page_fits_the_smallest_screen(shell: Shell, look: Theme, theme: str, scale: float) -> None:
    look.set(theme, scale)
    for page in PAGES:
        shell.go(page.key)
        _settle()
        assert shell.width() <= 1366, f"{page.key} is wider than the smallest screen at {scale:.0%}"


@WORKSPACES
@EVERY_PAGE
def test_everything_that_takes_the_focus_has_a_name(shell: Shell, page: Page) -> None:
    shell.go(page.key)
    _settle()
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        for widget in shell.findChildren(QWidget)
        if isinstance(widget, NAMED)
        and widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)() or widget.toolTip())
    ]
    assert not nameless, "setAccessibleName: who cannot see the screen hears nothing"
