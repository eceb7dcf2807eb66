"""A list shows its rows, follows its records, and chooses by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from stvcrm.desktop.kit.lazy_table import LazyTableModel
from stvcrm.desktop.kit.list_panel import ListFilters, ListPanel
from stvcrm.desktop.kit.table_view import TableView
from stvcrm.model.organisations import Organisation
from stvcrm.operations import editing, organisations
from stvcrm.queries.organisations import ORGANISATIONS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.context import Context
    from stvcrm.store.database import Database
    from stvcrm.store.unit_of_work import UnitOfWork

NAME = [column.key for column in ORGANISATIONS.columns].index("name")


@pytest.fixture
def table(context: Context, qtbot: QtBot) -> TableView:
    model = LazyTableModel(context.runner, ORGANISATIONS)
    view = TableView(model, context.preferences, "Organisaties")
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    model.refresh()
    qtbot.waitUntil(lambda: names(view)[0] != "…")
    return view


def names(table: TableView) -> list[str]:
    model = table.lazy
    return [model.index(row, NAME).data() for row in range(model.rowCount())]


def press(qtbot: QtBot, table: TableView, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    qtbot.keyClick(table, key, held)


def test_shows_names_in_dutch_order(table: TableView) -> None:
    assert names(table) == ["Aksent Zeist", "Buurthuis Sterk", "Het Trefpunt", "Welzijn Súdwest"]


def test_sorts_the_other_way(table: TableView, qtbot: QtBot) -> None:
    table.sort_by("name", descending=True)
    assert names(table)[0] == "Welzijn Súdwest"


def test_selection_follows_the_record(table: TableView, context: Context, qtbot: QtBot) -> None:
    table.go_to(table.lazy.id_at(0))
    chosen = table.current_id()
    context.runner.do(
        table, editing.edit, label="Wijzigen", noun="organisations", id=chosen, name="Zonnehoek"
    )
    assert table.lazy.row_of(chosen or 0) == 3
    assert table.currentIndex().row() == 3
    assert table.selection.ids() == {chosen}


def test_record_that_is_gone_is_no_longer_current(table: TableView, context: Context) -> None:
    table.go_to(table.lazy.id_at(1))
    context.runner.do(table, editing.remove, label="Weg", noun="organisations", id=table.current_id())
    assert table.current_id() is None
    assert len(table.selection) == 0


def test_all_are_chosen_without_fetching(table: TableView, qtbot: QtBot) -> None:
    press(qtbot, table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(table.selection) == 4


def test_arrow_down_tells_the_record(table: TableView, qtbot: QtBot) -> None:
    table.go_to(table.lazy.id_at(0))
    with qtbot.waitSignal(table.current_changed) as caught:
        press(qtbot, table, Qt.Key.Key_Down)
    assert caught.args == [table.lazy.id_at(1)]


def test_enter_opens_the_record(table: TableView, qtbot: QtBot) -> None:
    table.go_to(table.lazy.id_at(2))
    with qtbot.waitSignal(table.opened) as caught:
        press(qtbot, table, Qt.Key.Key_Return)
    assert caught.args == [table.lazy.id_at(2)]


def test_copies_headings_and_chosen_rows(table: TableView, qtbot: QtBot) -> None:
    table.go_to(table.lazy.id_at(0))
    table.copy_rows()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].startswith("Organisatie\tPlaats")
    assert lines[1].startswith("Aksent Zeist\t")
    assert len(lines) == 2


def test_tells_where_one_is(table: TableView) -> None:
    assert table.position() == "1–4 van 4"


def test_hidden_column_stays_hidden(table: TableView, context: Context, qtbot: QtBot) -> None:
    city = [column.key for column in ORGANISATIONS.columns].index("city")
    action = next(a for a in table.column_menu().actions() if a.data() == city)
    action.trigger()
    again = TableView(LazyTableModel(context.runner, ORGANISATIONS), context.preferences, "Organisaties")
    qtbot.addWidget(again)
    assert again.isColumnHidden(city)


def test_filters_count_their_rows(table: TableView, context: Context, qtbot: QtBot) -> None:
    chips = ListFilters(table, context.runner, every="Alle")
    qtbot.addWidget(chips)
    texts = [b.accessibleName() for b in chips.findChildren(QWidget) if b.property("chip") is not None]
    assert texts[0] == "Alle lidorganisaties  4"
    assert texts[-1] == "Alle  4"


def test_empty_list_says_what_belongs_here(table: TableView, qtbot: QtBot) -> None:
    empty = QWidget()
    panel = ListPanel(table, empty)
    qtbot.addWidget(panel)
    panel.show()
    table.lazy.show_rows(filters=("wants_visit",))
    assert empty.isVisible()
    table.setParent(None)


def test_long_list_shows_its_first_page_before_its_order(
    database: Database, context: Context, qtbot: QtBot
) -> None:
    def add(uow: UnitOfWork) -> None:
        rows = [
            {"name": f"Zorg {n:03}", "name_key": f"zorg {n:03}", "notes": "", "kind": "member"}
            for n in range(150)
        ]
        uow.insert_rows(Organisation, rows)

    database.write("Veel", add)
    model = LazyTableModel(context.runner, ORGANISATIONS)
    told: list[int] = []
    model.refresh()
    model.when_complete(lambda: told.append(len(model.ids())))
    assert (model.rowCount(), len(model.ids()), model.complete) == (154, 64, False)
    assert model.index(0, NAME).data() == "Aksent Zeist"
    assert model.index(150, NAME).data() == "…"
    qtbot.waitUntil(lambda: told == [154])
    assert (model.complete, model.id_at(153) > 0) == (True, True)


def test_all_of_a_list_that_opens_are_chosen_when_known(
    database: Database, context: Context, qtbot: QtBot
) -> None:
    for number in range(70):
        database.write("Erbij", organisations.add, name=f"Zorg {number}")
    model = LazyTableModel(context.runner, ORGANISATIONS)
    view = TableView(model, context.preferences, "Organisaties")
    qtbot.addWidget(view)
    model.refresh()
    view.select_all()
    qtbot.waitUntil(lambda: len(view.selection) == 74)


def test_list_that_is_empty_already_says_so_at_once(table: TableView, qtbot: QtBot) -> None:
    table.lazy.show_rows(filters=("wants_visit",))
    empty = QWidget()
    panel = ListPanel(table, empty)
    qtbot.addWidget(panel)
    panel.show()
    assert empty.isVisible()
    table.setParent(None)
