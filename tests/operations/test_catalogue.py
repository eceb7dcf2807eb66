"""Operations by their public names: what is typed is read, and what cannot be is refused in a sentence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from stvcrm.base.errors import UserError
from stvcrm.operations.catalog import BY_NAME, OPERATIONS

if TYPE_CHECKING:
    from conftest import Desk

FIXED = {
    "organisations.add": {"name"},
    "people.add": {"name", "organisation_id", "role"},
    "people.change_job": {"person_id", "organisation_id", "role", "from"},
    "edit": {"noun", "id"},
    "remove": {"noun", "id"},
    "merge": {"noun", "keep_id", "other_id"},
    "people.erase": {"person_id"},
    "backups.apply_retention": set(),
    "visits.request": {"organisation_id", "person_id"},
    "visits.schedule": {"visit_id", "starts_at", "minutes", "place"},
    "visits.reschedule": {"visit_id", "starts_at", "minutes", "place"},
    "visits.cancel": {"visit_id", "reason"},
    "visits.note": {"visit_id", "text"},
    "visits.complete": {"visit_id"},
    "visits.mark": {"visit_id", "text", "themes", "polarity", "consent", "speaker"},
    "visits.edit_notes": {"visit_id", "notes"},
    "contact_moments.add": {"organisation_id", "person_id", "channel", "direction", "text", "outcome"},
    "organisations.fuse": {"predecessor_ids", "successor_id", "from"},
    "promises.add": {"text", "by", "due_on"},
}


@pytest.mark.parametrize("name", FIXED)
def test_names_and_parameters_that_others_rely_on(name: str) -> None:
    assert FIXED[name] <= {parameter.name for parameter in BY_NAME[name].parameters()}


@pytest.mark.parametrize("spec", OPERATIONS, ids=lambda spec: spec.name)
def test_every_operation_is_documented_in_one_line(spec: object) -> None:
    assert spec.summary.endswith(".")  # type: ignore[attr-defined]


def test_every_name_is_there_once() -> None:
    assert len(BY_NAME) == len(OPERATIONS)


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("organisations.add", {}, "mist: name"),
        ("visits.request", {"organisation_id": "1", "gewicht": "2"}, "kent geen gewicht"),
        ("visits.request", {"organisation_id": "een"}, "«een» kan niet bij organisation_id"),
        ("promises.add", {"text": "x", "by": "hen"}, "wel: us, them"),
        ("people.end_position", {"position_id": "1", "on": "gisterochtend"}, "kan niet bij on"),
        (
            "organisations.fuse",
            {"predecessor_ids": "[1,", "successor_id": "1", "from": "1-5-2017"},
            "kan niet",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, typed: dict[str, str], told: str) -> None:
    with pytest.raises(UserError, match=told.replace("[", r"\[")):
        BY_NAME[name].arguments(typed, date(2017, 5, 11))


@pytest.mark.parametrize("typed", ["1,2", "[1, 2]", " 1 , 2 "])
def test_a_list_is_json_or_commas(typed: str) -> None:
    read = BY_NAME["organisations.end_membership"].arguments({"organisation_ids": typed}, date(2017, 5, 11))
    assert read["organisation_ids"] == [1, 2]


def test_a_date_is_read_as_people_type_it() -> None:
    read = BY_NAME["people.change_job"].arguments(
        {"person_id": "1", "organisation_id": "2", "from": "1 juni"}, date(2017, 5, 11)
    )
    assert read["from_"] == date(2017, 6, 1)


def test_an_empty_value_means_none() -> None:
    read = BY_NAME["visits.request"].arguments({"organisation_id": "1", "person_id": ""}, date(2017, 5, 11))
    assert read["person_id"] is None


def test_an_act_is_named_after_what_it_did_unless_the_menu_knows_better(desk: Desk) -> None:
    desk.organisation("Welzijn Ede")
    assert desk.label == "Organisatie toegevoegd: Welzijn Ede"
