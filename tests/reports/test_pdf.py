"""PDFs as a reader's program sees them."""

from __future__ import annotations

import re
from typing import Any

import pypdfium2
import pytest

from stvcrm.operations import settings

ALL = (("visit_summary", "visit"), ("member_list", ""), ("access_report", "joost"), ("recovery_sheet", ""))
GROUPS = tuple(f"{number:05X}" for number in range(24))
ODD = ("<b>vet</b>", "a & b < c", "</para>", "&amp;", "€ “x” – ’s", "→ ✓ Ж α", "e\u0301\u0301", "emoji 😀 🧿")


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        texts = []
        for page in document:
            words = page.get_textpage()
            texts.append(words.get_text_range())
            words.close()
            page.close()
        return texts
    finally:
        document.close()


def pdf(workspace: Any, key: str, who: str = "", **options: Any) -> bytes:
    ids = [getattr(workspace, who)] if who else []
    return workspace.paper(key, ids, ".pdf", groups=GROUPS, **options)


def notes(workspace: Any, text: str) -> bytes:
    from stvcrm.operations import visits

    workspace.do(visits.edit_notes, visit_id=workspace.visit, notes=text)
    return pdf(workspace, "visit_summary", "visit")


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize(("key", "who"), ALL)
def test_same_input_gives_the_same_bytes(workspace: Any, key: str, who: str, large_print: bool) -> None:
    first = pdf(workspace, key, who, large_print=large_print)
    assert first == pdf(workspace, key, who, large_print=large_print)


@pytest.mark.parametrize(("key", "who"), ALL)
def test_every_font_is_embedded(workspace: Any, key: str, who: str) -> None:
    data = pdf(workspace, key, who)
    assert b"/Helvetica" not in data
    assert data.count(b"/FontFile2") == data.count(b"/BaseFont") > 0


def test_pages_are_counted_and_numbered(workspace: Any) -> None:
    found = pages(pdf(workspace, "visit_summary", "visit", large_print=True))
    assert [f"pagina {n} van {len(found)}" in text for n, text in enumerate(found, 1)] == [True] * len(found)
    assert len(found) > 1


def test_number_of_pages_is_told(workspace: Any) -> None:
    made = workspace.made("visit_summary", [workspace.visit], ".pdf", large_print=True)
    assert made.pages == len(pages(made.data))


def test_document_says_title_author_and_language(workspace: Any) -> None:
    data = pdf(workspace, "visit_summary", "visit")
    document = pypdfium2.PdfDocument(data)
    about = document.get_metadata_dict()
    document.close()
    assert about["Title"] == "Bezoekverslag: Kennismaking met Senzo Welzijn"
    assert about["Author"] == "Branchevereniging Sociaal Werk"
    assert re.search(rb"/Lang \(nl\)", data)


def test_nothing_in_it_acts(workspace: Any) -> None:
    data = notes(workspace, "http://voorbeeld.example <a href=file:///etc/passwd>x</a>")
    assert not re.search(rb"/(URI|Launch|JavaScript|GoToR|EmbeddedFile|SubmitForm)\b", data)


@pytest.mark.parametrize("text", ODD[:6])
def test_what_was_typed_stands_there_as_typed(workspace: Any, text: str) -> None:
    found = "".join(pages(notes(workspace, f"begin {text} eind")))
    assert f"begin {text} eind" in " ".join(found.split())


@pytest.mark.parametrize(
    "text", [*ODD, "nul\x00 en \x07bel", "שלום עולם", "\u202eomgekeerd", "\ue000", "漢字"]
)
def test_no_text_is_too_strange_for_paper(workspace: Any, text: str) -> None:
    found = "".join(pages(notes(workspace, f"begin {text} eind")))
    assert "begin" in found
    assert "eind" in found


def test_a_word_without_end_is_cut_and_kept(workspace: Any) -> None:
    found = "".join(pages(notes(workspace, "x" * 10_000)))
    assert found.count("x") >= 10_000


def test_a_cell_larger_than_a_page_goes_on_over_pages(workspace: Any) -> None:
    found = pages(notes(workspace, "! " + "woord " * 4_000))
    assert len(found) > 5
    assert "".join(found).count("woord") == 4_000


def test_heading_of_a_table_comes_back_on_every_page(workspace: Any) -> None:
    from stvcrm.operations import organisations

    for number in range(80):
        workspace.do(organisations.add, name=f"Welzijn {number:02}", number=str(2000 + number))
    found = pages(pdf(workspace, "member_list"))
    assert len(found) > 1
    assert all("Lidnummer" in text and "Werksoort" in text for text in found)


def test_nothing_is_smaller_than_18_points_in_large_print(workspace: Any) -> None:
    import zlib

    data = pdf(workspace, "visit_summary", "visit", large_print=True)
    streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
    texts = [text for stream in streams if b" Tf" in (text := inflated(stream, zlib))]
    sizes = [float(size) for text in texts for size in re.findall(rb"/F\d+\S* ([\d.]+) Tf", text)]
    assert sizes
    assert min(sizes) >= 18


def inflated(stream: bytes, zlib: Any) -> bytes:
    from base64 import a85decode

    try:
        return bytes(zlib.decompress(a85decode(stream.strip().removesuffix(b"~>"))))
    except (ValueError, zlib.error):
        return b""


def test_contact_line_too_long_for_its_half_breaks_between_its_parts(workspace: Any) -> None:
    mail = "verkenning@branchevereniging.sociaal.example"
    workspace.do(settings.change, name="letterhead_contact", value=f"030 55 01 700 · {mail}")
    lines = pages(pdf(workspace, "member_list"))[0].splitlines()
    assert {"030 55 01 700", mail} <= set(lines)
