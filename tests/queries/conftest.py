"""A plain workspace on disk, and short ways to act in it and ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.operations.catalog import BY_NAME
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.create(tmp_path / "proef.stv", None) as made:
        yield made


@pytest.fixture
def do(database: Database) -> Callable[..., Any]:
    """`do("organisations.add", name=…)` gives the result of the operation."""

    def act(operation: str, /, **values: Any) -> Any:
        return BY_NAME[operation].perform(database, **values)[0]

    return act


@pytest.fixture
def ask(database: Database) -> Callable[..., Any]:
    """`ask(query, …)` gives what the query answers."""

    def query(question: Callable[..., Any], /, *args: Any, **values: Any) -> Any:
        with database.read() as connection:
            return question(connection, *args, **values)

    return query
