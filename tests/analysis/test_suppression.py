"""Nobody who sees what is shown, and knows the rule, can reckon a group that is hidden."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stvcrm.analysis.suppression import LEAST, hidden

SIZES = st.one_of(st.integers(0, 7), st.integers(0, 60))


@pytest.mark.parametrize(
    ("counts", "away"),
    [
        ({"welfare": 47, "social": 16, "other": 2}, {"social", "other"}),
        ({"welfare": 47, "social": 16, "other": 5}, set()),
        ({"a": 9, "b": 4, "c": 1}, {"b", "c"}),
        ({"a": 9, "b": 2, "c": 1}, {"a", "b", "c"}),
        ({"a": 9, "b": 8, "c": 2, "d": 2}, {"b", "c", "d"}),
        ({"a": 9, "b": 7, "c": 7, "d": 2}, {"b", "c", "d"}),
        ({"a": 9, "b": 6, "c": 0, "d": 2}, {"b", "d"}),
        ({"a": 3, "b": 0}, {"a", "b"}),
        ({"a": 9, "b": 0}, set()),
        ({}, set()),
    ],
)
def test_small_groups_are_hidden_with_those_that_give_them_away(
    counts: dict[str, int], away: set[str]
) -> None:
    assert hidden(counts) == away


@pytest.mark.parametrize(("groups", "most"), [(2, 14), (3, 13), (4, 9), (5, 6)])
def test_whoever_knows_the_rule_and_the_total_learns_no_hidden_group(groups: int, most: int) -> None:
    """Of all counts there are: those that look the same differ in every group that is hidden as small."""
    alike = defaultdict(list)
    for counts in product(range(most + 1), repeat=groups):
        away = hidden(dict(enumerate(counts)))
        seen = tuple(None if place in away else count for place, count in enumerate(counts))
        alike[sum(counts), seen].append(counts)
    for (_total, seen), found in alike.items():
        for place, count in enumerate(seen):
            known = {counts[place] for counts in found}
            assert count is not None or len(known) > 1 or known == {0} or min(known) >= LEAST, found


@given(st.lists(SIZES, min_size=2, max_size=9))
def test_a_group_of_one_to_four_is_never_shown(counts: list[int]) -> None:
    away = hidden(dict(enumerate(counts)))
    assert all(place in away for place, count in enumerate(counts) if 0 < count < LEAST)


@given(st.lists(SIZES, min_size=2, max_size=9), st.randoms())
def test_the_order_of_the_groups_tells_nothing(counts: list[int], chance: object) -> None:
    turned = counts[::-1]
    away = hidden(dict(enumerate(turned)))
    assert {len(counts) - 1 - place for place in away} == hidden(dict(enumerate(counts)))


@given(st.lists(st.integers(LEAST, 99), max_size=9))
def test_groups_that_are_large_enough_are_all_shown(counts: list[int]) -> None:
    assert not hidden(dict(enumerate(counts)))
