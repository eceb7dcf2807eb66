"""The way of a dropped file: preview, questions and corrections in place, one act, one undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMainWindow, QTableView
from sqlalchemy import func, select

from stvcrm.desktop.catalog import SERVICES
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.page import Page, PageView
from stvcrm.desktop.runner import Runner
from stvcrm.desktop.shell.drop_cover import DropCover
from stvcrm.desktop.shell.locking import Locking
from stvcrm.desktop.shell.window import Shell
from stvcrm.importers.pipeline import Verdict
from stvcrm.model.organisations import Organisation
from stvcrm.queries.organisations import ORGANISATIONS

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.kit.theme import Theme
    from stvcrm.desktop.preferences import Preferences
    from stvcrm.desktop.shell.import_wizard import ImportPage
    from stvcrm.store.database import Database

HEAD = "Lidnr;Organisatie;Plaats;Telefoon;Kleur\n"
NEW = "00101;Stichting De Brug;Gouda;0182 55 01 20;rood\n00102;Welzijn Tiel;Tiel;0344 61 22 33;blauw\n"
TWICE = "00102;Welzijn Tiel;Tiel;0344 61 99 99;blauw\n"
NAMELESS = "00103;;Ede;0318 61 22 33;geel\n"


class Empty(PageView):
    """A page to come back to."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Organisaties")


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))


def window(runner: Runner, preferences: Preferences, qtbot: QtBot) -> Shell:
    frame = QMainWindow()
    qtbot.addWidget(frame)
    pages = (Page("organisations", Empty, ("organisation",)), Page("people", Empty, ("person",)))
    made = Shell(frame, runner, preferences, SERVICES, pages, workspace="Proef")
    frame.setCentralWidget(made)
    frame.resize(1440, 900)
    frame.show()
    made.go("organisations")
    return made


@pytest.fixture
def shell(runner: Runner, preferences: Preferences, qtbot: QtBot) -> Shell:
    return window(runner, preferences, qtbot)


def shown(shell: Shell, qtbot: QtBot, file: Path) -> ImportPage:
    """The preview of this file, when it is there."""
    shell.import_file(file)
    page = shell.imports.page
    qtbot.waitUntil(lambda: page.reading is not None and page.isVisible(), timeout=10_000)
    qtbot.waitUntil(lambda: page.table.current_item() is not None)
    return page


def file(tmp_path: Path, text: str, name: str = "leden.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def count(database: Database) -> int:
    with database.read() as connection:
        return ORGANISATIONS.count(connection)


def drop(shell: Shell, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(400, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    shell.dropEvent(event)


def test_dropped_file_is_shown_and_changes_nothing_yet(
    shell: Shell, qtbot: QtBot, tmp_path: Path, database: Database
) -> None:
    before = count(database)
    drop(shell, file(tmp_path, HEAD + NEW))
    qtbot.waitUntil(lambda: shell.stack.currentWidget() is shell.imports.page)
    assert shell.imports.page.title.text() == "Import leden.csv"
    assert count(database) == before


def test_tiles_count_the_verdicts(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(shell, qtbot, file(tmp_path, HEAD + NEW + TWICE + NAMELESS))
    counts = {verdict: tile.figure.text() for verdict, tile in page.tiles.tiles.items()}
    assert counts[None] == "4"
    assert (counts[Verdict.NEW], counts[Verdict.ASK], counts[Verdict.REJECTED]) == ("2", "1", "1")


def test_tile_filters_the_rows(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(shell, qtbot, file(tmp_path, HEAD + NEW + NAMELESS))
    page.tiles.tiles[Verdict.REJECTED].click()
    item = page.table.current_item()
    assert item is not None
    assert item.verdict is Verdict.REJECTED


def test_button_says_what_it_does_and_does_it(
    shell: Shell, qtbot: QtBot, tmp_path: Path, database: Database
) -> None:
    before = count(database)
    page = shown(shell, qtbot, file(tmp_path, HEAD + NEW))
    assert page.take.text() == "2 organisaties toevoegen"
    page.take.click()
    qtbot.waitUntil(lambda: page.reading is None)
    assert count(database) == before + 2
    assert shell.toast.text() == "Import leden.csv: 2 nieuw"
    assert isinstance(shell.stack.currentWidget(), Empty)


def test_copy_is_made_first(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(shell, qtbot, file(tmp_path, HEAD + NEW))
    page.take.click()
    qtbot.waitUntil(lambda: page.reading is None)
    assert [path.name[17:23] for path in (tmp_path / "share").rglob("*-import*.stv")] == ["import"]


def test_toast_takes_the_whole_import_back(
    shell: Shell, qtbot: QtBot, tmp_path: Path, database: Database
) -> None:
    before = count(database)
    page = shown(shell, qtbot, file(tmp_path, HEAD + NEW))
    page.take.click()
    qtbot.waitUntil(lambda: page.reading is None)
    shell.toast.undo_wanted.emit()
    qtbot.waitUntil(lambda: count(database) == before)


def test_question_is_first_and_answered_by_a_digit(
    shell: Shell, qtbot: QtBot, tmp_path: Path, database: Database
) -> None:
    page = shown(shell, qtbot, file(tmp_path, HEAD + NEW + TWICE))
    item = page.table.current_item()
    assert item is not None
    assert item.verdict is Verdict.ASK
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: page.reading is not None and not page.reading.plan.count(Verdict.ASK))
    page.take.click()
    qtbot.waitUntil(lambda: page.reading is None)
    table = Organisation.table()
    with database.read() as connection:
        phones = connection.execute(table.select().where(table.c.number == "00102")).mappings().all()
    assert [row["phone"] for row in phones] == ["+31344619999"]


def test_question_can_wait(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(shell, qtbot, file(tmp_path, HEAD + NEW + TWICE))
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    assert page.reading is not None
    assert page.reading.plan.count(Verdict.ASK) == 1


def test_single_keys_can_be_switched_off(
    shell: Shell, qtbot: QtBot, tmp_path: Path, preferences: Preferences
) -> None:
    preferences.set(single_keys=False)
    page = shown(shell, qtbot, file(tmp_path, HEAD + NEW + TWICE))
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    assert page.reading is not None
    assert not page.reading.options.answers


def test_refused_row_is_put_right_in_place(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(shell, qtbot, file(tmp_path, HEAD + NEW + NAMELESS))
    page.tiles.tiles[Verdict.REJECTED].click()
    qtbot.waitUntil(lambda: page.detail is not None)
    assert page.detail is not None
    page.detail.column.setCurrentText("Organisatie")
    page.detail.field.setText("Welzijn Ede")
    qtbot.keyClick(page.detail.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.reading is not None and page.reading.plan.count(Verdict.NEW) == 3)


def test_column_can_be_left_out(shell: Shell, qtbot: QtBot, tmp_path: Path, database: Database) -> None:
    page = shown(shell, qtbot, file(tmp_path, HEAD + NEW))
    combo = next(c for c in page.columns.combos if c.currentData() == "city")
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    qtbot.waitUntil(
        lambda: (
            page.reading is not None and "city" not in [c.target for c in page.reading.plan.source.columns]
        )
    )


def test_delimiter_is_shown_and_can_be_changed(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(shell, qtbot, file(tmp_path, HEAD + NEW))
    guess = page.columns.guess
    assert guess.delimiter.currentText() == "puntkomma"
    guess.delimiter.setCurrentIndex(guess.delimiter.findData(","))
    guess.delimiter.activated.emit(1)
    qtbot.waitUntil(lambda: page.banner.text() != "")


def test_cancel_changes_nothing_and_goes_back(
    shell: Shell, qtbot: QtBot, tmp_path: Path, database: Database
) -> None:
    before = count(database)
    page = shown(shell, qtbot, file(tmp_path, HEAD + NEW))
    page.leave.click()
    assert isinstance(shell.stack.currentWidget(), Empty)
    assert page.reading is None
    assert count(database) == before


def test_second_import_has_nothing_to_do(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    path = file(tmp_path, HEAD + NEW)
    page = shown(shell, qtbot, path)
    page.take.click()
    qtbot.waitUntil(lambda: page.reading is None)
    page = shown(shell, qtbot, path)
    qtbot.waitUntil(lambda: page.take.text() == "Niets te wijzigen")
    assert not page.take.isEnabled()


@pytest.mark.parametrize("name", ["foto.png", "leden.stv"])
def test_wrong_file_is_told_where_the_user_is(shell: Shell, qtbot: QtBot, tmp_path: Path, name: str) -> None:
    shell.import_file(file(tmp_path, "x", name))
    current = shell.view("organisations")
    qtbot.waitUntil(lambda: name in current.banner.text())
    assert shell.stack.currentWidget() is current


def test_files_come_one_after_the_other(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    drop(shell, file(tmp_path, HEAD + NEW), file(tmp_path, HEAD + NEW, "tweede.csv"))
    page = shell.imports.page
    qtbot.waitUntil(lambda: page.title.text() == "Import leden.csv")
    page.leave.click()
    qtbot.waitUntil(lambda: page.title.text() == "Import tweede.csv")


def test_gone_members_end_only_when_ticked(
    shell: Shell, qtbot: QtBot, tmp_path: Path, database: Database
) -> None:
    rows = "".join(
        f"0020{n};Welzijn {city};{city};;\n" for n, city in enumerate(("Ede", "Tiel", "Gouda", "Epe"))
    )
    path = file(tmp_path, HEAD + rows + "00209;Buurthuis Nieuw;Assen;;\n")
    shown(shell, qtbot, path).take.click()
    qtbot.waitUntil(lambda: shell.imports.page.reading is None)
    page = shown(shell, qtbot, path)
    assert not page.take.isEnabled()
    page.gone.setChecked(True)
    assert page.take.text() == "4 organisaties beëindigen"
    page.take.click()
    qtbot.waitUntil(lambda: page.reading is None)
    with database.read() as connection:
        assert connection.scalar(select(func.count(Organisation.table().c.member_until))) == 4


def test_every_control_of_the_preview_has_a_name(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(shell, qtbot, file(tmp_path, HEAD + NEW + TWICE))
    kinds = (QAbstractButton, QComboBox, QTableView)
    controls = [widget for kind in kinds for widget in page.findChildren(kind) if widget.isVisible()]
    assert len(controls) > 10
    assert [w for w in controls if not (w.accessibleName() or getattr(w, "text", str)())] == []


def test_import_can_be_stopped_and_leaves_nothing(
    tmp_path: Path, database: Database, preferences: Preferences, look: Theme, qtbot: QtBot
) -> None:
    rows = "".join(f"{n:05d};Welzijn {n};Plaats;;\n" for n in range(3000))
    runner = Runner(database)
    shell = window(runner, preferences, qtbot)
    page = shown(shell, qtbot, file(tmp_path, HEAD + rows))
    before = count(database)
    runner.job_started.connect(lambda job: job.cancel() if job.title.startswith("Inlezen") else None)
    page.take.click()
    qtbot.waitUntil(page.take.isEnabled, timeout=20_000)
    assert page.reading is not None
    assert count(database) == before
    runner.close()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_preview_fits_a_small_screen(
    shell: Shell, qtbot: QtBot, tmp_path: Path, look: Theme, scale: float
) -> None:
    look.set("light", scale)
    shell.window().resize(1366, 768)
    shown(shell, qtbot, file(tmp_path, HEAD + NEW + TWICE))
    assert shell.window().minimumSizeHint().width() <= 1366
    assert shell.window().width() == 1366


def held(mime: QMimeData) -> QDragEnterEvent:
    """Something held over the window."""
    return QDragEnterEvent(
        QPoint(400, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip


def hold(shell: Shell, path: Path) -> DropCover:
    """A file held over the window, and what then covers it."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    QApplication.sendEvent(shell, held(mime))
    cover = shell.findChild(DropCover)
    assert cover is not None
    return cover


def test_held_file_covers_every_field(shell: Shell, tmp_path: Path) -> None:
    cover = hold(shell, tmp_path / "leden.csv")
    assert cover.size() == shell.size()
    assert cover.acceptDrops()
    cover.dragLeaveEvent(QDragLeaveEvent())
    assert not cover.isVisible()


def test_held_file_is_refused_while_a_dialog_is_open(shell: Shell, tmp_path: Path) -> None:
    dialog = Dialog("Open", shell)
    dialog.open()
    assert not hold(shell, tmp_path / "leden.csv").isVisible()
    dialog.reject()


def test_locked_window_takes_no_drop(shell: Shell, tmp_path: Path) -> None:
    frame = shell.window()
    assert isinstance(frame, QMainWindow)
    locking = Locking(frame)
    locking.lock(encrypted=True)
    assert locking.cover is not None
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "leden.csv"))])
    event = held(mime)
    QApplication.sendEvent(locking.cover, event)
    assert not event.isAccepted()
    locking.open()
