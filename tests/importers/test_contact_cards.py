"""Visiting cards: who is known already, what a card adds, and where someone works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lists import HEAD, ROWS, counts, row

from stvcrm.importers.pipeline import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from lists import Desk

ANNA = ("FN:Anna de Wit", "EMAIL:anna@zee.example")


@pytest.fixture
def cards(desk: Desk) -> Desk:
    desk.kind = "contacts"
    return desk


def card(desk: Desk, *people: tuple[str, ...]) -> Path:
    lines = [line for person in people for line in ("BEGIN:VCARD", "VERSION:3.0", *person, "END:VCARD")]
    path = desk.folder / f"kaart{len(list(desk.folder.iterdir()))}.vcf"
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return path


def test_a_card_twice_is_one_person(cards: Desk) -> None:
    assert counts(cards.bring(card(cards, ANNA))) == {"new": 1}
    assert counts(cards.plan(card(cards, ANNA))) == {"same": 1}


def test_a_card_adds_what_was_not_known_and_replaces_nothing(cards: Desk) -> None:
    cards.bring(card(cards, ANNA))
    more = ("FN:A. de Wit", "EMAIL:anna@zee.example", "TEL:0113 123456", "EMAIL;TYPE=HOME:a@thuis.example")
    assert counts(cards.bring(card(cards, more))) == {"changed": 1}
    person = cards.rows("person")[0]
    assert (person["name"], person["phone"]) == ("Anna de Wit", "+31113123456")
    assert [way["value"] for way in cards.rows("contact_way")] == ["a@thuis.example"]
    assert counts(cards.plan(card(cards, more))) == {"same": 1}


def test_two_cards_of_one_person_in_one_file_become_one(cards: Desk) -> None:
    second = (*ANNA, "TEL:0113 123456", "TEL;TYPE=HOME:0113 654321")
    file = card(cards, ANNA, second)
    assert counts(cards.bring(file)) == {"new": 1, "same": 1}
    assert len(cards.rows("contact_way")) == 2
    assert counts(cards.plan(file)) == {"same": 2}


def test_namesakes_with_another_address_stay_apart(cards: Desk) -> None:
    cards.bring(card(cards, ANNA))
    other = ("FN:Anna de Wit", "EMAIL:anna@duin.example")
    assert counts(cards.bring(card(cards, other))) == {"new": 1}


def test_who_works_at_a_known_organisation_gets_a_position(desk: Desk) -> None:
    desk.bring(desk.csv([HEAD, *ROWS]))
    desk.kind = "contacts"
    plan = desk.bring(card(desk, ("FN:Eva Blom", "ORG:Welzijn Zee;Balie", "TITLE:Manager")))
    assert row(plan, 1).reason == "Bij Welzijn Zee."
    assert [item["role"] for item in desk.rows("position") if item["role"]] == ["Manager"]


def test_the_contact_of_a_member_is_known_by_name_and_organisation(desk: Desk) -> None:
    desk.bring(desk.csv([HEAD, *ROWS]))
    desk.kind = "contacts"
    plan = desk.bring(card(desk, (*ANNA, "ORG:Welzijn Zee")))
    assert (row(plan, 1).verdict, len(desk.rows("person"))) == (Verdict.CHANGED, 3)


@pytest.mark.parametrize(
    ("lines", "positions"),
    [
        (("ORG:Stichting Duin",), 0),
        (("ORG:Stichting Duin", "EMAIL:eva@duin.example"), 1),
        (("ORG:Stichting Welzijnswerk Duin",), 1),
    ],
)
def test_a_name_that_only_shares_its_core_is_linked_by_more_than_that(
    desk: Desk, lines: tuple[str, ...], positions: int
) -> None:
    desk.bring(
        desk.csv([("Organisatie", "Plaats", "E-mail"), ("Welzijnswerk Duin", "Ede", "info@duin.example")])
    )
    desk.kind = "contacts"
    plan = desk.bring(card(desk, ("FN:Eva Blom", *lines)))
    assert len(desk.rows("position")) == positions
    assert "Welzijnswerk Duin" in row(plan, 1).reason


def test_an_unknown_organisation_is_kept_in_the_notes(cards: Desk) -> None:
    cards.bring(card(cards, (*ANNA, "ORG:Circus Rond", "NOTE:Belt liever")))
    assert cards.rows("person")[0]["notes"] == "Belt liever\nOrganisatie volgens visitekaart: Circus Rond"


@pytest.mark.parametrize("name", ["", "x" * 400])
def test_a_card_without_a_usable_name_is_rejected_with_its_line(cards: Desk, name: str) -> None:
    plan = cards.bring(card(cards, ANNA, (f"FN:{name}", "TEL:0113 123456")))
    assert counts(plan) == {"new": 1, "rejected": 1}
    assert "regel 6" in row(plan, 6).reason


def test_a_number_that_cannot_be_read_is_told(cards: Desk) -> None:
    plan = cards.bring(card(cards, (*ANNA, "TEL:geheim", "ADR:;;" + "x" * 400 + ";;;;")))
    assert "«geheim» is niet te lezen" in row(plan, 1).reason
    assert cards.rows("contact_way") == []


def test_undo_takes_people_ways_and_positions_back(cards: Desk) -> None:
    before = cards.everything()
    cards.bring(card(cards, (*ANNA, "TEL;TYPE=HOME:0113 123456")))
    cards.database.undo()
    assert cards.everything() == before
