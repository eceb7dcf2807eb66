"""A workspace on disk, and acts on it by their public names with values as they are typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.base.clock import today
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.catalog import BY_NOUN, show
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stvcrm.base.changes import Changes


class Clock:
    """Starts at nine in the morning; a second later at every look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class Desk:
    """Someone at work: does acts, looks at rows."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database, self.clock = database, clock
        self.changes: Changes | None = None

    def do(self, operation: str, /, **typed: object) -> Any:
        """An act; every value goes through the reading of typed text. Returns the result."""
        spec = BY_NAME[operation]
        texts = {name.rstrip("_"): str(value) for name, value in typed.items()}
        result, self.changes = spec.perform(self.database, **spec.arguments(texts, today(self.clock)))
        return result

    def rows(self, noun: str) -> list[dict[str, Any]]:
        with self.database.read() as connection:
            return BY_NOUN[noun].records(connection)

    def show(self, noun: str, record_id: int) -> dict[str, Any]:
        with self.database.read() as connection:
            return show(connection, noun, record_id)

    @property
    def label(self) -> str:
        """What the last act is called in the journal."""
        return str(self.rows("operations")[-1]["label"])

    def organisation(self, name: str = "Welzijn Ede", **typed: object) -> int:
        return int(self.do("organisations.add", name=name, **typed))

    def person(self, name: str = "Joost van Tilburg", **typed: object) -> int:
        return int(self.do("people.add", name=name, **typed))

    def visit(self, **typed: object) -> int:
        return int(self.do("visits.request", organisation_id=self.organisation(), **typed))


@pytest.fixture(scope="session")
def empty_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "leeg.stv"
    Database.create(path, None).close()
    return path


@pytest.fixture
def desk(empty_workspace: Path, tmp_path: Path) -> Iterator[Desk]:
    clock, path = Clock(), tmp_path / "werk.stv"
    path.write_bytes(empty_workspace.read_bytes())
    with Database.open(path, None, clock=clock) as database:
        yield Desk(database, clock)
