"""What tests of the store share: acts on a workspace, and looking at what came of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from stvcrm.model.catalog import ENTITIES
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, Position
from stvcrm.model.visits import Attendance, Visit
from stvcrm.store import images

if TYPE_CHECKING:
    from collections.abc import Callable

    from stvcrm.model.base import Entity
    from stvcrm.store.database import Database
    from stvcrm.store.unit_of_work import UnitOfWork

PASSPHRASE = "juist paard batterij nietje"
NAME, MAIL, PHONE = "Xylofonia Kanariepiet", "xylofonia@kanarie.example", "+31612345678"
Image = dict[str, dict[int, dict[str, Any]]]


class Ticking:
    """A clock that goes on at every look, so that saves do not fold."""

    def __init__(self, step: timedelta = timedelta(minutes=2)) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        self.step = step

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


def add(database: Database, record: Callable[[], Entity], label: str = "Toegevoegd") -> int:
    """Store one record as an act of its own; returns its id."""

    def operation(uow: UnitOfWork) -> int:
        return uow.add(record()).id

    return database.write(label, operation)[0]


def change(database: Database, entity: type[Entity], record_id: int, **values: object) -> None:
    """Change fields of a record as an act of its own."""

    def operation(uow: UnitOfWork) -> None:
        record = uow.get(entity, record_id)
        for key, value in values.items():
            setattr(record, key, value)

    database.write("Gewijzigd", operation)


def remove(database: Database, entity: type[Entity], record_id: int) -> None:
    """Remove a record as an act of its own."""
    database.write("Verwijderd", lambda uow: uow.remove(uow.get(entity, record_id)))


def canary(database: Database, name: str = NAME, mail: str = MAIL) -> tuple[int, int, int]:
    """A person with a job and a visit; returns the ids of person, organisation and visit."""
    home = add(database, lambda: Organisation(name="Welzijn Ede", city="Ede"))
    person = add(database, lambda: Person(name=name, email=mail, phone=PHONE), f"Toegevoegd: {name}")
    add(database, lambda: Position(person_id=person, organisation_id=home, role="Tester"))
    visit = add(database, lambda: Visit(organisation_id=home, person_id=person))
    add(database, lambda: Attendance(visit_id=visit, person_id=person, role="Tester", initials="XK"))
    return person, home, visit


def rows(database: Database, query: str, *values: object) -> list[tuple[object, ...]]:
    """What a query of plain SQL answers."""
    with database.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query, values)]


def behind_the_journal(database: Database, statement: str, *values: object) -> None:
    """Change rows without the journal hearing of it."""
    with database.transaction() as connection:
        connection.exec_driver_sql(statement, values)


def everything(database: Database) -> Image:
    """Every row of every noun, but for its version, which undo does not turn back."""
    found: Image = {}
    with database.read() as connection:
        for entity in ENTITIES:
            ids = list(connection.scalars(select(entity.table().c.id)))
            found[entity.__tablename__] = images.fetch(connection, entity.table(), ids)
    for table in found.values():
        for row in table.values():
            del row["version"]
    return found
