"""What fits while one types a name, and what belongs to a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.queries.choices import Option, options, title
from stvcrm.queries.parts import owner_of, parts, values
from stvcrm.queries.search import matching

if TYPE_CHECKING:
    from collections.abc import Callable

    Act = Callable[..., Any]


@pytest.fixture
def people(do: Act) -> tuple[int, int]:
    organisation = do("organisations.add", name="Welzijn Súdwest", city="Sneek")
    do("organisations.add", name="Aksent Zuidwest", city="Zeist")
    return organisation, do("people.add", name="Sjoerd Wiersma", organisation_id=organisation)


@pytest.mark.parametrize("typed", ["sudwest", "SÚD", "welzijn s"])
def test_finds_parts_without_accents(people: tuple[int, int], ask: Act, typed: str) -> None:
    assert ask(options, "organisations", typed) == (Option(people[0], "Welzijn Súdwest", "Sneek"),)


def test_names_that_begin_with_it_come_first(people: tuple[int, int], do: Act, ask: Act) -> None:
    do("organisations.add", name="Westhoek")
    assert [option.title for option in ask(options, "organisations", "west")][0] == "Westhoek"


def test_signs_of_the_database_are_ordinary_letters(people: tuple[int, int], ask: Act) -> None:
    assert ask(options, "organisations", "%") == ()
    assert ask(options, "organisations", "s_d") == ()


def test_person_comes_with_his_organisation(people: tuple[int, int], ask: Act) -> None:
    assert ask(options, "people", "wiersma") == (Option(people[1], "Sjoerd Wiersma", "Welzijn Súdwest"),)
    assert ask(title, "people", people[1]) == "Sjoerd Wiersma"
    assert ask(title, "people", 99) == ""


def test_reference_comes_with_its_title(people: tuple[int, int], do: Act, ask: Act) -> None:
    child = do("organisations.add", name="Súdwest Joure", parent_id=people[0])
    assert ask(values, "organisation", child)["parent_id"] == Option(people[0], "Welzijn Súdwest", "")
    assert ask(values, "organisation", 99) is None


def test_parts_belong_to_one_record(people: tuple[int, int], do: Act, ask: Act) -> None:
    do("add", noun="contact_ways", person_id=people[1], kind="phone", value="06 12 34 56 78")
    assert [row["value"] for row in ask(parts, "contact_way", "person_id", people[1])] == ["06 12 34 56 78"]
    assert ask(parts, "contact_way", "organisation_id", people[0]) == []


def test_owner_of_a_contact(people: tuple[int, int], do: Act, ask: Act) -> None:
    moment = do("contact_moments.add", organisation_id=people[0])
    assert ask(owner_of, "contact_moment", moment) == people[0]


@pytest.mark.parametrize("typed", ["udwe", "sneek", "súdwest snee"])
def test_filter_finds_by_part_of_a_word(people: tuple[int, int], ask: Act, typed: str) -> None:
    found = ask(matching, "organisations", typed)
    assert (people[0] in found) == ("snee" not in typed or " " not in typed)


def test_filter_finds_an_organisation_by_its_former_name(people: tuple[int, int], do: Act, ask: Act) -> None:
    do("organisations.rename", organisation_id=people[0], name="Sociaal Werk Fryslân")
    assert ask(matching, "organisations", "sudwest") == (people[0],)
    assert ask(matching, "organisations", " ") == ()
