"""Kennismakingen as a user works it: step by step, by keyboard, notes over the window, nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QMainWindow, QPushButton, QWidget

from stvcrm.desktop.catalog import PAGES, SERVICES
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.labels import Tag
from stvcrm.desktop.pages.visits.page import VisitsPage
from stvcrm.desktop.shell.window import Shell
from stvcrm.operations import people, promises, responses, surveys, visits
from stvcrm.queries.catalog import show
from stvcrm.queries.visits import VISITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.theme import Theme
    from stvcrm.desktop.pages.visits.note_screen import NoteScreen
    from stvcrm.desktop.preferences import Preferences
    from stvcrm.desktop.runner import Runner
    from stvcrm.store.database import Database


@pytest.fixture
def visit(database: Database) -> int:
    person = database.write("x", people.add, name="Joost van Tilburg", organisation_id=1, role="teamleider")[
        0
    ]
    return database.write("x", visits.request, organisation_id=1, person_id=person)[0]


@pytest.fixture
def shell(visit: int, runner: Runner, preferences: Preferences) -> Iterator[Shell]:
    frame = QMainWindow()
    made = Shell(frame, runner, preferences, SERVICES, PAGES, workspace="Verkenning")
    frame.setCentralWidget(made)
    frame.resize(1440, 900)
    frame.show()
    frame.activateWindow()
    made.navigate("visit", visit)
    for _turn in ("the rows are painted, then the record asked", "its parts are shown"):
        QApplication.processEvents()
    yield made
    for left in made.findChildren(Dialog):
        left.close()
    frame.close()
    frame.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(shell: Shell) -> VisitsPage:
    found = shell.view("visits")
    assert isinstance(found, VisitsPage)
    return found


def record(database: Database, visit: int) -> dict[str, Any]:
    with database.read() as connection:
        return show(connection, "visits", visit)


def buttons(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    return [made.text() for made in widget.findChildren(QPushButton) if not made.isHidden()]


def press(widget: QWidget, text: str) -> None:
    QApplication.processEvents()
    next(b for b in widget.findChildren(QPushButton) if b.text() == text and not b.isHidden()).click()


def dialog() -> Any:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible())


def fill(**typed: str) -> None:
    for key, text in typed.items():
        editor = dialog().form.editor(key)
        editor.setText(text)


def plan(page: VisitsPage, when: str = "+3w 9:30") -> None:
    press(page.visit.bar, "Inplannen")
    fill(starts_at=when)
    press(dialog(), "Inplannen")


def notes_of(page: VisitsPage) -> NoteScreen:
    assert page.notes is not None
    return page.notes


def test_next_step_of_a_request_is_to_approach(page: VisitsPage, database: Database, visit: int) -> None:
    first = next(b for b in page.visit.bar.findChildren(QPushButton) if b.property("kind") == "primary")
    first.click()
    assert first.text() == "Benaderd"
    assert record(database, visit)["state"] == "approached"


def test_state_is_told_in_words(page: VisitsPage) -> None:
    assert [tag.text() for tag in page.visit.findChildren(Tag) if tag.isVisibleTo(page)] == ["Aangevraagd"]
    assert page.visit.bar.words.text() == "Vandaag aangevraagd: nog geen contact gezocht."


def test_dialog_tells_how_a_moment_is_understood(page: VisitsPage) -> None:
    press(page.visit.bar, "Inplannen")
    fill(starts_at="11-5-2027 9:30")
    assert dialog().understood.text() == "di 11 mei 2027, 09:30–11:00 (1 u 30 min)"
    fill(minutes="60")
    assert dialog().understood.text().endswith("09:30–10:30 (1 u)")


def test_unreadable_moment_is_told_under_its_field(page: VisitsPage) -> None:
    plan(page, "ooit")
    assert "geen datum en tijd" in dialog().form.problem("starts_at")


def test_moment_in_the_past_is_told(page: VisitsPage) -> None:
    press(page.visit.bar, "Inplannen")
    fill(starts_at="11-5-2020 9:30")
    assert dialog().worry.text() == "Dit moment ligt in het verleden."


def test_double_booking_is_told(page: VisitsPage, database: Database) -> None:
    other = database.write("x", visits.request, organisation_id=3)[0]
    database.write("x", visits.schedule, visit_id=other, starts_at="2027-05-11T10:00")
    press(page.visit.bar, "Inplannen")
    fill(starts_at="11-5-2027 9:30")
    assert "Het Trefpunt" in dialog().worry.text()


def test_planning_offers_to_begin(page: VisitsPage, database: Database, visit: int) -> None:
    plan(page)
    assert record(database, visit)["state"] == "scheduled"
    assert buttons(page.visit.bar) == ["Gesprek beginnen", "Verzetten", "Agendabestand"]


def test_cancelling_keeps_the_reason_and_can_be_taken_up_again(
    page: VisitsPage, database: Database, visit: int
) -> None:
    next(c for c in page.context.commands.visible() if c.id == "visit.cancel").run()
    fill(ended_reason="geen tijd")
    press(dialog(), "Kennismaking annuleren")
    assert page.visit.bar.words.text() == "Ging niet door: geen tijd"
    press(page.visit.bar, "Weer oppakken")
    assert record(database, visit)["state"] == "requested"


def test_record_stays_when_a_step_takes_it_out_of_the_filter(page: VisitsPage, visit: int) -> None:
    page.show_filter("requested")
    page.table.go_to(visit)
    press(page.visit.bar, "Benaderd")
    assert list(page.model.ids()) == []
    assert page.visit.current() == visit
    assert "Inplannen" in buttons(page.visit.bar)


def test_removed_visit_leaves_no_record(page: VisitsPage) -> None:
    page.visit.remove()
    assert page.visit.row_id is None
    assert page.banner.text() == ""


def test_attendee_gets_role_and_initials(page: VisitsPage, database: Database, visit: int) -> None:
    page.visit.appointment.add()
    press(dialog(), "Toevoegen")
    (there,) = record(database, visit)["attendees"]
    assert (there.name, there.role, there.speaker) == ("Joost van Tilburg", "teamleider", "jt")


def test_chip_shows_the_visits_of_a_state(page: VisitsPage, visit: int) -> None:
    page.show_filter("scheduled")
    assert list(page.model.ids()) == []
    page.show_filter("without_date")
    assert list(page.model.ids()) == [visit]


def test_badge_counts_what_waits(shell: Shell, page: VisitsPage) -> None:
    entry = shell.sidebar.entries["visits"]
    assert entry.badge == 1
    assert "wacht" in entry.accessibleDescription()
    plan(page)
    assert entry.badge == 0


@pytest.fixture
def notes(page: VisitsPage, qtbot: QtBot) -> NoteScreen:
    plan(page)
    page.window().activateWindow()
    press(page.visit.bar, "Gesprek beginnen")
    found = notes_of(page)
    qtbot.waitUntil(found.editor.hasFocus)
    return found


def test_notes_fill_the_window_and_have_the_keyboard(notes: NoteScreen, shell: Shell) -> None:
    assert notes.size() == shell.size()
    assert shell.findChild(QWidget) is not None
    assert notes.editor.hasFocus()


def test_begin_is_recorded(notes: NoteScreen) -> None:
    found = notes.record()
    assert found is not None
    assert found.began_at is not None


def test_typing_is_saved_by_itself(notes: NoteScreen, database: Database, visit: int, qtbot: QtBot) -> None:
    QTest.keyClicks(notes.editor, "Rondleiding")
    qtbot.waitUntil(lambda: record(database, visit)["notes"] == "Rondleiding", timeout=2_000)
    assert notes.signs.saved.text().startswith("Opgeslagen ")


def test_escape_saves_and_goes_back(notes: NoteScreen, database: Database, visit: int) -> None:
    QTest.keyClicks(notes.editor, "Half getypt")
    QTest.keyClick(notes.editor, Qt.Key.Key_Escape)
    assert notes.isHidden()
    assert record(database, visit)["notes"] == "Half getypt"


def test_signs_stand_beside_the_notes(notes: NoteScreen, qtbot: QtBot) -> None:
    QTest.keyClicks(notes.editor, "> wij sturen het plan")
    QTest.keyClick(notes.editor, Qt.Key.Key_Return)
    QTest.keyClicks(notes.editor, "? Wie betaalt?")
    qtbot.waitUntil(lambda: notes.panel.texts() == ["Wij sturen het plan", "Wie betaalt?"])


def test_completing_makes_promises_and_goes_back(notes: NoteScreen, database: Database, visit: int) -> None:
    QTest.keyClicks(notes.editor, "> Joost van Tilburg stuurt het plan, voor 1 juni")
    QTest.keyClick(notes.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert notes.isHidden()
    found = record(database, visit)
    assert found["state"] == "completed"
    assert "stuurt het plan" in [link.title for link in found["chain"]]


def test_promise_is_ticked_off(page: VisitsPage, runner: Runner, database: Database, visit: int) -> None:
    runner.do(page, promises.add, text="sturen het plan", visit_id=visit, label="x")
    page.visit.tabs.choose("results")
    QApplication.processEvents()
    (tick,) = page.visit.results.findChildren(QCheckBox)
    tick.click()
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT state FROM promise").scalar() == "done"


def test_cover_hides_the_notes_and_typing_goes_on(notes: NoteScreen) -> None:
    QTest.keyClick(notes.editor, Qt.Key.Key_F9)
    assert notes.cover.isVisible()
    assert notes.cover.geometry() == notes.rect()
    QTest.keyClicks(notes.editor, "onzichtbaar")
    QTest.keyClick(notes.editor, Qt.Key.Key_F9)
    assert notes.cover.isHidden()
    assert notes.editor.text() == "onzichtbaar"


def marked(database: Database, visit: int) -> list[Any]:
    return list(record(database, visit)["passages"])


def mark_selection(notes: NoteScreen, key: Qt.Key) -> None:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(notes.editor, key, held)


def test_marks_a_line_with_a_key(notes: NoteScreen, database: Database, visit: int) -> None:
    QTest.keyClicks(notes.editor, "jij durft niet")
    mark_selection(notes, Qt.Key.Key_N)
    (found,) = marked(database, visit)
    assert (found.text, found.polarity) == ("jij durft niet", "negative")
    assert len(notes.editor.extraSelections()) == 1


def test_second_key_changes_the_mark(notes: NoteScreen, database: Database, visit: int) -> None:
    QTest.keyClicks(notes.editor, "niet op papier")
    mark_selection(notes, Qt.Key.Key_P)
    mark_selection(notes, Qt.Key.Key_X)
    (found,) = marked(database, visit)
    assert (found.polarity, found.consent) == ("positive", "do_not_use")
    assert "niet gebruiken" in notes.signs.mark.text()


def undo(notes: NoteScreen) -> None:
    QTest.keyClick(notes.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_undo_takes_the_mark_before_the_typing(notes: NoteScreen, database: Database, visit: int) -> None:
    QTest.keyClicks(notes.editor, "tekst")
    mark_selection(notes, Qt.Key.Key_P)
    undo(notes)
    assert marked(database, visit) == []
    assert notes.editor.text() == "tekst"
    undo(notes)
    assert notes.editor.text() == ""


def test_undo_goes_on_in_the_journal(notes: NoteScreen, database: Database, visit: int) -> None:
    QTest.keyClicks(notes.editor, "tekst")
    notes.autosave.flush()
    undo(notes)
    notes.autosave.flush()
    undo(notes)
    assert record(database, visit)["state"] == "scheduled"
    assert record(database, visit)["notes"] == ""


def test_text_of_elsewhere_is_shown_typing_is_kept(notes: NoteScreen, runner: Runner, visit: int) -> None:
    runner.do(notes, visits.edit_notes, visit_id=visit, notes="van elders", label="x")
    assert notes.editor.text() == "van elders"
    QTest.keyClicks(notes.editor, "!")
    runner.do(notes, visits.attend_new, visit_id=visit, name="Samira Bouali", label="x")
    assert "!" in notes.editor.text()


def test_another_page_takes_the_notes_away(
    notes: NoteScreen, shell: Shell, database: Database, visit: int
) -> None:
    QTest.keyClicks(notes.editor, "nog even")
    shell.go("organisations")
    assert notes.isHidden()
    assert record(database, visit)["notes"] == "nog even"


def test_tab_stays_on_the_screen(notes: NoteScreen) -> None:
    for _n in range(12):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert notes.isAncestorOf(QApplication.focusWidget())


def test_every_control_has_a_name(notes: NoteScreen) -> None:
    for widget in notes.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", str)()


@pytest.mark.parametrize(("size", "scale"), [((1366, 768), 1.0), ((1366, 768), 1.5), ((1366, 768), 2.0)])
def test_notes_fit_a_small_screen(
    notes: NoteScreen, shell: Shell, look: Theme, size: Any, scale: float
) -> None:
    look.set("light", scale)
    shell.window().resize(*size)
    QApplication.processEvents()
    assert notes.width() <= shell.width()
    assert notes.editor.height() > 150
    assert notes.panel.geometry().right() <= notes.width()


def test_filter_without_rows_offers_all_of_them(page: VisitsPage) -> None:
    page.show_filter("completed")
    press(page, "Alles tonen")
    assert page.model.rowCount() == 1
    assert page.table.isVisible()


def test_a_request_tells_the_answer_it_came_from(shell: Shell, database: Database, visit: int) -> None:
    survey = database.write("x", surveys.add, title="Proef")[0]
    told = {"respondent": "Anna de Wit", "visit": "yes", "visit_text": "met mij, graag op dinsdag"}
    database.write("x", responses.add, survey_id=survey, organisation_id=2, **told)
    with database.read() as connection:
        asked = next(row for row in VISITS.records(connection) if row["source_response_id"])
    shell.navigate("visit", asked["id"])
    for _turn in ("the record is asked", "its parts are shown"):
        QApplication.processEvents()
    words = [item.text() for item in shell.findChildren(QLabel) if item.isVisible()]
    assert any("door Anna de Wit" in text and "graag op dinsdag" in text for text in words)
