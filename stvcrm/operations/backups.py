"""Backups that may no longer be kept, and people whose data may not: what retention means here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from stvcrm.base.changes import Changes
from stvcrm.base.clock import today
from stvcrm.model.people import Person
from stvcrm.store import backup
from stvcrm.store.database import Database
from stvcrm.store.thinning import lapses_at


@dataclass(frozen=True)
class Held:
    """A backup that holds someone who was erased, and when thinning removes it at the latest.

    One that does not open with the present passphrase may hold them: `opens` is then False.
    """

    path: str
    made_at: datetime
    lapses_at: datetime
    outside: bool
    opens: bool


@dataclass(frozen=True)
class DuePerson:
    """Someone whose data may not be kept any longer; erasing is for the user to decide."""

    id: int
    name: str
    retain_until: date


@dataclass(frozen=True)
class Retention:
    """What was removed, what could not be opened, and whose data is due."""

    removed: tuple[str, ...]
    thinned: tuple[str, ...]
    not_opened: tuple[str, ...]
    people_due: tuple[DuePerson, ...]


def apply_retention(database: Database) -> tuple[Retention, Changes]:
    """Remove the backups that still hold erased people, thin the others, and tell whose data is due."""
    removed, left = backup.remove_holding(database)
    thinned = backup.thin_places(database)
    backup.note_erasures(database)
    answer = Retention(
        removed=tuple(str(item.path) for item in removed),
        thinned=tuple(str(item.path) for item in thinned),
        not_opened=tuple(str(item.path) for item in left),
        people_due=people_due(database),
    )
    return answer, Changes()


def holding(database: Database, uids: set[str]) -> tuple[Held, ...]:
    """The backups that can be reached and hold, or may hold, one of these people."""
    found = []
    for item in backup.listing(database):
        held = backup.holds(item.backup.path, database.key, uids)
        if held is not False:
            made = item.backup.made_at
            path, outside = str(item.backup.path), item.backup.outside
            found.append(Held(path, made, lapses_at(made), outside, opens=held is not None))
    return tuple(found)


def people_due(database: Database) -> tuple[DuePerson, ...]:
    """People whose `retain_until` has passed, the longest overdue first."""
    person = Person.table()
    query = (
        select(person.c.id, person.c.name, person.c.retain_until)
        .where(person.c.retain_until < today(database.clock))
        .order_by(person.c.retain_until, person.c.id)
    )
    with database.read() as connection:
        return tuple(DuePerson(*row) for row in connection.execute(query))
