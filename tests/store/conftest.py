"""A small workspace on disk with invented people, plain so that its bytes can be searched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, Position
from stvcrm.model.visits import Attendance, Visit
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from stvcrm.model.base import Entity
    from stvcrm.store.unit_of_work import UnitOfWork

PASSPHRASE = "juist paard batterij nietje"
NAME, MAIL, PHONE = "Xylofonia Kanariepiet", "xylofonia@kanarie.example", "+31612345678"


class Ticking:
    """A clock that goes on by a minute at every look, so that saves do not fold."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=2)
        return self.now


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))


@pytest.fixture
def plain(tmp_path: Path, clock: Ticking) -> Iterator[Database]:
    with Database.create(tmp_path / "proef.stv", None, clock=clock) as database:
        yield database


@pytest.fixture
def locked(tmp_path: Path, clock: Ticking) -> Iterator[Database]:
    with Database.create(tmp_path / "proef.stv", PASSPHRASE, clock=clock) as database:
        yield database


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


def canary(database: Database, name: str = NAME, mail: str = MAIL) -> tuple[int, int, int]:
    """A person with a job and a visit; returns the ids of person, organisation and visit."""
    home = add(database, lambda: Organisation(name="Welzijn Ede", city="Ede"))
    person = add(database, lambda: Person(name=name, email=mail, phone=PHONE), f"Toegevoegd: {name}")
    add(database, lambda: Position(person_id=person, organisation_id=home, role="Tester"))
    visit = add(database, lambda: Visit(organisation_id=home, person_id=person))
    add(database, lambda: Attendance(visit_id=visit, person_id=person, role="Tester", initials="XK"))
    return person, home, visit


def rows(database: Database, query: str, *values: object) -> list[tuple[object, ...]]:
    with database.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query, values)]
