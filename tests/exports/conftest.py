"""A workspace with names that spreadsheets, calendars and file systems stumble over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from stvcrm.operations.catalog import BY_NAME
from stvcrm.store import blobs
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stvcrm.store.unit_of_work import UnitOfWork

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Office:
    """The workspace, with acts by name."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def do(self, operation: str, /, **values: object) -> int:
        spec = BY_NAME[operation]
        typed = {name: str(value) for name, value in values.items()}
        return int(spec.perform(self.database, **spec.arguments(typed, NOW.date()))[0])

    def attach(self, name: str, content: bytes, **owner: int) -> int:
        from stvcrm.model.attachments import Attachment

        def operation(uow: UnitOfWork) -> int:
            found, size = blobs.put(uow.connection, content)
            return uow.add(Attachment(name=name, content_hash=found, size=size, **owner)).id

        return self.database.write("Bijlage", operation)[0]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Database.create(tmp_path / "werk.stv", None, clock=lambda: NOW) as database:
        yield Office(database)
