"""Organisaties: the list left, the record right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.base.i18n import N_, _
from stvcrm.desktop.kit.cells import brief_day
from stvcrm.desktop.kit.commands import Command
from stvcrm.desktop.kit.empty_state import EmptyState
from stvcrm.desktop.kit.list_page import ListPage
from stvcrm.desktop.kit.looks import visit_state, work_type
from stvcrm.desktop.kit.page import Maker, Page
from stvcrm.desktop.kit.record_dialog import RecordDialog
from stvcrm.desktop.pages.organisations import acts
from stvcrm.desktop.pages.organisations.record import OrganisationRecord
from stvcrm.model.catalog import BY_TABLE
from stvcrm.model.organisations import Organisation
from stvcrm.queries.organisations import ORGANISATIONS, Counts, counts, open_questions
from stvcrm.queries.parts import owner_of

if TYPE_CHECKING:
    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.context import Context

BULK = ("kind", "work_type", "province", "city", "member_since", "member_until")
FORMATS = {"work_type": work_type, "visit_state": visit_state, "last_contact": brief_day}
PARTS = {
    "contact_moment": (N_("Contactmoment"), ("text", "channel", "direction", "outcome")),
    "promise": (N_("Toezegging"), ("text", "by", "who", "due_on", "state")),
    "action_point": (N_("Actie"), ("text", "owner", "due_on", "state")),
}
"""Records without a page of their own yet: they open in a dialog over their organisation."""


class OrganisationsPage(ListPage):
    """Members of the association and other relations."""

    def __init__(self, context: Context) -> None:
        self._import = Command("organisations.import", _("Importeren"), self._ask_file, icon="upload")
        self._new = Command("organisations.add", _("Organisatie"), self._add, icon="plus", in_palette=False)
        empty = EmptyState(
            "building-2",
            _("Nog geen organisaties"),
            _("Sleep een ledenlijst op dit venster, of voeg de eerste organisatie zelf toe."),
            self._import,
            self._new,
        )
        self.organisation = OrganisationRecord(context)
        super().__init__(
            context,
            _("Organisaties"),
            ORGANISATIONS,
            FORMATS,
            every=_("Alle relaties"),
            empty=empty,
            record=self.organisation,
            entity=Organisation,
            bulk=BULK,
        )
        self.add_commands(self._import, self.export_command(), primary=self._new)
        context.commands.add(self.table, self.list_commands())
        context.runner.changed.connect(self._count)
        self._count(None)

    def open_row(self, table: str, row_id: int) -> None:
        """Show an organisation, or a row that belongs to one in a dialog over it."""
        if table == Organisation.__tablename__:
            self.open_record(row_id)
            return
        words, keys = PARTS[table]

        def show(organisation_id: int | None) -> None:
            if organisation_id is not None:
                self.open_record(organisation_id)
            RecordDialog(self.context, self, _(words), BY_TABLE[table], row_id, keys)

        self.context.runner.ask(self, owner_of, show, table, row_id)

    def make_new(self, key: str) -> None:
        """Begin what `+ Nieuw` asks for."""
        if key == "organisation":
            self._add()
        elif key == "contact_moment":
            self.organisation.note()
        else:
            self.organisation.plan_action()

    def _ask_file(self) -> None:
        self.context.import_file(None)

    def _add(self) -> None:
        acts.add(self.context, self, self.open_record)

    def _count(self, changes: Changes | None) -> None:
        if changes is None or changes.touches(("organisation",)):
            self.context.runner.ask_latest(self, "count", counts, self._show_counts)

    def _show_counts(self, found: Counts) -> None:
        words = _("{members} lidorganisaties · {others} overige relaties")
        self.sub.setText(words.format(members=found.members, others=found.others))


PAGE = Page(
    "organisations",
    OrganisationsPage,
    ("organisation", *PARTS),
    open_questions,
    N_("{count} vragen uit een import"),
    ("import_question",),
    (
        Maker("organisation", N_("Organisatie"), "building-2"),
        Maker("contact_moment", N_("Contactmoment"), "square-pen"),
        Maker("action_point", N_("Actie"), "list-checks"),
    ),
)
