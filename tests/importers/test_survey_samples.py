"""The sample survey: its totals are what a careful reader counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from lists import counts

if TYPE_CHECKING:
    from pathlib import Path

    from lists import Desk


@pytest.fixture
def truth(samples: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((samples / "truth-rows.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", ["enquete-2017.xlsx", "enquete-2017.csv"])
def test_matched_without_help_and_none_wrongly(
    desk: Desk, samples: Path, truth: list[dict[str, Any]], name: str
) -> None:
    desk.bring(samples / "leden-2017.xlsx")
    desk.kind = "survey"
    desk.bring(samples / name)
    numbers = {record["id"]: record["number"] for record in desk.organisations().values()}
    found = {item["respondent_id"]: numbers.get(item["organisation_id"]) for item in desk.rows("response")}
    wanted = {str(item["id"]): item.get("member") for item in truth if not item.get("empty")}
    assert {key: number for key, number in found.items() if number not in (None, wanted[key])} == {}
    known = [key for key, member in wanted.items() if member]
    assert sum(found[key] is not None for key in known) >= 0.95 * len(known)


def test_the_csv_after_the_xlsx_gives_only_same(desk: Desk, samples: Path) -> None:
    desk.bring(samples / "leden-2017.xlsx")
    desk.kind = "survey"
    desk.bring(samples / "enquete-2017.xlsx")
    assert counts(desk.bring(samples / "enquete-2017.csv")) == {"same": 97, "rejected": 3}
