"""Making and opening a workspace: what is refused, in which words, and that nothing is changed by it."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from workspaces import PASSPHRASE, add, behind_the_journal, rows

from stvcrm.base.errors import UserError, WorkspaceError
from stvcrm.model.organisations import Organisation
from stvcrm.store import opening
from stvcrm.store.database import Database
from stvcrm.store.engine import connect_bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stvcrm.store.keys import Key

ODD_NAMES = ["a b", "é ü 😀", "x#y", "x?mode=memory&cache=shared", "100%25", "'; --", "-o", "n\nl", "x" * 200]


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a)")


def half_made(path: Path) -> None:
    Database.create(path, None).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE alembic_version")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 KiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "stvcrm", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk needs root and mount")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_new_workspace_opens_with_its_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "nieuw.stv"
    with Database.create(path, PASSPHRASE) as database:
        assert database.is_encrypted
        add(database, lambda: Organisation(name="Welzijn Ede"))
    with Database.open(path, PASSPHRASE) as again:
        assert rows(again, "SELECT name FROM organisation") == [("Welzijn Ede",)]
    assert b"Welzijn" not in path.read_bytes()


def test_the_same_passphrase_in_another_spelling_of_accents_opens(tmp_path: Path) -> None:
    Database.create(tmp_path / "nieuw.stv", "caf\u00e9").close()
    Database.open(tmp_path / "nieuw.stv", "cafe\u0301").close()


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_workspace_may_have_any_name(tmp_path: Path, name: str, plain_template: Path) -> None:
    path = Path(shutil.copy(plain_template, tmp_path / f"{name}.stv"))
    with Database.open(path, None) as database:
        add(database, lambda: Organisation(name="Welzijn Ede"))
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_every_file_is_for_its_owner_only(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        with Database.create(tmp_path / "nieuw.stv", PASSPHRASE) as database:
            add(database, lambda: Organisation(name="Welzijn Ede"))
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(old)
    assert modes == dict.fromkeys(["nieuw.stv", "nieuw.stv-wal", "nieuw.stv-shm", "nieuw.stv-lock"], 0o600)


def test_closing_leaves_one_file(locked: Database) -> None:
    add(locked, lambda: Organisation(name="Welzijn Ede"))
    locked.close()
    assert [path.name for path in locked.path.parent.glob("proef.stv*")] == ["proef.stv"]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("synchronous", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("temp_store", 2),
        ("journal_mode", "wal"),
    ],
)
def test_every_connection_is_set_up_for_safety(locked: Database, pragma: str, value: object) -> None:
    assert rows(locked, f"PRAGMA {pragma}") == [(value,)]


@pytest.mark.parametrize("index", ["search_text", "search_name"])
def test_the_index_forgets_what_is_removed(plain: Database, index: str) -> None:
    assert rows(plain, f"SELECT v FROM {index}_config WHERE k = 'secure-delete'") == [(1,)]


def test_there_are_no_core_dumps(tmp_path: Path) -> None:
    program = "import resource; from stvcrm.store.opening import protect_process as p; p(); import os;"
    program += "print(resource.getrlimit(resource.RLIMIT_CORE)[0], oct(os.umask(0)))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["0", "0o77"]
    assert resource.getrlimit(resource.RLIMIT_CORE) is not None


@pytest.mark.parametrize("wrong", ["verkeerd", PASSPHRASE + " ", PASSPHRASE.upper(), "x'; DROP TABLE x; --"])
def test_a_wrong_passphrase_changes_nothing(locked: Database, wrong: str) -> None:
    locked.close()
    raw = locked.path.read_bytes()
    with pytest.raises(WorkspaceError, match="wachtzin past niet"):
        Database.open(locked.path, wrong)
    assert locked.path.read_bytes() == raw
    assert [path.name for path in locked.path.parent.glob("proef.stv*")] == ["proef.stv"]


@pytest.mark.parametrize("missing", ["", None])
def test_an_encrypted_workspace_asks_for_its_passphrase(locked: Database, missing: str | None) -> None:
    with pytest.raises(WorkspaceError, match="geef de wachtzin"):
        Database.open(locked.path, missing)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "geen stvcrm-werkruimte"),
        (b"kort", "geen stvcrm-werkruimte"),
        (bytes(range(256)) * 160, "wachtzin past niet"),
        (b"geen database\n" * 900, "wachtzin past niet"),
        (b"SQLite format 3\0" + b"x" * 9000, "geen werkruimte"),
    ],
    ids=["empty", "short", "random", "text", "header only"],
)
def test_another_file_is_refused_and_stays_as_it_is(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "anders.stv"
    path.write_bytes(data)
    with pytest.raises(WorkspaceError, match=told):
        Database.open(path, PASSPHRASE)
    assert path.read_bytes() == data


@pytest.mark.parametrize("make", [foreign, half_made])
def test_a_database_that_is_no_workspace_is_refused_and_stays_as_it_is(tmp_path: Path, make: object) -> None:
    path = tmp_path / "anders.stv"
    make(path)  # type: ignore[operator]
    raw = path.read_bytes()
    with pytest.raises(WorkspaceError, match="geen stvcrm-werkruimte"):
        Database.open(path, None)
    assert path.read_bytes() == raw


@pytest.mark.parametrize("name", ["weg.stv", ".", "map/weg.stv", "nul\0.stv"])
def test_a_missing_file_is_told_and_not_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(WorkspaceError, match="geen werkruimte"):
        Database.open(tmp_path / name, PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_new_never_replaces_a_file(locked: Database) -> None:
    with pytest.raises(WorkspaceError, match="bestaat al"):
        Database.create(locked.path, PASSPHRASE)


def test_new_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="bestaat niet"):
        Database.create(tmp_path / "geen" / "nieuw.stv", None)


def test_new_on_a_full_disk_leaves_nothing(small_disk: Path) -> None:
    (small_disk / "vol").write_bytes(bytes(260_000))
    with pytest.raises(UserError, match="schijf vol"):
        Database.create(small_disk / "nieuw.stv", PASSPHRASE)
    assert [path.name for path in small_disk.iterdir()] == ["vol"]


def test_a_full_disk_is_told_and_changes_nothing(small_disk: Path, plain_template: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=900k", str(small_disk)], check=True)
    path = Path(shutil.copy(plain_template, small_disk / "groot.stv"))
    many = [{"name": f"Stichting Welzijn {number}", "name_key": "x"} for number in range(5_000)]
    with Database.open(path, None) as database:
        with pytest.raises(UserError, match="schijf vol"):
            database.write("Veel", lambda uow: uow.insert_rows(Organisation, many))
        assert rows(database, "SELECT count(*) FROM organisation") == [(0,)]


def test_a_second_writer_waits_and_is_told_within_five_seconds(locked: Database) -> None:
    began = time.monotonic()
    with pytest.raises(WorkspaceError, match="al open in een ander venster"):
        Database.open(locked.path, locked.key, wait=0.2)
    assert 0.2 <= time.monotonic() - began < 5


def test_a_reader_beside_a_writer_sees_what_is_done(locked: Database) -> None:
    with Database.open(locked.path, locked.key, write=False) as reader:
        add(locked, lambda: Organisation(name="Welzijn Ede"))
        assert rows(reader, "SELECT count(*) FROM organisation") == [(1,)]
        with pytest.raises(WorkspaceError, match="alleen om te lezen"):
            add(reader, lambda: Organisation(name="Welzijn Goes"))


def test_a_medium_that_cannot_be_written_is_read(small_disk: Path, plain_template: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=900k", str(small_disk)], check=True)
    path = Path(shutil.copy(plain_template, small_disk / "lees # mij?.stv"))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with Database.open(path, None, write=False) as reader:
        assert rows(reader, "SELECT count(*) FROM organisation") == [(0,)]
    with pytest.raises(WorkspaceError, match="lezen kan wel"):
        Database.open(path, None)


def test_on_such_a_medium_changes_left_in_the_log_are_told(small_disk: Path, plain_template: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=2m", str(small_disk)], check=True)
    path = Path(shutil.copy(plain_template, small_disk / "proef.stv"))
    with Database.open(path, None) as database:
        add(database, lambda: Organisation(name="Welzijn Ede"))
        shutil.copy(f"{path}-wal", small_disk / "rest")
    shutil.copy(small_disk / "rest", f"{path}-wal")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with Database.open(path, None, write=False) as reader:
        assert "niet leesbaar" in reader.notices[0]


def test_a_lock_left_by_a_killed_process_does_not_hold(tmp_path: Path, plain_template: Path) -> None:
    path = Path(shutil.copy(plain_template, tmp_path / "proef.stv"))
    program = textwrap.dedent(f"""
        import os, pathlib, signal
        from stvcrm.store.lock import WriterLock
        WriterLock(pathlib.Path({str(path)!r}))
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    subprocess.run([sys.executable, "-c", program], check=False)
    assert path.with_name("proef.stv-lock").exists()
    Database.open(path, None, wait=0).close()


def test_a_lock_of_another_process_holds(tmp_path: Path, plain_template: Path) -> None:
    path = Path(shutil.copy(plain_template, tmp_path / "proef.stv"))
    program = "import pathlib, sys; from stvcrm.store.lock import WriterLock;"
    program += "WriterLock(pathlib.Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(WorkspaceError, match="al open"):
            opening.take_lock(path, wait=0.1)
        other.communicate()
    opening.take_lock(path, wait=0).release()


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError):
        opening.take_lock(tmp_path / "geen" / "proef.stv", wait=0)


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="too long"):
        Database.create(tmp_path / ("x" * 300), None)


def test_a_page_of_an_index_that_is_damaged_is_told_in_words(plain: Database) -> None:
    add(plain, lambda: Organisation(name="Welzijn Ede"))
    behind_the_journal(plain, "DELETE FROM search_text_data WHERE id > 10")
    plain.close()
    with (
        Database.open(plain.path, None) as again,
        pytest.raises(UserError, match="beschadigd"),
    ):
        rows(again, "SELECT rowid FROM search_text WHERE search_text MATCH 'wel'")


def test_a_workspace_whose_first_page_is_damaged_is_told(
    locked: Database, locked_template: tuple[Path, Key]
) -> None:
    locked.close()
    raw = bytearray(locked.path.read_bytes())
    raw[100] ^= 1
    locked.path.write_bytes(raw)
    with pytest.raises(WorkspaceError, match="beschadigd"):
        Database.open(locked.path, locked_template[1])


def test_the_file_is_an_ordinary_sqlcipher_file(tmp_path: Path) -> None:
    path = tmp_path / "nieuw.stv"
    Database.create(path, "wacht zin").close()
    connection = connect_bare(path, None)
    connection.execute("PRAGMA key = 'wacht zin'")
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
