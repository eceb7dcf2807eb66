"""Numbers are shown and read the Dutch way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stvcrm.base import numbers


def test_wording():
    assert numbers.number_text(1234.5, 1) == "1.234,5"


def test_a_share_as_percents():
    assert numbers.percent_text(0.2345) == "23%"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("1 234", "1234"),
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        ("1,234.5", "1234.5"),
        ("-7", "-7"),
        ("1.2.3", None),
        ("12a", None),
        ("", None),
        ("٣", None),
    ],
)
def test_reading(text, value):
    assert numbers.parse_number(text) == (None if value is None else Decimal(value))


def test_a_half_is_not_whole():
    assert numbers.parse_whole("2,5") is None
    assert numbers.parse_whole("2.500") == 2500


@given(st.decimals(-(10**9), 10**9, places=2))
def test_what_is_shown_is_read_back(value):
    assert numbers.parse_number(numbers.number_text(value, 2)) == value


@given(st.text(max_size=20))
def test_reading_never_raises(text):
    numbers.parse_whole(text)
