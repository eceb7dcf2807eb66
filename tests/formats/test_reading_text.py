"""Delimited text: any delimiter, any encoding, and what is no list at all."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stvcrm.base.errors import UserError
from stvcrm.formats.tables import TableFile, read_tables

if TYPE_CHECKING:
    from pathlib import Path

ROWS = (("Organisatie", "Plaats"), ("Café Noord", "Zoë"), ("Welzijn; Oost", 'De "Brug"'))


def read(tmp_path: Path, data: bytes | str, **wishes: str) -> TableFile:
    path = tmp_path / "lijst.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_tables(path, **wishes)


def written(rows: tuple[tuple[str, ...], ...], mark: str) -> str:
    return "".join(mark.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_encoding_and_delimiter_are_guessed(tmp_path: Path, encoding: str, mark: str) -> None:
    found = read(tmp_path, written(ROWS, mark).encode(encoding))
    assert (found.sheets[0].rows, found.delimiter) == (ROWS, mark)


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_older_encodings_are_told_by_their_letters(tmp_path: Path, encoding: str) -> None:
    text = "Organisatie;Plaats\r\nCafé Zoë;Reünie\r\nIdeële Coöperatie;Één\r\n"
    assert read(tmp_path, text.encode(encoding)).sheets[0].rows[1] == ("Café Zoë", "Reünie")


def test_one_stray_byte_spoils_no_other_name_and_is_told(tmp_path: Path) -> None:
    data = "Naam\nZoë\nRenée\nFrançois\n".encode() + b"Andr\xe9\n"
    found = read(tmp_path, data)
    assert [row[0] for row in found.sheets[0].rows] == ["Naam", "Zoë", "Renée", "François", "André"]
    assert "regel 5" in found.notes[0]
    assert "André" in found.notes[0]


def test_wishes_go_before_the_guess(tmp_path: Path) -> None:
    found = read(tmp_path, b"a;b,c\r\n", encoding="cp1252", delimiter=",")
    assert (found.sheets[0].rows, found.encoding) == ((("a;b", "c"),), "cp1252")


@pytest.mark.parametrize("wish", [{"encoding": "onzin"}, {"delimiter": "::"}])
def test_a_wish_that_cannot_be_is_refused(tmp_path: Path, wish: dict[str, str]) -> None:
    with pytest.raises(UserError, match="kies"):
        read(tmp_path, "a;b\r\n", **wish)


def test_rows_count_as_in_a_spreadsheet_with_line_ends_inside_cells(tmp_path: Path) -> None:
    found = read(tmp_path, 'Naam;Adres\r\n\r\nA;"eerste\r\ntweede"\r\nB;derde\r\n')
    assert found.sheets[0].rows[3] == ("B", "derde")
    assert found.sheets[0].rows[1] == ()


def test_excels_own_line_about_the_delimiter_is_followed(tmp_path: Path) -> None:
    found = read(tmp_path, "sep=|\r\na|b;c;d\r\n")
    assert found.sheets[0].rows == ((), ("a", "b;c;d"))


def test_a_single_nul_in_a_cell_costs_no_row(tmp_path: Path) -> None:
    found = read(tmp_path, "Naam;Plaats\r\nWelzijn\0 Ede;Ede\r\n" + "Welzijn Goes;Goes\r\n" * 20)
    assert found.sheets[0].rows[1] == ("Welzijn Ede", "Ede")


def test_a_very_long_cell_is_for_its_row_to_refuse(tmp_path: Path) -> None:
    found = read(tmp_path, "Naam;Plaats\r\n" + "A" * 1_000_000 + ";Ede\r\nB;Goes\r\n")
    assert [len(row[0]) for row in found.sheets[0].rows] == [4, 1_000_000, 1]


BAD = {
    "NUL": (b"Naam;Plaats\r\nA\0;B\r\n", "regel 2 bevat NUL"),
    "noise": (random.Random(1).randbytes(5_000), "NUL|geen tekst"),
    "control characters": (b"\x01\x02\x03\x04\x05\x06 abc", "geen tekst"),
    "an open quote": (b'a;b\r\n1;2\r\n3;"' + b"x;\r\n" * 100_000, "rij 3"),
    "a cell of a megabyte": (b"a;b\r\n1;" + b"x" * 2**20, "rij 2"),
    "a line of 49 MB": (b"x" * (49 << 20), "rij 1"),
    "60 MB": (b"x" * (60 << 20), "60 MB"),
    "100,000 columns": (b";".join(b"k%d" % n for n in range(100_000)), "100000 kolommen"),
    "half a character": ("Naam\r\nZoë".encode("utf-16")[:-1], "niet heel"),
}


@pytest.mark.parametrize(("data", "told"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_told_in_one_sentence_with_its_name(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(UserError, match=told) as refused:
        read(tmp_path, data)
    assert "lijst.csv" in str(refused.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=400), st.sampled_from(["utf-8", "cp1252", "utf-16", None]))
def test_whatever_the_bytes_there_are_rows_or_a_sentence(
    tmp_path: Path, data: bytes, encoding: str | None
) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(data)
    assert refusal(path, encoding) in ("", "lijst.csv")


def refusal(path: Path, encoding: str | None) -> str:
    """The file that the sentence names; empty when there are rows."""
    try:
        read_tables(path, encoding=encoding)
    except UserError as error:
        return path.name if path.name in str(error) else str(error)
    return ""
