"""Who was erased does not come back by a file: the import asks, and keeps nothing of them meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Shell

NAME = "Xylofonia Kanariepiet"
LIST = (
    "Lidnr;Organisatie;Plaats;Contactpersoon;E-mail contactpersoon\r\n"
    f"00001;Welzijn Ede;Ede;{NAME};xylofonia@ede.example\r\n"
    "00002;Welzijn Goes;Goes;Cor van Dam;cor@goes.example\r\n"
)
CARDS = (
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{NAME}\r\nEMAIL:xylofonia@ede.example\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eva Blom\r\nEMAIL:eva@goes.example\r\nEND:VCARD\r\n"
)


@pytest.fixture
def members(stvcrm: Shell, tmp_path: Path) -> Path:
    """The list from which someone came who was erased since."""
    path = tmp_path / "leden.csv"
    path.write_text(LIST, encoding="utf-8")
    stvcrm.json("import", "members", path)
    person = next(row for row in stvcrm.json("list", "people") if row["name"] == NAME)
    stvcrm.do("people.erase", person_id=person["id"])
    return path


@pytest.fixture
def cards(members: Path) -> Path:
    path = members.with_name("kaarten.vcf")
    path.write_text(CARDS, encoding="utf-8")
    return path


def names(stvcrm: Shell) -> list[str]:
    return sorted(row["name"] for row in stvcrm.json("list", "people"))


def asked(answer: dict[str, Any]) -> Any:
    (row,) = [row for row in answer["rows"] if row["verdict"] == "ask"]
    return row


def test_a_list_with_an_erased_contact_asks_and_tells_why(stvcrm: Shell, members: Path) -> None:
    answer = stvcrm.json("import", "members", members)
    assert (answer["ask"], answer["same"], answer["operation"]) == (1, 1, None)
    assert (asked(answer)["row"], asked(answer)["choices"]) == (2, ["anew", "without"])
    assert f"{NAME} is op" in asked(answer)["reason"]
    assert names(stvcrm) == ["Cor van Dam"]


def test_the_organisation_comes_in_without_the_erased_contact(stvcrm: Shell, members: Path) -> None:
    members.write_text(LIST.replace(";Ede;", ";Veenendaal;"), encoding="utf-8")
    stvcrm.json("import", "members", members)
    assert {row["city"] for row in stvcrm.json("list", "organisations")} == {"Veenendaal", "Goes"}
    assert names(stvcrm) == ["Cor van Dam"]


def test_nothing_of_the_erased_person_is_kept_with_the_question(stvcrm: Shell, members: Path) -> None:
    members.write_text(LIST.replace(";Ede;", ";Veenendaal;"), encoding="utf-8")
    stvcrm.json("import", "members", members)
    found = b"".join(path.read_bytes() for path in stvcrm.workspace.parent.glob("werk.stv*"))
    assert b"Veenendaal" in found
    assert b"Xylofonia" not in found
    assert b"xylofonia" not in found


def test_a_card_of_an_erased_person_asks_and_the_others_come_in(stvcrm: Shell, cards: Path) -> None:
    answer = stvcrm.json("import", "contacts", cards)
    assert (answer["ask"], answer["new"]) == (1, 1)
    assert asked(answer)["choices"] == ["anew", "skip"]
    assert names(stvcrm) == ["Cor van Dam", "Eva Blom"]


@pytest.mark.parametrize(("kind", "row"), [("members", 2), ("contacts", 1)])
def test_the_answer_takes_the_person_in_anew(stvcrm: Shell, cards: Path, kind: str, row: int) -> None:
    file = cards.with_name("leden.csv" if kind == "members" else "kaarten.vcf")
    stvcrm.json("import", kind, file, "--answer", f"{row}=anew")
    assert NAME in names(stvcrm)
    again = stvcrm.json("import", kind, file)
    assert (again["same"], again["operation"]) == (2, None)


@pytest.mark.parametrize(("kind", "row", "no"), [("members", 2, "without"), ("contacts", 1, "skip")])
def test_the_answer_leaves_the_person_out(stvcrm: Shell, cards: Path, kind: str, row: int, no: str) -> None:
    file = cards.with_name("leden.csv" if kind == "members" else "kaarten.vcf")
    answer = stvcrm.json("import", kind, file, "--answer", f"{row}={no}")
    assert (answer["ask"], NAME in names(stvcrm)) == (0, False)


@pytest.mark.parametrize("answer", ["2", "twee=anew", "2=", "=new"])
def test_an_answer_without_row_or_choice_is_refused(stvcrm: Shell, members: Path, answer: str) -> None:
    assert stvcrm("import", "members", members, "--answer", answer).code == 2
