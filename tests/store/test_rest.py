"""A workspace that nobody asks anything holds little memory, and answers as before."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from stvcrm.store.database import Database

MIB = 2**20


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def read_all(database: Database) -> int:
    with database.read() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM big WHERE hex(x) <> ''").scalar_one()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_rest_gives_the_caches_back(locked: Database) -> None:
    with locked.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE big (x BLOB)")
        for _row in range(400):
            connection.exec_driver_sql("INSERT INTO big VALUES (randomblob(100000))")
    read_all(locked)
    full = resident()
    locked.rest()
    assert full - resident() > 20 * MIB
    assert read_all(locked) == 400


def test_rest_leaves_a_connection_in_use_alone(locked: Database) -> None:
    with locked.read() as connection:
        locked.rest()
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
