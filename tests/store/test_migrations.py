"""To a newer version and back when it fails: copied first, verified after, ids and the index kept."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic import op
from workspaces import add, change, everything, remove, rows

from stvcrm.base.errors import UserError, WorkspaceError
from stvcrm.model.base import Base
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person
from stvcrm.store import backup, check, migrate, search_index
from stvcrm.store.database import Database
from stvcrm.store.engine import make_engine
from stvcrm.store.migrate import HEAD, Step
from stvcrm.store.migrations import new

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stvcrm.store.backup import Backup

NOW = datetime(2026, 5, 11, 9, 30, tzinfo=UTC)
FILES = sorted(new.FOLDER.glob("[0-9]*.py"))


def upgrade(database: Database, step: Callable[[], None], revision: str = HEAD) -> Backup:
    """Take one step that no release has; ends as a workspace of the present version unless told otherwise."""
    database.close()
    writer = make_engine(database.path, database.key)
    try:
        return migrate.upgrade(writer, database.path, database.key, [Step(revision, step)], NOW)
    finally:
        writer.dispose()


def rebuild() -> None:
    """What autogenerate writes for a change of a column."""
    with op.batch_alter_table("organisation", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("nickname", sa.String(40), nullable=True))
        batch.alter_column("city", existing_type=sa.String(300), server_default="Ede")


def lose_references() -> None:
    op.execute("INSERT INTO organisation (version, name, name_key, kind, work_type, notes, parent_id)"
               " VALUES (0, 'x', 'x', 'member', 'unknown', '', 999)")  # fmt: skip


def commit_and_fail() -> None:
    op.execute("DELETE FROM organisation")
    op.execute("COMMIT")
    raise ValueError


def fail() -> None:
    op.execute("DELETE FROM organisation")
    raise ValueError


@pytest.fixture
def filled(locked: Database) -> Database:
    for name in ("Welzijn Ede", "Welzijn Goes"):
        add(locked, lambda name=name: Organisation(name=name, city="Ede"))
    add(locked, lambda: Person(name="Iemand"))
    remove(locked, Organisation, 2)
    return locked


def test_the_revisions_make_what_the_model_says() -> None:
    with new.at_head() as connection:
        assert new.differences(connection) == []


def test_a_new_workspace_is_what_the_revisions_make(plain: Database) -> None:
    with plain.read() as connection:
        assert new.differences(connection) == []


def test_the_comparison_is_not_blind() -> None:
    metadata = sa.MetaData()
    for table in Base.metadata.tables.values():
        table.to_metadata(metadata)
    metadata.tables["person"].append_column(sa.Column("nickname", sa.String(40)))
    with new.at_head() as connection:
        assert [found[0] for found in new.differences(connection, metadata)] == ["add_column"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_revision_is_named_after_its_number_and_stands_alone(path: Path) -> None:
    tree = ast.parse(path.read_text())
    names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert re.fullmatch(r"\d{4}_[a-z0-9_]+\.py", path.name)
    assert not any(name.startswith("stvcrm") for name in names)
    for call in re.findall(r"batch_alter_table\([^)]*\)", path.read_text()):
        assert "sqlite_autoincrement" in call, "a rebuilt table would hand out ids again"


def test_the_revisions_are_one_line_to_one_head() -> None:
    found = [
        dict(re.findall(r'^(\w*revision) = "?(\w+)"?$', path.read_text(), re.MULTILINE)) for path in FILES
    ]
    assert [item["revision"] for item in found] == list(migrate.REVISIONS)
    assert [item["down_revision"] for item in found] == ["None", *migrate.REVISIONS[:-1]]


def test_there_are_no_triggers_and_no_indexes_on_expressions(plain: Database) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger' OR (type = 'index' AND sql LIKE '%((%')"
    assert rows(plain, query) == []


def test_every_table_keeps_the_ids_of_rows_that_are_gone(plain: Database) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
    kept = {row[0] for row in rows(plain, f"{query} AND sql LIKE '%AUTOINCREMENT%'")}
    assert {row[0] for row in rows(plain, query)} - kept == {"blob", "alembic_version", "sqlite_sequence"}


def test_the_next_revision_is_written_from_the_model(tmp_path: Path) -> None:
    metadata = sa.MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.tables.values():
        table.to_metadata(metadata)
    metadata.tables["person"].append_column(sa.Column("nickname", sa.String(40)))
    path = new.write("Person: nickname", folder=tmp_path, metadata=metadata)
    text = path.read_text()
    assert path.name == f"{int(HEAD) + 1:04}_person_nickname.py"
    assert "table_kwargs={'sqlite_autoincrement': True}" in text
    assert "search" not in text
    compile(text, path, "exec")


@pytest.mark.parametrize(("title", "told"), [("…", "word"), ("nothing", "nothing to write")])
def test_a_revision_needs_a_name_and_a_change(title: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=told):
        new.write(title, folder=tmp_path)


def test_an_upgrade_keeps_rows_ids_references_and_index(filled: Database) -> None:
    before = everything(filled)
    upgrade(filled, rebuild)
    with Database.open(filled.path, filled.key) as again:
        assert everything(again) == before
        assert rows(again, "SELECT nickname FROM organisation") == [(None,)]
        assert add(again, lambda: Organisation(name="Welzijn Tiel")) == 3
        with again.read() as connection:
            assert search_index.differences(connection) == []
        assert [finding for finding in check.check(again) if not finding.harmless] == []


def test_a_rebuild_leaves_references_enforced(filled: Database) -> None:
    upgrade(filled, rebuild)
    with Database.open(filled.path, filled.key) as again:
        assert rows(again, "PRAGMA foreign_keys") == [(1,)]


def test_a_copy_of_before_stands_with_the_backups(filled: Database) -> None:
    before = everything(filled)
    made = upgrade(filled, rebuild)
    assert made.reason is backup.Reason.MIGRATION
    with Database.open(made.path, filled.key) as copy:
        assert everything(copy) == before


def test_undo_and_redo_stop_at_an_upgrade_that_the_log_names(filled: Database) -> None:
    change(filled, Person, 1, name="Iemand anders")
    filled.undo()
    upgrade(filled, rebuild)
    with Database.open(filled.path, filled.key) as again:
        with pytest.raises(UserError, match=f"bijgewerkt naar versie {HEAD}"):
            again.undo()
        with pytest.raises(UserError, match="niets om opnieuw"):
            again.redo()


@pytest.mark.parametrize("step", [fail, lose_references, commit_and_fail])
def test_a_failed_upgrade_leaves_the_workspace_and_names_the_copy(
    filled: Database, step: Callable[[], None]
) -> None:
    before = everything(filled)
    with pytest.raises(WorkspaceError, match=r"zoals zij was.*-migration\.stv"):
        upgrade(filled, step, "0099")
    with Database.open(filled.path, filled.key) as again:
        assert everything(again) == before
        assert check.check(again) == ()


def test_without_room_for_a_copy_nothing_is_touched(filled: Database, tmp_path: Path) -> None:
    with filled.read() as connection:
        place = backup.own_place(filled.path, connection)
    place.parent.mkdir(parents=True)
    place.write_text("a file where the folder should be")
    raw = filled.path.read_bytes()
    filled.close()
    raw = filled.path.read_bytes()
    with pytest.raises(UserError):
        upgrade(filled, rebuild)
    assert filled.path.read_bytes() == raw


def test_a_newer_version_is_refused(filled: Database) -> None:
    upgrade(filled, rebuild, "0099")
    with pytest.raises(WorkspaceError, match="nieuwere versie"):
        Database.open(filled.path, filled.key)
