"""new, passphrase, backup, restore and check."""

from __future__ import annotations

import sqlite3
import stat
from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.store import backup
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Shell

NEW = "een heel andere zin"


def rows(shell: Shell, workspace: Path) -> dict[str, Any]:
    return {
        noun: shell.json("list", noun, "--workspace", workspace)
        for noun in ("organisations", "people", "operations")
    }


def _alter(workspace: Path) -> None:
    """Change a row behind the back of the journal."""
    database = sqlite3.connect(workspace)
    database.execute("UPDATE organisation SET city = 'Elders'")
    database.commit()
    database.close()


def test_new_is_encrypted_and_for_its_owner_only(no_workspace: Shell) -> None:
    answer = no_workspace.json("new", no_workspace.workspace)
    assert answer == {"workspace": str(no_workspace.workspace), "encrypted": True}
    assert stat.S_IMODE(no_workspace.workspace.stat().st_mode) == 0o600
    assert not no_workspace.workspace.read_bytes().startswith(b"SQLite format 3")


def test_new_without_encryption_for_tests(stvcrm: Shell) -> None:
    assert stvcrm.workspace.read_bytes().startswith(b"SQLite format 3")


def test_new_never_writes_over_a_file(stvcrm: Shell) -> None:
    before = stvcrm.workspace.read_bytes()
    assert stvcrm("new", stvcrm.workspace).code == 1
    assert stvcrm.workspace.read_bytes() == before


def test_new_needs_a_passphrase(no_workspace: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STVCRM_PASSPHRASE", "")
    assert no_workspace("new", no_workspace.workspace).code == 1
    assert not no_workspace.workspace.exists()


def test_another_passphrase_opens_workspace_and_backups(
    locked: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = locked.json("backup")["path"]
    monkeypatch.setenv("STVCRM_NEW_PASSPHRASE", NEW)
    assert locked.json("passphrase") == {"workspace": str(locked.workspace), "old_passphrase": []}
    assert locked("list", "people").code == 3
    monkeypatch.setenv("STVCRM_PASSPHRASE", NEW)
    assert locked.json("list", "people") == locked.json("list", "people", "--workspace", made) == []


def test_a_backup_that_keeps_the_old_passphrase_is_named(
    locked: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = locked.json("backup")["path"]
    with open(made, "wb") as file:
        file.write(b"x" * 4096)
    monkeypatch.setenv("STVCRM_NEW_PASSPHRASE", NEW)
    answer = locked("passphrase", "--json")
    assert answer.json["old_passphrase"] == [made]
    assert made in answer.err


@pytest.mark.parametrize("typed", [None, "", "  "])
def test_no_new_passphrase_changes_nothing(
    locked: Shell, monkeypatch: pytest.MonkeyPatch, typed: str | None
) -> None:
    if typed is not None:
        monkeypatch.setenv("STVCRM_NEW_PASSPHRASE", typed)
    assert locked("passphrase").code == 1
    assert locked("list", "people").code == 0


def test_a_plain_workspace_has_no_passphrase_to_change(
    stvcrm: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STVCRM_NEW_PASSPHRASE", NEW)
    assert stvcrm("passphrase").code == 1


def test_a_restored_backup_is_the_workspace_row_for_row(stvcrm: Shell, tmp_path: Path) -> None:
    stvcrm.do("organisations.add", name="Ede")
    stvcrm.do("edit", noun="organisations", id=1, city="Ede")
    stvcrm.json("undo")
    stvcrm.json("backup", "-o", tmp_path / "kopie.stv")
    answer = stvcrm.json("restore", tmp_path / "kopie.stv", "--to", tmp_path / "terug.stv")
    assert rows(stvcrm, tmp_path / "terug.stv") == rows(stvcrm, stvcrm.workspace)
    assert (answer["ok"], answer["findings"], answer["left_out"]) == (True, [], 0)
    assert stvcrm.json("check", "--workspace", tmp_path / "terug.stv")["ok"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kopie.stv", "terug.stv", "werk.stv"]


def test_a_restore_is_compared_with_the_present_workspace(stvcrm: Shell, tmp_path: Path) -> None:
    stvcrm.do("organisations.add", name="Ede")
    stvcrm.json("backup", "-o", tmp_path / "kopie.stv")
    stvcrm.do("organisations.add", name="Goes")
    answer = stvcrm.json("restore", tmp_path / "kopie.stv", "--to", tmp_path / "terug.stv")
    assert {"noun": "organisations", "now": 2, "then": 1} in answer["tables"]


def test_a_restore_needs_no_present_workspace(stvcrm: Shell, tmp_path: Path) -> None:
    stvcrm.json("backup", "-o", tmp_path / "kopie.stv")
    stvcrm.workspace.write_bytes(b"stuk" * 500)
    answer = stvcrm("restore", tmp_path / "kopie.stv", "--to", tmp_path / "terug.stv", "--json")
    assert answer.json["tables"][0] == {"noun": "organisations", "now": None, "then": 0}
    assert "niet vergeleken" in answer.err
    stvcrm.workspace.unlink()
    assert stvcrm("restore", tmp_path / "kopie.stv", "--to", tmp_path / "nog.stv").code == 0


@pytest.mark.parametrize("merged", [False, True])
def test_erased_people_stay_erased(stvcrm: Shell, tmp_path: Path, *, merged: bool) -> None:
    for name in ("Xylofonia Kanariepiet", "X. Kanariepiet"):
        stvcrm.do("people.add", name=name)
    made = stvcrm.json("backup")["path"]
    if merged:
        stvcrm.do("merge", noun="people", keep_id=2, other_id=1)
    stvcrm.do("people.erase", person_id=2)
    answer = stvcrm.json("restore", made, "--to", tmp_path / "terug.stv", "--workspace", "/nergens.stv")
    assert answer["left_out"] == (2 if merged else 1)
    left = [row["id"] for row in stvcrm.json("list", "people", "--workspace", tmp_path / "terug.stv")]
    assert left == ([] if merged else [1])
    assert (b"X. Kanarie" in (tmp_path / "terug.stv").read_bytes()) is False


def test_the_present_workspace_also_knows_who_was_erased(stvcrm: Shell, tmp_path: Path) -> None:
    stvcrm.do("people.add", name="Xylofonia Kanariepiet")
    stvcrm.do("remove", noun="people", id=1)
    stvcrm.json("backup", "-o", tmp_path / "kopie.stv")
    stvcrm.do("people.erase", person_id=1)
    assert stvcrm.json("restore", tmp_path / "kopie.stv", "--to", tmp_path / "terug.stv")["left_out"] == 1
    assert b"Xylofonia" not in (tmp_path / "terug.stv").read_bytes()


def test_restore_never_writes_over_a_file(stvcrm: Shell, tmp_path: Path) -> None:
    stvcrm.json("backup", "-o", tmp_path / "kopie.stv")
    answer = stvcrm("restore", tmp_path / "kopie.stv", "--to", stvcrm.workspace)
    assert answer.code == 1
    assert "bestaat al" in answer.err
    assert stvcrm("restore", tmp_path / "kopie.stv", "--to", tmp_path / "weg" / "terug.stv").code == 1


def test_restore_of_a_live_workspace_takes_its_log_along(stvcrm: Shell, tmp_path: Path) -> None:
    with Database.open(stvcrm.workspace, None) as database:
        database.write(
            "Toegevoegd", __import__("stvcrm.operations.organisations", fromlist=["add"]).add, name="Ede"
        )
        answer = stvcrm.json("restore", stvcrm.workspace, "--to", tmp_path / "terug.stv")
    assert {"noun": "organisations", "now": 1, "then": 1} in answer["tables"]


@pytest.mark.parametrize("harm", ["flip", "cut", "foreign", "passphrase"])
def test_what_cannot_be_trusted_is_not_restored(
    locked: Shell, tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "kopie.stv"
    locked.json("backup", "-o", copy)
    raw = bytearray(copy.read_bytes())
    raw[len(raw) // 2] ^= 1
    copy.write_bytes(
        {"flip": bytes(raw), "cut": bytes(raw[:9000]), "foreign": b"x" * 9000}.get(harm, copy.read_bytes())
    )
    if harm == "passphrase":
        monkeypatch.setenv("STVCRM_PASSPHRASE", "fout")
    assert locked("restore", copy, "--to", tmp_path / "terug.stv").code == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kopie.stv", "werk.stv"]


def test_a_plain_backup_with_another_row_than_its_journal_is_not_restored(
    stvcrm: Shell, tmp_path: Path
) -> None:
    stvcrm.do("organisations.add", name="Welzijn Zoekgeraakt")
    copy = tmp_path / "kopie.stv"
    stvcrm.json("backup", "-o", copy)
    _alter(copy)
    answer = stvcrm("restore", copy, "--to", tmp_path / "terug.stv")
    assert answer.code == 3
    assert "beschadigd" in answer.err


def test_another_database_is_no_workspace(stvcrm: Shell, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "ander.stv")
    other.execute("CREATE TABLE x (y)")
    other.commit()
    other.close()
    answer = stvcrm("restore", tmp_path / "ander.stv", "--to", tmp_path / "terug.stv")
    assert answer.code == 3
    assert "geen stvcrm-werkruimte" in answer.err


def test_backups_go_to_a_folder_of_the_workspace(stvcrm: Shell) -> None:
    made = stvcrm.json("backup")
    with Database.open(stvcrm.workspace, None, write=False) as database:
        assert [str(item.backup.path) for item in backup.listing(database)] == [made["path"]]


def test_a_backup_never_writes_over_a_file(stvcrm: Shell, tmp_path: Path) -> None:
    stvcrm.json("backup", "-o", tmp_path / "kopie.stv")
    assert stvcrm("backup", "-o", tmp_path / "kopie.stv").code == 1


def test_check_says_so_when_all_is_well(stvcrm: Shell) -> None:
    assert stvcrm.json("check") == {"ok": True, "findings": []}
    assert stvcrm("check").out == "De werkruimte is in orde.\n"


def test_check_of_a_damaged_workspace_is_refused_with_its_findings(stvcrm: Shell) -> None:
    stvcrm.do("organisations.add", name="Welzijn Zoekgeraakt")
    _alter(stvcrm.workspace)
    answer = stvcrm("check", "--json")
    assert answer.code == 1
    assert answer.json["ok"] is False
    assert answer.json["findings"][0]["text"] in answer.err
