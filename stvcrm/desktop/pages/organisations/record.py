"""The record of an organisation beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stvcrm.base.clock import local
from stvcrm.base.i18n import _
from stvcrm.desktop.kit import contact_dialogs
from stvcrm.desktop.kit.cells import phone
from stvcrm.desktop.kit.chain_panel import ChainPanel
from stvcrm.desktop.kit.commands import Command
from stvcrm.desktop.kit.contact_dialogs import With
from stvcrm.desktop.kit.course_panel import CoursePanel
from stvcrm.desktop.kit.empty_state import EmptyState
from stvcrm.desktop.kit.parts_panel import remove_with_undo
from stvcrm.desktop.kit.positions_panel import PositionsPanel
from stvcrm.desktop.kit.record_form import RecordForm, history_command
from stvcrm.desktop.kit.record_panel import Head, RecordPanel
from stvcrm.desktop.pages.organisations import acts
from stvcrm.desktop.pages.organisations.details import Details
from stvcrm.desktop.pages.organisations.questions import Questions
from stvcrm.model.organisations import Organisation, OrganisationKind, WorkType
from stvcrm.queries.organisations import OrganisationCard, card
from stvcrm.queries.positions import Held, at_organisation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context


class OrganisationRecord(RecordPanel):
    """Head, acts, and the tabs Verloop, Gegevens, Contacten and Keten."""

    tables = ("organisation", "position", "person", "former_name", "tag", "tagging", "import_question")

    def __init__(self, context: Context) -> None:
        nothing = EmptyState(
            "building-2",
            _("Geen organisatie gekozen"),
            _("Kies links een organisatie: hier staat dan wat er met haar gebeurd is."),
        )
        super().__init__(context, nothing)
        self.card: OrganisationCard | None = None
        self.people: Sequence[Held] = ()
        self.course = CoursePanel(context, "organisation")
        self._details: Details | None = None
        self.positions = PositionsPanel(context, "organisation")
        self.chain = ChainPanel(context, "organisation")
        self.questions = Questions(context)
        self.between.addWidget(self.questions)
        self.tabs.add("course", _("Verloop"), self.course)
        self.tabs.add_later("details", _("Gegevens"), self._make_details)
        self.tabs.add("people", _("Contacten"), self.positions)
        self.tabs.add("chain", _("Keten"), self.chain)
        self.add_commands(self._shown(), self._more())

    @property
    def details(self) -> Details:
        """Gegevens; made when it is first needed, because its fields are a third of the whole page."""
        self.tabs.make("details")
        assert self._details is not None
        return self._details

    def _make_details(self) -> Details:
        self._details = Details(self.context)
        if self.row_id is not None:
            self._details.show_id(self.row_id)
        return self._details

    def _form(self) -> RecordForm | None:
        return None if self._details is None else self._details.record

    def _shown(self) -> list[Command]:
        def act(key: str, text: str, run: Any, icon: str) -> Command:
            return Command(f"organisation.{key}", text, run, icon=icon, enabled=self.is_loaded)

        return [
            act("note", _("Notitie"), self.note, "square-pen"),
            act("visit", _("Kennismaking"), self.request_visit, "handshake"),
            act("action", _("Actie"), self.plan_action, "list-checks"),
            act("call", _("Bellen"), self.call, "phone"),
        ]

    def _more(self) -> list[Command | None]:
        return [
            Command(
                "organisation.rename", _("Andere naam…"), self._rename, icon="pencil", enabled=self.is_loaded
            ),
            Command(
                "organisation.end_membership",
                _("Lidmaatschap beëindigen…"),
                self._end_membership,
                icon="log-out",
                enabled=self._is_member,
            ),
            history_command(Organisation, self._form),
            None,
            Command("organisation.remove", _("Verwijderen"), self.remove, icon="x", enabled=self.is_loaded),
        ]

    def show_parts(self, row_id: int) -> None:
        """Hand the record to the tabs; those out of sight ask when they are shown."""
        for part in (self.course, self._details, self.positions, self.chain):
            if part is not None:
                part.show_id(row_id)

    def leave(self) -> None:
        """Save what is being typed."""
        form = self._form()
        if form is not None:
            form.form.save()
        self.card = None

    def edit(self) -> None:
        """Go to the fields."""
        self.tabs.choose("details")
        self.details.record.form.focus()

    def load(self, connection: Connection) -> Any:
        """The head, and who works there."""
        row_id = self.current()
        return card(connection, row_id), at_organisation(connection, row_id)

    def show_data(self, data: Any) -> None:
        """Show the head, unless another record was chosen meanwhile."""
        found, people = data
        if found is None or found.id != self.row_id:
            return
        on = local(self.context.clock()).date()
        self.card = found
        self.people = [held for held in people if held.is_present(on)]
        self.show_head(_head(found))
        self.questions.show_questions(found.questions)
        self.tabs.show_counts({"people": len(self.people)})

    def is_loaded(self) -> bool:
        """Whether the record is there to act on."""
        return self.card is not None

    def note(self) -> None:
        """Note a contact."""
        if self.card is not None:
            contact_dialogs.note(self.context, self, self._whom(self.card))

    def call(self) -> None:
        """Note a call."""
        if self.card is not None:
            contact_dialogs.call(self.context, self, self._whom(self.card))

    def plan_action(self) -> None:
        """Note something to do."""
        if self.card is not None:
            acts.action(self.context, self, self.card)

    def request_visit(self) -> None:
        """Ask for an introduction visit."""
        if self.card is not None:
            contact_dialogs.request_visit(self.context, self, self._whom(self.card))

    def remove(self) -> None:
        """Remove the organisation with what belongs to it; the toast takes it back."""
        if self.card is not None:
            remove_with_undo(self, Organisation.noun, self.card.id, self.card.name)

    def _whom(self, found: OrganisationCard) -> With:
        return With(found.id, found.name, self.people, ((found.name, found.phone),))

    def _rename(self) -> None:
        if self.card is not None:
            acts.rename(self.context, self, self.card)

    def _end_membership(self) -> None:
        if self.card is not None:
            acts.end_membership(self.context, self, self.card)

    def _is_member(self) -> bool:
        return self.card is not None and self.card.kind is OrganisationKind.MEMBER


def _head(found: OrganisationCard) -> Head:
    first = f"{found.kind.label} {found.number}" if found.number else found.kind.label
    work = "" if found.work_type is WorkType.UNKNOWN else found.work_type.label
    former = _("voorheen {names}").format(names=", ".join(found.former_names)) if found.former_names else ""
    parent = _("hoort bij {name}").format(name=found.parent) if found.parent else ""
    place = ", ".join(part for part in (found.city, found.province) if part)
    facts = (
        ("map-pin", place),
        ("phone", phone(found.phone).text if found.phone else ""),
        ("mail", found.email or ""),
    )
    return Head(
        found.name,
        " · ".join(part for part in (first, work, parent, former) if part),
        tuple(fact for fact in facts if fact[1]),
        tuple((name, "neutral") for name in found.tags),
    )
