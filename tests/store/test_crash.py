"""Killed in the middle: what was acknowledged is there, the rest is gone whole, and nothing is damaged."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from workspaces import everything, rows

from stvcrm.store import check
from stvcrm.store.database import Database
from stvcrm.store.drafts import Drafts

if TYPE_CHECKING:
    from stvcrm.store.keys import Key

AT = datetime(2026, 5, 11, 9, 30, tzinfo=UTC)
START = """
    import os, pathlib, sys
    from stvcrm.model.organisations import Organisation
    from stvcrm.store.database import Database
    from stvcrm.store.drafts import Drafts
    from stvcrm.store.keys import Key
    path, key = pathlib.Path(sys.argv[1]), Key(bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3]))
"""
WRITES = """
    database = Database.open(path, key)
    for number in range(100_000):
        database.write("Erbij", lambda uow: uow.add(Organisation(name=f"Welzijn {number}")))
        os.write(1, b"x")
"""
TAKES_MANY = """
    database = Database.open(path, key)
    many = [{"name": f"Stichting Welzijn {number}", "name_key": "x"} for number in range(3_000)]
    os.write(1, b"x")
    while True:
        database.write("Import", lambda uow: uow.insert_rows(Organisation, many))
        os.write(1, b"x")
"""
TYPES = """
    import datetime
    drafts = Drafts(path, key)
    for number in range(100_000):
        now = datetime.datetime.now(datetime.UTC)
        drafts.keep("note", 1, "text", "x" * number, now)
        os.write(1, b"x")
"""


@pytest.fixture
def path(tmp_path: Path, locked_template: tuple[Path, Key]) -> Path:
    return Path(shutil.copy(locked_template[0], tmp_path / "proef.stv"))


def killed(program: str, path: Path, key: Key, after: float) -> int:
    """Run a program and kill it some seconds after its first acknowledgement; returns how many it gave."""
    code = textwrap.dedent(START) + textwrap.dedent(program)
    command = [sys.executable, "-c", code, str(path), key.raw.hex(), key.salt.hex()]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        first = os.read(process.stdout.fileno(), 1)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        return len(first + process.stdout.read())


@pytest.mark.parametrize("turn", range(3))
def test_a_kill_between_saves_loses_none(path: Path, locked_template: tuple[Path, Key], turn: int) -> None:
    acknowledged = killed(WRITES, path, locked_template[1], random.Random(turn).uniform(0, 0.2))
    with Database.open(path, locked_template[1]) as again:
        ((found,),) = rows(again, "SELECT count(*) FROM organisation")
        assert found in (acknowledged, acknowledged + 1)
        assert check.check(again) == ()
        again.undo()


@pytest.mark.parametrize("turn", range(3))
def test_a_kill_during_an_import_leaves_all_of_it_or_nothing(
    path: Path, locked_template: tuple[Path, Key], turn: int
) -> None:
    done = killed(TAKES_MANY, path, locked_template[1], random.Random(turn).uniform(0, 0.8)) - 1
    with Database.open(path, locked_template[1]) as again:
        ((found,),) = rows(again, "SELECT count(*) FROM organisation")
        assert found in (3_000 * done, 3_000 * (done + 1))
        assert [finding for finding in check.check(again) if not finding.harmless] == []


def test_what_was_typed_survives_a_kill(path: Path, locked_template: tuple[Path, Key]) -> None:
    saved = killed(TYPES, path, locked_template[1], 0.1)
    with Drafts(path, locked_template[1]) as drafts:
        (draft,) = drafts.pending()
    assert len(draft.text) in (saved - 1, saved)


def test_drafts_stand_beside_the_workspace_encrypted_and_go_when_cleared(locked: Database) -> None:
    with Drafts(locked.path, locked.key) as drafts:
        assert drafts.pending() == ()
        drafts.keep("note", 1, "text", "een geheim", AT)
        drafts.keep("note", 1, "text", "een groter geheim", AT)
        drafts.keep("note", 2, "text", "iets", AT)
        assert [draft.text for draft in drafts.pending()] == ["een groter geheim", "iets"]
        assert b"geheim" not in drafts.path.read_bytes()
        assert drafts.path.stat().st_mode & 0o777 == 0o600
        drafts.clear()
        assert not drafts.path.exists()
        assert drafts.pending() == ()


def test_the_workspace_takes_reads_while_drafts_are_kept(locked: Database) -> None:
    with locked.transaction() as connection, Drafts(locked.path, locked.key) as drafts:
        connection.exec_driver_sql("UPDATE setting SET value = ''")
        drafts.keep("note", 1, "text", "tijdens een lange handeling", AT)
    assert everything(locked)["note"] == {}
