"""What is typed while a long write holds the workspace is on the disk in two seconds, also after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.base.changes import Changes
from stvcrm.desktop.kit.autosave import Autosave
from stvcrm.desktop.runner import Place, Runner
from stvcrm.operations import organisations, visits
from stvcrm.operations.catalog import BY_NAME
from stvcrm.operations.drafts import take_in
from stvcrm.queries.visits import dossier
from stvcrm.store.database import Database
from stvcrm.store.drafts import Drafts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from stvcrm.base.progress import Progress
    from stvcrm.desktop.kit.theme import Theme

PASSPHRASE = "juist paard batterij nietje"
ALLOWED = 2.0
"""Seconds of typing that a power cut may cost."""


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Database]:
    with Database.create(tmp_path / "proef.stv", PASSPHRASE) as made:
        home = made.write("x", organisations.add, name="Het Trefpunt")[0]
        made.write("x", visits.request, organisation_id=home)
        yield made


@pytest.fixture
def threaded(locked: Database, look: Theme) -> Iterator[Runner]:
    made = Runner(locked)
    yield made
    made.close()


class LongWrite:
    """A write that holds the workspace until it is let go, as a large import does."""

    def __init__(self, runner: Runner) -> None:
        self.let_go, self.begun = threading.Event(), threading.Event()
        runner.start_writing(runner, "Importeren", self._work, lambda _result: None)
        assert self.begun.wait(5)

    def _work(self, database: Any, _progress: Progress) -> tuple[None, Changes]:
        with database.transaction() as connection:
            connection.exec_driver_sql("UPDATE organisation SET city = 'Ede'")
            self.begun.set()
            self.let_go.wait(20)
        return None, Changes()


class Typing:
    """Someone who types the notes of visit 1."""

    def __init__(self, runner: Runner) -> None:
        self.text, self._runner, self._place = "", runner, Place("visit", 1, "notes")
        self.saver = Autosave(lambda: self.text, self._save, self._keep, runner)

    def types(self, text: str) -> None:
        self.text += text
        self.saver.typed()

    def _save(self, text: str) -> None:
        act, answers = BY_NAME["visits.edit_notes"], {"then": self.saver.done, "refused": self.saver.refused}
        self._runner.save_text(self._runner, act, self._place, visit_id=1, notes=text, **answers)

    def _keep(self, text: str) -> None:
        self._runner.keep_draft(self._runner, self._place, text)


def kept(database: Database) -> list[str]:
    return [draft.text for draft in database.drafts.pending()]


def notes(database: Database) -> str:
    with database.read() as connection:
        return dossier(connection, 1).notes


def test_typing_is_on_the_disk_while_an_import_runs(threaded: Runner, locked: Database, qtbot: QtBot) -> None:
    long, typing = LongWrite(threaded), Typing(threaded)
    start = time.monotonic()
    typing.types("Eerste zin.")
    qtbot.waitUntil(lambda: kept(locked) == ["Eerste zin."], timeout=4_000)
    assert time.monotonic() - start < ALLOWED
    start = time.monotonic()
    typing.types(" Tweede zin.")
    qtbot.waitUntil(lambda: kept(locked) == ["Eerste zin. Tweede zin."], timeout=4_000)
    assert time.monotonic() - start < ALLOWED
    long.let_go.set()


def test_drafts_are_gone_when_all_is_written(threaded: Runner, locked: Database, qtbot: QtBot) -> None:
    long, typing = LongWrite(threaded), Typing(threaded)
    typing.types("Eerste zin.")
    qtbot.waitUntil(lambda: bool(kept(locked)), timeout=4_000)
    typing.types(" Tweede zin.")
    long.let_go.set()
    qtbot.waitUntil(lambda: notes(locked) == "Eerste zin. Tweede zin.", timeout=4_000)
    qtbot.waitUntil(lambda: not locked.drafts.path.exists(), timeout=4_000)


def test_draft_is_as_secret_as_the_workspace(threaded: Runner, locked: Database, qtbot: QtBot) -> None:
    long, typing = LongWrite(threaded), Typing(threaded)
    typing.types("Xylofonia vertelt")
    qtbot.waitUntil(lambda: bool(kept(locked)), timeout=4_000)
    assert b"Xylofonia" not in locked.drafts.path.read_bytes()
    assert locked.drafts.path.stat().st_mode & 0o777 == 0o600
    long.let_go.set()


def test_without_a_long_write_there_is_no_draft(threaded: Runner, locked: Database, qtbot: QtBot) -> None:
    typing = Typing(threaded)
    typing.types("Gewoon opgeslagen.")
    qtbot.waitUntil(lambda: notes(locked) == "Gewoon opgeslagen.", timeout=4_000)
    assert not locked.drafts.path.exists()


def test_late_draft_of_what_is_written_is_not_kept(locked: Database) -> None:
    now = locked.clock()
    locked.drop_draft("visit", 1, "notes", now)
    locked.keep_draft("visit", 1, "notes", "oud", now)
    assert kept(locked) == []


def test_other_key_takes_drafts_along(locked: Database) -> None:
    locked.keep_draft("visit", 1, "notes", "half", locked.clock())
    locked.drafts.rekey(None)
    with Drafts(locked.path, None) as drafts:
        assert [draft.text for draft in drafts.pending()] == ["half"]


def test_draft_of_a_visit_that_is_gone_goes_too(locked: Database) -> None:
    locked.keep_draft("visit", 99, "notes", "half", locked.clock())
    assert take_in(locked) == 1
    assert kept(locked) == []


KILLED = """
import os, sys, threading
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
sys.path.insert(0, sys.argv[2])
from test_drafts import PASSPHRASE, LongWrite, Typing, kept
from stvcrm.desktop.runner import Runner
from stvcrm.store.database import Database
application = QApplication([])
database = Database.open(Path(sys.argv[1]), PASSPHRASE)
runner = Runner(database)
long, typing = LongWrite(runner), Typing(runner)
typing.types("Laatste woorden.")
tell = QTimer()
tell.timeout.connect(lambda: kept(database) and print("kept", flush=True))
tell.start(100)
application.exec()
"""


def test_typing_outlives_a_kill_during_an_import(locked: Database, tmp_path: Path) -> None:
    path = locked.path
    locked.close()
    here = os.path.dirname(__file__)  # noqa: PTH120  handed to another process
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path), here], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "kept\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with Database.open(path, PASSPHRASE) as again:
        assert notes(again) == ""
        assert take_in(again) == 1
        assert notes(again) == "Laatste woorden."
        assert take_in(again) == 0
