"""Columns share the width of a list: headings whole, the widest give way first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stvcrm.desktop.kit.column_widths import FIRST_WEIGHT, share, typical

SIZES = st.lists(st.tuples(st.integers(20, 200), st.integers(0, 900)), min_size=1, max_size=9)


@given(st.integers(100, 3000), SIZES)
def test_headings_stay_whole_and_the_room_is_not_overrun(room: int, sizes: list[tuple[int, int]]) -> None:
    floors, wanted = [size[0] for size in sizes], [size[1] for size in sizes]
    widths = share(room, floors, wanted)
    assert all(width >= floor for width, floor in zip(widths, floors, strict=True))
    assert sum(widths) <= max(room, sum(floors))


def test_narrow_columns_keep_what_they_need() -> None:
    assert share(500, [50, 50, 50], [200, 600, 60])[2] == 60


def test_name_keeps_more_than_others() -> None:
    name, mail = share(600, [50, 50], [900, 900])
    assert name == pytest.approx(FIRST_WEIGHT * mail, abs=3)


def test_a_few_long_texts_do_not_widen_a_column() -> None:
    assert typical([100] * 19 + [900]) == 100
    assert typical([]) == 0


def test_room_to_spare_goes_to_the_name_most() -> None:
    assert share(500, [50, 50], [100, 100]) == [325, 175]
