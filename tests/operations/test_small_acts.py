"""Contacts, promises, actions and settings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from stvcrm.base.clock import local
from stvcrm.base.errors import Invalid, NotFound, UserError
from stvcrm.queries.settings import settings

if TYPE_CHECKING:
    from conftest import Desk


def test_a_call_is_noted_at_its_own_time(desk: Desk) -> None:
    home = desk.organisation()
    desk.do(
        "contact_moments.add",
        organisation_id=home,
        person_id=desk.person(),
        channel="phone",
        direction="in",
        text="Wil graag een bezoek.",
        outcome="reached",
        at="2026-03-01T10:15",
    )
    (row,) = desk.rows("contact_moments")
    assert (row["channel"], row["direction"], row["outcome"], row["person_id"]) == (
        "phone",
        "in",
        "reached",
        1,
    )
    assert f"{local(row['at']):%H:%M}" == "10:15"


def test_a_contact_without_a_time_was_just_now(desk: Desk) -> None:
    desk.do("contact_moments.add", organisation_id=desk.organisation())
    assert local(desk.rows("contact_moments")[0]["at"]).date() == date(2026, 3, 2)


def test_a_contact_needs_an_organisation(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.do("contact_moments.add", organisation_id=7)


def test_a_promise_at_a_visit_is_one_of_its_organisation(desk: Desk) -> None:
    visit = desk.visit()
    desk.do("promises.add", text="Folder sturen", by="us", due_on="1 juni", visit_id=visit)
    (row,) = desk.rows("promises")
    assert (row["organisation_id"], row["source"], row["source_id"]) == (1, "visit", visit)
    assert row["due_on"] == date(2026, 6, 1)


def test_an_empty_promise_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid, match="Toezegging is leeg"):
        desk.do("promises.add", text=" ")


def test_an_action_belongs_to_the_organisation_of_its_visit(desk: Desk) -> None:
    visit = desk.visit()
    desk.do("promises.add_action", text="Bellen", owner="Ik", visit_id=visit, due_on="morgen")
    (row,) = desk.rows("action_points")
    assert (row["owner"], row["organisation_id"], row["due_on"]) == ("Ik", 1, date(2026, 3, 3))


def test_an_action_can_stand_alone(desk: Desk) -> None:
    desk.do("promises.add_action", text="Bellen")
    assert desk.rows("action_points")[0]["organisation_id"] is None


@pytest.mark.parametrize("noun", ["promises", "action_points"])
@pytest.mark.parametrize(
    ("state", "told"), [("done", "Gedaan"), ("dropped", "Vervallen"), ("open", "Weer open")]
)
def test_done_dropped_or_open_again(desk: Desk, noun: str, state: str, told: str) -> None:
    found = desk.do("promises.add" if noun == "promises" else "promises.add_action", text="Bellen")
    desk.do("promises.settle", noun=noun, id=found, state="done" if state == "open" else "open")
    desk.do("promises.settle", noun=noun, id=found, state=state)
    assert desk.rows(noun)[0]["state"] == state
    assert desk.label.startswith(f"{told}: Bellen")


def test_only_promises_and_actions_are_settled(desk: Desk) -> None:
    with pytest.raises(UserError, match="promises, action_points"):
        desk.do("promises.settle", noun="visits", id=desk.visit())


def test_a_setting_is_changed_and_changed_again(desk: Desk) -> None:
    desk.do("settings.change", name="home_town", value="Utrecht")
    desk.do("settings.change", name="home_town", value="Ede")
    with desk.database.read() as connection:
        assert settings(connection)["home_town"] == "Ede"


def test_an_unknown_setting_is_refused_with_those_there_are(desk: Desk) -> None:
    with pytest.raises(UserError, match="home_town"):
        desk.do("settings.change", name="kleur", value="rood")
