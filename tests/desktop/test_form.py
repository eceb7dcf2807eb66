"""A field is saved when it is left; what cannot be saved stays, with the reason under it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stvcrm.base.errors import Problem
from stvcrm.desktop.kit.field_editors import Field, TextEditor
from stvcrm.desktop.kit.form import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.theme import Theme

FIELDS = (
    Field("name", "Naam"),
    Field("staff", "Medewerkers", "number"),
    Field("since", "Lid sinds", "date"),
    Field("kind", "Soort", "choice", (("member", "Lidorganisatie"), ("partner", "Partner"))),
    Field("notes", "Notities", "long"),
    Field("quiet", "Niet benaderen", "flag"),
)
VALUES = {
    "name": "Het Trefpunt",
    "staff": 48,
    "since": date(2010, 5, 1),
    "kind": "member",
    "notes": "",
    "quiet": False,
}


@pytest.fixture
def form(look: Theme, qtbot: QtBot) -> Iterator[Form]:
    holder = QWidget()
    column = QVBoxLayout(holder)
    made = Form(FIELDS)
    column.addWidget(made)
    qtbot.addWidget(holder)
    made.show_record(7, VALUES)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    yield made
    holder.close()


def type_in(qtbot: QtBot, form: Form, key: str, text: str) -> None:
    editor = form.editor(key)
    editor.setFocus()
    assert isinstance(editor, TextEditor)
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def test_saves_when_left(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.changed) as caught:
        type_in(qtbot, form, "name", "De Linde")
        form.editor("staff").setFocus()
    assert caught.args == [7, "name", "De Linde"]


def test_saves_nothing_when_nothing_changed(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.editor("name").setFocus()
        form.editor("staff").setFocus()


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [("staff", "1.250", 1250), ("since", "11-5-2017", date(2017, 5, 11)), ("staff", " ", None)],
)
def test_reads_what_is_typed(form: Form, qtbot: QtBot, key: str, typed: str, value: object) -> None:
    with qtbot.waitSignal(form.changed) as caught:
        type_in(qtbot, form, key, typed)
        form.editor("name").setFocus()
    assert caught.args == [7, key, value]


def test_wrong_date_stays_with_its_reason(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.changed):
        type_in(qtbot, form, "since", "ooit")
        form.editor("name").setFocus()
    assert "geen datum" in form.problem("since")
    assert form.editor("since").accessibleDescription() == form.problem("since")


def test_typing_is_not_overwritten(form: Form, qtbot: QtBot) -> None:
    type_in(qtbot, form, "name", "Half getypt")
    form.show_record(7, VALUES | {"name": "Van elders", "staff": 50})
    name, staff = form.editor("name"), form.editor("staff")
    assert (name.value(), staff.value()) == ("Half getypt", 50)


def test_other_record_saves_what_was_typed_first(form: Form, qtbot: QtBot) -> None:
    type_in(qtbot, form, "name", "Half getypt")
    with qtbot.waitSignal(form.changed) as caught:
        form.show_record(8, VALUES)
    assert caught.args == [7, "name", "Half getypt"]
    assert form.editor("name").value() == "Het Trefpunt"


def test_escape_brings_back_what_was(form: Form, qtbot: QtBot) -> None:
    type_in(qtbot, form, "name", "Fout")
    qtbot.keyClick(form.editor("name"), Qt.Key.Key_Escape)
    assert form.editor("name").value() == "Het Trefpunt"


def test_refusal_is_shown_under_its_field(form: Form) -> None:
    form.show_problems([Problem("name", "Een naam is verplicht.")])
    assert form.problem("name") == "Een naam is verplicht."


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_editor_has_a_name(form: Form, field: Field) -> None:
    assert form.editor(field.key).accessibleName() == field.label


def test_typing_while_a_record_is_fetched_is_for_that_record(form: Form, qtbot: QtBot) -> None:
    form.await_record()
    type_in(qtbot, form, "name", "De Linde")
    form.show_record(8, VALUES)
    assert (form.editor("name").value(), form.editor("staff").value()) == ("De Linde", 48)
    with qtbot.waitSignal(form.changed) as caught:
        form.editor("staff").setFocus()
    assert caught.args == [8, "name", "De Linde"]


def test_waiting_for_another_record_saves_the_one_before(form: Form, qtbot: QtBot) -> None:
    type_in(qtbot, form, "name", "Half getypt")
    with qtbot.waitSignal(form.changed) as caught:
        form.await_record()
    assert caught.args == [7, "name", "Half getypt"]
    assert form.editor("name").value() == ""


def test_refused_value_stays_until_it_is_typed_anew(form: Form, qtbot: QtBot) -> None:
    type_in(qtbot, form, "name", "Bezet")
    form.editor("staff").setFocus()
    form.show_problems([Problem("name", "Deze naam is al in gebruik.")])
    form.show_record(7, VALUES)
    assert (form.editor("name").value(), form.problem("name")) == ("Bezet", "Deze naam is al in gebruik.")
    type_in(qtbot, form, "name", "Vrij")
    form.editor("staff").setFocus()
    assert form.problem("name") == ""
