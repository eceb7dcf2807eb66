"""The visits with a date as appointments for any calendar program."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from stvcrm.base.i18n import _
from stvcrm.formats import ics
from stvcrm.model.visits import Visit, VisitState
from stvcrm.queries.settings import settings
from stvcrm.queries.visits import dossier
from stvcrm.store.identity import workspace_id

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from stvcrm.queries.visits import VisitDossier

DATED = (VisitState.SCHEDULED, VisitState.VISITED, VisitState.COMPLETED)


def calendar_bytes(connection: Connection, now: datetime, *, only: int | None = None) -> tuple[bytes, int]:
    """The calendar file, and how many appointments stand in it; `now` is when it was made.

    With `only` it is the appointment of that visit alone.
    """
    table, home = Visit.table(), workspace_id(connection)
    query = (
        select(table.c.id, table.c.version)
        .where(table.c.state.in_(DATED), table.c.starts_at.is_not(None))
        .order_by(table.c.starts_at, table.c.id)
    )
    if only is not None:
        query = query.where(table.c.id == only)
    usual = timedelta(minutes=int(settings(connection)["visit_minutes"]))
    appointments = [
        _appointment(dossier(connection, row.id), f"visit-{row.id}@{home}.stvcrm", row.version, usual)
        for row in connection.execute(query).all()
    ]
    return ics.write(appointments, now), len(appointments)


def _appointment(visit: VisitDossier, uid: str, version: int, usual: timedelta) -> ics.Appointment:
    assert visit.starts_at is not None
    told = (
        (_("Contactpersoon"), visit.person),
        (_("Adres"), visit.address if visit.place else None),
        (_("Toegang en bijzonderheden"), visit.entry_conditions),
    )
    return ics.Appointment(
        uid=uid,
        sequence=version,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at or visit.starts_at + usual,
        summary=_("Kennismaking {name}").format(name=visit.organisation),
        location=visit.place or visit.address,
        description="\n".join(f"{label}: {text}" for label, text in told if text),
    )
