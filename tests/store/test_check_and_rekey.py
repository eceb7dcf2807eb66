"""Damage in any page is found, an older page too; another passphrase replaces the file whole."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest
from workspaces import PASSPHRASE, add, behind_the_journal, canary, change, everything, rows

from stvcrm.base.errors import UserError, WorkspaceError
from stvcrm.model.attachments import Attachment
from stvcrm.model.organisations import Organisation
from stvcrm.queries.search import search
from stvcrm.store import backup, blobs, check, cleaning, engine, tombstones
from stvcrm.store.database import Database
from stvcrm.store.drafts import Drafts
from stvcrm.store.erasure import erase
from stvcrm.store.keys import key_of_sheet
from stvcrm.store.rekey import change_passphrase

if TYPE_CHECKING:
    from pathlib import Path

    from stvcrm.store.keys import Key
    from stvcrm.store.unit_of_work import UnitOfWork

PAGE = 4096


def attach(uow: UnitOfWork, *, content: bytes) -> int:
    found, size = blobs.put(uow.connection, content)
    return uow.add(Attachment(name="verslag.pdf", content_hash=found, size=size)).id


def findings(path: Path, key: Key | None) -> list[str]:
    """What opening or checking tells."""
    try:
        with Database.open(path, key, write=False) as database:
            return [finding.text for finding in check.check(database)]
    except WorkspaceError as error:
        return [str(error)]


@pytest.fixture
def filled(locked: Database) -> Database:
    canary(locked)
    many = [{"name": f"Stichting {number}", "name_key": "x"} for number in range(150)]
    locked.write("Veel", lambda uow: uow.insert_rows(Organisation, many))
    locked.write("Bijlage", attach, content=b"inhoud" * 2_000)
    locked.undo()
    locked.redo()
    return locked


def test_a_sound_workspace_has_no_findings(filled: Database) -> None:
    assert check.check(filled) == ()


def test_a_bit_that_fell_over_is_found_in_every_page(filled: Database, tmp_path: Path) -> None:
    filled.write("Meer", attach, content=b"meer inhoud" * 2_000)
    filled.undo()
    filled.close()
    good = filled.path.read_bytes()
    dice, damaged = random.Random(5), tmp_path / "stuk.stv"
    for at in range(0, len(good), PAGE):
        raw = bytearray(good)
        raw[at + dice.randrange(PAGE)] ^= 1 << dice.randrange(8)
        damaged.write_bytes(raw)
        assert findings(damaged, filled.key), f"page {at // PAGE + 1}"


def test_a_file_that_was_cut_or_zeroed_is_found(filled: Database, tmp_path: Path) -> None:
    filled.close()
    good, damaged = filled.path.read_bytes(), tmp_path / "stuk.stv"
    for raw in (good[:-PAGE], good[:-1], good[: 5 * PAGE], good[:PAGE] + bytes(PAGE) + good[2 * PAGE :]):
        damaged.write_bytes(raw)
        assert findings(damaged, filled.key)


def test_an_older_copy_of_a_page_is_found_by_the_journal(filled: Database, tmp_path: Path) -> None:
    filled.close()
    old = filled.path.read_bytes()
    with Database.open(filled.path, filled.key) as again:
        change(again, Organisation, 1, name="Welzijn Epe")
    new = filled.path.read_bytes()
    changed = [at for at in range(0, len(old), PAGE) if old[at : at + PAGE] != new[at : at + PAGE]]
    assert len(changed) > 3
    stale, unseen = tmp_path / "oud.stv", 0
    for at in changed:
        stale.write_bytes(new[:at] + old[at : at + PAGE] + new[at + PAGE :])
        if not findings(stale, filled.key):
            # Inner pages of the index that say the same: nothing is read differently.
            unseen += 1
            with Database.open(stale, filled.key, write=False) as read, read.read() as connection:
                assert [hit.title for hit in search(connection, "epe")] == ["Welzijn Epe"], at
    assert unseen <= 2


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("UPDATE organisation SET city = 'Goes' WHERE id = 1", "journal"),
        ("DELETE FROM position", "journal"),
        ("UPDATE operation SET rows = 7 WHERE id = 1", "journal"),
        ("DELETE FROM row_change WHERE id = 1", "journal"),
        ("DELETE FROM search_row WHERE id = 1", "index"),
        ("UPDATE blob SET data = x'00'", "attachments"),
        ("DELETE FROM blob", "attachments"),
    ],
)
def test_what_was_changed_outside_an_act_is_found(filled: Database, statement: str, part: str) -> None:
    behind_the_journal(filled, statement)
    found = check.check(filled)
    assert part in {finding.part for finding in found}
    assert not check.is_sound(found)


def test_a_reference_to_nothing_is_found(filled: Database) -> None:
    with filled.alone() as connection:
        engine.driver(connection).execute("PRAGMA foreign_keys = OFF")
        engine.driver(connection).execute("UPDATE visit SET person_id = 99")
    assert "references" in {finding.part for finding in check.check(filled)}


def test_an_erased_person_who_is_back_is_found(filled: Database) -> None:
    erase(filled, 1)
    ((uid,),) = rows(filled, "SELECT uid FROM erasure")
    insert = "INSERT INTO person (version, uid, name, name_key, kind, do_not_contact, merged_uids, notes)"
    behind_the_journal(filled, f"{insert} VALUES (0, ?, 'x', 'x', 'client', 0, '[]', '')", uid)
    assert "erased" in {finding.part for finding in check.check(filled)}


def test_bytes_of_nobody_are_harmless(filled: Database) -> None:
    with filled.transaction() as connection:
        blobs.put(connection, b"van niemand")
    found = check.check(filled)
    assert [finding.part for finding in found] == ["attachments"]
    assert check.is_sound(found)


def test_many_wrong_rows_are_named_up_to_a_number(filled: Database) -> None:
    behind_the_journal(filled, "UPDATE organisation SET city = 'Goes'")
    named = [finding for finding in check.check(filled) if finding.part == "journal"]
    assert len(named) == check.MOST_FINDINGS


def test_a_row_that_holds_anything_is_told(plain: Database) -> None:
    add(plain, lambda: Organisation(name="Welzijn Ede"))
    behind_the_journal(plain, "UPDATE operation SET at = 'geen moment'")
    behind_the_journal(plain, "UPDATE row_change SET after = '{half'")
    assert not check.is_sound(check.check(plain))


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_bytes_of_any_size_come_back(plain: Database, size: int) -> None:
    content = random.Random(size).randbytes(size)
    with plain.transaction() as connection:
        found, stored = blobs.put(connection, content)
        assert blobs.put(connection, content)[0] == found
        assert (b"".join(blobs.read(connection, found)), stored) == (content, size)
        assert blobs.hashes(connection) == [found]


def test_bytes_stay_as_long_as_the_journal_names_them(plain: Database) -> None:
    plain.write("Bijlage", attach, content=b"inhoud")
    plain.undo()
    with plain.transaction() as connection:
        assert blobs.remove_unused(connection, blobs.hashes(connection)) == 0
    plain.redo()
    assert check.check(plain) == ()


def test_another_passphrase_opens_and_the_old_one_and_its_sheet_do_not(filled: Database) -> None:
    before, old = everything(filled), filled.key
    groups = change_passphrase(filled, "een andere zin").groups
    add(filled, lambda: Organisation(name="Daarna"))
    filled.undo()
    assert everything(filled) == before
    filled.close()
    for key in (PASSPHRASE, old):
        with pytest.raises(WorkspaceError, match="wachtzin past niet"):
            Database.open(filled.path, key)
    for key in ("een andere zin", key_of_sheet(" ".join(groups))):
        with Database.open(filled.path, key) as again:
            assert everything(again) == before


def test_copies_and_drafts_go_along_and_those_that_cannot_are_named(filled: Database, tmp_path: Path) -> None:
    made = backup.make(filled)
    tombstones.write(made.path.parent, filled.key, {"a": filled.clock().date()})
    strange = made.path.with_name("20260101T000000Z-daily.stv")
    strange.write_bytes(bytes(range(256)) * 32)
    with Drafts(filled.path, filled.key) as drafts:
        drafts.keep("note", 1, "text", "getypt", filled.clock())
    assert change_passphrase(filled, "een andere zin").old_passphrase == (strange,)
    with Database.open(made.path, "een andere zin") as copy:
        assert check.check(copy) == ()
    assert tombstones.read(made.path.parent, filled.key) == {"a": filled.clock().date()}
    with Drafts(filled.path, filled.key) as drafts:
        assert [draft.text for draft in drafts.pending()] == ["getypt"]


@pytest.mark.parametrize("passphrase", ["", "  "])
def test_an_empty_passphrase_is_refused(locked: Database, passphrase: str) -> None:
    with pytest.raises(UserError, match="lege wachtzin"):
        change_passphrase(locked, passphrase)


def test_a_workspace_without_passphrase_gets_none(plain: Database) -> None:
    with pytest.raises(UserError, match="niet versleuteld"):
        change_passphrase(plain, "een zin")


def test_a_workspace_that_is_open_elsewhere_keeps_its_passphrase(locked: Database) -> None:
    with (
        Database.open(locked.path, locked.key, write=False) as reader,
        reader.read() as connection,
    ):
        connection.exec_driver_sql("SELECT count(*) FROM organisation").fetchone()
        with pytest.raises(UserError, match="ander"):
            change_passphrase(locked, "een andere zin")
    locked.close()
    Database.open(locked.path, PASSPHRASE).close()


def test_cleaning_waits_for_readers_and_is_finished_at_the_next_start(filled: Database) -> None:
    person = everything(filled)["person"][1]
    with (
        Database.open(filled.path, filled.key, write=False) as reader,
        reader.read() as connection,
    ):
        connection.exec_driver_sql("SELECT count(*) FROM organisation").fetchone()
        with pytest.raises(UserError, match="volgende start"):
            erase(filled, person["id"])
    assert cleaning.is_due(filled)
    filled.close()
    with Database.open(filled.path, filled.key) as again:
        assert not cleaning.is_due(again)
        assert everything(again)["person"] == {}


def test_a_copy_beside_it_is_of_no_concern(locked: Database, tmp_path: Path) -> None:
    locked.close()
    shutil.copy(locked.path, tmp_path / "kopie.stv")
    assert findings(tmp_path / "kopie.stv", locked.key) == []
