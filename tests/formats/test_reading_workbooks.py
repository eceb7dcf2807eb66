"""Workbooks that people have, and those that are broken or hostile: one sentence, no trace, no waiting."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from books import book, good_book, sheet_xml

from stvcrm.base.errors import UserError
from stvcrm.formats.tables import read_tables

if TYPE_CHECKING:
    from pathlib import Path

HEAD = [["Lidnr", "Organisatie"], ["1", "Welzijn Zee"]]


def written(path: Path, rows: list[list[object]], sheet: str = "Leden") -> Path:
    workbook = xlsxwriter.Workbook(str(path), {"in_memory": True, "default_date_format": "d-m-yyyy"})
    page = workbook.add_worksheet(sheet)
    for place, row in enumerate(rows):
        page.write_row(place, 0, row)
    workbook.close()
    return path


def put(tmp_path: Path, data: bytes, name: str = "lijst.xlsx") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_values_keep_their_kind(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [["00012", 19, 2.5, date(2013, 12, 8)]])
    assert read_tables(path).sheets[0].rows == (("00012", 19, 2.5, date(2013, 12, 8)),)


def test_rows_are_numbered_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [[], [], ["", "Organisatie"]])
    sheet = read_tables(path).sheets[0]
    assert (sheet.first_row, sheet.first_column, sheet.rows[0]) == (3, 2, ("Organisatie",))


def test_a_formula_counts_by_its_value(tmp_path: Path) -> None:
    workbook = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    workbook.add_worksheet().write_formula("A1", "=1+1", value=2)
    workbook.close()
    assert read_tables(tmp_path / "a.xlsx").sheets[0].rows == ((2,),)


def test_merged_cells_are_told_with_their_row(tmp_path: Path) -> None:
    workbook = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = workbook.add_worksheet("Leden")
    page.write("A1", "Plaats")
    page.merge_range("A5:A7", "Goes")
    workbook.close()
    assert "rij 5" in read_tables(tmp_path / "a.xlsx").notes[0]


def test_hidden_sheets_come_last(tmp_path: Path) -> None:
    workbook = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    workbook.add_worksheet("Oud")
    workbook.add_worksheet("Leden").activate()
    workbook.worksheets()[0].hide()
    workbook.close()
    assert [(s.name, s.hidden) for s in read_tables(tmp_path / "a.xlsx").sheets] == [
        ("Leden", False),
        ("Oud", True),
    ]


def test_content_decides_not_the_ending(tmp_path: Path) -> None:
    assert read_tables(put(tmp_path, good_book(), "lijst.csv")).sheets[0].rows[1] == ("00012", "Welzijn Zee")
    assert read_tables(put(tmp_path, b"a;b\r\n1;2\r\n", "lijst.xlsx")).sheets[0].rows == (
        ("a", "b"),
        ("1", "2"),
    )


def lying_size() -> bytes:
    data = bytearray(book(sheet_xml([["x" * 1000] * 20] * 400)))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(data)


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def bounded(rows: str) -> bytes:
    return book(f"<worksheet><sheetData>{rows}</sheetData></worksheet>")


def entity(body: str) -> bytes:
    return book(f"<!DOCTYPE worksheet [{body}]>" + sheet_xml(HEAD))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CORNERS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
ROW_OF_300 = '<row r="1">' + "<c><v>1</v></c>" * 300 + "</row>"
ODS_BOMB = (
    '<table:table><table:table-row table:number-rows-repeated="1000000">'
    '<table:table-cell table:number-columns-repeated="200" office:value-type="string"/></table:table-row>'
)
BAD = {
    "half a file": (good_book()[:700], "niet heel"),
    "an old workbook that is none": (OLE + b"\0" * 4096, "beschadigd"),
    "a protected one": (OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    "a zip without workbook": (zipped({"foto.png": b"x"}), "zonder rekenblad"),
    "30,000 parts": (zipped({f"xl/{n}.xml": b"" for n in range(30_000)}), "groter"),
    "a bomb": (book(sheet_xml(HEAD), {"xl/worksheets/sheet2.xml": b" " * (130 << 20)}), "groter"),
    "a size that lies": (lying_size(), "beschadigd"),
    "entities": (entity('<!ENTITY a "lol">'), "XML"),
    "an outside entity": (entity('<!ENTITY a SYSTEM "file:///etc/passwd">'), "XML"),
    "the last cell there is": (bounded(CORNERS), "kolommen"),
    "the last cell, in other quotes": (
        bounded(CORNERS.replace('"', "'").replace(" r", "\n\tr ")),
        "kolommen",
    ),
    "the last cell, with a prefix": (
        bounded(CORNERS.replace("<c", "<x:c").replace("</c", "</x:c")),
        "kolommen",
    ),
    "cells without a place": (bounded(ROW_OF_300 + '<row r="99999"><c><v>1</v></c></row>'), "kolommen"),
    "500 columns": (
        bounded('<row r="1"><c r="A1"><v>1</v></c><c r="SF1"><v>1</v></c></row>'),
        "500 kolommen",
    ),
    "a repeated cell": (zipped({"content.xml": ODS_BOMB.encode()}), "te groot"),
    "no sheet": (book(sheet_xml(HEAD), leave_out="xl/worksheets/sheet1.xml"), "beschadigd"),
    "a pdf": (b"%PDF-1.7 ...", "PDF"),
    "a web page": (b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
    "nothing": (b"", "leeg"),
}


@pytest.mark.parametrize(("data", "told"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_told_in_one_sentence_with_its_name(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(UserError, match=told) as refused:
        read_tables(put(tmp_path, data))
    assert "lijst.xlsx" in str(refused.value)


def test_a_folder_a_missing_file_and_a_closed_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is een map"):
        read_tables(tmp_path)
    with pytest.raises(UserError, match=r"weg\.csv bestaat niet"):
        read_tables(tmp_path / "weg.csv")


def test_a_million_empty_rows_are_no_list_but_no_trouble(tmp_path: Path) -> None:
    cells = "".join(f'<c r="{letter}1000000" s="1"/>' for letter in "ABCDEFGH")
    rows = "".join(f'<row r="{number}"/>' for number in range(3, 1_000_000))
    rows += f'<row r="1000000" spans="1:8">{cells}</row>'
    sheet = sheet_xml(HEAD).replace("</sheetData>", rows + "</sheetData>")
    assert len(read_tables(put(tmp_path, book(sheet))).sheets[0].rows) == 2


def test_a_spare_part_that_is_never_read_does_no_harm(tmp_path: Path) -> None:
    data = book(sheet_xml(HEAD), {"xl/media/nul.bin": b"\0" * (150 << 20)})
    assert read_tables(put(tmp_path, data)).sheets[0].rows[1] == ("1", "Welzijn Zee")


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    path = put(tmp_path, good_book())
    read_tables(path)
    assert list(tmp_path.iterdir()) == [path]
