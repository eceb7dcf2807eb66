"""Small workspaces on disk: the tables are made once a run and copied, and opened by key."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from workspaces import PASSPHRASE, Ticking

from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stvcrm.store.keys import Key


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture(scope="session")
def plain_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace without a passphrase."""
    path = tmp_path_factory.mktemp("plain") / "leeg.stv"
    Database.create(path, None).close()
    return path


@pytest.fixture(scope="session")
def locked_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Key]:
    """An empty workspace with a passphrase, and its key."""
    path = tmp_path_factory.mktemp("locked") / "leeg.stv"
    with Database.create(path, PASSPHRASE) as database:
        assert database.key is not None
        return path, database.key


@pytest.fixture
def plain(tmp_path: Path, plain_template: Path, clock: Ticking) -> Iterator[Database]:
    path = shutil.copy(plain_template, tmp_path / "proef.stv")
    with Database.open(path, None, clock=clock) as database:
        yield database


@pytest.fixture
def locked(tmp_path: Path, locked_template: tuple[Path, Key], clock: Ticking) -> Iterator[Database]:
    template, key = locked_template
    path = shutil.copy(template, tmp_path / "proef.stv")
    with Database.open(path, key, clock=clock) as database:
        yield database
