"""Copies: when they are due, where they go, that they are whole or not there, and which ones stay."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workspaces import PASSPHRASE, Ticking, add, canary, change, everything, remove

from stvcrm.base.errors import UserError, WorkspaceError
from stvcrm.model.organisations import Organisation
from stvcrm.model.settings import Setting
from stvcrm.operations import editing
from stvcrm.store import backup, check, copies, engine, tombstones
from stvcrm.store.backup import Reason
from stvcrm.store.database import Database
from stvcrm.store.erasure import erase
from stvcrm.store.thinning import lapses_at, thin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 5, 11, 12, tzinfo=UTC)
AGES = st.lists(st.integers(-3, 500 * 24 * 60), max_size=60)


def own(database: Database) -> Path:
    with database.read() as connection:
        return backup.own_place(database.path, connection)


@pytest.fixture
def filled(locked: Database) -> Database:
    for name in ("Ede", "Goes", "Tiel"):
        add(locked, lambda name=name: Organisation(name=f"Welzijn {name}"))
    return locked


@pytest.fixture
def stick(filled: Database, tmp_path: Path) -> Path:
    """A second place, chosen."""
    place = tmp_path / "stick"
    place.mkdir()
    add(filled, lambda: Setting(name="backup_place", value=str(place)))
    return place


@pytest.fixture
def full_stick(stick: Path) -> Iterator[Path]:
    """The second place, with 40 KiB free."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=40k", "stvcrm", str(stick)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk needs root and mount")
    yield stick
    subprocess.run(["umount", "-l", str(stick)], check=True)


def test_a_copy_is_the_workspace_under_the_same_passphrase(filled: Database) -> None:
    made = backup.make(filled)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    with Database.open(made.path, PASSPHRASE) as copy:
        assert everything(copy) == everything(filled)
        assert check.check(copy) == ()


def test_a_copy_holds_what_is_still_in_the_log(filled: Database, tmp_path: Path) -> None:
    made = backup.make(filled, to=tmp_path / "kopie.backup")
    assert sorted(path.name for path in tmp_path.glob("kopie*")) == ["kopie.backup"]
    with Database.open(made.path, filled.key) as copy:
        assert len(everything(copy)["organisation"]) == 3


def test_a_copy_never_replaces_a_file(filled: Database, tmp_path: Path) -> None:
    (tmp_path / "er").write_text("iets")
    with pytest.raises(UserError, match="bestaat al"):
        backup.make(filled, to=tmp_path / "er")
    assert (tmp_path / "er").read_text() == "iets"


def test_two_copies_of_one_second_stand_beside_each_other(filled: Database, clock: Ticking) -> None:
    clock.step = timedelta(0)
    assert {backup.make(filled).path.name for _ in range(3)} == {
        path.name for path in own(filled).glob("*.stv")
    }


def test_a_copy_that_fails_leaves_nothing(filled: Database, full_stick: Path) -> None:
    with pytest.raises(UserError, match="schijf vol"):
        backup.make(filled, to=full_stick / "kopie.backup")
    assert list(full_stick.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(filled: Database, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        backup.make(filled, to=tmp_path / "geen" / "kopie.backup")


def test_a_copy_that_is_not_the_same_is_not_kept(filled: Database, tmp_path: Path) -> None:
    copy = tmp_path / "kopie.stv"
    with filled.read() as connection:
        driver = engine.driver(connection)
        copies.fill(driver, copy, filled.key)
        expected = copies.counts(driver)
    copies.verify(copy, filled.key, expected)
    with pytest.raises(WorkspaceError, match="niet gelijk"):
        copies.verify(copy, filled.key, {**expected, "organisation": 4})
    raw = bytearray(copy.read_bytes())
    raw[-100] ^= 1
    copy.write_bytes(raw)
    with pytest.raises(WorkspaceError, match="niet gelijk"):
        copies.verify(copy, filled.key, expected)


def test_a_place_that_fails_while_writing_keeps_what_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "lijst"
    target.write_text("oud")
    with pytest.raises(ZeroDivisionError), copies.whole_or_nothing(target) as part:
        part.write_bytes(bytes(part.write_text("nie") // 0))
    assert [path.read_text() for path in tmp_path.iterdir()] == ["oud"]


def test_what_was_never_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError), copies.whole_or_nothing(tmp_path / "lijst"):
        pass


def test_an_act_that_changes_much_waits_for_its_copy(filled: Database) -> None:
    assert backup.before(filled, Reason.IMPORT).reason is Reason.IMPORT
    shutil.rmtree(own(filled))
    own(filled).write_text("no folder")
    with pytest.raises(UserError, match=r"geen reservekopie.*niets gewijzigd"):
        backup.before(filled, Reason.MERGE)


def test_a_copy_goes_to_the_second_place_as_well(filled: Database, stick: Path) -> None:
    made = backup.make(filled)
    assert made.problem == ""
    assert (stick / made.path.name).read_bytes() == made.path.read_bytes()
    assert backup.newest_outside(filled) == made.made_at.replace(microsecond=0)


def test_a_full_second_place_is_told_and_the_copy_here_stands(filled: Database, full_stick: Path) -> None:
    made = backup.make(filled)
    assert "schijf vol" in made.problem
    assert made.path.exists()
    assert list(full_stick.iterdir()) == []
    assert backup.newest_outside(filled) is None


@pytest.mark.usefixtures("stick")
def test_a_second_place_that_is_away_is_passed_by(filled: Database, stick: Path) -> None:
    stick.rmdir()
    assert backup.make(filled).problem == ""
    assert backup.newest_outside(filled) is None
    assert len(backup.places(filled)) == 1


def test_the_list_names_copies_of_both_places_newest_first(filled: Database, stick: Path) -> None:
    backup.make(filled)
    backup.make(filled, Reason.IMPORT)
    (stick / "vakantie.stv").write_text("no copy")
    (stick / "20260101T000000Z-unknown.stv").write_text("no copy")
    listed = backup.listing(filled)
    assert [(item.backup.reason, item.backup.outside) for item in listed] == [
        (Reason.IMPORT, False),
        (Reason.IMPORT, True),
        (Reason.BY_HAND, False),
        (Reason.BY_HAND, True),
    ]
    assert listed[0].age < listed[-1].age
    assert listed[0].backup.reason.label == "Vóór inlezen"


def test_an_empty_workspace_needs_no_copy(locked: Database) -> None:
    assert backup.due(locked) is None


@pytest.mark.parametrize(
    ("later", "changed", "due"),
    [
        (timedelta(minutes=10), True, None),
        (timedelta(minutes=40), True, Reason.WORK),
        (timedelta(minutes=40), False, None),
        (timedelta(hours=25), False, Reason.DAILY),
        (timedelta(days=-400), False, Reason.DAILY),
    ],
)
def test_a_copy_is_due_by_age_and_by_change(
    filled: Database, clock: Ticking, later: timedelta, changed: bool, due: Reason | None
) -> None:
    assert backup.due(filled) is Reason.DAILY
    backup.make(filled)
    if changed:
        change(filled, Organisation, 1, city="Ede")
    clock.now += later
    assert backup.due(filled) is due


def test_old_copies_are_thinned_and_half_ones_of_a_crash_removed(filled: Database, clock: Ticking) -> None:
    place = own(filled)
    backup.make(filled)
    for age in (400, 399):
        made_at = clock.now - timedelta(days=age)
        (place / f"{made_at:%Y%m%dT%H%M%S}Z-daily.stv").write_bytes(b"oud")
    half, fresh = place / "x.stv.part", place / "y.stv.part"
    for part in (half, fresh):
        part.write_bytes(b"half")
    os.utime(half, (0, clock.now.timestamp() - 2 * 3600))
    os.utime(fresh, (0, clock.now.timestamp()))
    backup.make(filled)
    assert len(list(place.glob("*.stv"))) == 2
    assert not half.exists()
    assert fresh.exists()


def test_copies_that_hold_an_erased_person_are_named_and_can_go(locked: Database) -> None:
    person, _, _ = canary(locked)
    held = backup.make(locked)
    erase(locked, person)
    clean = backup.make(locked)
    until = {item.backup.path: item.holds_erased_until for item in backup.listing(locked)}
    assert until[held.path] == lapses_at(held.made_at.replace(microsecond=0))
    removed, left = backup.remove_holding(locked)
    assert ([item.path for item in removed], left) == ([held.path], [])
    assert clean.path.exists()


def test_a_copy_that_holds_someone_only_in_its_journal_goes_too(locked: Database) -> None:
    person, _, _ = canary(locked)
    with locked.read() as connection:
        uid = connection.exec_driver_sql("SELECT uid FROM person").scalar()
    locked.write("Weg", editing.remove, noun="people", id=person)
    assert backup.holds(backup.make(locked).path, locked.key, {str(uid)}) is True
    assert backup.holds(backup.make(locked).path, locked.key, {"0" * 32}) is False


def test_a_copy_that_does_not_open_is_left_and_named(locked: Database) -> None:
    person, _, _ = canary(locked)
    erase(locked, person)
    old = own(locked) / "20260101T000000Z-daily.stv"
    old.parent.mkdir(parents=True)
    old.write_bytes(bytes(range(256)) * 32)
    assert backup.remove_holding(locked)[1][0].path == old


def test_nobody_erased_means_nothing_to_remove(filled: Database) -> None:
    backup.make(filled)
    assert backup.remove_holding(filled) == ([], [])


def test_every_place_hears_who_was_erased(filled: Database, stick: Path) -> None:
    person, _, _ = canary(filled)
    backup.make(filled)
    erase(filled, person)
    backup.note_erasures(filled)
    for place in (own(filled), stick):
        known = tombstones.read(place, filled.key)
        assert known is not None
        assert len(known) == 1
        assert set(known.values()) == {filled.clock().date()}
        assert b"Xylofonia" not in (place / tombstones.NAME).read_bytes()


def test_the_list_of_erased_people_grows_and_needs_the_key(filled: Database, tmp_path: Path) -> None:
    assert tombstones.read(tmp_path, filled.key) == {}
    tombstones.write(tmp_path, filled.key, {"a": NOW.date()})
    tombstones.write(tmp_path, filled.key, {"b": NOW.date()})
    assert tombstones.read(tmp_path, filled.key) == {"a": NOW.date(), "b": NOW.date()}
    assert tombstones.read(tmp_path, None) is None


def _thinned(ages: list[int], limit: int = 10**9) -> set[int]:
    times = [NOW - timedelta(minutes=age) for age in ages]
    gone = thin(times, [100] * len(times), NOW, limit)
    return {age for place, age in enumerate(ages) if place not in gone}


@given(AGES)
def test_the_newest_always_stays_and_thinning_again_changes_nothing(ages: list[int]) -> None:
    kept = _thinned(ages)
    assert not ages or min(ages) in kept
    assert _thinned(sorted(kept)) == kept


@given(AGES)
def test_at_most_one_an_hour_a_day_a_month_stays(ages: list[int]) -> None:
    kept = sorted(_thinned(ages))
    hours = [age for age in kept if 60 < age <= 24 * 60]
    days = [age for age in kept if 24 * 60 < age <= 31 * 24 * 60]
    months = [age for age in kept if 31 * 24 * 60 < age <= 366 * 24 * 60]
    assert {age for age in ages if age <= 60} <= set(kept)
    assert len(hours) <= 25
    assert len(days) <= 32
    assert len(months) <= 13
    assert [age for age in kept[1:] if age > 366 * 24 * 60] == []


@given(AGES, st.integers(0, 3_000))
def test_never_more_than_fit_but_one(ages: list[int], limit: int) -> None:
    kept = _thinned(list(set(ages)), limit)
    assert len(kept) <= max(1, limit // 100)


@given(st.lists(st.integers(0, 500 * 24 * 60), min_size=1, max_size=40))
def test_what_lapses_is_gone(ages: list[int]) -> None:
    kept = _thinned(ages)
    assert all(age == min(ages) or lapses_at(NOW - timedelta(minutes=age)) >= NOW for age in kept)


def test_removed_rows_do_not_come_with_a_copy(filled: Database) -> None:
    remove(filled, Organisation, 1)
    with Database.open(backup.make(filled).path, filled.key) as copy:
        assert set(everything(copy)["organisation"]) == {2, 3}
