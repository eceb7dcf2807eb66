"""Organisaties as the user meets it: find one, read her course, change a field, act, undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPushButton
from sqlalchemy import event

from stvcrm.desktop.kit.bulk_edit import BulkEdit
from stvcrm.desktop.kit.link_row import LinkRow
from stvcrm.desktop.pages.organisations.page import OrganisationsPage
from stvcrm.model.contact_moments import Outcome
from stvcrm.model.organisations import OrganisationKind, WorkType
from stvcrm.operations import editing
from stvcrm.queries.catalog import BY_NOUN
from tests.desktop.finding import dialog, fill, named, press, says, unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.context import Context
    from stvcrm.store.database import Database


class Told:
    """What the page asked of the window."""

    def __init__(self) -> None:
        self.toasts: list[tuple[str, bool]] = []
        self.shown: list[tuple[str, int]] = []

    def toast(self, text: str, *, undo: bool = False) -> None:
        self.toasts.append((text, undo))

    def navigate(self, table: str, row_id: int) -> None:
        self.shown.append((table, row_id))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def page(context: Context, told: Told, qtbot: QtBot) -> Iterator[OrganisationsPage]:
    made = OrganisationsPage(replace(context, toast=told.toast, navigate=told.navigate))
    qtbot.addWidget(made)
    made.resize(1300, 820)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def names(page: OrganisationsPage) -> list[str]:
    place = [column.key for column in page.model.row_list.columns].index("name")
    return [page.model.index(row, place).data() for row in range(page.model.rowCount())]


def stored(database: Database, noun: str, row_id: int) -> dict[str, Any]:
    with database.read() as connection:
        found = BY_NOUN[noun].record(connection, row_id)
    assert found is not None
    return found


def rows(database: Database, noun: str) -> list[dict[str, Any]]:
    with database.read() as connection:
        return BY_NOUN[noun].records(connection)


def first_id(page: OrganisationsPage) -> int:
    return page.model.id_at(0)


def test_opens_with_the_first_record(page: OrganisationsPage) -> None:
    assert page.record.name.text() == "Aksent Zeist"
    assert page.sub.text() == "4 lidorganisaties · 0 overige relaties"


def test_arrow_down_shows_the_next_record(page: OrganisationsPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.record.name.text() == "Buurthuis Sterk"


def test_typing_filters_the_list(page: OrganisationsPage, qtbot: QtBot) -> None:
    page.filter_box.setText("sudwest")
    qtbot.waitUntil(lambda: names(page) == ["Welzijn Súdwest"])
    page.filter_box.clear()
    qtbot.waitUntil(lambda: len(names(page)) == 4)


def test_field_is_saved_when_left_and_comes_back_with_undo(
    page: OrganisationsPage, database: Database, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    form = page.organisation.details.record.form
    fill(page, "Naam", "Aksent Bilthoven")
    form.editor("city").setFocus()
    qtbot.waitUntil(lambda: names(page)[0] == page.record.name.text() == "Aksent Bilthoven")
    page.context.runner.undo(page)
    assert form.editor("name").value() == page.record.name.text() == "Aksent Zeist"


def test_typing_survives_a_change_from_elsewhere(page: OrganisationsPage, qtbot: QtBot) -> None:
    page.record.edit()
    form = page.organisation.details.record.form
    qtbot.keyClicks(form.editor("city"), "Zei")
    act = {"noun": "organisations", "id": first_id(page), "province": "Utrecht"}
    page.context.runner.do(page, editing.edit, label="elders", **act)
    assert (form.editor("city").value(), form.editor("province").value()) == ("Zei", "Utrecht")


def test_refused_value_stays_with_its_reason(page: OrganisationsPage, database: Database) -> None:
    page.record.edit()
    form = page.organisation.details.record.form
    fill(page, "Postcode", "12")
    form.editor("city").setFocus()
    assert "geen postcode" in form.problem("postcode")
    page.context.runner.do(
        page, editing.edit, label="x", noun="organisations", id=first_id(page), city="Zeist"
    )
    assert form.editor("postcode").value() == "12"
    assert stored(database, "organisations", first_id(page))["postcode"] is None


def test_enter_goes_to_the_record_and_escape_back(page: OrganisationsPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.record.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_call_is_noted_with_its_outcome(page: OrganisationsPage, database: Database) -> None:
    press(page.record, "Bellen")
    outcome = named(dialog(), QComboBox, "Uitkomst")
    outcome.setCurrentIndex(outcome.findData(Outcome.VOICEMAIL))
    fill(dialog(), "Besproken", "Bel morgen terug.")
    press(dialog(), "Gesprek noteren")
    moment = rows(database, "contact_moments")[0]
    assert (moment["outcome"], moment["text"]) == (Outcome.VOICEMAIL, "Bel morgen terug.")
    assert says(page.record, "Voicemail ingesproken")


def test_note_is_part_of_the_course(page: OrganisationsPage) -> None:
    press(page.record, "Notitie")
    fill(dialog(), "Notitie", "Ze verhuizen in juni.")
    fill(dialog(), "Wanneer", "gisteren 14:30")
    press(dialog(), "Noteren")
    assert says(page.record, "Ze verhuizen in juni.")


def test_action_names_its_owner(page: OrganisationsPage, database: Database) -> None:
    press(page.record, "Actie")
    fill(dialog(), "Actie", "Folder opsturen")
    fill(dialog(), "Wie", "Sanne")
    press(dialog(), "Toevoegen")
    assert rows(database, "action_points")[0]["owner"] == "Sanne"


def test_visit_is_asked_for_with_the_contact_person(
    page: OrganisationsPage, database: Database, told: Told
) -> None:
    person = add_person(page)
    press(page.record, "Kennismaking")
    press(dialog(), "Aanvraag vastleggen")
    visit = rows(database, "visits")[0]
    assert (visit["organisation_id"], visit["person_id"]) == (first_id(page), person)
    assert told.shown == [("visit", visit["id"])]


def add_person(page: OrganisationsPage) -> int:
    page.record.tabs.choose("people")
    press(page.record, "Nieuw contact")
    fill(dialog(), "Naam", "Ruben Dijkgraaf")
    fill(dialog(), "Functie", "directeur")
    press(dialog(), "Toevoegen")
    return page.organisation.people[0].person_id


def test_new_contact_works_at_the_organisation(page: OrganisationsPage) -> None:
    add_person(page)
    assert says(page.record, "Ruben Dijkgraaf")
    assert says(page.record, "directeur")
    assert named(page.record, QPushButton, "Contacten 1")


def test_change_of_job_ends_one_position_and_begins_another(
    page: OrganisationsPage, database: Database
) -> None:
    person = add_person(page)
    page.organisation.positions.change_job(page.organisation.people[0])
    fill(dialog(), "Functie", "bestuurder")
    press(dialog(), "Vastleggen")
    held = {row["role"]: row["ended_on"] for row in rows(database, "positions") if row["person_id"] == person}
    assert held["directeur"] is not None
    assert held["bestuurder"] is None


def test_removed_at_once_with_a_way_back(page: OrganisationsPage, told: Told) -> None:
    page.organisation.remove()
    assert "Aksent Zeist" not in names(page)
    assert told.toasts == [("Verwijderd: Aksent Zeist", True)]
    page.context.runner.undo(page)
    assert "Aksent Zeist" in names(page)


def test_new_organisation_is_shown(page: OrganisationsPage) -> None:
    page.make_new("organisation")
    fill(dialog(), "Naam", "Zonnehoek")
    press(dialog(), "Toevoegen")
    assert page.record.name.text() == "Zonnehoek"


def test_organisation_without_name_is_refused_at_its_field(page: OrganisationsPage) -> None:
    page.make_new("organisation")
    press(dialog(), "Toevoegen")
    assert says(dialog(), "Naam is leeg; vul iets in.")
    dialog().close()


def test_former_name_is_kept_at_a_renaming(page: OrganisationsPage) -> None:
    page.organisation._rename()
    fill(dialog(), "Nieuwe naam", "Sociaal Werk Zeist")
    press(dialog(), "Naam wijzigen")
    assert page.record.name.text() == "Sociaal Werk Zeist"
    assert "voorheen Aksent Zeist" in page.record.second.text()


def test_label_is_put_on_and_taken_off(page: OrganisationsPage, qtbot: QtBot) -> None:
    page.record.tabs.choose("details")
    tags = page.organisation.details.tags
    tags.field.setText("koploper")
    qtbot.keyClick(tags.field, Qt.Key.Key_Return)
    assert page.organisation.card is not None
    assert page.organisation.card.tags == ("koploper",)
    press(page.record, "Label koploper eraf halen")
    assert page.organisation.card.tags == ()


def test_earlier_value_is_put_back_from_the_history(page: OrganisationsPage, database: Database) -> None:
    page.record.edit()
    form = page.organisation.details.record.form
    for city in ("Zeist", "Utrecht"):
        fill(page, "Plaats", city)
        form.editor("name").setFocus()
    page.organisation.details.record.show_history("city")
    assert says(dialog(), "was Zeist, werd Utrecht")
    press(dialog(), "Terugzetten op: Zeist")
    assert stored(database, "organisations", first_id(page))["city"] == "Zeist"
    press(dialog(), "Sluiten")


def test_many_rows_change_as_one_act(page: OrganisationsPage, database: Database, told: Told) -> None:
    page.table.select_all()
    press(page, "Bewerken")
    bulk = dialog()
    assert isinstance(bulk, BulkEdit)
    bulk.field.setCurrentIndex(bulk.field.findData("work_type"))
    choice = named(bulk, QComboBox, "Werksoort")
    choice.setCurrentIndex(choice.findData(WorkType.WELFARE_WORK))
    bulk.preview()
    assert bulk.summary.text() == "4 veranderen"
    press(bulk, "4 rijen wijzigen")
    assert {row["work_type"] for row in rows(database, "organisations")} == {WorkType.WELFARE_WORK}
    assert told.toasts[-1] == ("4 rijen gewijzigd", True)
    page.context.runner.undo(page)
    assert {row["work_type"] for row in rows(database, "organisations")} == {WorkType.UNKNOWN}


def test_rows_that_cannot_change_are_told_apart(page: OrganisationsPage, qtbot: QtBot) -> None:
    act = {"noun": "organisations", "id": first_id(page), "member_until": "1-1-2000"}
    page.context.runner.do(page, editing.edit, label="x", **act)
    page.table.select_all()
    press(page, "Bewerken")
    bulk = dialog()
    assert isinstance(bulk, BulkEdit)
    bulk.field.setCurrentIndex(bulk.field.findData("member_until"))
    fill(bulk, "Lid tot", "1-1-2000")
    bulk.preview()
    assert bulk.summary.text() == "3 veranderen · 1 blijft gelijk"
    bulk.close()


def test_shown_rows_and_columns_are_written_to_a_private_file(
    page: OrganisationsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    path = tmp_path / "lijst.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    press(page, "Exporteren")
    text = path.read_text("utf-8-sig")
    assert text.splitlines()[0] == "Organisatie;Plaats;Werksoort;Kennismaking;Contact"
    assert len(text.splitlines()) == 5
    assert path.stat().st_mode & 0o777 == 0o600
    assert told.toasts == [("4 rijen geschreven naar lijst.csv", False)]


def test_file_that_cannot_be_written_is_told(
    page: OrganisationsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "weg" / "lijst.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    with qtbot.waitSignal(page.context.runner.failed) as caught:
        press(page, "Exporteren")
    assert "lijst.csv is niet geschreven" in str(caught.args[0].error)


def test_action_opens_in_a_dialog_over_its_organisation(page: OrganisationsPage, database: Database) -> None:
    last = page.model.id_at(3)
    act = {"noun": "action_points", "text": "Folder sturen", "organisation_id": last}
    page.context.runner.do(page, editing.add, label="x", **act)
    page.open_row("action_point", 1)
    assert page.record.name.text() == "Welzijn Súdwest"
    fill(dialog(), "Wie", "Sanne")
    press(dialog(), "Sluiten")
    assert stored(database, "action_points", 1)["owner"] == "Sanne"


def test_row_of_the_course_opens_its_record(page: OrganisationsPage, told: Told) -> None:
    press(page.record, "Kennismaking")
    press(dialog(), "Aanvraag vastleggen")
    told.shown.clear()
    row = next(r for r in page.record.findChildren(LinkRow) if "Kennismaking" in r.accessibleName())
    row.click()
    assert told.shown == [("visit", 1)]


def test_record_outside_the_filter_is_still_shown(page: OrganisationsPage, database: Database) -> None:
    act = {"noun": "organisations", "id": first_id(page), "kind": OrganisationKind.PARTNER}
    partner = first_id(page)
    page.context.runner.do(page, editing.edit, label="x", **act)
    assert len(names(page)) == 3
    page.open_record(partner)
    assert page.record.name.text() == "Aksent Zeist"


def test_every_control_has_a_name(page: OrganisationsPage) -> None:
    for key in ("course", "details", "people", "chain"):
        page.record.tabs.choose(key)
        assert unnamed(page) == []


def test_columns_to_choose_are_words_for_people(page: OrganisationsPage) -> None:
    texts = [action.text() for action in page.table.column_menu().actions() if action.text()]
    assert "id" not in texts
    assert len(set(texts)) == len(texts)


def test_empty_workspace_offers_the_next_step(
    tmp_path: Path, context: Context, qtbot: QtBot, page: OrganisationsPage
) -> None:
    for row_id in list(page.model.ids()):
        page.context.runner.do(page, editing.remove, label="x", noun="organisations", id=row_id)
    assert says(page, "Nog geen organisaties")
    steps = [b.text() for b in page.panel.findChildren(QPushButton) if b.isVisible()]
    assert {"Importeren", "Organisatie"} <= set(steps)
    assert says(page, "Geen organisatie gekozen")


def test_page_asks_little(context: Context, database: Database, qtbot: QtBot) -> None:
    statements: list[str] = []
    engine = database._engine
    event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    made = OrganisationsPage(context)
    qtbot.addWidget(made)
    made.resize(1300, 820)
    made.show()
    qtbot.waitUntil(lambda: made.record.name.text() != "", timeout=1000)
    QApplication.processEvents()
    assert len([s for s in statements if s.startswith("SELECT")]) <= 50
    made.close()


def test_holds_at_double_text_size(page: OrganisationsPage, look: Any) -> None:
    look.set("dark", 2.0)
    page.resize(1280, 760)
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= 1290
    cut = [b.text() for b in page.findChildren(QPushButton) if b.isVisible() and b.width() < needed(b)]
    assert cut == []


def needed(button: QPushButton) -> int:
    return button.fontMetrics().horizontalAdvance(button.text())
