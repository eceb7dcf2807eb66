"""Contacten: the list left, the record right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.base.i18n import N_, _, n_
from stvcrm.desktop.kit.cells import Cell, brief_day
from stvcrm.desktop.kit.commands import Command
from stvcrm.desktop.kit.empty_state import EmptyState
from stvcrm.desktop.kit.field_editors import Field
from stvcrm.desktop.kit.form_dialog import FormDialog
from stvcrm.desktop.kit.list_page import ListPage
from stvcrm.desktop.kit.model_fields import form_field, form_fields
from stvcrm.desktop.kit.page import Maker, Page
from stvcrm.desktop.kit.reference_editor import reference
from stvcrm.desktop.pages.people.record import PersonRecord
from stvcrm.model.people import Person, PersonKind, Position
from stvcrm.queries.people import PEOPLE, counts
from stvcrm.queries.positions import person_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.context import Context

BULK = ("kind", "confirmed_on", "do_not_contact", "do_not_contact_until", "retain_until")
NEW = ("kind", "name_on_paper", "email", "phone")


def _contact_sign(value: object) -> Cell:
    return Cell(_("niet benaderen"), "ban", "bad") if value else Cell()


def _kind(value: object) -> Cell:
    """Only what asks for care is told: most are professionals."""
    if value == PersonKind.CLIENT:
        return Cell(PersonKind.CLIENT.label, "contact-round", "violet")
    return Cell()


FORMATS = {"do_not_contact": _contact_sign, "kind": _kind, "confirmed_on": brief_day}


class PeoplePage(ListPage):
    """Everyone known by name; clients only under their own filter and among all."""

    def __init__(self, context: Context) -> None:
        self._new = Command("people.add", _("Contact"), self._add, icon="plus", in_palette=False)
        self._import = Command("people.import", _("Importeren"), self._ask_file, icon="upload")
        empty = EmptyState(
            "contact-round",
            _("Geen contacten"),
            _("Voeg iemand toe, of sleep visitekaartjes (.vcf) of een ledenlijst op dit venster."),
            self._new,
            self._import,
        )
        self.person = PersonRecord(context)
        super().__init__(
            context,
            _("Contacten"),
            PEOPLE,
            FORMATS,
            every=_("Iedereen"),
            empty=empty,
            record=self.person,
            entity=Person,
            bulk=BULK,
        )
        self.add_commands(self._import, self.export_command(), primary=self._new)
        context.commands.add(self.table, self.list_commands())
        context.runner.changed.connect(self._count)
        self._count(None)

    def open_row(self, table: str, row_id: int) -> None:
        """Show a person, or the person who holds a position."""
        if table == Person.__tablename__:
            self.open_record(row_id)
            return

        def show(person_id: int | None) -> None:
            if person_id is not None:
                self.open_record(person_id)
                self.person.tabs.choose("positions")

        self.context.runner.ask(self, person_of, show, row_id)

    def make_new(self, key: str) -> None:
        """Begin what `+ Nieuw` asks for."""
        self._add()

    def _ask_file(self) -> None:
        self.context.import_file(None)

    def _add(self) -> None:
        where = Field("organisation_id", _("Organisatie"), make=reference(self.context, "organisations"))
        fields = (
            form_field(self.context, Person, "name"),
            where,
            form_field(self.context, Position, "role"),
            *form_fields(self.context, Person, NEW),
        )
        FormDialog(self.context, self, _("Nieuw contact"), "people.add", fields, then=self.open_record)

    def _count(self, changes: Changes | None) -> None:
        if changes is None or changes.touches(("person",)):
            self.context.runner.ask_latest(self, "count", counts, self._show_counts)

    def _show_counts(self, found: Mapping[PersonKind, int]) -> None:
        professionals, clients = (found.get(kind, 0) for kind in PersonKind)
        words = n_("{n} professional", "{n} professionals", professionals).format(n=professionals)
        second = n_("{n} cliënt", "{n} cliënten", clients).format(n=clients)
        self.sub.setText(f"{words} · {second}")


PAGE = Page(
    "people",
    PeoplePage,
    ("person", "position"),
    makes=(Maker("person", N_("Contact"), "contact-round"),),
)
