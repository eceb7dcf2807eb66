"""Vandaag as it is met in the morning: every figure opens its rows, every line its record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from stvcrm.base.clock import local
from stvcrm.desktop.kit.empty_state import EmptyState
from stvcrm.desktop.kit.link_row import LinkRow
from stvcrm.desktop.pages.today.lists import due_words
from stvcrm.desktop.pages.today.page import TodayPage
from stvcrm.operations import editing, organisations, promises, visits

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.context import Context
    from stvcrm.store.database import Database

NOON = datetime(2017, 5, 11, 10, 0, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class Went:
    """Where a page asked the window to go."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str]] = []
        self.records: list[tuple[str, int]] = []


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def went() -> Went:
    return Went()


@pytest.fixture
def make(context: Context, clock: Clock, went: Went, qtbot: QtBot) -> Callable[[], TodayPage]:
    def build() -> TodayPage:
        given = replace(
            context,
            clock=clock,
            rows=lambda page, key: went.rows.append((page, key)),
            navigate=lambda table, row: went.records.append((table, row)),
        )
        page = TodayPage(given)
        qtbot.addWidget(page)
        page.resize(1200, 850)
        page.show()
        return page

    return build


@pytest.fixture
def planned(database: Database) -> int:
    visit = database.write("x", visits.request, organisation_id=3)[0]
    database.write("x", visits.schedule, visit_id=visit, starts_at="2017-05-15T09:30", minutes=90)
    database.write("x", visits.request, organisation_id=1)
    return visit


@pytest.fixture
def promised(database: Database) -> int:
    late = (NOON - timedelta(days=3)).date().isoformat()
    return database.write("x", promises.add, text="sturen het plan", due_on=late, organisation_id=3)[0]


def rows(card: QWidget) -> list[str]:
    QTest.qWait(1)
    return [row.accessibleName() for row in card.findChildren(LinkRow) if not row.isHidden()]


def press(tile: Any, text: str) -> None:
    next(link for link in tile.findChildren(QPushButton) if link.text() == text).click()


def test_title_is_the_day(make: Callable[[], TodayPage]) -> None:
    page = make()
    assert page.title.text() == "Donderdag 11 mei 2017"
    assert page.sub.text() == "week 19 · geen afspraken"


def test_title_turns_with_the_day(make: Callable[[], TodayPage], clock: Clock) -> None:
    page = make()
    clock.now += timedelta(days=1)
    page.hide()
    page.show()
    assert page.title.text() == "Vrijdag 12 mei 2017"


def test_figures_open_their_rows(make: Callable[[], TodayPage], went: Went, planned: int) -> None:
    board = make().board
    assert board.visits.accessibleName() == "Kennismakingen: 0 van 2 bezocht"
    board.visits.click()
    press(board.visits, "1 ingepland")
    press(board.visits, "1 zonder datum")
    board.members.click()
    keys = ["held", "scheduled", "without_date"]
    assert went.rows == [*(("visits", key) for key in keys), ("organisations", "members")]


def test_appointment_stands_under_its_day(make: Callable[[], TodayPage], went: Went, planned: int) -> None:
    agenda = make().board.agenda
    assert rows(agenda) == ["09:30–11:00, Kennismaking Het Trefpunt, Ingepland"]
    agenda.findChildren(LinkRow)[0].click()
    assert went.records == [("visit", planned)]


def test_late_promise_is_told_and_ticked_off(
    make: Callable[[], TodayPage], database: Database, promised: int
) -> None:
    page = make()
    assert rows(page.board.due) == ["Wij sturen het plan, Het Trefpunt"]
    assert "1 actie te laat" in page.sub.text()
    page.board.due.findChildren(QCheckBox)[0].click()
    assert rows(page.board.due) == []
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT state FROM promise").scalar() == "done"


def test_figure_of_what_is_due_shows_all_of_it(make: Callable[[], TodayPage], database: Database) -> None:
    for number in range(9):
        database.write("x", promises.add, text=f"doen {number}", due_on=f"2017-05-{number + 6:02}")
    board = make().board
    assert len(rows(board.due)) == 6
    board.todo.click()
    assert len(rows(board.due)) == 9
    press(board.todo, "5 te laat")
    assert len(rows(board.due)) == 5
    press(board.due, "Minder tonen")
    assert len(rows(board.due)) == 6


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, ("3 dagen te laat", "bad")),
        (0, ("vandaag", "warn")),
        (1, ("vr 12 mei", "neutral")),
        (300, ("wo 7 maart 2018", "neutral")),
    ],
)
def test_due_in_words(days: int, words: tuple[str, str]) -> None:
    today = local(NOON).date()
    assert due_words(today + timedelta(days=days), today) == words


def test_last_change_opens_its_record(make: Callable[[], TodayPage], went: Went, planned: int) -> None:
    changes = make().board.changes
    changes.findChildren(LinkRow)[0].click()
    assert went.records == [("visit", planned + 1)]


def test_change_of_what_is_gone_opens_nothing(make: Callable[[], TodayPage], database: Database) -> None:
    database.write("x", editing.remove, noun="organisations", id=1)
    first = make().board.changes.findChildren(LinkRow)[0]
    assert first.accessibleName().startswith("Verwijderd: Aksent Zeist")
    assert not first.isEnabled()


def test_new_act_is_shown_at_once(make: Callable[[], TodayPage]) -> None:
    page = make()
    page.context.runner.do(page, organisations.add, label="x", name="Tandem Welzijn")
    QTest.qWait(1)
    assert rows(page.board.changes)[0].startswith("Organisatie toegevoegd: Tandem Welzijn")


def test_empty_workspace_offers_the_member_list(make: Callable[[], TodayPage], database: Database) -> None:
    for number in range(1, 5):
        database.write("x", editing.remove, noun="organisations", id=number)
    board = make().board
    shown = board.stack.currentWidget()
    assert isinstance(shown, EmptyState)
    assert [b.text() for b in shown.findChildren(QPushButton)] == ["Ledenlijst importeren"]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_one_column_where_two_do_not_fit(
    make: Callable[[], TodayPage], look: Any, planned: int, promised: int, scale: float
) -> None:
    look.set("light", scale)
    page = make()
    page.resize(1000, 700)
    QTest.qWait(20)
    agenda, due = page.board.agenda.geometry(), page.board.due.geometry()
    assert (due.top() > agenda.bottom()) == (scale > 1.0)
    assert page.board.visits.geometry().right() <= page.board.width()


def test_the_button_for_all_that_is_due_is_wide_enough_for_its_words(
    database: Database, make: Callable[[], TodayPage]
) -> None:
    for number in range(12):
        database.write("x", promises.add_action, text=f"Actie {number}")
    more = next(one for one in make().findChildren(QPushButton) if one.text() == "Alle tonen")
    assert more.width() >= more.fontMetrics().horizontalAdvance("Alle tonen")
