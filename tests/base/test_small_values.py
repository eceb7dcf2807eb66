"""Folding, progress, changes and the clock: small values that everything leans on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stvcrm.base import clock, i18n
from stvcrm.base.changes import Changes
from stvcrm.base.errors import Cancelled, Invalid, Problem
from stvcrm.base.progress import Progress
from stvcrm.base.text import clean, clean_line, fold, sort_key


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Súdwest", "sudwest"),
        ("ĲSSEL", "ijssel"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Ørsted", "orsted"),
    ],
)
def test_folding_takes_accents_and_ligatures_apart(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_again_changes_nothing_for_plain_letters(text: str) -> None:
    plain = text.encode("ascii", "ignore").decode()
    assert fold(fold(plain)) == fold(plain)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("'s-Heeren Loo", "heeren loo"),
        ("’t Harde", "harde"),
        ("De Waag", "de waag"),
        ("(Oud) Zuid", "oud) zuid"),
    ],
)
def test_names_stand_where_the_dutch_look_for_them(name: str, key: str) -> None:
    assert sort_key(name) == key


@given(st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert "\0" not in clean(text)


def test_a_line_has_no_line_ends() -> None:
    assert clean_line(" Welzijn\r\n \tEde\u0007 ") == "Welzijn Ede"


def test_progress_tells_its_start_and_its_end() -> None:
    told: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: told.append((done, total)))
    assert list(progress.over("abc", 3)) == ["a", "b", "c"]
    assert (told[0], told[-1]) == ((0, 3), (3, 3))


def test_progress_tells_at_most_ten_times_a_second() -> None:
    told: list[int] = []
    progress = Progress(lambda done, _total: told.append(done))
    progress.start(0)
    for _ in range(1_000):
        progress.step()
    assert len(told) < 50


def test_a_cancelled_job_stops_at_its_next_step() -> None:
    progress = Progress()
    progress.step()
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step()


def test_changes_leave_out_tables_without_rows() -> None:
    changes = Changes.of({"visit": {1, 2}, "note": set()}, 7, "Iets")
    assert dict(changes.ids) == {"visit": frozenset({1, 2})}
    assert changes.touches(["note", "visit"])
    assert not changes.touches(["note"])
    assert not Changes()


def test_problems_are_told_one_after_the_other() -> None:
    error = Invalid([Problem("name", "Naam is leeg."), Problem("city", "Plaats is leeg.")])
    assert str(error) == "Naam is leeg. Plaats is leeg."


def test_a_moment_without_zone_is_dutch() -> None:
    assert clock.local(datetime(2026, 7, 1, 12)).utcoffset() == timedelta(hours=2)  # noqa: DTZ001
    late = datetime(2026, 7, 1, 23, tzinfo=UTC)
    assert clock.today(lambda: late).isoformat() == "2026-07-02"
    assert clock.system_clock().tzinfo is UTC


@pytest.mark.parametrize(
    ("values", "who"), [({"USER": "a"}, "a"), ({"USERNAME": "b"}, "b"), ({}, "onbekend")]
)
def test_the_author_is_the_account(values: dict[str, str], who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    assert clock.author() == who


def test_a_language_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        i18n.set_language("fr")


def test_the_plural_follows_the_number() -> None:
    assert [i18n.n_("rij", "rijen", count) for count in (0, 1, 2)] == ["rijen", "rij", "rijen"]
