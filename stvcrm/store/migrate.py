"""At this program's version of the tables, or brought there: copy first, verify after, restore on failure.

Alembic is imported only when a workspace is behind (0.15 s).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

from stvcrm.base.errors import WorkspaceError
from stvcrm.base.i18n import _
from stvcrm.model.catalog import Base
from stvcrm.store import engine, identity, search_index

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

REVISIONS = ("0001",)
"""Every revision in order; the last is what this program writes."""
HEAD = REVISIONS[-1]


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
        WorkspaceError: a newer program made it.
    """
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if found not in REVISIONS:
        message = _("{name} is gemaakt met een nieuwere versie van stvcrm. Werk dit programma eerst bij.")
        raise WorkspaceError(message.format(name=path.name))
    return str(found)


def upgrade(writer: Engine) -> None:
    """Bring the tables to HEAD in one transaction, with references checked before it ends.

    Raises:
        WorkspaceError: the result is not sound; nothing was changed.
    """
    from alembic.migration import MigrationContext  # noqa: PLC0415  0.15 s, seldom needed
    from alembic.operations import Operations  # noqa: PLC0415

    from stvcrm.store.migrations.versions import STEPS  # noqa: PLC0415

    with writer.connect().execution_options(**{engine.WRITE: True}) as connection:
        driver = engine.driver(connection)
        driver.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            start = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            context = MigrationContext.configure(connection, opts={"render_as_batch": True})
            with Operations.context(context):
                for name in REVISIONS[REVISIONS.index(str(start)) + 1 :]:
                    STEPS[name]()
                    connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (name,))
            problems = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if problems:
                raise WorkspaceError(
                    _("Het bijwerken van de werkruimte is niet gelukt; zij is gebleven zoals zij was.")
                )
        driver.execute("PRAGMA foreign_keys = ON")


def has_tables(connection: Connection) -> bool:
    """Whether this is a workspace at all."""
    return inspect(connection).has_table("alembic_version")
