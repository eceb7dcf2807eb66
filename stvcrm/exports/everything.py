"""The whole workspace in open formats, so that nobody is tied to this program: lists and attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from stvcrm.base.i18n import _
from stvcrm.exports.archive import packed, safe_name
from stvcrm.exports.lists import CSV, table_bytes
from stvcrm.model.attachments import Attachment
from stvcrm.queries.catalog import LISTS
from stvcrm.store import blobs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

ATTACHMENTS = "attachments"


def everything_bytes(connection: Connection) -> tuple[bytes, int]:
    """The .zip, and how many rows its lists have together."""
    rows = sum(row_list.count(connection) for row_list in LISTS)
    return packed(_files(connection)), rows


def attachment_files(connection: Connection, ids: list[int] | None = None) -> Iterator[tuple[str, bytes]]:
    """(name in the .zip, content) of these attachments, of all without `ids`."""
    table = Attachment.table()
    query = select(table.c.id, table.c.name, table.c.content_hash).order_by(table.c.id)
    for row in connection.execute(query if ids is None else query.where(table.c.id.in_(ids))).all():
        content = b"".join(blobs.read(connection, row.content_hash))
        yield f"{ATTACHMENTS}/{row.id}-{safe_name(row.name)}", content


def _files(connection: Connection) -> Iterator[tuple[str, bytes]]:
    yield "LEESMIJ.txt", _readme().encode("utf-8-sig")
    for row_list in LISTS:
        yield f"{row_list.noun}.csv", table_bytes(row_list, connection, CSV)
    yield from attachment_files(connection)


def _readme() -> str:
    lines = [
        _("Alles uit een werkruimte van stvcrm, in open bestanden."),
        _("Let op: deze bestanden zijn niet versleuteld en bevatten persoonsgegevens."),
        "",
        *(f"{row_list.noun}.csv: {_(row_list.label)}" for row_list in LISTS),
        f"{ATTACHMENTS}/: {_('Bijlagen, met hun nummer vóór de naam')}",
    ]
    return "\r\n".join(lines) + "\r\n"
