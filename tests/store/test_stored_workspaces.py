"""A workspace of every released version opens with this one and loses nothing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from workspaces import everything, rows

from stvcrm.base.errors import WorkspaceError
from stvcrm.model.catalog import ENTITIES
from stvcrm.queries.search import search
from stvcrm.store import backup, check, copies, migrate
from stvcrm.store.database import Database
from stvcrm.store.engine import connect_bare
from stvcrm.store.keys import derive, salt_of
from stvcrm.store.lock import WriterLock
from stvcrm.store.restore import restore

DATA = Path(__file__).parents[1] / "data"
STORED = sorted(DATA.glob("workspace-*.stv"))
PASSPHRASE = "proef met verzonnen mensen"


@pytest.fixture(params=STORED, ids=lambda path: path.stem)
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / "oud.stv"))


def counts(path: Path) -> dict[str, int]:
    connection = connect_bare(path, derive(PASSPHRASE, salt_of(path) or b""), "immutable=1")
    try:
        return copies.counts(connection)
    finally:
        connection.close()


def test_every_version_is_stored() -> None:
    assert [path.stem.removeprefix("workspace-") for path in STORED] == list(migrate.REVISIONS)


def test_no_row_is_lost(stored: Path) -> None:
    before = counts(stored)
    Database.open(stored, PASSPHRASE).close()
    after = counts(stored)
    nouns = [entity.__tablename__ for entity in ENTITIES if entity.__tablename__ in before]
    assert len(nouns) == len([name for name in nouns if before[name]]), "every noun is there at least once"
    assert {name: after[name] for name in nouns} == {name: before[name] for name in nouns}
    assert after["row_change"] == before["row_change"]


def test_it_is_sound_and_found(stored: Path) -> None:
    with Database.open(stored, PASSPHRASE) as database:
        assert check.check(database) == ()
        with database.read() as connection:
            assert search(connection, "sudwest")[0].title == "Súdwest Welzijn"


@pytest.mark.parametrize("write", [True, False], ids=["writing", "reading"])
def test_an_earlier_version_is_copied_and_brought_here(tmp_path: Path, write: bool) -> None:
    old = Path(shutil.copy(STORED[0], tmp_path / "oud.stv"))
    before = counts(old)
    with Database.open(old, PASSPHRASE, write=write) as database:
        assert rows(database, "SELECT version_num FROM alembic_version") == [(migrate.HEAD,)]
        (copy,) = [found.backup for found in backup.listing(database)]
    assert copy.reason is backup.Reason.MIGRATION
    assert counts(copy.path) == before
    assert not list(tmp_path.glob("*-lock"))


def test_an_earlier_version_that_another_has_open_is_not_touched(tmp_path: Path) -> None:
    old = Path(shutil.copy(STORED[0], tmp_path / "oud.stv"))
    raw = old.read_bytes()
    with WriterLock(old), pytest.raises(WorkspaceError, match="al open in een ander venster"):
        Database.open(old, PASSPHRASE, write=False, wait=0)
    assert old.read_bytes() == raw


def test_a_backup_of_an_earlier_version_is_restored_without_one_more_copy(tmp_path: Path) -> None:
    source = Path(shutil.copy(STORED[0], tmp_path / "kopie.stv"))
    raw = source.read_bytes()
    assert restore(source, tmp_path / "terug.stv", PASSPHRASE).findings == ()
    assert source.read_bytes() == raw
    with Database.open(tmp_path / "terug.stv", PASSPHRASE) as database:
        assert rows(database, "SELECT version_num FROM alembic_version") == [(migrate.HEAD,)]
        assert backup.listing(database) == ()


def test_the_history_of_a_record_is_found_by_an_index(stored: Path) -> None:
    query = """EXPLAIN QUERY PLAN SELECT * FROM row_change WHERE "table" = 'person' AND row_id = 1"""
    with Database.open(stored, PASSPHRASE) as database:
        assert "ix_row_change_table_row_id" in str(rows(database, query))


def test_the_newest_can_be_redone_and_taken_back_to_its_erasure(tmp_path: Path) -> None:
    with Database.open(shutil.copy(STORED[-1], tmp_path / "nu.stv"), PASSPHRASE) as database:
        before = everything(database)
        database.redo()
        assert everything(database) != before
        database.undo()
        assert everything(database) == before


def test_the_script_still_makes_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(DATA)
    monkeypatch.delitem(sys.modules, "make_workspace", raising=False)
    from make_workspace import make

    make(tmp_path / "nieuw.stv")
    with Database.open(tmp_path / "nieuw.stv", PASSPHRASE) as database:
        assert rows(database, "SELECT count(*) FROM erasure") == [(1,)]
        assert check.check(database) == ()
