"""A workspace on disk, and lists that are brought in by the same door as everyone's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lists import Desk

from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    database = Database.create(tmp_path / "proef.stv", None)
    yield Desk(database, tmp_path)
    database.close()


@pytest.fixture(scope="session")
def samples(pytestconfig: pytest.Config) -> Path:
    """The sample files; who has none skips what needs them."""
    folder = pytestconfig.rootpath.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the sample files are not beside the checkout")
    return folder
