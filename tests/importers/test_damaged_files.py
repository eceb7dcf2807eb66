"""Lists and cards with bytes lost, added or changed: a plan, or one sentence that names the file."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lists import HEAD, ROWS, Desk

from stvcrm.base.errors import UserError
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

CARDS = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Vri=EBs;Zo=EB=\r\n =E9\r\n"
    "item1.EMAIL;TYPE=HOME:zoe@zee.example\r\nitem1.X-ABLABEL:_$!<Home>!$_\r\n"
    "TEL:+31 113 123456\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bas Smit\r\nORG:Duinroos\\, De;Zorg\r\n"
    "ADR:;;Kade 1;Goes;;4461 AB;\r\nEND:VCARD\r\n"
)
NASTY = (
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b'"',
    b";",
    b"\r",
    b"&#0;",
    b"<",
    b"=",
    b"\\",
    b"9" * 400,
)
WOUND = st.tuples(st.integers(0, 2**16), st.integers(0, 60), st.sampled_from(NASTY) | st.binary(max_size=4))
WOUNDS = st.lists(WOUND, min_size=1, max_size=8)
QUIET = settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
)
Wounds = list[tuple[int, int, bytes]]


def wounded(data: bytes, wounds: Sequence[tuple[int, int, bytes]]) -> bytes:
    """The bytes with, at each place, some taken out and others put in."""
    for place, lost, put in wounds:
        at = place % (len(data) + 1)
        data = data[:at] + put + data[at + lost :]
    return data


def wounded_inside(book: bytes, part: int, wounds: Sequence[tuple[int, int, bytes]]) -> bytes:
    """A workbook that is whole as an archive, with one part damaged."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        for name in names:
            content = old.read(name)
            hit = name == names[part % len(names)]
            new.writestr(name, wounded(content, wounds) if hit else content)
    return made.getvalue()


def judge(desk: Desk, data: bytes, name: str) -> None:
    """Take the file in when there is a plan; a refusal names the file; undo gives all back."""
    path = desk.folder / name
    path.write_bytes(data)
    before = desk.everything()
    refused = ""
    try:
        desk.bring(path)
    except UserError as error:
        refused = str(error)
    assert not refused or name in refused
    if desk.everything() != before:
        assert not refused
        desk.database.undo()
    assert desk.everything() == before


def desk_of(factory: pytest.TempPathFactory, kind: str) -> Desk:
    folder: Path = factory.mktemp("desk")
    return Desk(Database.create(folder / "proef.stv", None), folder, kind)


def test_damaged_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = desk_of(tmp_path_factory, "members")
    whole = desk.csv([HEAD, *ROWS]).read_bytes()

    @QUIET
    @given(WOUNDS)
    def survives(wounds: Wounds) -> None:
        judge(desk, wounded(whole, wounds), "stuk.csv")

    survives()
    desk.database.close()


def test_damaged_workbooks(tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = desk_of(tmp_path_factory, "members")
    whole = desk.xlsx([HEAD, *ROWS]).read_bytes()

    @QUIET
    @given(WOUNDS, st.none() | st.integers(0, 20))
    def survives(wounds: Wounds, part: int | None) -> None:
        data = wounded(whole, wounds) if part is None else wounded_inside(whole, part, wounds)
        judge(desk, data, "stuk.xlsx")

    survives()
    desk.database.close()


def test_damaged_cards(tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = desk_of(tmp_path_factory, "contacts")

    @QUIET
    @given(WOUNDS)
    def survives(wounds: Wounds) -> None:
        judge(desk, wounded(CARDS.encode(), wounds), "stuk.vcf")

    survives()
    desk.database.close()
