"""Every export by its public name, with the file endings it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.exports.lists import ENDINGS as TABLES
from stvcrm.exports.lists import table_bytes
from stvcrm.queries.catalog import BY_NOUN

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

CALENDAR, PERSON, EVERYTHING = "calendar", "person", "everything"
ENDINGS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(BY_NOUN, TABLES),
    CALENDAR: (".ics",),
    PERSON: (".zip", ".json"),
    EVERYTHING: (".zip",),
}
"""What can be exported: a noun, or one of the three others, with the endings of its file."""


def export(
    connection: Connection, kind: str, record_id: int | None, ending: str, now: datetime
) -> tuple[bytes, int]:
    """The bytes of a file, and how many rows, appointments or facts stand in it.

    Args:
        connection: to the workspace.
        kind: a key of ENDINGS.
        record_id: which person; None for the others.
        ending: what the file is, with its dot.
        now: the moment that files name as the one they were made.

    Raises:
        UserError: no such export or ending, a person is not named, or there is no such person.
    """
    _refuse_unknown(kind, ending)
    if kind == CALENDAR:
        from stvcrm.exports.calendar import calendar_bytes  # noqa: PLC0415  icalendar: 0.2 s

        return calendar_bytes(connection, now)
    if kind == EVERYTHING:
        from stvcrm.exports.everything import everything_bytes  # noqa: PLC0415  seldom needed

        return everything_bytes(connection)
    if kind == PERSON:
        from stvcrm.exports.person_file import person_bytes  # noqa: PLC0415  seldom needed

        if record_id is None:
            raise UserError(_("Noem het nummer van de persoon: export person NUMMER -o BESTAND."))
        return person_bytes(connection, record_id, ending, now)
    row_list = BY_NOUN[kind]
    return table_bytes(row_list, connection, ending), row_list.count(connection)


def _refuse_unknown(kind: str, ending: str) -> None:
    if kind not in ENDINGS:
        raise UserError(
            _("Er is geen export {kind}; wel: {known}.").format(kind=kind, known=", ".join(ENDINGS))
        )
    if ending not in ENDINGS[kind]:
        raise UserError(
            _("{kind} kan als {known} bewaard worden, niet als «{ending}».").format(
                kind=kind, known=", ".join(ENDINGS[kind]), ending=ending
            )
        )
