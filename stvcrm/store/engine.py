"""Connections to a workspace file: keys, pragmas, transactions that really roll back, errors in words.

SQL that differs per database lives here, in search_index.py and in blobs.py.
"""

from __future__ import annotations

import errno
import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import sqlalchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from stvcrm.base.errors import Invalid, Problem, UserError, WorkspaceError
from stvcrm.base.i18n import _
from stvcrm.base.memory import give_back
from stvcrm.model.base import Base, field_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stvcrm.store.keys import Key

APPLICATION_ID = 0x53545643
"""In the header of every workspace: "STVC"."""
BUSY_MS = 5_000
WRITE = "stvcrm_write"
DRIVER_ERRORS: tuple[type[Exception], ...] = (dbapi2.Error,)
_PRAGMAS = (
    "temp_store = MEMORY",
    "secure_delete = ON",
    "foreign_keys = ON",
    "synchronous = FULL",
    f"busy_timeout = {BUSY_MS}",
    "cache_size = -65536",
)


def connect(
    path: Path, key: Key | None, *, immutable: bool = False, create: bool = False
) -> dbapi2.Connection:
    """A driver connection in autocommit; we say BEGIN ourselves.

    Args:
        path: the file; taken as it is, never as a URI.
        key: None for an unencrypted workspace.
        immutable: the file lies on a medium that cannot be written.
        create: make the file when it is missing; otherwise that is an error.

    Raises:
        WorkspaceError: the key does not fit, or this is not a workspace; then nothing was written to it.
    """
    mode = "immutable=1" if immutable else f"mode={'rwc' if create else 'rw'}"
    connection = connect_bare(path, key, mode)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not create and connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise WorkspaceError(_("{name} is geen stvcrm-werkruimte.").format(name=path.name))
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if not immutable:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except dbapi2.Error as error:
        connection.close()
        raise translate(error, path) from error
    except WorkspaceError:
        connection.close()
        raise
    return connection


def connect_bare(path: Path, key: Key | None, mode: str = "mode=rw") -> dbapi2.Connection:
    """A keyed connection of which nothing else is set; whether the key fits shows at the first read."""
    uri = f"file:{quote(str(path.resolve()))}?{mode}"
    connection = dbapi2.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA cipher_log = off")
    if key is not None:
        connection.execute(f"PRAGMA key = {key.pragma()}")
    return connection


def make_engine(path: Path, key: Key | None, *, immutable: bool = False, create: bool = False) -> Engine:
    """The engine of one workspace; readers get BEGIN, writers BEGIN IMMEDIATE."""
    engine = sqlalchemy.create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key, immutable=immutable, create=create),
        poolclass=QueuePool,
        pool_size=5,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def shrink(bind: Engine) -> None:
    """Empty the caches of the connections that nobody uses now, some tens of megabytes each."""
    assert isinstance(bind.pool, QueuePool)
    held = [bind.raw_connection() for _number in range(bind.pool.checkedin())]
    try:
        for connection in held:
            connection.cursor().execute("PRAGMA shrink_memory")
    finally:
        for connection in held:
            connection.close()
    give_back()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn errors of the driver and the disk into sentences."""
    try:
        yield
    except DBAPIError as error:
        raise translate(error.orig or error, path) from error
    except (dbapi2.Error, OSError) as error:
        raise translate(error, path) from error
    except (OverflowError, UnicodeEncodeError) as error:
        message = _("Een getal is te groot, of een tekst bevat tekens die niet bestaan; kijk de invoer na.")
        raise UserError(message) from error


def translate(error: BaseException, path: Path) -> UserError:
    """What a database or disk error means to the user; a defect of ours stays a defect.

    Raises:
        BaseException: the error itself where it is no circumstance but a mistake in our SQL.
    """
    text, name = str(error).lower(), path.name
    if isinstance(error, OSError):
        return _disk(error, name)
    if isinstance(error, dbapi2.IntegrityError):
        return _constraint(str(error))
    if "file is not a database" in text or "file is encrypted" in text:
        return WorkspaceError(
            _("De wachtzin past niet op {name}, of het bestand is beschadigd of geen werkruimte.").format(
                name=name
            )
        )
    for part, message in _CIRCUMSTANCES:
        if part in text:
            return (
                WorkspaceError(_(message).format(name=name)) if "{name}" in message else UserError(_(message))
            )
    raise error


def _disk(error: OSError, name: str) -> UserError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(_(DISK_FULL))
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return UserError(
            _("Op deze plaats mag niet geschreven worden; kies een andere plaats voor {name}.").format(
                name=name
            )
        )
    return UserError(
        _("{name} kan niet gelezen of geschreven worden: {reason}.").format(
            name=error.filename or name, reason=os.strerror(error.errno) if error.errno else str(error)
        )
    )


def _constraint(text: str) -> UserError:
    """What a refused row means: `UNIQUE constraint failed: organisation.number`."""
    match = _CONSTRAINT.match(text)
    if match is None:
        return UserError(_("Er wordt verwezen naar een gegeven dat er niet is; kijk de nummers na."))
    table = Base.metadata.tables.get(match["table"])
    found = None if table is None else field_of(table.columns[match["column"]])
    label = _(found.label) if found else match["column"]
    if match["kind"] == "UNIQUE":
        message = _("{label}: deze waarde staat al bij een ander gegeven; kies een andere.")
    else:
        message = _("{label} is leeg; vul iets in.")
    return Invalid([Problem(match["column"], message.format(label=label))])


_CONSTRAINT = re.compile(r"(?P<kind>UNIQUE|NOT NULL) constraint failed: (?P<table>\w+)\.(?P<column>\w+)")
DISK_FULL = "De schijf is vol (schijf vol). Er is niets gewijzigd; maak ruimte vrij en probeer het opnieuw."
_CIRCUMSTANCES = (
    ("database or disk is full", DISK_FULL),
    (
        "readonly database",
        "Deze werkruimte kan hier alleen gelezen worden; kopieer haar naar de eigen schijf.",
    ),
    ("database is locked", "{name} is bezet door een ander programma; sluit dat en probeer het opnieuw."),
    ("locking protocol", "{name} is bezet door een ander programma; sluit dat en probeer het opnieuw."),
    (
        "unable to open database file",
        "{name} kan niet geopend worden; kijk of het bestand en de map er nog zijn.",
    ),
    ("disk image is malformed", "{name} is beschadigd. Zet een reservekopie terug met «Terugzetten»."),
    ("disk i/o error", "De schijf geeft een fout bij {name}. Er is niets half gewijzigd; kijk de schijf na."),
    # A damaged page of the search index shows itself in these words.
    (
        "vtable constructor failed",
        "{name} is beschadigd. Zet een reservekopie terug met «Terugzetten».",
    ),
    ("fts5: corrupt", "{name} is beschadigd. Zet een reservekopie terug met «Terugzetten»."),
    ("hmac", "{name} is beschadigd. Zet een reservekopie terug met «Terugzetten»."),
)


def driver(connection: Connection) -> Any:
    """The driver's own connection, for backups and pragmas."""
    return connection.connection.driver_connection


def path_of(connection: Connection) -> Path:
    """The file behind a connection."""
    rows = driver(connection).execute("PRAGMA database_list").fetchall()
    return Path(rows[0][2])


def defer_foreign_keys(connection: Connection) -> None:
    """Check references at commit instead of row by row, within this transaction."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
