"""The recovery sheet, and the log of the last changes: what is mistyped or damaged is told."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workspaces import PASSPHRASE, add, rows

from stvcrm.base.errors import UserError
from stvcrm.model.organisations import Organisation
from stvcrm.store import check, wal
from stvcrm.store.database import Database
from stvcrm.store.keys import Key, derive, key_of_sheet, salt_of

if TYPE_CHECKING:
    from pathlib import Path

KEYS = st.builds(Key, st.binary(min_size=32, max_size=32), st.binary(min_size=16, max_size=16))


@given(KEYS)
def test_the_sheet_gives_the_key(key: Key) -> None:
    typed = " ".join(key.recovery_groups()).lower()
    assert key_of_sheet(typed) == key


@given(KEYS, st.integers(0, 23), st.integers(0, 4), st.sampled_from("0123456789ABCDEF"))
def test_a_mistyped_group_is_nearly_always_named(key: Key, group: int, at: int, typed: str) -> None:
    groups = key.recovery_groups()
    wrong = groups[group][:at] + typed + groups[group][at + 1 :]
    try:
        found = key_of_sheet(" ".join([*groups[:group], wrong, *groups[group + 1 :]]))
    except UserError as error:
        assert str(error).startswith(f"Groep {group + 1} ")  # noqa: PT017  not every slip can be seen
    else:
        assert wrong[:4] == groups[group][:4] or found != key


@pytest.mark.parametrize("typed", ["", "12345", "onzin"])
def test_a_sheet_that_is_not_whole_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="Groep|ontbreken"):
        key_of_sheet(typed)


def test_a_missing_group_is_told(locked: Database) -> None:
    assert locked.key is not None
    with pytest.raises(UserError, match="ontbreken"):
        key_of_sheet(" ".join(locked.key.recovery_groups()[:-1]))


def test_the_sheet_opens_the_workspace(locked: Database) -> None:
    assert locked.key is not None
    groups = locked.key.recovery_groups()
    locked.close()
    Database.open(locked.path, key_of_sheet("-".join(groups))).close()


def test_the_passphrase_and_the_sheet_are_one_key(locked: Database) -> None:
    salt = salt_of(locked.path)
    assert salt is not None
    assert derive(PASSPHRASE, salt) == locked.key


def test_a_key_does_not_show_itself(locked: Database) -> None:
    assert locked.key is not None
    assert locked.key.raw.hex() not in repr(locked.key)
    assert repr(locked.key.raw) not in repr(locked.key)


@pytest.fixture
def cut_short(locked: Database, tmp_path: Path) -> Path:
    """What a kill leaves: three acts in the log, none of them folded in."""
    for name in ("Ede", "Goes", "Tiel"):
        add(locked, lambda name=name: Organisation(name=f"Welzijn {name}"))
    folder = tmp_path / "rest"
    folder.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{locked.path}{ending}", folder / f"rest.stv{ending}")
    return folder / "rest.stv"


def test_a_log_that_was_left_is_read_without_a_word(cut_short: Path, locked: Database) -> None:
    with Database.open(cut_short, locked.key) as again:
        assert again.notices == ()
        assert rows(again, "SELECT count(*) FROM organisation") == [(3,)]


def test_a_bit_that_fell_over_anywhere_in_the_log_is_told(cut_short: Path, locked: Database) -> None:
    log = cut_short.with_name(cut_short.name + "-wal")
    raw, page = log.read_bytes(), cut_short.read_bytes()
    dice = random.Random(7)
    frame = wal.FRAME_HEADER + 4096
    whole = range(wal.HEADER, wal.HEADER + wal.committed_frames(cut_short) * frame)
    for at in [8, 9, 11, 16, 20, *dice.sample(whole, 40)]:
        damaged = bytearray(raw)
        damaged[at] ^= 1 << dice.randrange(8)
        log.write_bytes(damaged)
        cut_short.write_bytes(page)
        with Database.open(cut_short, locked.key) as again:
            lost = rows(again, "SELECT count(*) FROM organisation") != [(3,)]
            assert not lost or "niet leesbaar" in again.notices[0], at
            assert check.is_sound(check.check(again))


def test_what_was_never_committed_is_not_missed(cut_short: Path, locked: Database) -> None:
    log = cut_short.with_name(cut_short.name + "-wal")
    raw = log.read_bytes()
    frame = wal.FRAME_HEADER + 4096
    last = wal.HEADER + (wal.committed_frames(cut_short) - 1) * frame
    log.write_bytes(raw[: last + 100])
    with Database.open(cut_short, locked.key) as again:
        assert again.notices == ()
        assert rows(again, "SELECT count(*) FROM organisation") == [(2,)]


@pytest.mark.parametrize("data", [b"", b"x" * 31, b"x" * 32])
def test_a_log_without_a_change_counts_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "w.stv-wal").write_bytes(data)
    assert wal.committed_frames(tmp_path / "w.stv") == 0
