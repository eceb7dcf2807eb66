"""What an import tells: counts, and the rows that need a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Shell

HEAD = "Lidnr;Organisatie;Plaats;Postcode;Telefoon;E-mail"
VERDICTS = ("new", "changed", "same", "rejected", "ask", "gone")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "leden.csv"


def write(file: Path, *rows: str) -> Path:
    file.write_text("\r\n".join([HEAD, *rows]), encoding="utf-8-sig")
    return file


ROWS = ("00001;Welzijn Ede;Ede;6711 AB;0318 123456;info@ede.example", "00002;Welzijn Goes;Goes;4461 AB;;")


def test_new_rows_are_counted_and_not_told_one_by_one(stvcrm: Shell, file: Path) -> None:
    answer = stvcrm.json("import", "members", write(file, *ROWS))
    assert {verdict: answer[verdict] for verdict in VERDICTS} == {**dict.fromkeys(VERDICTS, 0), "new": 2}
    assert answer["rows"] == []
    assert answer["operation"] == stvcrm.json("log")[0]["id"]


def test_a_row_with_a_refused_cell_is_told_with_its_value(stvcrm: Shell, file: Path) -> None:
    answer = stvcrm.json("import", "members", write(file, ROWS[0], "00002;Welzijn Goes;Goes;4461 AB;bellen;"))
    (row,) = answer["rows"]
    assert (row["row"], row["verdict"]) == (3, "new")
    assert "bellen" in row["reason"]


def test_a_trial_applies_nothing(stvcrm: Shell, file: Path) -> None:
    answer = stvcrm.json("import", "members", write(file, *ROWS), "--dry-run")
    assert (answer["new"], answer["operation"]) == (2, None)
    assert stvcrm.json("list", "organisations") == []


def test_the_same_file_again_changes_nothing(stvcrm: Shell, file: Path) -> None:
    stvcrm.json("import", "members", write(file, *ROWS))
    again = stvcrm.json("import", "members", file)
    assert (again["same"], again["operation"], again["rows"]) == (2, None, [])


def test_a_changed_row_tells_old_and_new(stvcrm: Shell, file: Path) -> None:
    stvcrm.json("import", "members", write(file, *ROWS))
    (row,) = stvcrm.json("import", "members", write(file, ROWS[0], ROWS[1].replace("4461 AB", "4462 CD")))[
        "rows"
    ]
    assert (row["table"], row["id"], row["changes"]) == (
        "organisation",
        2,
        {"postcode": ["4461 AB", "4462 CD"]},
    )


def test_who_is_gone_becomes_a_former_member_only_when_asked(stvcrm: Shell, file: Path) -> None:
    stvcrm.json("import", "members", write(file, *ROWS))
    assert stvcrm.json("import", "members", write(file, ROWS[0]))["gone"] == 1
    assert stvcrm.json("list", "organisations", "--where", "kind=former_member") == []
    stvcrm.json("import", "members", file, "--accept-gone")
    former = stvcrm.json("list", "organisations", "--where", "kind=former_member")
    assert [row["number"] for row in former] == ["00002"]


def test_one_undo_takes_an_import_back(stvcrm: Shell, file: Path) -> None:
    stvcrm.json("import", "members", write(file, *ROWS))
    stvcrm.json("undo")
    assert stvcrm.json("list", "organisations") == []


def test_a_file_that_is_no_list_changes_nothing(stvcrm: Shell, file: Path) -> None:
    file.write_bytes(b"\x00\x01\x02" * 500)
    answer = stvcrm("import", "members", file)
    assert answer.code == 1
    assert "leden.csv" in answer.err
    assert stvcrm.json("log") == []
