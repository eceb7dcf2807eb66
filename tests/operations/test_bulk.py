"""What a value would do to many records is told row by row before it is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from stvcrm.operations.bulk import BulkRow, judge, words
from stvcrm.operations.catalog import BY_NAME
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ON = date(2017, 5, 11)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Database]:
    with Database.create(tmp_path / "proef.stv", None) as made:
        for name, since in (("Verdi", "2010-01-01"), ("Vizier", "2016-01-01")):
            BY_NAME["organisations.add"].perform(made, name=name, member_since=since)
        yield made


def judged(
    workspace: Database, key: str, value: object, ids: tuple[int, ...] = (1, 2)
) -> tuple[BulkRow, ...]:
    with workspace.read() as connection:
        return judge(connection, noun="organisations", ids=ids, key=key, value=value, on=ON)


def test_tells_old_and_new(workspace: Database) -> None:
    rows = judged(workspace, "work_type", "welfare_work")
    assert rows[0] == BulkRow(1, "Verdi", "Onbekend", "Welzijnswerk")
    assert all(row.changes for row in rows)


def test_what_is_so_already_does_not_change(workspace: Database) -> None:
    assert [row.changes for row in judged(workspace, "member_since", date(2016, 1, 1))] == [True, False]


def test_a_rule_refuses_one_row_only(workspace: Database) -> None:
    first, second = judged(workspace, "member_until", date(2012, 1, 1))
    assert (first.changes, second.changes) == (True, False)
    assert "vóór lid sinds" in second.problem


def test_unreadable_value_is_refused_for_all(workspace: Database) -> None:
    assert {row.problem for row in judged(workspace, "postcode", "12")} == {
        "«12» is geen postcode; typ bijvoorbeeld 3511 AB."
    }


def test_records_that_are_gone_are_left_out(workspace: Database) -> None:
    assert [row.id for row in judged(workspace, "city", "Gouda", (9, 2))] == [2]


@pytest.mark.parametrize(
    ("value", "text"), [(True, "ja"), (False, "nee"), (None, ""), (ON, "do 11 mei 2017"), (48, "48")]
)
def test_values_in_words(value: object, text: str) -> None:
    assert words(value) == text
