"""Every list runs: all its columns, every order, every filter, on a workspace with something in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stvcrm.queries.catalog import LISTS, show
from stvcrm.queries.rows import Arrangement, RowList
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EVERY = pytest.mark.parametrize("rows", LISTS, ids=lambda rows: rows.noun)


@pytest.fixture(scope="module")
def example(example_file: Path) -> Iterator[Database]:
    with Database.open(example_file, None, write=False) as database:
        yield database


@EVERY
def test_all_columns_of_all_rows(example: Database, rows: RowList) -> None:
    with example.read() as connection:
        ids = list(rows.ids(connection))
        found = rows.rows(connection, ids)
        assert len(ids) == rows.count(connection) == len(rows.records(connection))
    assert all(len(row) == len(rows.columns) for row in found.values())


@EVERY
def test_any_order_has_all_rows(example: Database, rows: RowList) -> None:
    with example.read() as connection:
        expected = set(rows.ids(connection))
        for column in rows.columns:
            for descending in (False, True):
                order = Arrangement(column.key, descending=descending)
                assert set(rows.ids(connection, order)) == expected, column.key


@EVERY
def test_filters_choose_from_the_rows(example: Database, rows: RowList) -> None:
    with example.read() as connection:
        expected = set(rows.ids(connection))
        for item in rows.filters:
            chosen = set(rows.ids(connection, Arrangement(filters=(item.key,))))
            assert chosen <= expected, item.key


@EVERY
def test_a_record_is_shown_with_its_chain(example: Database, rows: RowList) -> None:
    with example.read() as connection:
        ids = list(rows.ids(connection))[:3]
        for row_id in ids:
            assert "chain" in show(connection, rows.noun, row_id)


def test_the_example_fills_the_lists_people_work_with(example: Database) -> None:
    wanted = {
        "organisations",
        "people",
        "positions",
        "visits",
        "contact_moments",
        "promises",
        "action_points",
    }
    with example.read() as connection:
        counts = {rows.noun: rows.count(connection) for rows in LISTS if rows.noun in wanted}
    assert set(counts) == wanted
    assert all(counts.values()), counts
