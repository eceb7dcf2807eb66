"""The twins of the PDF: text as typed in each, the same bytes each time, an error that says what to do."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest

from stvcrm.base.errors import NotFound, UserError
from stvcrm.operations import settings, visits
from stvcrm.reports.catalog import ENDINGS, REPORTS, produce
from stvcrm.reports.report import UnknownEnding, UnknownReport

TYPED = "Kanarie <b>vet</b> & <img src=file:///etc/passwd/> 5 < 6; </para> “aanhaling” – € 😀"
NOW = datetime(2017, 5, 15, 17, 46, tzinfo=UTC)


def plain(data: bytes, ending: str) -> str:
    """What a reader sees, any white space as one space."""
    text = archived(data) if ending == ".docx" else data.decode()
    if ending != ".txt":
        text = html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<style.*?</style>", "", text)))
    return " ".join(text.split())


def archived(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize("ending", [".html", ".docx", ".txt"])
def test_typed_text_stands_there_once_as_typed(workspace: Any, ending: str) -> None:
    workspace.do(visits.edit_notes, visit_id=workspace.visit, notes=TYPED)
    found = plain(workspace.paper("visit_summary", [workspace.visit], ending), ending)
    assert found.count(TYPED) == 1


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("key", ["visit_summary", "member_list"])
def test_same_input_gives_the_same_bytes(workspace: Any, key: str, ending: str) -> None:
    ids = [workspace.visit] if key == "visit_summary" else []
    assert workspace.paper(key, ids, ending) == workspace.paper(key, ids, ending)


@pytest.mark.parametrize("ending", [".html", ".docx"])
def test_letterhead_is_no_markup(workspace: Any, ending: str) -> None:
    workspace.do(settings.change, name="letterhead_name", value="<script>alert(1)</script>")
    data = workspace.paper("visit_summary", [workspace.visit], ending)
    text = archived(data) if ending == ".docx" else data.decode()
    assert "<script>" not in text
    assert "<script>alert(1)</script>" in plain(data, ending)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("key", ["member_list", "recovery_sheet"])
def test_a_workspace_without_anything_gives_a_paper(empty: Any, key: str, ending: str) -> None:
    with empty.read() as connection:
        assert len(produce(connection, key, [], ending, now=NOW, groups=["A1B2C"]).data) > 100


@pytest.mark.parametrize("key", ["visit_summary", "access_report"])
def test_a_record_that_is_not_there_is_said(empty: Any, key: str) -> None:
    with empty.read() as connection, pytest.raises(NotFound, match="nummer 99"):
        produce(connection, key, [99], ".pdf", now=NOW)


def test_a_report_that_does_not_exist_yet_is_said(empty: Any) -> None:
    with empty.read() as connection, pytest.raises(UnknownReport, match="bestaat nog niet in deze versie"):
        produce(connection, "portfolio", [], ".pdf", now=NOW)


@pytest.mark.parametrize("ending", ["", ".exe", ".PDF "])
def test_an_ending_that_is_no_format_is_said(empty: Any, ending: str) -> None:
    with empty.read() as connection, pytest.raises(UnknownEnding, match=r"kies \.pdf"):
        produce(connection, "member_list", [], ending, now=NOW)


@pytest.mark.parametrize(("key", "ids"), [("visit_summary", []), ("member_list", [1])])
def test_numbers_that_are_missing_or_too_many_are_said(empty: Any, key: str, ids: list[int]) -> None:
    with empty.read() as connection, pytest.raises(UserError, match="nummer"):
        produce(connection, key, ids, ".pdf", now=NOW)


def test_recovery_sheet_needs_a_passphrase(empty: Any) -> None:
    with empty.read() as connection, pytest.raises(UserError, match="geen wachtzin"):
        produce(connection, "recovery_sheet", [], ".pdf", now=NOW)


def test_several_visits_are_papers_after_each_other(workspace: Any) -> None:
    other = workspace.do(visits.request, organisation_id=workspace.home)
    text = workspace.paper("visit_summary", [workspace.visit, other], ".txt").decode()
    assert text.count("Kennismaking met Senzo Welzijn") == 2


def test_language_is_of_the_paper_alone(workspace: Any) -> None:
    found = workspace.paper("visit_summary", [workspace.visit], ".html", language="en").decode()
    assert '<html lang="en">' in found
    assert "Verslag" in workspace.paper("visit_summary", [workspace.visit], ".txt").decode()


def test_parts_can_be_left_out(workspace: Any) -> None:
    whole = workspace.paper("visit_summary", [workspace.visit], ".txt").decode()
    less = workspace.paper("visit_summary", [workspace.visit], ".txt", without=frozenset({"quotes"})).decode()
    assert "Citaten" in whole
    assert "Citaten" not in less


def test_times_of_the_clock_are_not_in_a_docx(workspace: Any) -> None:
    data = workspace.paper("member_list", [], ".docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_report_says_what_it_is_about() -> None:
    assert all(report.title and report.about for report in REPORTS)
