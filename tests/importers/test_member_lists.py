"""Member lists as other associations keep them: every list below says the same three members."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from lists import BERG, DUIN, HEAD, ROWS, ZEE, counts, row

from stvcrm.base.errors import UserError
from stvcrm.importers.pipeline import Verdict

if TYPE_CHECKING:
    from lists import Desk

ENGLISH = [
    "Member no",
    "Organization",
    "Type",
    "Street address",
    "Zip code",
    "City",
    "Phone",
    "Contact person",
]
APART = [
    "Naam instelling",
    "Straat",
    "Nr",
    "Toev.",
    "PC",
    "Woonplaats",
    "Voornaam",
    "Tussenvoegsel",
    "Achternaam",
]


def zee(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = desk.organisations()["Welzijn Zee"]
    return found


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_any_delimiter(desk: Desk, mark: str) -> None:
    assert counts(desk.bring(desk.csv([HEAD, *ROWS], mark))) == {"new": 3}
    assert zee(desk)["phone"] == "+31113123456"


def test_other_headings_order_and_spelling(desk: Desk) -> None:
    order = [6, 1, 5, 0, 7, 2, 3, 4]
    rows = [[each[place] for place in order] for each in [ENGLISH, ZEE, DUIN, BERG]]
    desk.bring(desk.xlsx(rows))
    found = zee(desk)
    assert (found["number"], found["street"], found["work_type"]) == ("00012", "Kade 1", "welfare_work")
    assert [person["name"] for person in desk.rows("person")] == ["Anna de Wit", "Bas Smit", "Cor van Dam"]


def test_address_and_name_in_parts(desk: Desk) -> None:
    row_ = ["Welzijn Zee", "Kade", 1, "a", "4461ab", "Goes", "Anna", "de", "Wit"]
    desk.bring(desk.xlsx([APART, row_]))
    assert (zee(desk)["street"], zee(desk)["postcode"]) == ("Kade 1 a", "4461 AB")
    assert desk.rows("person")[0]["name"] == "Anna de Wit"


def test_the_second_column_of_a_heading_is_the_contact_persons(desk: Desk) -> None:
    head = ["Organisatie", "Telefoon", "E-mail", "Naam", "Telefoon", "E-mail"]
    desk.bring(
        desk.csv(
            [head, ["Welzijn Zee", "0113123456", "i@zee.example", "Anna Wit", "0612345678", "a@zee.example"]]
        )
    )
    assert (zee(desk)["phone"], zee(desk)["email"]) == ("+31113123456", "i@zee.example")
    person = desk.rows("person")[0]
    assert (person["name"], person["phone"], person["email"]) == ("Anna Wit", "+31612345678", "a@zee.example")


def test_postcode_and_place_in_one_column(desk: Desk) -> None:
    desk.bring(desk.csv([["Organisatie", "Postcode en plaats"], ["Welzijn Zee", "4461ab  Sint Philipsland"]]))
    assert (zee(desk)["postcode"], zee(desk)["city"]) == ("4461 AB", "Sint Philipsland")


@pytest.mark.parametrize(
    "typed",
    ["0113-123456", 113123456, "113123456", "+31 113 123456", "0031113123456", 31113123456, "(0113) 123456"],
)
def test_telephone_numbers_in_any_notation(desk: Desk, typed: object) -> None:
    desk.bring(desk.xlsx([["Organisatie", "Tel."], ["Welzijn Zee", typed]]))
    assert zee(desk)["phone"] == "+31113123456"


@pytest.mark.parametrize(
    "typed", ["8-12-2013", "2013-12-08", "8 december 2013", date(2013, 12, 8), 41616, "41616"]
)
def test_dates_in_any_notation(desk: Desk, typed: object) -> None:
    desk.bring(desk.xlsx([["Organisatie", "Lid sinds"], ["Welzijn Zee", typed]]))
    assert zee(desk)["member_since"] == date(2013, 12, 8)


def test_american_dates_are_seen_by_the_whole_column(desk: Desk) -> None:
    head = ["Organisation", "Member since"]
    plan = desk.bring(desk.csv([head, ["Welzijn Zee", "12/8/2013"], ["De Duinroos", "3/25/2012"]], ","))
    assert zee(desk)["member_since"] == date(2013, 12, 8)
    assert "maand vóór de dag" in plan.source.notes[0]


def test_a_year_alone_is_refused_and_told(desk: Desk) -> None:
    plan = desk.bring(desk.xlsx([["Organisatie", "Lid sinds"], ["Welzijn Zee", 1998]]))
    assert zee(desk)["member_since"] is None
    assert "jaartal" in row(plan, 2).reason


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("WW", "welfare_work"),
        ("w.w.", "welfare_work"),
        ("Welz. werk", "welfare_work"),
        ("Sociaal-cultureel werk", "welfare_work"),
        ("MD", "social_services"),
        ("Maatsch. dienstverl.", "social_services"),
        ("AMW", "social_services"),
        ("overige", "other"),
        ("WW/MD", "unknown"),
        ("Circus", "unknown"),
    ],
)
def test_work_types_in_any_spelling(desk: Desk, typed: str, expected: str) -> None:
    plan = desk.bring(desk.csv([["Organisatie", "Werksoort"], ["Welzijn Zee", typed]]))
    assert zee(desk)["work_type"] == expected
    assert (typed in row(plan, 2).reason) == (expected == "unknown")


def test_titles_blank_lines_repeated_headings_sections_totals_and_remarks(desk: Desk) -> None:
    rows = [
        ["Ledenlijst 2017"], [], HEAD, ZEE, [], HEAD, DUIN, BERG, ["", "Totaal: 3"], ["", "Per 1 maart"],
    ]  # fmt: skip
    plan = desk.plan(desk.xlsx(rows))
    assert plan.source.heading_row == 3
    assert {item.row: item.verdict for item in plan.planned} == {
        4: Verdict.NEW,
        6: Verdict.REJECTED,
        7: Verdict.NEW,
        8: Verdict.NEW,
        9: Verdict.REJECTED,
        10: Verdict.REJECTED,
    }


def test_a_lonely_name_between_the_rows_is_asked(desk: Desk) -> None:
    plan = desk.plan(desk.csv([HEAD, ZEE, ["", "Noord-Holland"], DUIN]))
    assert row(plan, 3).verdict is Verdict.ASK
    assert counts(desk.plan(desk.csv([HEAD, ZEE, ["", "Noord"], DUIN]), answers={3: "new"}))["new"] == 3


def test_the_right_sheet_is_found_among_others(desk: Desk) -> None:
    file = desk.xlsx([["Toelichting"], ["Vertrouwelijk"]], [HEAD, ZEE], [["Lid", "Bedrag"], ["a", 1]])
    plan = desk.plan(file)
    assert (plan.source.sheet, plan.source.sheets) == ("Sheet2", ("Sheet1", "Sheet2", "Sheet3"))
    with pytest.raises(UserError, match="blad Sheet1"):
        desk.plan(file, sheet="Sheet1")


def test_columns_without_a_heading_are_recognised_by_their_values(desk: Desk) -> None:
    rows = [
        ["Organisatie", "", "Iets"],
        *[[f"Huis {n}", f"446{n} AB", f"i@huis{n}.example"] for n in range(1, 6)],
    ]
    desk.bring(desk.csv(rows))
    found = desk.organisations()["Huis 1"]
    assert (found["postcode"], found["email"]) == ("4461 AB", "i@huis1.example")


@pytest.mark.parametrize("rows", [[["a", "b"], ["1", "2"]], [HEAD]])
def test_no_list_is_told_with_where_was_looked(desk: Desk, rows: list[list[str]]) -> None:
    with pytest.raises(UserError, match=r"lijst1\.csv.*rij 1"):
        desk.plan(desk.csv(rows))


def test_numbers_that_lost_their_zeros_are_the_same_members(desk: Desk) -> None:
    desk.bring(desk.csv([HEAD, *ROWS]))
    later = [HEAD, *[[int(each[0]), *each[1:]] for each in ROWS]]
    assert counts(desk.plan(desk.xlsx(later))) == {"same": 3}


def test_a_wrong_cell_is_left_out_with_its_column_and_value(desk: Desk) -> None:
    plan = desk.bring(desk.csv([HEAD, [*ZEE[:4], "44 AB", *ZEE[5:]]]))
    assert "Kolom «Postcode»: «44 AB» is geen postcode" in row(plan, 2).reason
    assert zee(desk)["city"] == "Goes"


def test_membership_that_ends_before_it_begins_spoils_no_import(desk: Desk) -> None:
    head = ["Organisatie", "Lid sinds", "Lid tot"]
    plan = desk.bring(desk.csv([head, ["Welzijn Zee", "1-1-2010", "1-1-2000"]]))
    assert zee(desk)["member_until"] is None
    assert "vóór lid sinds" in row(plan, 2).reason


def test_a_cell_of_a_megabyte_is_left_out(desk: Desk) -> None:
    plan = desk.bring(desk.xlsx([HEAD, ZEE, [*DUIN[:3], "x" * 30_000, *DUIN[4:]]]))
    assert "te lang" in row(plan, 3).reason
    assert desk.organisations()["De Duinroos"]["street"] is None
