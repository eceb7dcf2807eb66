"""After an erasure: give the free pages back and empty the log, so that the bytes are gone as well."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.model.base import Base
from stvcrm.model.catalog import Erasure
from stvcrm.store import engine

if TYPE_CHECKING:
    from stvcrm.store.database import Database

ERASURE = Base.metadata.tables[Erasure.__tablename__]
WAIT_SECONDS = 5.0
POLL_SECONDS = 0.1


def is_due(database: Database) -> bool:
    """Whether an erasure was cut short before its bytes were gone."""
    with database.read() as connection:
        return connection.scalar(select(ERASURE.c.id).where(ERASURE.c.cleaning_due).limit(1)) is not None


def clean(database: Database) -> None:
    """Rewrite the file without free pages and empty its log.

    Raises:
        UserError: another program is reading the workspace; the next start tries again.
    """
    with database.alone() as connection:
        driver = engine.driver(connection)
        driver.execute("VACUUM")
        end = time.monotonic() + WAIT_SECONDS
        while driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > end:
                raise UserError(
                    _(
                        "De persoon is gewist, maar een ander programma leest {name} nog. "
                        "Sluit dat; bij de volgende start wordt het opruimen afgemaakt."
                    ).format(name=database.path.name)
                )
            time.sleep(POLL_SECONDS)
    with database.transaction() as connection:
        connection.execute(update(ERASURE).where(ERASURE.c.cleaning_due).values(cleaning_due=False))
