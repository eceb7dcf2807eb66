"""Lists as .csv and .xlsx: what a Dutch spreadsheet shows, and nothing that it computes."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from stvcrm.base.errors import UserError
from stvcrm.exports.catalog import ENDINGS, export
from stvcrm.exports.lists import table_bytes
from stvcrm.queries.catalog import BY_NOUN, LISTS

if TYPE_CHECKING:
    from conftest import Office

    from stvcrm.queries.rows import RowList

NOW = datetime.fromisoformat("2026-03-02T09:00+00:00")
FORMULAS = [
    '=HYPERLINK("http://127.0.0.1")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
]


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def made(office: Office, noun: str, ending: str, **wanted: object) -> bytes:
    with office.database.read() as connection:
        return table_bytes(BY_NOUN[noun], connection, ending, **wanted)  # type: ignore[arg-type]


def test_csv_is_what_dutch_excel_opens(office: Office) -> None:
    office.do(
        "organisations.add", name="Súdwest; «Ede»", member_since="2017-05-11", staff=1200, phone="0318 123456"
    )
    data = made(office, "organisations", ".csv", columns=["name", "kind", "member_since", "staff", "phone"])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert cells(data) == [
        ["Organisatie", "Soort", "Lid sinds", "Medewerkers", "Telefoon"],
        ["Súdwest; «Ede»", "Lidorganisatie", "11-05-2017", "1200", "0318 123 456"],
    ]


def test_moments_facts_and_choices_are_words(office: Office) -> None:
    home = office.do("organisations.add", name="Ede")
    visit = office.do("visits.request", organisation_id=home)
    office.do("visits.schedule", visit_id=visit, starts_at="2017-05-15T09:30")
    office.do("people.add", name="Joost", do_not_contact="ja")
    (row,) = cells(made(office, "visits", ".csv", columns=["starts_at", "state", "person"]))[1:]
    assert row == ["15-05-2017 09:30", "Ingepland", ""]
    assert cells(made(office, "people", ".csv", columns=["do_not_contact"]))[1:] == [["ja"]]
    assert cells(made(office, "organisations", ".csv", columns=["answered"]))[1:] == [["nee"]]


def test_lists_stand_in_one_cell(office: Office) -> None:
    home = office.do("organisations.add", name="Ede")
    office.do("add", noun="utterances", organisation_id=home, text="Goed", themes="zorg,techniek")
    assert cells(made(office, "utterances", ".csv", columns=["themes"]))[1:] == [["zorg, techniek"]]


def test_only_the_rows_that_are_shown_in_their_order(office: Office) -> None:
    ids = [office.do("organisations.add", name=name) for name in ("A", "B", "C")]
    data = made(office, "organisations", ".csv", ids=[ids[2], 99, ids[0]], columns=["name"])
    assert cells(data)[1:] == [["C"], ["A"]]


@pytest.mark.parametrize("typed", FORMULAS)
def test_no_cell_of_a_csv_is_a_formula(office: Office, typed: str) -> None:
    office.do("organisations.add", name=typed)
    (cell,) = cells(made(office, "organisations", ".csv", columns=["name"]))[1]
    assert cell == f"'{typed}"


def test_a_foreign_number_keeps_its_country_without_a_plus(office: Office) -> None:
    office.do("people.add", name="Jan", phone="+32 2 123 45 67")
    assert cells(made(office, "people", ".csv", columns=["phone"]))[1] == ["0032 2 123 45 67"]


@pytest.mark.parametrize("typed", FORMULAS)
def test_text_is_text_in_xlsx_and_stays_so_when_edited(office: Office, typed: str) -> None:
    office.do("organisations.add", name=typed)
    data = made(office, "organisations", ".xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet, styles = book.read("xl/worksheets/sheet1.xml"), book.read("xl/styles.xml")
    assert not re.search(rb"<f[ >]", sheet)
    assert b'quotePrefix="1"' in styles


def test_xlsx_has_real_dates_and_numbers(office: Office) -> None:
    office.do("organisations.add", name="Ede", number="007", member_since="2017-05-11", staff=12)
    data = made(office, "organisations", ".xlsx", columns=["number", "member_since", "staff"])
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.get_sheet_by_index(0).to_python() == [
        ["Lidnummer", "Lid sinds", "Medewerkers"],
        ["007", date(2017, 5, 11), 12.0],
    ]


def test_xlsx_writes_dates_before_its_calendar_as_text(office: Office) -> None:
    office.do("organisations.add", name="Ede", member_since="1848-11-03")
    data = made(office, "organisations", ".xlsx", columns=["member_since"])
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1] == [
        "03-11-1848"
    ]


def test_text_that_does_not_fit_a_cell_ends_with_a_sign(office: Office) -> None:
    office.do("organisations.add", name="Ede", notes="x" * 40_000)
    data = made(office, "organisations", ".xlsx", columns=["notes"])
    (cell,) = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1]
    assert (len(cell), cell[-1]) == (32_767, "…")


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("row_list", LISTS, ids=lambda found: found.noun)
def test_every_list_has_a_file_with_headings_of_its_own(
    office: Office, row_list: RowList, ending: str
) -> None:
    office.do("organisations.add", name="Ede")
    with office.database.read() as connection:
        data, rows = export(connection, row_list.noun, None, ending, NOW)
        assert rows == row_list.count(connection)
    if ending == ".csv":
        headings = cells(data)[0]
        assert len(set(headings)) == len(headings) == len(row_list.columns)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_the_same_rows_are_the_same_bytes(office: Office, ending: str) -> None:
    office.do("organisations.add", name="Ede")
    assert made(office, "organisations", ending) == made(office, "organisations", ending)


@pytest.mark.parametrize(
    ("kind", "ending", "told"),
    [("zzz", ".csv", "wel: organisations"), ("people", ".pdf", ".csv, .xlsx"), ("person", ".zip", "nummer")],
)
def test_what_cannot_be_exported_is_refused(office: Office, kind: str, ending: str, told: str) -> None:
    with office.database.read() as connection, pytest.raises(UserError, match=told):
        export(connection, kind, None, ending, NOW)


def test_a_list_knows_two_endings(office: Office) -> None:
    with pytest.raises(UserError, match=r"\.csv, \.xlsx"):
        made(office, "people", ".ods")


def test_every_noun_can_be_exported() -> None:
    assert set(BY_NOUN) < set(ENDINGS)
