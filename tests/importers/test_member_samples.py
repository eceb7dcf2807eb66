"""The sample files: their totals are what a careful reader counts."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from lists import counts

from stvcrm.importers.pipeline import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from lists import Desk


@pytest.fixture
def truth(samples: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads((samples / "truth.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", ["leden-2017.xlsx", "leden-2017.csv"])
def test_a_first_list(desk: Desk, samples: Path, truth: dict[str, dict[str, object]], name: str) -> None:
    found = counts(desk.bring(samples / name))
    assert found == {key: truth["members"][key] for key in ("new", "same", "ask", "rejected")}
    kinds = Counter(record["work_type"] for record in desk.organisations().values())
    assert sorted(kinds.values()) == sorted(Counter(truth["kinds"]).values())


def test_the_same_list_in_another_format_is_the_same(desk: Desk, samples: Path) -> None:
    desk.bring(samples / "leden-2017.xlsx")
    before = desk.everything()
    again = desk.bring(samples / "leden-2017.csv")
    assert counts(again) == {"same": 389, "ask": 1, "rejected": 1}
    assert desk.everything() == before


def test_a_year_later(desk: Desk, samples: Path, truth: dict[str, dict[str, object]]) -> None:
    desk.bring(samples / "leden-2017.xlsx")
    plan = desk.bring(samples / "leden-2018.xlsx")
    later = truth["members_2018"]
    assert plan.count(Verdict.NEW) == later["new"]
    numbers = {record["id"]: record["number"] for record in desk.organisations().values()}
    gone = [numbers[item.row_id] for item in plan.planned if item.row_id and item.verdict is Verdict.GONE]
    assert sorted(gone) == sorted(later["gone"])  # type: ignore[call-overload]
    assert len(desk.rows("former_name")) == len(later["renamed"])  # type: ignore[arg-type]
    ended = [position for position in desk.rows("position") if position["ended_on"]]
    assert len(ended) == len(later["contact_changed"])  # type: ignore[arg-type]


def test_a_year_later_without_member_numbers(desk: Desk, samples: Path) -> None:
    """At least 95 % of the links made are right, and 85 % of all are made."""
    desk.bring(samples / "leden-2017.xlsx")
    with_numbers = desk.plan(samples / "leden-2018.xlsx")
    truth = {item.row: item.row_id for item in with_numbers.planned if item.row and item.row_id}
    bare = desk.plan(samples / "leden-2018.xlsx", columns={"Lidnummer": ""})
    made = {item.row: item.row_id for item in bare.planned if item.row and item.row_id}
    right = sum(truth.get(number) == row_id for number, row_id in made.items())
    assert right >= 0.95 * len(made)
    assert right >= 0.85 * len(truth)


def test_the_cards(desk: Desk, samples: Path) -> None:
    desk.kind = "contacts"
    assert counts(desk.bring(samples / "contacten.vcf")) == {"new": 4}
    names = {person["name"] for person in desk.rows("person")}
    assert names == {"Renée de Jöng", "Siebe van 't Hof", "Şule Yıldız", "Zonder Achternaam"}
    private = [way["value"] for way in desk.rows("contact_way") if way["use"] == "private"]
    assert private == ["s.vanthof@thuis.example"]
    assert counts(desk.plan(samples / "contacten.vcf")) == {"same": 4}
