"""Who is what where, seen from an organisation or from a person; a change of job, an end, a new position."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from stvcrm.base.clock import local
from stvcrm.base.dates import plain_date
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button, menu_button
from stvcrm.desktop.kit.cells import phone
from stvcrm.desktop.kit.commands import Command, fill_menu
from stvcrm.desktop.kit.field_editors import Field
from stvcrm.desktop.kit.form_dialog import FormDialog
from stvcrm.desktop.kit.labels import Tag
from stvcrm.desktop.kit.link_row import LinkRow
from stvcrm.desktop.kit.model_fields import form_field, form_fields
from stvcrm.desktop.kit.parts_panel import remove_with_undo
from stvcrm.desktop.kit.record_dialog import RecordDialog
from stvcrm.desktop.kit.reference_editor import reference
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.desktop.kit.section import Section
from stvcrm.model.people import Person, PersonKind, Position
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.choices import Option
from stvcrm.queries.positions import Held, at_organisation, of_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context

FIELDS = ("role", "level", "started_on", "ended_on", "is_primary")
NEW_PERSON = ("name", "kind", "name_on_paper", "email", "phone")


class PositionsPanel(Section):
    """`side` is whose positions these are: `organisation` lists people, `person` lists organisations."""

    tables = ("position", "person", "organisation")

    def __init__(self, context: Context, side: str) -> None:
        super().__init__(context)
        self._side, self._id = side, 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tools = QHBoxLayout()
        tools.setContentsMargins(14, 10, 10, 8)
        tools.setSpacing(7)
        acts = {_("Nieuw contact"): self.add_person, _("Bestaand contact"): self.add_known}
        if side == "person":
            acts = {_("Andere functie"): self.change_job, _("Functie erbij"): self.add_known}
        for words, act in acts.items():
            tools.addWidget(button(words, act, icon="plus", small=True))
        tools.addStretch(1)
        column.addLayout(tools)
        self.rows = Rows()
        column.addWidget(self.rows.scrolling(), 1)

    def show_id(self, row_id: int) -> None:
        """Show the positions of this record."""
        self._id = row_id
        self.refresh()

    def load(self, connection: Connection) -> Any:
        """The positions, present ones first."""
        return (at_organisation if self._side == "organisation" else of_person)(connection, self._id)

    def show_data(self, data: Any) -> None:
        """One row a position; what is past says so."""
        held: Sequence[Held] = data
        nothing = _("Hier staan de mensen van deze organisatie. Voeg een contact toe.")
        if self._side == "person":
            nothing = _("Hier staat bij welke organisatie iemand werkt. Voeg een functie toe.")
        self.rows.show_rows([self._row(position) for position in held], nothing)

    def add_person(self) -> None:
        """A new person at this organisation."""
        fields = (*form_fields(self.context, Person, NEW_PERSON), form_field(self.context, Position, "role"))
        fields = (fields[0], fields[-1], *fields[1:-1])
        fixed = {"organisation_id": self._id}
        FormDialog(self.context, self.window(), _("Nieuw contact"), "people.add", fields, fixed=fixed)

    def add_known(self) -> None:
        """A further position: someone known at this organisation, or this person somewhere else."""
        key, words, noun = ("person_id", _("Wie"), "people")
        if self._side == "person":
            key, words, noun = ("organisation_id", _("Organisatie"), "organisations")
        fields = (self._choice(key, words, noun), *self._role())
        fixed = {f"{self._side}_id": self._id}
        FormDialog(
            self.context, self.window(), _("Functie toevoegen"), "people.add_position", fields, fixed=fixed
        )

    def change_job(self, position: Held | None = None) -> None:
        """The person leaves for another organisation or another role."""
        person_id = position.person_id if position else self._id
        where = self._choice("organisation_id", _("Organisatie"), "organisations")
        fixed = {"person_id": person_id} | ({"position_id": position.id} if position else {})
        values = {"organisation_id": _option(position)} if position else {}
        FormDialog(
            self.context,
            self.window(),
            _("Andere functie"),
            "people.change_job",
            (where, *self._role()),
            act=_("Vastleggen"),
            sub=_("De vorige functie eindigt op de dag ervoor en blijft bewaard."),
            fixed=fixed,
            values=values,
        )

    def _choice(self, key: str, words: str, noun: str) -> Field:
        return Field(key, words, make=reference(self.context, noun))

    def _role(self) -> tuple[Field, Field]:
        start = form_field(self.context, Position, "started_on")
        return form_field(self.context, Position, "role"), replace(start, key="from_")

    def _end(self, position: Held) -> None:
        words = _("Functie van {name} beëindigd").format(name=position.person)

        def tell(_result: object) -> None:
            self.context.toast(words, undo=True)

        self.context.runner.do(self, BY_NAME["people.end_position"], position_id=position.id, then=tell)

    def _edit(self, position: Held) -> None:
        title = _("{person} bij {organisation}").format(
            person=position.person, organisation=position.organisation
        )
        RecordDialog(self.context, self.window(), title, Position, position.id, FIELDS)

    def _row(self, position: Held) -> QWidget:
        here = self._side == "organisation"
        name = position.person if here else position.organisation
        table, row_id = ("person", position.person_id) if here else ("organisation", position.organisation_id)
        made = QFrame()
        made.setProperty("look", "row")
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 8, 0)
        line.setSpacing(4)
        line.addWidget(
            LinkRow(
                name,
                partial(self.context.navigate, table, row_id),
                icon="contact-round" if here else "building-2",
                text=position.role or "",
                second=_second(position, ways=here),
                end=self._sign(position),
                bare=True,
            ),
            1,
        )
        menu = QMenu(made)
        fill_menu(menu, self._acts(position))
        words = _("Meer over {name}").format(name=name)
        line.addWidget(
            menu_button("", menu, icon="ellipsis", small=True, name=words), 0, Qt.AlignmentFlag.AlignVCenter
        )
        return made

    def _acts(self, position: Held) -> list[Command | None]:
        prefix = f"position.{position.id}"
        change = partial(self.change_job, position)
        remove = partial(
            remove_with_undo, self, Position.noun, position.id, f"{position.person}, {position.role or '–'}"
        )
        return [
            Command(f"{prefix}.edit", _("Functie wijzigen"), partial(self._edit, position), icon="pencil"),
            Command(f"{prefix}.change", _("Andere functie"), change, icon="arrow-right"),
            Command(
                f"{prefix}.end",
                _("Functie beëindigen per vandaag"),
                partial(self._end, position),
                icon="log-out",
                enabled=lambda: position.ended_on is None,
            ),
            None,
            Command(f"{prefix}.remove", _("Functie verwijderen"), remove, icon="x"),
        ]

    def _sign(self, position: Held) -> QWidget | None:
        today = local(self.context.clock()).date()
        if not position.is_present(today):
            return Tag(_("tot {day}").format(day=plain_date(position.ended_on or today)), "neutral")
        if not position.may_be_contacted(today):
            return Tag(_("niet benaderen"), "bad")
        if position.kind is PersonKind.CLIENT:
            return Tag(_("cliënt"), "violet")
        return None


def _second(position: Held, *, ways: bool) -> str:
    parts = [position.email, phone(position.phone).text if position.phone else None] if ways else []
    if position.started_on is not None:
        parts.append(_("vanaf {day}").format(day=plain_date(position.started_on)))
    return " · ".join(part for part in parts if part)


def _option(position: Held) -> Option:
    return Option(position.organisation_id, position.organisation, "")
