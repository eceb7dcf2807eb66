"""Visiting cards of three versions, as programs write them."""

from __future__ import annotations

import quopri
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stvcrm.base.errors import UserError
from stvcrm.formats.vcf import Card, Way, read_cards

if TYPE_CHECKING:
    from pathlib import Path


def cards(tmp_path: Path, data: bytes | str) -> list[Card]:
    path = tmp_path / "kaarten.vcf"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_cards(path)


def one(tmp_path: Path, *lines: str, version: str = "3.0") -> Card:
    return cards(tmp_path, "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]))[0]


def test_quoted_printable_with_charset_and_soft_breaks(tmp_path: Path) -> None:
    head = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=windows-1252;QUOTED-PRINTABLE:Ren=E9e =\r\nJ=F6ng\r\n"
    assert cards(tmp_path, head + "END:VCARD\r\n")[0].name == "Renée Jöng"


def test_escapes_folds_and_departments(tmp_path: Path) -> None:
    card = one(tmp_path, "FN:Sie", " be Hof", r"ORG:Noord\, Oost;Ouderen", r"NOTE:Liever\nniet\; nooit")
    assert (card.name, card.organisation, card.note) == ("Siebe Hof", "Noord, Oost", "Liever\nniet; nooit")


def test_an_escaped_backslash_before_an_n_is_no_line_end(tmp_path: Path) -> None:
    assert one(tmp_path, "FN:A", r"NOTE:C:\\nieuw").note == r"C:\nieuw"


def test_private_by_type_and_by_label(tmp_path: Path) -> None:
    card = one(
        tmp_path,
        "FN:A",
        "EMAIL;TYPE=INTERNET,HOME:a@thuis.example",
        "item1.EMAIL:b@thuis.example",
        "item1.X-ABLabel:_$!<Home>!$_",
        "EMAIL;PREF;INTERNET:c@werk.example",
    )
    assert card.emails == (
        Way("c@werk.example"),
        Way("a@thuis.example", "private"),
        Way("b@thuis.example", "private"),
    )


def test_version_4_with_uri_and_quoted_types(tmp_path: Path) -> None:
    card = one(tmp_path, "FN:Şule", 'TEL;VALUE=uri;TYPE="voice,cell":tel:+31-6-8765;ext=1', version="4.0")
    assert card.phones == (Way("+31-6-8765"),)


def test_an_address_in_one_line(tmp_path: Path) -> None:
    card = one(tmp_path, "FN:A", "ADR;TYPE=home:;;Dorpsstraat 1;Utrecht;;3511 AB;Nederland")
    assert card.addresses == (Way("Dorpsstraat 1, 3511 AB Utrecht, Nederland", "private"),)


def test_a_name_is_made_of_its_parts_when_it_is_not_written_out(tmp_path: Path) -> None:
    assert one(tmp_path, "N:van 't Hof;Siebe;J.;drs.;").name == "Siebe J. van 't Hof"


def test_fax_pictures_and_nested_cards_are_left_out(tmp_path: Path) -> None:
    card = one(
        tmp_path, "FN:A", "PHOTO:http://x.example/a.png", "TEL;TYPE=fax:1", "BEGIN:VCARD", "FN:B", "END:VCARD"
    )
    assert card == Card(1, "A")


def test_cards_know_the_line_they_begin_on(tmp_path: Path) -> None:
    text = "BEGIN:VCARD\nFN:A\nEND:VCARD\n\nBEGIN:VCARD\nFN:B\nEND:VCARD\n"
    assert [card.line for card in cards(tmp_path, text)] == [1, 5]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "leeg"),
        ("hallo", "geen visitekaarten"),
        ("BEGIN:VCARD\r\nFN:half", "regel 1 houdt halverwege op"),
    ],
)
def test_what_is_no_card_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        cards(tmp_path, text)


SPOKEN = (
    st.text(
        st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"), blacklist_characters="\x85"), min_size=1
    )
    .map(str.strip)
    .filter(bool)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(SPOKEN, st.integers(1, 60))
def test_what_a_program_escapes_and_folds_comes_back(tmp_path: Path, note: str, width: int) -> None:
    escaped = note.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")
    line = f"NOTE:{escaped}".encode()
    folded = b"\r\n ".join([line[:5], *(line[at : at + width] for at in range(5, len(line), width))])
    text = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\n" + folded + b"\r\nEND:VCARD\r\n"
    assert cards(tmp_path, text)[0].note == note


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(st.characters(codec="cp1252", blacklist_categories=("Cc",)), min_size=1).filter(str.strip))
def test_quoted_printable_comes_back(tmp_path: Path, note: str) -> None:
    value = quopri.encodestring(note.replace("\\", "\\\\").encode("cp1252")).replace(b"\n", b"\r\n")
    head = b"BEGIN:VCARD\r\nFN:A\r\nNOTE;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:"
    assert cards(tmp_path, head + value + b"\r\nEND:VCARD\r\n")[0].note == note.strip()
