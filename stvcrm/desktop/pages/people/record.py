"""The record of a person beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stvcrm.base.clock import local
from stvcrm.base.dates import plain_date
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
from stvcrm.desktop.kit.record_panel import Head, RecordPanel
from stvcrm.desktop.pages.people.details import Details
from stvcrm.desktop.pages.people.erasing import EraseDialog
from stvcrm.model.people import Person, PersonKind
from stvcrm.queries.people import PersonCard, card
from stvcrm.queries.positions import Held, of_person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context


class PersonRecord(RecordPanel):
    """Head, acts, and the tabs Gegevens, Functies, Verloop and Keten."""

    tables = ("person", "position", "organisation", "tag", "tagging")

    def __init__(self, context: Context) -> None:
        nothing = EmptyState(
            "contact-round",
            _("Geen contact gekozen"),
            _("Kies links een contact: hier staat dan hoe iemand te bereiken is."),
        )
        super().__init__(context, nothing)
        self.card: PersonCard | None = None
        self.held: Sequence[Held] = ()
        self.details = Details(context)
        self.positions = PositionsPanel(context, "person")
        self.course = CoursePanel(context, "person")
        self.chain = ChainPanel(context, "person")
        self.tabs.add("details", _("Gegevens"), self.details)
        self.tabs.add("positions", _("Functies"), self.positions)
        self.tabs.add("course", _("Verloop"), self.course)
        self.tabs.add("chain", _("Keten"), self.chain)
        self.add_commands(self._shown(), self._more())

    def _shown(self) -> list[Command]:
        def act(key: str, text: str, run: Any, icon: str) -> Command:
            return Command(f"person.{key}", text, run, icon=icon, enabled=self._has_place)

        return [
            act("note", _("Notitie"), self.note, "square-pen"),
            act("call", _("Bellen"), self.call, "phone"),
            act("visit", _("Kennismaking"), self.request_visit, "handshake"),
        ]

    def _more(self) -> list[Command | None]:
        def act(key: str, text: str, run: Any, icon: str) -> Command:
            return Command(f"person.{key}", text, run, icon=icon, enabled=self.is_loaded)

        return [
            self.details.record.history_command(),
            None,
            act("access", _("Inzageverzoek (AVG)"), self.show_access_report, "shield-check"),
            act("erase", _("Voorgoed wissen (AVG)…"), self.erase, "eye-off"),
            None,
            act("remove", _("Verwijderen"), self.remove, "x"),
        ]

    def show_parts(self, row_id: int) -> None:
        """Hand the record to the tabs; those out of sight ask when they are shown."""
        for part in (self.details, self.positions, self.course, self.chain):
            part.show_id(row_id)

    def leave(self) -> None:
        """Save what is being typed."""
        self.details.record.form.save()
        self.card = None

    def edit(self) -> None:
        """Go to the fields."""
        self.tabs.choose("details")
        self.details.record.form.focus()

    def load(self, connection: Connection) -> Any:
        """The head, and where the person works."""
        row_id = self.current()
        return card(connection, row_id), of_person(connection, row_id)

    def show_data(self, data: Any) -> None:
        """Show the head, unless another record was chosen meanwhile."""
        found, held = data
        if found is None or found.id != self.row_id:
            return
        on = local(self.context.clock()).date()
        self.card, self.held = found, [position for position in held if position.is_present(on)]
        self.show_head(_head(found, self.held, on))
        self.tabs.show_counts({"positions": len(self.held)})

    def is_loaded(self) -> bool:
        """Whether the record is there to act on."""
        return self.card is not None

    def note(self) -> None:
        """Note a contact."""
        if self._has_place():
            contact_dialogs.note(self.context, self, self._whom())

    def call(self) -> None:
        """Note a call."""
        if self._has_place():
            contact_dialogs.call(self.context, self, self._whom())

    def request_visit(self) -> None:
        """Ask for an introduction visit."""
        if self._has_place():
            contact_dialogs.request_visit(self.context, self, self._whom())

    def show_access_report(self) -> None:
        """Everything that is kept about this person, on paper."""
        self.context.paper("access_report", self.current())

    def erase(self) -> None:
        """Ask, and then erase the person for good."""
        if self.card is not None:
            EraseDialog(self.context, self, self.card)

    def remove(self) -> None:
        """Remove the person; the toast takes it back, and the history keeps it."""
        if self.card is not None:
            remove_with_undo(self, Person.noun, self.card.id, self.card.name)

    def _has_place(self) -> bool:
        return self.card is not None and bool(self.held)

    def _whom(self) -> With:
        first = self.held[0]
        return With(first.organisation_id, first.organisation, self.held, person_id=first.person_id)


def _head(found: PersonCard, held: Sequence[Held], on: date) -> Head:
    work = [
        _("{role} bij {name}").format(role=h.role, name=h.organisation) if h.role else h.organisation
        for h in held
    ]
    client = found.kind is PersonKind.CLIENT
    facts: tuple[tuple[str, str], ...] = (
        ("mail", found.email or ""),
        ("phone", phone(found.phone).text if found.phone else ""),
    )
    if client:
        # Where it is needed: the ways of contact of a client stand in the fields, not at the head.
        facts = (("eye-off", _("Contactgegevens staan bij Gegevens.")),)
    tags = [(name, "neutral") for name in found.tags]
    if client:
        tags.insert(0, (found.kind.label, "violet"))
    if not found.may_be_contacted(on):
        until = found.do_not_contact_until
        words = _("Niet benaderen tot {day}").format(day=plain_date(until)) if until else _("Niet benaderen")
        reason = found.do_not_contact_reason
        tags.insert(0, (f"{words}: {reason}" if reason else words, "bad"))
    if found.retain_until is not None and found.retain_until < on:
        tags.append((_("Bewaartermijn voorbij"), "warn"))
    paper = _("op papier: {name}").format(name=found.name_on_paper) if found.name_on_paper else ""
    second = " · ".join(part for part in (*work, paper) if part)
    return Head(found.name, second or _("zonder functie"), tuple(f for f in facts if f[1]), tuple(tags))
