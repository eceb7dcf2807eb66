"""list, show, search, do, undo, redo and log on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Shell

KEYS = {
    "organisations": "id number name kind work_type street postcode city province phone email website staff "
    "member_since member_until answered visit_state",
    "people": "id name kind name_on_paper email phone organisation_id organisation role",
    "positions": "id person_id organisation_id role started_on ended_on is_primary",
    "utterances": "id organisation_id person_id source source_id question text themes polarity consent",
    "visits": "id organisation_id organisation person_id person state requested_on starts_at ends_at place "
    "source_response_id",
    "promises": "id by text due_on state source source_id",
    "action_points": "id text owner due_on state source source_id",
    "contact_moments": "id organisation_id person_id at direction channel text outcome",
    "operations": "id label at author state rows",
}


@pytest.fixture
def filled(stvcrm: Shell) -> Shell:
    """One of everything."""
    home = stvcrm.do("organisations.add", name="Súdwest Welzijn", city="Sneek", number="00012")
    person = stvcrm.do("people.add", name="Joost Bos", organisation_id=home, role="Manager")
    visit = stvcrm.do("visits.request", organisation_id=home, person_id=person)
    stvcrm.do("visits.schedule", visit_id=visit, starts_at="2017-05-15T09:30", minutes=90)
    stvcrm.do("visits.note", visit_id=visit, text="Beeldbellen werkt.")
    stvcrm.do("visits.mark", visit_id=visit, text="Beeldbellen", themes="techniek")
    stvcrm.do("promises.add", text="Folder", visit_id=visit)
    stvcrm.do("promises.add_action", text="Bellen")
    stvcrm.do("contact_moments.add", organisation_id=home)
    return stvcrm


@pytest.mark.parametrize("noun", KEYS)
def test_each_noun_has_the_keys_that_others_rely_on(filled: Shell, noun: str) -> None:
    rows = filled.json("list", noun)
    assert rows
    assert all(set(KEYS[noun].split()) <= set(row) for row in rows)


def test_values_are_plain(filled: Shell) -> None:
    (visit,) = filled.json("list", "visits")
    assert (visit["starts_at"], visit["ends_at"]) == (
        "2017-05-15T09:30:00+02:00",
        "2017-05-15T11:00:00+02:00",
    )
    assert (visit["state"], visit["organisation"], visit["person"]) == (
        "scheduled",
        "Súdwest Welzijn",
        "Joost Bos",
    )
    (said,) = filled.json("list", "utterances")
    assert (said["themes"], said["source"], said["consent"]) == (["techniek"], "visit", "anonymous")
    assert filled.json("list", "positions")[0]["is_primary"] is True
    assert filled.json("list", "organisations")[0]["answered"] == "no"


@pytest.mark.parametrize(
    ("where", "count"),
    [
        (["number=00012"], 1),
        (["number=12"], 0),
        (["city=Sneek", "kind=member"], 1),
        (["city=Sneek", "kind=other"], 0),
        (["email="], 1),
        (["name=x' OR '1'='1"], 0),
        (["name=S%"], 0),
    ],
)
def test_where_compares_with_the_value_that_is_shown(filled: Shell, where: list[str], count: int) -> None:
    asked = [part for condition in where for part in ("--where", condition)]
    assert len(filled.json("list", "organisations", *asked)) == count


def test_where_knows_facts_and_moments(filled: Shell) -> None:
    assert filled.json("list", "positions", "--where", "is_primary=true")
    assert filled.json("list", "visits", "--where", "starts_at=2017-05-15T09:30:00+02:00")


def test_columns_and_limit(filled: Shell) -> None:
    filled.do("organisations.add", name="Ede")
    rows = filled.json("list", "organisations", "--columns", "name, id", "--limit", 1)
    assert [list(row.items()) for row in rows] == [[("name", "Súdwest Welzijn"), ("id", 1)]]
    assert len(filled.json("list", "organisations", "--where", "kind=member", "--limit", 1)) == 1
    assert filled.json("list", "organisations", "--limit", 0) == []


def test_rows_for_people_to_read(filled: Shell) -> None:
    assert filled("list", "organisations", "--columns", "number,city,email").out == (
        "number\tcity\temail\n00012\tSneek\t\n"
    )
    assert filled("list", "taggings").out == "\n"


def test_show_has_the_chain(filled: Shell) -> None:
    chain = {(link["noun"], link["direction"]) for link in filled.json("show", "visits", 1)["chain"]}
    assert {("organisations", "from"), ("people", "from"), ("promises", "to"), ("utterances", "to")} <= chain


def test_show_for_people_to_read(filled: Shell) -> None:
    assert "name: Joost Bos" in filled("show", "people", 1).out.split("\n")


def test_search_finds_parts_of_words(filled: Shell) -> None:
    found = filled.json("search", "SUDWEST")
    assert [(hit["noun"], hit["id"]) for hit in found][:1] == [("organisations", 1)]
    assert [hit["noun"] for hit in filled.json("search", "eldbell", "--limit", 5)] == [
        "utterances",
        "visits",
    ] or [
        "visits",
        "utterances",
    ]


def test_an_operation_tells_what_it_did(stvcrm: Shell) -> None:
    answer = stvcrm.json("do", "organisations.add", "name=Ede = goed")
    assert (answer["result"], answer["changes"]) == (1, {"organisation": [1]})
    assert answer["operation"] == stvcrm.json("log", "--limit", 1)[0]["id"]
    assert stvcrm.json("list", "organisations")[0]["name"] == "Ede = goed"


def test_the_list_of_operations_is_documentation(stvcrm: Shell) -> None:
    listed = {item["operation"]: item for item in stvcrm.json("do", "--list")}
    assert [item["name"] for item in listed["visits.cancel"]["parameters"]] == ["visit_id", "reason"]
    assert listed["people.erase"]["undoable"] is False
    assert "organisations.fuse predecessor_ids= successor_id= from=" in stvcrm("do", "--list").out


def test_undo_and_redo_bring_the_same_row(filled: Shell) -> None:
    filled.do("edit", noun="organisations", id=1, city="Goes")
    undone = filled.json("undo")
    assert undone["changes"] == {"organisation": [1]}
    assert filled.json("list", "organisations")[0]["city"] == "Sneek"
    filled.json("redo")
    assert filled.json("list", "organisations")[0]["city"] == "Goes"


def test_the_log_has_the_newest_first(filled: Shell) -> None:
    log = filled.json("log")
    assert [row["id"] for row in log] == sorted((row["id"] for row in log), reverse=True)
    assert log == filled.json("list", "operations")[::-1]


def test_an_erased_person_is_gone_from_every_answer(filled: Shell) -> None:
    answer = filled.json("do", "people.erase", "person_id=1")
    assert answer["changes"]["person"] == [1]
    told = [
        filled(*verb.split(), "--json").out
        for verb in ("list people", "log", "search Joost", "show visits 1")
    ]
    assert "Joost" not in "".join(told)
    assert answer["result"]["backups"][0]["lapses_at"]
