"""At this program's version of the tables, or brought there: copy first, verify after, restore on failure.

Alembic is imported only when a workspace is behind (0.15 s).
"""

from __future__ import annotations

import pkgutil
import re
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect

from stvcrm.base.clock import author
from stvcrm.base.errors import UserError, WorkspaceError
from stvcrm.base.i18n import _
from stvcrm.model.catalog import Base
from stvcrm.store import backup, copies, engine, identity, journal, search_index
from stvcrm.store.migrations import versions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Engine

    from stvcrm.store.backup import Backup
    from stvcrm.store.keys import Key

_FILE = re.compile(r"(\d{4})_[a-z0-9_]+")
_NAMES = {
    match.group(1): match.group()
    for module in pkgutil.iter_modules(versions.__path__)
    if (match := _FILE.fullmatch(module.name))
}
REVISIONS = tuple(sorted(_NAMES))
"""Every revision in order; the last is what this program writes."""
HEAD = REVISIONS[-1]
NAME = "workspace.upgrade"


@dataclass(frozen=True)
class Step:
    """One revision and what brings the tables there from the one before."""

    revision: str
    upgrade: Callable[[], None]


def create(connection: Connection) -> None:
    """Make the tables of a new workspace at the present version."""
    Base.metadata.create_all(connection)
    search_index.create(connection)
    identity.create(connection)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))


def revision(connection: Connection, path: Path) -> str:
    """The version of the tables of a workspace.

    Raises:
        WorkspaceError: a newer program made it, or it was never finished.
    """
    if not inspect(connection).has_table("alembic_version"):
        raise WorkspaceError(_("{name} is geen stvcrm-werkruimte.").format(name=path.name))
    found = _version(connection)
    if found not in REVISIONS:
        message = _("{name} is gemaakt met een nieuwere versie van stvcrm. Werk dit programma eerst bij.")
        raise WorkspaceError(message.format(name=path.name))
    return found


def steps_after(start: str | None) -> tuple[Step, ...]:
    """The revisions that a workspace lacks; all of them for one without tables (None)."""
    behind = REVISIONS[0 if start is None else REVISIONS.index(start) + 1 :]
    return tuple(Step(name, import_module(f"{versions.__name__}.{_NAMES[name]}").upgrade) for name in behind)


def run(connection: Connection, steps: Sequence[Step]) -> None:
    """Take these steps on a connection; ids that were given out stay given out."""
    from alembic.migration import MigrationContext  # noqa: PLC0415  0.15 s, seldom needed
    from alembic.operations import Operations  # noqa: PLC0415

    context = MigrationContext.configure(connection, opts={"render_as_batch": True})
    highest = _sequences(connection)
    with Operations.context(context):
        for step in steps:
            step.upgrade()
    # A table that was rebuilt only knows the ids of the rows it has now.
    for table, value in highest.items():
        connection.exec_driver_sql(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (value, table)
        )
        connection.exec_driver_sql(
            "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, ?2"
            " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)"
            " AND EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1)",
            (table, value),
        )


def upgrade(writer: Engine, path: Path, key: Key | None, steps: Sequence[Step], now: datetime) -> Backup:
    """Bring the tables of a workspace to the last of these steps, in one transaction, after a copy.

    Returns:
        The copy that was made before.

    Raises:
        WorkspaceError: there is no room for the copy, or the result is not sound; the workspace is as it
            was, and the message names the copy.
    """
    with engine.told(path), writer.connect() as connection, connection.begin():
        made = backup.before_upgrade(connection, path, key, now)
    try:
        _upgrade(writer, path, steps, now)
    except Exception as error:
        _keep_or_put_back(writer, path, key, made)
        message = _(
            "Het bijwerken van {name} is niet gelukt; de werkruimte is zoals zij was. "
            "De kopie van vóór het bijwerken staat in {copy}."
        )
        raise WorkspaceError(message.format(name=path.name, copy=made.path)) from error
    return made


def upgrade_copy(writer: Engine, path: Path, steps: Sequence[Step], now: datetime) -> None:
    """The same for a file that is a copy itself: none is made, and when it fails the file is of no use.

    Raises:
        WorkspaceError: it failed.
    """
    try:
        _upgrade(writer, path, steps, now)
    except Exception as error:
        message = _("{name} is van een vorige versie van stvcrm en kan niet bijgewerkt worden.")
        raise WorkspaceError(message.format(name=path.name)) from error


def put_back(writer: Engine, path: Path, key: Key | None, copy: Path) -> None:
    """Give a workspace the content of a copy under the same key, in one step that a crash cannot halve.

    Raises:
        UserError: the disk fails; the copy stands.
    """
    writer.dispose()
    with engine.told(path):
        source = engine.connect_bare(copy, key, "immutable=1")
        target = engine.connect(path, key)
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()


def _upgrade(writer: Engine, path: Path, steps: Sequence[Step], now: datetime) -> None:
    with writer.connect().execution_options(**{engine.WRITE: True}) as connection:
        driver = engine.driver(connection)
        # A rebuilt table is dropped and named anew: with references on, that would take its children along.
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                run(connection, steps)
                last = steps[-1].revision
                connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (last,))
                journal.record_border(connection, NAME, _label(last), now, journal.Origin(author(), "", last))
                _require_sound(connection, path)
        finally:
            driver.execute("PRAGMA foreign_keys = ON")
    with writer.connect() as connection:
        _require_sound(connection, path)


def _label(last: str) -> str:
    return _("Werkruimte bijgewerkt naar versie {revision}").format(revision=last)


def _require_sound(connection: Connection, path: Path) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None
    if broken or copies.faults(engine.driver(connection)):
        raise WorkspaceError(_("{name} is na het bijwerken niet in orde.").format(name=path.name))


def _keep_or_put_back(writer: Engine, path: Path, key: Key | None, made: Backup) -> None:
    """A transaction that failed left nothing; what got through all the same is replaced by the copy."""
    copy = engine.connect_bare(made.path, key, "immutable=1")
    try:
        with engine.told(path), writer.connect() as connection:
            driver = engine.driver(connection)
            is_as_it_was = _shape(driver) == _shape(copy) and not copies.faults(driver)
    except UserError:
        is_as_it_was = False
    finally:
        copy.close()
    if not is_as_it_was:
        put_back(writer, path, key, made.path)


def _shape(driver: Any) -> tuple[list[Any], dict[str, int], object]:
    """What tells one version of a workspace from another: its tables, their rows, the number it bears."""
    tables = driver.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    version = driver.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    return tables, copies.counts(driver), version


def _version(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


def _sequences(connection: Connection) -> dict[str, int]:
    """The highest id ever given out, by table."""
    if not inspect(connection).has_table("sqlite_sequence"):
        return {}
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")}
