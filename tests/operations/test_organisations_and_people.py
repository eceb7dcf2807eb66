"""Acts on organisations, people and their positions that have a rule of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from stvcrm.base.errors import Invalid, NotFound, UserError

if TYPE_CHECKING:
    from conftest import Desk


def test_a_former_name_stays(desk: Desk) -> None:
    home = desk.organisation("Welzijn Ede")
    desk.do("organisations.rename", organisation_id=home, name="  Malkander  Ede ")
    assert desk.rows("organisations")[0]["name"] == "Malkander Ede"
    assert [row["name"] for row in desk.rows("former_names")] == ["Welzijn Ede"]


def test_the_same_name_again_changes_nothing(desk: Desk) -> None:
    home = desk.organisation("Welzijn Ede")
    desk.do("organisations.rename", organisation_id=home, name="Welzijn Ede")
    assert desk.rows("former_names") == []


def test_end_of_membership(desk: Desk) -> None:
    home = desk.organisation()
    assert desk.do("organisations.end_membership", organisation_ids=home, on="31-12-2025") == 1
    (row,) = desk.rows("organisations")
    assert (row["kind"], row["member_until"]) == ("former_member", date(2025, 12, 31))
    assert desk.label == "Lidmaatschap beëindigd: Welzijn Ede"


def test_end_of_many_memberships_is_one_act_as_of_today(desk: Desk) -> None:
    ids = [desk.organisation("A"), desk.organisation("B")]
    desk.do("organisations.end_membership", organisation_ids=ids)
    assert {row["member_until"] for row in desk.rows("organisations")} == {date(2026, 3, 2)}
    assert desk.label == "Lidmaatschap beëindigd van 2 organisaties"


def test_fused_organisations_hand_their_people_over(desk: Desk) -> None:
    old, new = desk.organisation("Oud"), desk.organisation("Nieuw")
    desk.person(organisation_id=old, role="Directeur")
    desk.do("organisations.fuse", predecessor_ids=old, successor_id=new, from_="2026-04-01")
    former, present = desk.rows("positions")
    assert (former["ended_on"], present["started_on"]) == (date(2026, 3, 31), date(2026, 4, 1))
    assert (present["organisation_id"], present["role"]) == (new, "Directeur")
    row = desk.rows("organisations")[0]
    assert (row["kind"], row["parent_id"], row["member_until"]) == ("former_member", new, date(2026, 3, 31))


def test_no_organisation_goes_on_as_itself(desk: Desk) -> None:
    home = desk.organisation()
    with pytest.raises(UserError, match="in zichzelf"):
        desk.do("organisations.fuse", predecessor_ids=home, successor_id=home, from_="2026-04-01")


def test_a_person_starts_at_an_organisation(desk: Desk) -> None:
    home = desk.organisation()
    person = desk.person(organisation_id=home, role="Manager", name_on_paper="Joost", email="J@ede.example")
    (row,) = desk.rows("people")
    assert (row["id"], row["organisation"], row["role"]) == (person, "Welzijn Ede", "Manager")
    assert (row["name_on_paper"], row["email"]) == ("Joost", "j@ede.example")


def test_a_person_at_an_unknown_organisation_is_not_added(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.person(organisation_id=99)
    assert desk.rows("people") == []


def test_another_job_ends_one_position_and_starts_the_next(desk: Desk) -> None:
    first, second = desk.organisation("Eerste"), desk.organisation("Tweede")
    person = desk.person(organisation_id=first)
    desk.do("people.change_job", person_id=person, organisation_id=second, role="Directeur", from_="1-6-2026")
    old, new = desk.rows("positions")
    assert (old["ended_on"], new["started_on"], new["ended_on"]) == (
        date(2026, 5, 31),
        date(2026, 6, 1),
        None,
    )


def test_a_first_job_ends_nothing(desk: Desk) -> None:
    desk.do("people.change_job", person_id=desk.person(), organisation_id=desk.organisation())
    assert [row["started_on"] for row in desk.rows("positions")] == [date(2026, 3, 2)]


def test_one_of_two_positions_can_be_left(desk: Desk) -> None:
    first, second, third = (desk.organisation(name) for name in ("Een", "Twee", "Drie"))
    person = desk.person(organisation_id=first)
    beside = desk.do("people.add_position", person_id=person, organisation_id=second, from_="1-1-2026")
    desk.do(
        "people.change_job", person_id=person, organisation_id=third, position_id=beside, from_="1-1-2026"
    )
    assert [row["ended_on"] for row in desk.rows("positions")] == [None, date(2026, 1, 1), None]


def test_leaving_without_another_job(desk: Desk) -> None:
    desk.person(organisation_id=desk.organisation())
    desk.do("people.end_position", position_id=1)
    assert desk.rows("positions")[0]["ended_on"] == date(2026, 3, 2)


def test_a_position_cannot_end_before_it_begins(desk: Desk) -> None:
    desk.do(
        "people.add_position", person_id=desk.person(), organisation_id=desk.organisation(), from_="2-3-2026"
    )
    with pytest.raises(Invalid, match="eindigt vóór zij begint"):
        desk.do("people.end_position", position_id=1, on="1-3-2026")
