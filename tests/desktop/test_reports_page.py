"""The page for reports as a user meets it: choose, see real pages, save, make a draft, print."""

from __future__ import annotations

import stat
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from stvcrm.desktop.pages.reports import page as module
from stvcrm.desktop.pages.reports.page import ReportsPage
from stvcrm.operations import organisations, people, visits
from stvcrm.operations.catalog import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.context import Context
    from stvcrm.store.database import Database


@pytest.fixture
def visit(database: Database) -> int:
    home = database.write("x", organisations.add, name="Senzo Welzijn", city="Ede")[0]
    person = database.write("x", people.add, name="Joost Tilburg", email="joost@senzo.example")[0]
    made = database.write("x", visits.request, organisation_id=home, person_id=person)[0]
    database.write("x", visits.schedule, visit_id=made, starts_at="2017-05-15T09:30")
    database.write("x", visits.edit_notes, visit_id=made, notes="regel\n" * 80)
    return int(made)


@pytest.fixture
def page(context: Context, visit: int, qtbot: QtBot) -> Iterator[ReportsPage]:
    made = ReportsPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def opened(page: ReportsPage, qtbot: QtBot, key: str, record: int | None = None) -> None:
    """Open a report and wait until its first page is in view."""
    with qtbot.waitSignal(page.view.moved, check_params_cb=lambda number, _pages: number == 1):
        page.open_report(key, record)


def answered(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """The user chooses this place in the file dialog."""
    monkeypatch.setattr(module, "ask_path", lambda *_args: path)


def test_before_a_choice_the_page_says_what_to_do(page: ReportsPage) -> None:
    assert page._stack.currentWidget().accessibleName().startswith("Nog geen papier")
    assert not page._print_button.isEnabled()


def test_real_pages_are_shown_and_counted(page: ReportsPage, visit: int, qtbot: QtBot) -> None:
    opened(page, qtbot, "visit_summary", visit)
    assert page._where.text() == "pagina 1 van 3"
    assert not page.view._sheet.image.isNull()


def test_what_comes_after_the_page_was_made_can_be_chosen(
    context: Context, database: Database, qtbot: QtBot
) -> None:
    made = ReportsPage(context)
    qtbot.addWidget(made)
    made.show()
    assert made.choices.list.item(0).text() == "Nog niets om uit te kiezen."
    home = database.write("x", organisations.add, name="Senzo Welzijn")[0]
    context.runner.do(made, visits.request, organisation_id=home, label="x")
    assert made.choices.list.item(0).text().startswith("Senzo Welzijn")


def test_page_down_leafs_through(page: ReportsPage, visit: int, qtbot: QtBot) -> None:
    opened(page, qtbot, "visit_summary", visit)
    with qtbot.waitSignal(page.view.moved):
        qtbot.keyClick(page.view, Qt.Key.Key_PageDown)
    assert page._where.text() == "pagina 2 van 3"


def test_screen_reader_hears_the_text_of_the_page(page: ReportsPage, visit: int, qtbot: QtBot) -> None:
    opened(page, qtbot, "visit_summary", visit)
    assert "Kennismaking met Senzo Welzijn" in page.view._sheet.accessibleDescription()


def test_large_print_takes_more_pages(page: ReportsPage, visit: int, qtbot: QtBot) -> None:
    opened(page, qtbot, "visit_summary", visit)
    with qtbot.waitSignal(page.view.moved):
        page.choices.large.setChecked(True)
    assert page.paper is not None
    assert page.paper.pages > 3


def test_search_finds_the_record_and_arrow_chooses_it(page: ReportsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.choices.search, "senzo")
    qtbot.waitUntil(lambda: page.choices.list.count() == 1)
    qtbot.keyClick(page.choices.list, Qt.Key.Key_Down)
    assert page.paper is not None
    assert page.paper.name == "Bezoekverslag Senzo Welzijn · 15 mei 2017"


def test_a_report_without_subject_comes_at_once(page: ReportsPage, qtbot: QtBot) -> None:
    opened(page, qtbot, "member_list")
    assert page.choices.list.isHidden()


def test_an_edit_makes_the_paper_anew(page: ReportsPage, visit: int, qtbot: QtBot) -> None:
    opened(page, qtbot, "visit_summary", visit)
    before = page.paper
    page.context.runner.do(page, visits.note, visit_id=visit, text="Nieuw.", label="Notitie")
    assert page.paper is not None
    assert page.paper != before


def test_recovery_sheet_of_a_plain_workspace_is_refused_in_words(page: ReportsPage) -> None:
    told: list[Any] = []
    page.context.runner.failed.connect(told.append)
    page.open_report("recovery_sheet", None)
    assert "geen wachtzin" in str(told[0].error)
    assert not page._print_button.isEnabled()


def test_saved_file_is_whole_and_for_the_owner_only(
    page: ReportsPage, visit: int, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(page, qtbot, "visit_summary", visit)
    answered(monkeypatch, tmp_path / "verslag.docx")
    page.save(".docx")
    assert (tmp_path / "verslag.docx").read_bytes().startswith(b"PK")
    assert stat.S_IMODE((tmp_path / "verslag.docx").stat().st_mode) == 0o600


def test_cancelled_dialog_writes_nothing(
    page: ReportsPage, visit: int, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(page, qtbot, "visit_summary", visit)
    answered(monkeypatch, None)
    page.save(".pdf")
    page.save_mail()
    assert not list(tmp_path.glob("*.pdf")) + list(tmp_path.glob("*.eml"))


def test_draft_has_the_pdf_and_the_address_and_is_unsent(
    page: ReportsPage, visit: int, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(page, qtbot, "visit_summary", visit)
    answered(monkeypatch, tmp_path / "concept.eml")
    page.save_mail()
    mail = message_from_bytes((tmp_path / "concept.eml").read_bytes(), policy=policy.default)
    assert (mail["To"], mail["X-Unsent"]) == ("joost@senzo.example", "1")
    assert next(mail.iter_attachments()).get_content().startswith(b"%PDF")


def test_every_page_goes_to_the_printer(page: ReportsPage, visit: int, qtbot: QtBot, tmp_path: Path) -> None:
    opened(page, qtbot, "visit_summary", visit)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "afdruk.pdf"))
    with qtbot.waitSignal(page.view.printed, timeout=20_000):
        page.view.print_to(printer)
    printed = pypdfium2.PdfDocument(tmp_path / "afdruk.pdf")
    assert len(printed) == 3
    printed.close()


def test_zoom_is_told_and_zero_fits_again(page: ReportsPage, visit: int, qtbot: QtBot) -> None:
    opened(page, qtbot, "visit_summary", visit)
    page.view.zoom(150)
    assert page._size.text() == "150 %"
    qtbot.keyClick(page.view, Qt.Key.Key_0)
    assert page._size.text() == "hele pagina"


def test_paper_of_an_erased_person_is_not_kept_in_view(
    page: ReportsPage, database: Database, qtbot: QtBot
) -> None:
    opened(page, qtbot, "access_report", 1)
    page.context.runner.do(page, BY_NAME["people.erase"], person_id=1)
    assert page.paper is None
    assert page._stack.currentWidget().accessibleName().startswith("Nog geen papier")
    assert not page.banner.isVisible()
