"""The one search: folded, parts of words, short beginnings of names, telephone numbers, any typed text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workspaces import add, behind_the_journal, change, remove, rows

from stvcrm.model.contact_ways import ContactWay, ContactWayKind
from stvcrm.model.notes import Note
from stvcrm.model.organisations import FormerName, Organisation
from stvcrm.model.people import Person
from stvcrm.model.visits import Visit
from stvcrm.queries.search import search, snippet
from stvcrm.store import search_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from stvcrm.model.base import Entity
    from stvcrm.store.database import Database

NOTE = "Eerste alinea.\n\nZij werken met videobeeldbellen in de wijk en dat gaat goed."


def found(database: Database, typed: str, limit: int = 50) -> list[tuple[str, int]]:
    with database.read() as connection:
        return [(item.noun, item.id) for item in search(connection, typed, limit)]


def titles(database: Database, typed: str) -> list[str]:
    with database.read() as connection:
        return [item.title for item in search(connection, typed)]


def agrees(database: Database) -> bool:
    with database.read() as connection:
        return search_index.differences(connection) == []


@pytest.fixture
def filled(plain: Database) -> Database:
    records: list[Callable[[], Entity]] = [
        lambda: Organisation(name="Súdwest Welzijn", number="2017", city="Sneek", phone="+31612345678"),
        lambda: Organisation(name="Zorg in de Wijk", city="'s-Hertogenbosch", email="info@zorg.example"),
        lambda: Organisation(name="Øst Łódź Straße ĳssel", notes="Belt met Súdwest"),
        lambda: Person(name="Xylofonia Kanariepiet", email="x@kanarie.example"),
        lambda: Visit(organisation_id=1),
        lambda: Note(visit_id=1, text=NOTE),
        lambda: FormerName(organisation_id=2, name="Stichting Thuishulp"),
        lambda: ContactWay(
            person_id=1, kind=ContactWayKind.PHONE, value="030 123 45 67", digits="+31301234567"
        ),
    ]
    for record in records:
        add(plain, record)
    return plain


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("sudwest", ("organisations", 1)),
        ("SÚDWEST", ("organisations", 1)),
        ("dwes", ("organisations", 1)),
        ("2017", ("organisations", 1)),
        ("ost lodz", ("organisations", 3)),
        ("strasse", ("organisations", 3)),
        ("ijssel", ("organisations", 3)),
        ("hertogenbosch", ("organisations", 2)),
        ("info@zorg", ("organisations", 2)),
        ("thuishulp", ("organisations", 2)),
        ("beeldbel", ("visits", 1)),
        ("piet xylo", ("people", 1)),
        ("su", ("organisations", 1)),
        ("z wijk", ("organisations", 2)),
        ("x", ("people", 1)),
    ],
)
def test_finds(filled: Database, typed: str, wanted: tuple[str, int]) -> None:
    assert wanted in found(filled, typed)


@pytest.mark.parametrize(
    "typed", ["", "   ", "sudwest goes", "bestaatniet", "%", "_____", "*", '"', "NEAR(", "\0", "\ud800", "&"]
)
def test_finds_nothing(filled: Database, typed: str) -> None:
    assert found(filled, typed) == []


@pytest.mark.parametrize(
    "typed",
    ["06-12345678", "0612345678", "+31 6 12 34 56 78", "0031612345678", "345678", "(06) 1234 5678", "678",
     "+31 (0)6 12345678", "06.12.34.56.78"],
)  # fmt: skip
def test_a_telephone_number_is_found_in_any_notation(filled: Database, typed: str) -> None:
    assert ("organisations", 1) in found(filled, typed)


def test_a_further_number_of_a_person_finds_the_person(filled: Database) -> None:
    assert found(filled, "030-1234567") == [("people", 1)]


def test_every_word_must_be_there(filled: Database) -> None:
    assert found(filled, "videobeeldbellen wijk") == [("visits", 1)]
    assert found(filled, "videobeeldbellen sneek") == []


def test_the_name_itself_comes_before_a_mention(filled: Database) -> None:
    assert found(filled, "sudwest") == [("organisations", 1), ("organisations", 3)]


def test_an_exact_name_comes_first(filled: Database) -> None:
    for name in ("Zorg in de Wijk Plus", "Ook Zorg in de Wijk"):
        add(filled, lambda name=name: Organisation(name=name))
    assert titles(filled, "zorg in de wijk")[0] == "Zorg in de Wijk"


def test_a_snippet_shows_the_words_as_they_were_typed(filled: Database) -> None:
    with filled.read() as connection:
        (hit,) = search(connection, "BEELDBEL")
    assert "videobeeldbellen in de wijk" in hit.snippet


def test_a_snippet_of_a_long_paragraph_is_cut_around_the_match() -> None:
    text = "æ" * 300 + " Súdwest " + "ß" * 300
    cut = snippet(text, "", search_index.Query.of("sudwest"))
    assert cut.startswith("…æ")
    assert "Súdwest" in cut
    assert cut.endswith("ß…")
    assert len(cut) <= 125


def test_no_more_than_asked(filled: Database) -> None:
    assert len(found(filled, "wijk", limit=1)) == 1


def test_the_index_follows_every_act(filled: Database) -> None:
    change(filled, Organisation, 1, name="Welzijn Noord")
    assert ("organisations", 1) not in found(filled, "sudwest")
    filled.undo()
    assert ("organisations", 1) in found(filled, "sudwest")
    remove(filled, Organisation, 3)
    assert found(filled, "lodz") == []
    assert agrees(filled)


def test_the_bulk_door_is_found_too(filled: Database) -> None:
    many = [{"name": f"Stichting {number}", "name_key": "x"} for number in range(1_200)]
    filled.write("Veel", lambda uow: uow.insert_rows(Organisation, many))
    assert titles(filled, "stichting 1199") == ["Stichting 1199"]
    assert agrees(filled)
    filled.undo()
    assert agrees(filled)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organisation SET name = 'Buitenom'",
        "DELETE FROM former_name",
        "DELETE FROM search_row WHERE table_name = 'note'",
        "UPDATE search_text SET text = 'anders' WHERE rowid = 1",
    ],
)
def test_a_difference_is_seen_and_mended_by_making_it_anew(filled: Database, statement: str) -> None:
    behind_the_journal(filled, statement)
    assert not agrees(filled)
    with filled.transaction() as connection:
        search_index.rebuild(connection)
    assert agrees(filled)


def test_paragraphs_are_parts_of_their_own(filled: Database) -> None:
    query = "SELECT part FROM search_row WHERE table_name = 'note' ORDER BY part"
    assert rows(filled, query) == [(1,), (3,)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=40))
def test_any_text_can_be_typed(plain: Database, typed: str) -> None:
    found(plain, typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=30))
def test_a_name_is_found_by_itself(plain: Database, name: str) -> None:
    row_id = add(plain, lambda: Organisation(name=name))
    words = search_index.Query.of(name)
    assert ("organisations", row_id) in found(plain, name) or not (words.long or words.short)
    plain.undo()


def test_a_query_of_a_hundred_thousand_characters_is_cut(filled: Database) -> None:
    assert found(filled, "sudwest " * 12_500) == found(filled, "sudwest")
