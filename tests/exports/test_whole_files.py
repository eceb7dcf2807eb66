"""Everything in one .zip, and everything about one person."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from stvcrm.base.errors import NotFound
from stvcrm.exports.archive import safe_name
from stvcrm.exports.catalog import export
from stvcrm.queries.catalog import LISTS

if TYPE_CHECKING:
    from conftest import Office

NOW = datetime.fromisoformat("2026-03-02T09:00+00:00")
HOSTILE = ["../../weg", "..\\..\\weg", "/etc/weg", "C:\\weg", "CON", "nul.txt", ".", "..", "", "naam."]
HOSTILE += [
    "a:b*c?.pdf",
    "x" * 300 + ".docx",
    "\u202egnp.exe",
    "a\nb\0c",
    "con ",
    "COM1.tar.gz",
    "~root",
    "-rf",
]


def made(office: Office, kind: str, ending: str, record_id: int | None = None) -> bytes:
    with office.database.read() as connection:
        return export(connection, kind, record_id, ending, NOW)[0]


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def someone(office: Office) -> int:
    home = office.do(
        "organisations.add", name="Welzijn Ede", notes="Vraag naar Xylofonia Kanariepiet.\nEn koffie."
    )
    person = office.do(
        "people.add", name="Xylofonia Kanariepiet", organisation_id=home, email="x@kanarie.example"
    )
    visit = office.do("visits.request", organisation_id=home, person_id=person)
    office.do("visits.note", visit_id=visit, text="Xylofonia belt terug.\nHet regende.")
    return person


@pytest.mark.parametrize("typed", HOSTILE)
def test_a_file_name_stays_in_its_folder_on_every_system(typed: str) -> None:
    name = safe_name(typed)
    assert name == PureWindowsPath(name).name
    assert not PureWindowsPath(name).is_reserved()
    assert name == name.strip(" .")
    assert 0 < len(name) <= 100


def test_a_name_that_is_cut_keeps_its_ending() -> None:
    assert safe_name("x" * 300 + ".docx").endswith("x.docx")


def test_everything_has_every_list_and_every_attachment(office: Office) -> None:
    someone(office)
    office.attach("../plan.pdf", b"inhoud", organisation_id=1)
    found = files(made(office, "everything", ".zip"))
    assert {f"{row_list.noun}.csv" for row_list in LISTS} <= set(found)
    assert found["attachments/1-_plan.pdf"] == b"inhoud"
    assert "niet versleuteld" in found["LEESMIJ.txt"].decode("utf-8-sig")


def test_everything_counts_its_rows(office: Office) -> None:
    someone(office)
    with office.database.read() as connection:
        rows = export(connection, "everything", None, ".zip", NOW)[1]
        assert rows == sum(row_list.count(connection) for row_list in LISTS)


def test_equal_content_is_equal_bytes(office: Office) -> None:
    someone(office)
    assert made(office, "everything", ".zip") == made(office, "everything", ".zip")


def test_a_persons_file_for_other_programs(office: Office) -> None:
    found = json.loads(made(office, "person", ".json", someone(office)))
    assert found["records"]["people"][0]["email"] == "x@kanarie.example"
    assert [row["organisation_id"] for row in found["records"]["positions"]] == [1]
    texts = {(mention["noun"], mention["text"]) for mention in found["mentions"]}
    assert texts == {
        ("organisations", "Vraag naar Xylofonia Kanariepiet."),
        ("notes", "Xylofonia belt terug."),
    }
    assert found["made_at"] == "2026-03-02T10:00:00+01:00"


def test_a_persons_file_for_people(office: Office) -> None:
    person = someone(office)
    office.attach("foto.jpg", b"jpg", person_id=person)
    found = files(made(office, "person", ".zip", person))
    text = found["LEESMIJ.txt"].decode("utf-8-sig")
    assert "x@kanarie.example" in text
    assert "belt terug" in text
    assert "regende" not in text
    assert found["attachments/1-foto.jpg"] == b"jpg"
    assert json.loads(found["persoon.json"])["person_id"] == person


def test_other_people_are_not_in_it(office: Office) -> None:
    person = someone(office)
    office.do("people.add", name="Bram Bos", organisation_id=1, email="bram@bos.example")
    assert b"Bram" not in made(office, "person", ".json", person)


def test_an_unknown_person_is_refused(office: Office) -> None:
    with pytest.raises(NotFound):
        made(office, "person", ".zip", 99)
