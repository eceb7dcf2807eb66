"""Whatever the order of columns, the delimiter and the encoding: the same members, once, and back again."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lists import HEAD, ROWS, Desk, counts

from stvcrm.store.database import Database

if TYPE_CHECKING:
    import pytest

NAMES = st.text(st.characters(codec="cp1252", categories=("L", "N", "P", "Zs")), min_size=1, max_size=30)
CELLS = st.one_of(st.just(""), NAMES)
MESSY = st.lists(
    st.fixed_dictionaries(
        {
            "Lidnr": st.one_of(
                st.just(""), st.integers(1, 12).map(str), st.integers(1, 12).map("{:05}".format)
            ),
            "Organisatie": st.sampled_from(
                ["Welzijn Zee", "De Duinroos", "Stichting De Duinroos", "", "Totaal"]
            ),
            "Plaats": st.sampled_from(["Goes", "Ede", ""]),
            "Werksoort": st.sampled_from(["WW", "MD", "x", ""]),
            "Telefoon": st.sampled_from(["0113 123456", "072 5812345", "geen", ""]),
            "Contactpersoon": st.sampled_from(["Anna de Wit", "A. de Wit", "Bas Smit", ""]),
            "Lid sinds": st.sampled_from(["1-2-2010", "2010", ""]),
        }
    ),
    max_size=12,
)
# Each example writes a workspace: making a failing one smaller would take minutes.
QUIET = settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def fresh(factory: pytest.TempPathFactory) -> Desk:
    folder = factory.mktemp("desk")
    return Desk(Database.create(folder / "proef.stv", None), folder)


@QUIET
@given(
    st.permutations(range(len(HEAD))),
    st.sampled_from(";,\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.integers(0, 5),
)
def test_order_delimiter_encoding_and_titles_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], mark: str, encoding: str, titles: int
) -> None:
    desk = fresh(tmp_path_factory)
    rows = [[each[place] for place in order] for each in [HEAD, *ROWS]]
    plan = desk.bring(desk.csv([*[["Leden Zoë"]] * titles, *rows], mark, encoding))
    assert counts(plan) == {"new": 3}
    assert [plan.source.heading_row, len(desk.rows("position"))] == [titles + 1, 3]
    assert counts(desk.plan(desk.xlsx(rows))) == {"same": 3}
    desk.database.close()


@QUIET
@given(MESSY, MESSY)
def test_again_gives_nothing_new_and_undo_gives_all_back(
    tmp_path_factory: pytest.TempPathFactory, first: list[dict[str, str]], second: list[dict[str, str]]
) -> None:
    desk = fresh(tmp_path_factory)
    for rows in filter(None, (first, second)):
        before = desk.everything()
        file = desk.csv([list(rows[0]), *[list(row.values()) for row in rows]])
        if not any(any(row.values()) for row in rows):
            continue
        desk.bring(file)
        again = desk.plan(file)
        assert {"new", "changed"}.isdisjoint(counts(again))
        after = desk.everything()
        if after != before:
            desk.database.undo()
            assert desk.everything() == before
            desk.database.redo()
            assert desk.everything() == after
    desk.database.close()


def test_invented_lists_find_each_other_without_numbers(desk: Desk) -> None:
    """Of the links made at least 95 % are right, and at least 85 % of all are found; spelling varies."""
    chance = random.Random(7)
    cores = [
        "Zonnehof",
        "Radar",
        "De Brug",
        "Kompas",
        "Vizier",
        "Horizon",
        "Anker",
        "Baken",
        "Mozaïek",
        "Tandem",
    ]
    towns = [
        "Goes",
        "Ede",
        "Sneek",
        "Assen",
        "Breda",
        "Venlo",
        "Zwolle",
        "Delft",
        "Hoorn",
        "Tiel",
        "Meppel",
        "Uden",
    ]
    kinds = ["Stichting Welzijn", "Maatschappelijke Dienstverlening", "Sociaal Werk", "Welzijn"]
    known = [[f"{chance.choice(kinds)} {core}", town] for core in cores for town in chance.sample(towns, 6)]
    numbered = [[str(n), *each] for n, each in enumerate(known, 1)]
    desk.bring(desk.csv([["Lidnr", "Organisatie", "Plaats"], *numbered]))
    later = [[respelled(name, chance), town] for name, town in known]
    plan = desk.plan(desk.csv([["Organisatie", "Plaats"], *later]))
    made = [(item.row, item.row_id) for item in plan.planned if item.row and item.row_id]
    right = sum(number - 1 == row_id for number, row_id in made)
    assert right >= 0.95 * len(made)
    assert right >= 0.85 * len(known)


def respelled(name: str, chance: random.Random) -> str:
    """The name as another clerk writes it."""
    ways = [
        str.upper,
        lambda text: text.replace("Maatschappelijke Dienstverlening", "MD"),
        lambda text: text.replace("Stichting ", "St. "),
        lambda text: text.replace("Stichting ", ""),
        lambda text: text.replace("ï", "i"),
        lambda text: text,
    ]
    return chance.choice(ways)(name)
