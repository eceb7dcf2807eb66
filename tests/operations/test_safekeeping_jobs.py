"""Copies, passphrase and drafts as the window asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stvcrm.base.errors import UserError
from stvcrm.base.progress import Progress
from stvcrm.operations import drafts, safekeeping
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk


def test_nothing_is_copied_before_anything_was_done(desk: Desk) -> None:
    safety = safekeeping.copy_when_due(desk.database, Progress())
    assert (safety.place, safety.reachable, safety.here_at, safety.outside_at) == ("", False, None, None)


def test_the_first_act_makes_a_copy_due_and_not_a_second(desk: Desk) -> None:
    desk.organisation()
    first = safekeeping.copy_when_due(desk.database, Progress())
    assert first.here_at is not None
    assert safekeeping.copy_when_due(desk.database, Progress()).here_at == first.here_at


def test_a_copy_goes_to_the_place_outside_as_well(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    desk.do("settings.change", name="backup_place", value=tmp_path / "stick")
    safety = safekeeping.copy_now(desk.database, Progress())
    assert safety.reachable
    assert safety.outside_at == safety.here_at is not None
    assert sum(item.backup.outside for item in safekeeping.listing(desk.database, Progress())) == 1


def test_a_copy_is_brought_back_and_compared(desk: Desk, tmp_path: Path) -> None:
    desk.organisation()
    safekeeping.copy_now(desk.database, Progress())
    (listed,) = safekeeping.listing(desk.database, Progress())
    done = safekeeping.bring_back(
        desk.database, Progress(), source=listed.backup.path, target=tmp_path / "terug.stv"
    )
    assert [(item.now, item.then) for item in done.tables if item.noun == "organisations"] == [(1, 1)]


def test_a_plain_workspace_has_no_recovery_sheet(desk: Desk) -> None:
    assert safekeeping.recovery_groups(desk.database, Progress()) == ()


def test_another_passphrase_asks_for_the_present_one(tmp_path: Path) -> None:
    with Database.create(tmp_path / "werk.stv", "oude zin") as database:
        before = safekeeping.recovery_groups(database, Progress())
        with pytest.raises(UserError, match="klopt niet"):
            safekeeping.change_passphrase(database, Progress(), old="fout", new="nieuwe zin")
        assert safekeeping.recovery_groups(database, Progress()) == before
        done, _changes = safekeeping.change_passphrase(database, Progress(), old="oude zin", new="nieuwe zin")
        assert safekeeping.recovery_groups(database, Progress()) == done.groups != before


def test_what_was_typed_last_is_taken_in_and_then_gone(desk: Desk) -> None:
    visit, at = desk.visit(), desk.clock()
    desk.database.drafts.keep("visit", visit, "notes", "Nog getypt.", at)
    desk.database.drafts.keep("visit", 99, "notes", "Van een verwijderde kennismaking.", at)
    desk.database.drafts.keep("visit", visit, "place", "Geen notitie.", at)
    assert drafts.take_in(desk.database) == 3
    assert desk.show("visits", visit)["notes"] == "Nog getypt."
    assert desk.database.drafts.pending() == ()
