"""Enquête as a user works it: figures, forms with their questions, coding by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPushButton, QScrollArea

from stvcrm.analysis.chart_shapes import Bar
from stvcrm.analysis.charts import Tone
from stvcrm.desktop.catalog import PAGES, SERVICES
from stvcrm.desktop.kit.chart_view import ChartView
from stvcrm.desktop.pages.survey.page import SurveyPage
from stvcrm.desktop.shell.window import Shell
from stvcrm.model.surveys import Answer, Response
from stvcrm.operations import responses, surveys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stvcrm.desktop.kit.theme import Theme
    from stvcrm.desktop.preferences import Preferences
    from stvcrm.desktop.runner import Runner
    from stvcrm.store.database import Database
    from stvcrm.store.unit_of_work import UnitOfWork

FORM = {
    "respondent": "Anna de Wit",
    "acceptance_staff": "3",
    "acceptance_text": "Het kost tijd; jongeren willen wel",
    "value_text": "Handig",
}


def stranger(uow: UnitOfWork, *, survey_id: int) -> int:
    """A form of which nobody knows whose it is."""
    return uow.add(
        Response(
            survey_id=survey_id, organisation_typed="Verweg", respondent="Bas", matched_by="Wie is Verweg?"
        )
    ).id


@pytest.fixture
def survey(database: Database) -> int:
    made = database.write("x", surveys.add, title="Verkenning")[0]
    database.write("x", responses.add, survey_id=made, organisation_id=1, **FORM)
    database.write("x", stranger, survey_id=made)
    return int(made)


@pytest.fixture
def shell(survey: int, runner: Runner, preferences: Preferences) -> Iterator[Shell]:
    frame = QMainWindow()
    made = Shell(frame, runner, preferences, SERVICES, PAGES, workspace="Verkenning")
    frame.setCentralWidget(made)
    frame.resize(1440, 900)
    frame.show()
    frame.activateWindow()
    made.navigate("survey", survey)
    turn()
    yield made
    frame.close()
    frame.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(shell: Shell) -> SurveyPage:
    return next(made for made in shell.findChildren(SurveyPage))


def turn() -> None:
    for _turn in range(4):
        QApplication.processEvents()


def words(page: SurveyPage) -> list[str]:
    return [found.text() for found in page.findChildren(QLabel) if found.isVisible()]


def rows(database: Database, query: str) -> list[Any]:
    with database.read() as connection:
        return list(connection.exec_driver_sql(query).fetchall())


def press(page: SurveyPage, *keys: Any) -> None:
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(page.coding, key)
        else:
            QTest.keyClick(page.coding, key)
        turn()


def test_the_head_tells_who_was_invited_and_who_answered(page: SurveyPage) -> None:
    assert page.sub.text() == (
        "Verkenning · 4 uitgenodigd · 1 organisatie antwoordde (25 %) · 1 antwoord · 1 vraag"
    )


def test_a_chart_tells_its_figures_to_who_cannot_see_it(page: SurveyPage) -> None:
    said = [chart.accessibleDescription() for chart in page.findChildren(ChartView) if chart.isVisible()]
    assert any("Acceptatie, medewerkers: het vaakst 3" in text for text in said)


def test_a_chart_is_copied_as_a_table(page: SurveyPage) -> None:
    page.analysis.scores.copy_table()
    first = QGuiApplication.clipboard().text().splitlines()[1]
    assert first.split("\t")[:5] == ["Acceptatie, medewerkers", "0", "0", "0", "1"]


def test_a_group_that_is_too_small_cannot_be_chosen(page: SurveyPage) -> None:
    page.analysis.work.chosen.emit("welfare")
    assert page.analysis.work.current == ""


def test_a_stranger_is_settled_by_one_key_from_the_list(page: SurveyPage, database: Database) -> None:
    page.show_filter("asked")
    turn()
    assert "Wie is Verweg?" in words(page)
    page.forms.table.setFocus()
    QTest.keyClicks(page.forms.table, "n")
    turn()
    assert rows(database, "SELECT name FROM organisation WHERE name = 'Verweg'") == [("Verweg",)]
    assert page.sub.text().startswith("Verkenning · 4 uitgenodigd · 2 organisaties antwoordden")


def test_a_stranger_that_is_left_out_no_longer_asks(page: SurveyPage, database: Database) -> None:
    page.show_filter("asked")
    turn()
    QTest.keyClicks(page.forms.form.question, "s")
    turn()
    assert rows(database, "SELECT set_aside FROM response ORDER BY id") == [(0,), (1,)]


def test_two_keys_a_piece_code_an_answer_and_go_on(page: SurveyPage, database: Database) -> None:
    page.code()
    turn()
    press(page, Qt.Key.Key_Space, "5", "-", "c", "+")
    found = rows(database, "SELECT text, themes, polarity FROM utterance ORDER BY answer_id, start")
    assert found == [
        ("Het kost tijd", '["tijd"]', "negative"),
        ("jongeren willen wel", '["doelgroep"]', "positive"),
        ("Handig", "[]", None),
    ]
    assert "Handig" in words(page)


def test_undo_takes_back_the_last_key(page: SurveyPage, database: Database) -> None:
    page.code()
    turn()
    press(page, "5")
    database.undo()
    assert rows(database, "SELECT themes FROM utterance ORDER BY id") == [("[]",), ("[]",)]


def test_enter_and_backspace_go_on_and_back_and_escape_to_the_figures(page: SurveyPage) -> None:
    page.code()
    turn()
    press(page, Qt.Key.Key_Return)
    assert "Handig" in words(page)
    press(page, Qt.Key.Key_Backspace)
    assert "Handig" not in words(page)
    press(page, Qt.Key.Key_Escape)
    assert page.tabs.isVisible()


def test_when_all_is_coded_the_screen_says_so(page: SurveyPage) -> None:
    page.code()
    turn()
    press(page, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert any("Er wacht geen antwoord meer" in text for text in words(page))


def test_every_theme_button_says_its_key(page: SurveyPage) -> None:
    page.code()
    turn()
    said = [made.accessibleName() for made in page.coding.findChildren(QPushButton) if made.isVisible()]
    assert "tijd, toets 5" in said


def test_a_form_shows_what_it_answers(page: SurveyPage, database: Database) -> None:
    with database.read() as connection:
        answered = connection.exec_driver_sql(f"SELECT response_id FROM {Answer.__tablename__}").scalar()
    page.open_record(int(answered or 0))
    turn()
    assert {"1. Acceptatie", "medewerkers 3", "Het kost tijd; jongeren willen wel"} <= set(words(page))


def test_a_part_of_a_bar_opens_the_forms_behind_it(page: SurveyPage) -> None:
    chart = page.analysis.scores
    part = next(
        bar
        for bar in chart.drawing.shapes
        if isinstance(bar, Bar) and bar.tone is Tone.SCORE_3 and bar.height > 14
    )
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(round(part.x) + 3, round(part.y) + 3))
    turn()
    assert page.tabs.current() == "forms"
    assert len(page.forms.model.ids()) == 1


def test_the_rows_behind_a_figure_are_reached_by_keys_too(page: SurveyPage) -> None:
    page.analysis.transfer.chosen.emit(0, None)
    turn()
    assert list(page.forms.model.ids()) == []


def test_coding_can_keep_to_one_question(page: SurveyPage) -> None:
    page.code()
    turn()
    box = page.coding.question
    box.setCurrentIndex(box.findData("value"))
    box.activated.emit(box.currentIndex())
    turn()
    assert "Handig" in words(page)


def test_what_is_coded_can_be_seen_again(page: SurveyPage) -> None:
    page.code()
    turn()
    press(page, "5", "-", "1", "+")
    assert any("Er wacht geen antwoord meer" in text for text in words(page))
    page.coding.coded_too.click()
    turn()
    assert "Het kost tijd; jongeren willen wel" in words(page)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_part_fits_a_small_laptop_at_any_text_size(
    shell: Shell, page: SurveyPage, look: Theme, scale: float
) -> None:
    look.set("light", scale)
    shell.window().resize(1366, 768)
    for tab in ("analysis", "response", "forms", "setup"):
        page.tabs.choose(tab)
        turn()
        assert shell.window().width() == 1366, tab
        assert not cut_off(page), tab
    page.code()
    turn()
    assert shell.window().width() == 1366
    assert not cut_off(page)


def cut_off(page: SurveyPage) -> list[str]:
    """Names of scrolled parts of which the right side is out of view."""
    return [
        type(area.widget()).__name__
        for area in page.findChildren(QScrollArea)
        if area.isVisible() and area.widget().width() > area.viewport().width()
    ]
