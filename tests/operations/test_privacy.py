"""Erasing a person says honestly what still holds them; retention removes that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stvcrm.base.errors import NotFound, UserError
from stvcrm.store import backup, tombstones

if TYPE_CHECKING:
    from conftest import Desk

NAME = "Xylofonia Kanariepiet"


def test_erase_tells_what_went_and_which_backups_hold_the_person(desk: Desk) -> None:
    person = desk.person(NAME, organisation_id=desk.organisation())
    answer = desk.do("people.erase", person_id=person)
    assert dict(answer.removed) == {"person": 1, "position": 1}
    (held,) = answer.backups
    assert held.opens
    assert (held.lapses_at - held.made_at).days == 366
    assert desk.changes is not None
    assert desk.changes.ids["person"] == {person}
    assert desk.changes.operation == desk.rows("operations")[-1]["id"]


def test_erase_makes_the_backup_that_goes_before(desk: Desk) -> None:
    desk.do("people.erase", person_id=desk.person(NAME))
    assert [item.backup.reason for item in backup.listing(desk.database)] == [backup.Reason.ERASE]


def test_undo_stops_at_an_erasure(desk: Desk) -> None:
    desk.do("people.erase", person_id=desk.person(NAME))
    with pytest.raises(UserError, match="kan niet ongedaan"):
        desk.database.undo()


def test_an_unknown_person_costs_no_backup(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.do("people.erase", person_id=99)
    assert backup.listing(desk.database) == ()


def test_someone_removed_before_can_still_be_erased(desk: Desk) -> None:
    person = desk.person(NAME)
    desk.do("remove", noun="people", id=person)
    desk.do("people.erase", person_id=person)
    assert all(NAME not in row["label"] for row in desk.rows("operations"))


def test_doubtful_places_are_left_to_the_user(desk: Desk) -> None:
    desk.organisation("Stichting Hoop", notes="De Hoop is er nog.")
    answer = desk.do("people.erase", person_id=desk.person("Bert Hoop"))
    assert ("organisation", "notes") in {(left.table, left.field) for left in answer.left}


def test_backups_learn_who_was_erased(desk: Desk) -> None:
    desk.do("people.erase", person_id=desk.person(NAME))
    (place,) = backup.places(desk.database)
    known = tombstones.read(place, desk.database.key)
    assert known
    assert len(known) == 1


def test_a_place_that_cannot_be_told_is_named(desk: Desk) -> None:
    person = desk.person(NAME)
    made = backup.make(desk.database)
    (made.path.parent / (tombstones.NAME + ".part")).mkdir()
    answer = desk.do("people.erase", person_id=person)
    assert "kent deze wissing nog niet" in answer.notices[0]


def test_a_backup_that_does_not_open_may_hold_the_person(desk: Desk) -> None:
    person = desk.person(NAME)
    made = backup.make(desk.database)
    made.path.write_bytes(b"x" * 4096)
    answer = desk.do("people.erase", person_id=person)
    assert [held.opens for held in answer.backups if held.path == str(made.path)] == [False]


def test_retention_removes_backups_that_hold_erased_people(desk: Desk) -> None:
    person = desk.person(NAME)
    backup.make(desk.database)
    desk.do("people.erase", person_id=person)
    after = backup.make(desk.database)
    retention = desk.do("backups.apply_retention")
    assert len(retention.removed) == 2
    assert [item.backup.path for item in backup.listing(desk.database)] == [after.path]


def test_retention_names_what_it_could_not_open(desk: Desk) -> None:
    person = desk.person(NAME)
    made = backup.make(desk.database)
    desk.do("people.erase", person_id=person)
    made.path.write_bytes(b"x" * 4096)
    retention = desk.do("backups.apply_retention")
    assert retention.not_opened == (str(made.path),)


def test_retention_thins(desk: Desk) -> None:
    desk.organisation()
    old = backup.make(desk.database).path
    ancient = old.rename(Path(old.parent, "20200101T000000Z-daily.stv"))
    backup.thin_places(desk.database)
    assert ancient.exists()  # The newest of all always stays.
    backup.make(desk.database, to=Path(old.parent, "20260302T080000Z-daily.stv"))
    assert desk.do("backups.apply_retention").thinned == (str(ancient),)


def test_people_whose_time_has_passed_are_named(desk: Desk) -> None:
    desk.person("Nog even", retain_until="2026-03-02")
    due = desk.person("Allang klaar", retain_until="2026-03-01")
    assert [person.id for person in desk.do("backups.apply_retention").people_due] == [due]


def test_a_backup_without_the_person_is_not_named(desk: Desk) -> None:
    before = backup.make(desk.database)
    answer = desk.do("people.erase", person_id=desk.person(NAME))
    assert str(before.path) not in {held.path for held in answer.backups}
