"""Bytes of attachments by content hash, inside the workspace, in rows of 1 MiB.

SQL that differs per database lives here, in engine.py and in search_index.py.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select, update

from stvcrm.model.attachments import BLOB, Attachment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

PART = 1 << 20
"""Bytes of a row."""


def put(connection: Connection, content: bytes | IO[bytes]) -> tuple[str, int]:
    """Keep bytes; the same bytes are kept once.

    Returns:
        Their SHA-256 in hexadecimals, and how many there are.
    """
    source = BytesIO(content) if isinstance(content, bytes) else content
    # The hash is known only at the end of a stream, so it comes in under a name of its own.
    name, digest, size, number = f"~{uuid4().hex}", hashlib.sha256(), 0, 0
    while True:
        part = source.read(PART)
        if not part and number:
            break
        connection.execute(insert(BLOB).values(content_hash=name, part=number, data=part))
        digest.update(part)
        size, number = size + len(part), number + 1
        if len(part) < PART:
            break
    found = digest.hexdigest()
    mine = BLOB.c.content_hash == name
    if holds(connection, found):
        connection.execute(delete(BLOB).where(mine))
    else:
        connection.execute(update(BLOB).where(mine).values(content_hash=found))
    return found, size


def holds(connection: Connection, content_hash: str) -> bool:
    """Whether these bytes are in the workspace."""
    query = select(BLOB.c.part).where(BLOB.c.content_hash == content_hash).limit(1)
    return connection.scalar(query) is not None


def read(connection: Connection, content_hash: str) -> Iterator[bytes]:
    """The bytes in order, a part at a time; nothing when they are not there."""
    last = connection.scalar(select(func.max(BLOB.c.part)).where(BLOB.c.content_hash == content_hash))
    for number in range(0 if last is None else last + 1):
        wanted = (BLOB.c.content_hash == content_hash) & (BLOB.c.part == number)
        yield connection.scalar(select(BLOB.c.data).where(wanted)) or b""


def hashes(connection: Connection) -> list[str]:
    """Every hash that bytes are kept under."""
    return list(connection.scalars(select(BLOB.c.content_hash).distinct().order_by(BLOB.c.content_hash)))


def unused(connection: Connection, among: Iterable[str]) -> list[str]:
    """Those hashes that no attachment and no image in the journal names."""
    return [found for found in among if not _is_named(connection, found)]


def remove_unused(connection: Connection, among: Iterable[str]) -> int:
    """Remove the bytes of those hashes that nothing names any more; returns how many."""
    gone = unused(connection, sorted(set(among)))
    for found in gone:
        connection.execute(delete(BLOB).where(BLOB.c.content_hash == found))
    return len(gone)


def _is_named(connection: Connection, content_hash: str) -> bool:
    table = Attachment.table()
    query = select(table.c.id).where(table.c.content_hash == content_hash).limit(1)
    if connection.scalar(query) is not None:
        return True
    images = (
        "SELECT 1 FROM row_change WHERE \"table\" = 'attachment'"
        " AND (instr(coalesce(before, ''), ?) OR instr(coalesce(after, ''), ?)) LIMIT 1"
    )
    return connection.exec_driver_sql(images, (content_hash, content_hash)).first() is not None
