"""Contacten as the user meets it: who, where, how to reach them, on what ground, and gone for good."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton

from stvcrm.desktop.kit.link_row import LinkRow
from stvcrm.desktop.kit.reference_editor import ReferenceEditor
from stvcrm.desktop.pages.people.erasing import EraseDialog
from stvcrm.desktop.pages.people.page import PeoplePage
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.catalog import BY_NOUN
from tests.desktop.finding import dialog, fill, named, press, says, unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.context import Context
    from stvcrm.store.database import Database


class Told:
    """What the page asked of the window."""

    def __init__(self) -> None:
        self.toasts: list[str] = []
        self.papers: list[tuple[str, int | None]] = []

    def toast(self, text: str, *, undo: bool = False) -> None:
        self.toasts.append(text)

    def paper(self, report: str, row_id: int | None = None) -> None:
        self.papers.append((report, row_id))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def people(database: Database) -> dict[str, int]:
    """A director and a client of the first organisation."""

    def add(**values: Any) -> int:
        return int(BY_NAME["people.add"].perform(database, organisation_id=1, **values)[0])

    return {
        "director": add(name="Ruben Dijkgraaf", role="directeur", phone="0612345678"),
        "client": add(name="Annemiek Zanden", name_on_paper="Mevrouw Z.", kind="client", phone="0687654321"),
    }


@pytest.fixture
def page(context: Context, told: Told, people: dict[str, int], qtbot: QtBot) -> Iterator[PeoplePage]:
    made = PeoplePage(replace(context, toast=told.toast, paper=told.paper))
    qtbot.addWidget(made)
    made.resize(1300, 820)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def shown(page: PeoplePage) -> list[int]:
    return list(page.model.ids())


def rows(database: Database, noun: str) -> list[dict[str, Any]]:
    with database.read() as connection:
        return BY_NOUN[noun].records(connection)


def test_clients_are_seen_only_when_asked_for(page: PeoplePage, people: dict[str, int]) -> None:
    assert shown(page) == [people["director"]]
    page.show_filter("clients")
    assert shown(page) == [people["client"]]
    assert page.sub.text() == "1 professional · 1 cliënt"


def test_head_tells_the_role_and_the_number(page: PeoplePage) -> None:
    assert page.record.second.text() == "directeur bij Aksent Zeist"
    assert says(page.record, "06 12 34 56 78")


def test_head_of_a_client_keeps_the_number_back(page: PeoplePage, people: dict[str, int]) -> None:
    page.open_record(people["client"])
    assert says(page.record, "op papier: Mevrouw Z.")
    assert not says(page.record, "06 87 65 43 21")


def test_who_is_not_to_be_contacted_says_so(page: PeoplePage) -> None:
    fill(page, "Reden niet benaderen", "ziek")
    named(page, QCheckBox, "Niet benaderen").click()
    page.table.setFocus()
    assert says(page.record, "Niet benaderen: ziek")


def test_new_contact_is_found_at_the_organisation_typed(
    page: PeoplePage, database: Database, qtbot: QtBot
) -> None:
    page.make_new("person")
    fill(dialog(), "Naam", "Sander Holthuis")
    where = named(dialog(), ReferenceEditor, "Organisatie")
    where.setFocus()
    qtbot.keyClicks(where, "trefp")
    qtbot.waitUntil(lambda: where.completer().popup().isVisible())
    fill(dialog(), "Organisatie", "Het Trefpunt")
    press(dialog(), "Toevoegen")
    assert page.record.name.text() == "Sander Holthuis"
    assert rows(database, "people")[-1]["organisation"] == "Het Trefpunt"


def test_organisation_that_is_unknown_is_refused_at_its_field(page: PeoplePage, qtbot: QtBot) -> None:
    page.make_new("person")
    fill(dialog(), "Naam", "Sander Holthuis")
    fill(dialog(), "Organisatie", "Bestaat niet")
    press(dialog(), "Toevoegen")
    assert says(dialog(), "Kies een naam uit de lijst")
    dialog().close()


def test_choice_from_the_list_by_keyboard(page: PeoplePage, qtbot: QtBot) -> None:
    page.make_new("person")
    where = named(dialog(), ReferenceEditor, "Organisatie")
    where.setFocus()
    qtbot.keyClicks(where, "buurt")
    qtbot.waitUntil(lambda: where.completer().popup().isVisible())
    popup = where.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert where.text() == "Buurthuis Sterk"
    assert where.value() == 2
    dialog().close()


def test_ground_for_keeping_is_a_row_of_its_own(page: PeoplePage, database: Database) -> None:
    press(page, "Grondslag")
    fill(dialog(), "Doel", "Uitnodigingen voor bijeenkomsten")
    fill(dialog(), "Gegeven op", "11-5-2017")
    press(dialog(), "Toevoegen")
    assert says(page, "Uitnodigingen voor bijeenkomsten")
    assert str(rows(database, "consents")[0]["given_on"]) == "2017-05-11"


def test_further_number_can_be_changed_and_removed(page: PeoplePage, database: Database, told: Told) -> None:
    press(page, "Nummer of adres")
    fill(dialog(), "Nummer of adres", "030 123 45 67")
    press(dialog(), "Toevoegen")
    assert len(rows(database, "contact_ways")) == 1
    [remove] = [b for b in page.findChildren(QPushButton) if b.accessibleName().endswith("verwijderen")]
    remove.click()
    assert rows(database, "contact_ways") == []
    assert told.toasts[-1].startswith("Verwijderd: 030")


def test_access_request_is_a_paper(page: PeoplePage, people: dict[str, int], told: Told) -> None:
    page.person.show_access_report()
    assert told.papers == [("access_report", people["director"])]


def test_erasing_asks_first_and_cancel_is_the_default(
    page: PeoplePage, database: Database, qtbot: QtBot
) -> None:
    page.person.erase()
    assert says(dialog(), "Ruben Dijkgraaf wordt gewist. Dit kan niet ongedaan worden gemaakt")
    assert says(dialog(), "1 functie")
    qtbot.keyClick(dialog(), Qt.Key.Key_Return)
    assert "Ruben Dijkgraaf" in [row["name"] for row in rows(database, "people")]


def erased(page: PeoplePage) -> EraseDialog:
    """Erase the person shown, and keep what is told of it."""
    page.person.erase()
    over = dialog()
    assert isinstance(over, EraseDialog)
    press(over, "Voorgoed wissen")
    return over


def test_erased_person_is_gone_and_the_backup_is_named(page: PeoplePage, database: Database) -> None:
    told_left = erased(page)
    assert "Ruben Dijkgraaf" not in [row["name"] for row in rows(database, "people")]
    assert says(told_left, "Reservekopie van")
    assert shown(page) == []
    press(told_left, "Kopieën met deze persoon verwijderen")


def test_backups_that_hold_an_erased_person_can_go_at_once(page: PeoplePage, told: Told) -> None:
    press(erased(page), "Kopieën met deze persoon verwijderen")
    assert told.toasts[-1] == "1 reservekopie verwijderd"


def test_position_opens_the_person_who_holds_it(page: PeoplePage, people: dict[str, int]) -> None:
    page.open_row("position", 2)
    assert page.record.row_id == people["client"]
    assert page.record.tabs.current() == "positions"


def test_second_position_stands_beside_the_first(page: PeoplePage, database: Database, qtbot: QtBot) -> None:
    page.record.tabs.choose("positions")
    press(page, "Functie erbij")
    where = named(dialog(), ReferenceEditor, "Organisatie")
    where.setFocus()
    qtbot.keyClicks(where, "sudwest")
    qtbot.waitUntil(lambda: where.completer().popup().isVisible())
    fill(dialog(), "Organisatie", "Welzijn Súdwest")
    fill(dialog(), "Functie", "adviseur")
    press(dialog(), "Toevoegen")
    assert says(page, "Welzijn Súdwest")
    assert named(page, QPushButton, "Functies 2")


def test_every_control_has_a_name(page: PeoplePage) -> None:
    for key in ("details", "positions", "course", "chain"):
        page.record.tabs.choose(key)
        assert unnamed(page) == []


def test_places_left_tell_where_they_are_and_stay_listed(page: PeoplePage, database: Database) -> None:
    BY_NAME["people.add"].perform(database, name="Els Dijkgraaf")
    BY_NAME["contact_moments.add"].perform(
        database, organisation_id=2, channel="phone", direction="out", text="Gebeld met mevrouw Dijkgraaf."
    )
    over = erased(page)
    assert says(over, "Gebeld met mevrouw Dijkgraaf.")
    assert says(over, "Contactmomenten, notitie: “Dijkgraaf”")
    over.findChild(LinkRow).click()
    assert over.isVisible()
