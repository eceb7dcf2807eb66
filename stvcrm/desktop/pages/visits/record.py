"""The record of a visit beside the list: where it stands, the next step, and its parts in tabs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from stvcrm.base.clock import local
from stvcrm.base.dates import duration, moment_text, relative_date, short_date
from stvcrm.base.i18n import N_, _, n_
from stvcrm.desktop.kit.cells import phone
from stvcrm.desktop.kit.chain_panel import ChainPanel
from stvcrm.desktop.kit.commands import Command
from stvcrm.desktop.kit.empty_state import EmptyState
from stvcrm.desktop.kit.looks import visit_state
from stvcrm.desktop.kit.parts_panel import remove_with_undo
from stvcrm.desktop.kit.record_panel import Head, RecordPanel
from stvcrm.desktop.pages.visits import dialogs
from stvcrm.desktop.pages.visits.appointment import Appointment
from stvcrm.desktop.pages.visits.calendar_file import save_calendar
from stvcrm.desktop.pages.visits.dialogs import MomentDialog, Step
from stvcrm.desktop.pages.visits.results import Results
from stvcrm.desktop.pages.visits.steps import STEPS, StepBar
from stvcrm.model.visits import OPEN, Visit, VisitState
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.visit_record import VisitRecord, visit_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context

PROPOSE = Step(
    "visits.propose", N_("Datum voorstellen aan {name}"), N_("Voorstel vastleggen"), with_place=False
)
SCHEDULE = Step("visits.schedule", N_("Kennismaking met {name} inplannen"), N_("Inplannen"))
RESCHEDULE = Step("visits.reschedule", N_("Kennismaking met {name} verzetten"), N_("Verzetten"))


class VisitPanel(RecordPanel):
    """Head, next step, and the tabs Afspraak, Gesprek and Keten. `open_notes(visit_id)` shows the notes."""

    tables = ("visit", "organisation", "person", "note", "promise", "action_point", "attendance")

    def __init__(self, context: Context, open_notes: Callable[[int], object]) -> None:
        nothing = EmptyState(
            "handshake",
            _("Geen kennismaking gekozen"),
            _("Kies links een kennismaking: hier staat dan wat de volgende stap is."),
        )
        super().__init__(context, nothing)
        self.record: VisitRecord | None = None
        self._open_notes = open_notes
        self._steps = {command.id.removeprefix("visit."): command for command in self._step_commands()}
        self.bar = StepBar(self._steps)
        self.between.addWidget(self.bar)
        self.appointment = Appointment(context)
        self.results = Results(context, self.notes)
        self.chain = ChainPanel(context, "visit")
        self.tabs.add("appointment", _("Afspraak"), self.appointment)
        self.tabs.add("results", _("Gesprek"), self.results)
        self.tabs.add("chain", _("Keten"), self.chain)
        self.add_commands(self._shown(), self._more())
        context.commands.add(self.bar, self._steps.values())

    def _step_commands(self) -> list[Command]:
        def step(key: str, text: str, run: Callable[[], object], icon: str, shortcut: str = "") -> Command:
            return Command(f"visit.{key}", text, run, shortcut, icon, partial(self._can, key))

        return [
            step("approach", _("Benaderd"), partial(self._do, "visits.approach"), "phone-outgoing"),
            step("propose", _("Datum voorstellen"), partial(self._ask, PROPOSE), "calendar-clock"),
            step("schedule", _("Inplannen"), partial(self._ask, SCHEDULE), "calendar-check"),
            step("reschedule", _("Verzetten"), partial(self._ask, RESCHEDULE), "calendar-days"),
            step("begin", _("Gesprek beginnen"), self.begin, "play"),
            step("complete", _("Gesprek afronden"), partial(self._do, "visits.complete"), "check"),
            step("report", _("Verslag"), self.report, "file-text"),
            step("calendar", _("Agendabestand"), self.save_calendar, "calendar"),
            step("reopen", _("Weer oppakken"), partial(self._do, "visits.reopen"), "undo-2"),
        ]

    def _shown(self) -> list[Command]:
        def act(key: str, text: str, run: Callable[[], object], icon: str) -> Command:
            return Command(f"visit.{key}", text, run, icon=icon, enabled=self.is_loaded)

        return [
            act("organisation", _("Organisatie"), self._to_organisation, "building-2"),
            act("notes", _("Notities"), self.notes, "square-pen"),
        ]

    def _more(self) -> list[Command | None]:
        return [
            Command(
                "visit.cancel",
                _("Annuleren…"),
                partial(self._end, by_us=True),
                icon="ban",
                enabled=self._open,
            ),
            Command(
                "visit.decline",
                _("Organisatie ziet af…"),
                partial(self._end, by_us=False),
                icon="ban",
                enabled=self._open,
            ),
            self.appointment.fields.history_command(),
            None,
            Command("visit.remove", _("Verwijderen"), self.remove, icon="x", enabled=self.is_loaded),
        ]

    def show_parts(self, row_id: int) -> None:
        """Hand the record to the tabs; those out of sight ask when they are shown."""
        for part in (self.appointment, self.results, self.chain):
            part.show_id(row_id)

    def leave(self) -> None:
        """Save what is being typed."""
        self.appointment.fields.form.save()
        self.record = None

    def edit(self) -> None:
        """Go to the fields."""
        self.tabs.choose("appointment")
        self.appointment.fields.form.focus()

    def load(self, connection: Connection) -> Any:
        """The visit."""
        return visit_record(connection, self.current())

    def show_data(self, data: VisitRecord | None) -> None:
        """Show the head, unless another visit was chosen meanwhile or this one is gone."""
        if data is None:
            self.show_id(None)
            return
        if data.dossier.id != self.row_id:
            return
        self.record = data
        today = local(self.context.clock()).date()
        self.show_head(_head(data))
        self.bar.show_state(data.dossier.state, _standing(data, today))
        self.tabs.show_counts({"results": len(data.results)})

    def is_loaded(self) -> bool:
        """Whether the record is there to act on."""
        return self.record is not None

    def begin(self) -> None:
        """The conversation begins: from now the notes fill the window."""
        self._do("visits.begin", then=self._open_notes)

    def notes(self) -> None:
        """Show the notes over the whole window."""
        self._open_notes(self.current())

    def report(self) -> None:
        """Show the summary on paper."""
        self.context.paper("visit_summary", self.current())

    def save_calendar(self) -> None:
        """Write this appointment for any calendar program."""
        if self.record is not None:
            save_calendar(self.context, self, self.record.dossier.organisation, self.current())

    def remove(self) -> None:
        """Remove the visit with its notes; the toast takes it back."""
        if self.record is not None:
            remove_with_undo(self, Visit.noun, self.current(), self.record.dossier.organisation)

    def _can(self, key: str) -> bool:
        return self.record is not None and key in STEPS[self.record.dossier.state]

    def _open(self) -> bool:
        return self.record is not None and self.record.dossier.state in OPEN

    def _do(self, operation: str, then: Callable[[Any], object] | None = None) -> None:
        self.leave_fields()
        self.context.runner.do(self, BY_NAME[operation], visit_id=self.current(), then=then)

    def leave_fields(self) -> None:
        """What is being typed is saved before a step is taken."""
        self.appointment.fields.form.save()

    def _ask(self, step: Step) -> None:
        if self.record is not None:
            MomentDialog(self.context, self, step, self.record)

    def _end(self, *, by_us: bool) -> None:
        if self.record is not None:
            dialogs.ask_reason(self.context, self, self.record, by_us=by_us)

    def _to_organisation(self) -> None:
        if self.record is not None:
            self.context.navigate("organisation", self.record.dossier.organisation_id)


def _head(record: VisitRecord) -> Head:
    found = record.dossier
    look = visit_state(found.state)
    when = moment_text(found.starts_at, found.ends_at) if found.starts_at else ""
    facts = (
        ("calendar-days", when),
        ("map-pin", found.place or record.city),
        ("contact-round", record.person_name),
        ("phone", phone(record.phone).text if record.phone else ""),
    )
    asked = _("aangevraagd op {day}").format(day=short_date(found.requested_on)) if found.requested_on else ""
    tone = "neutral" if look.tone == "muted" else look.tone
    return Head(
        found.organisation,
        " · ".join(part for part in (_("Kennismaking"), asked) if part),
        tuple(fact for fact in facts if fact[1]),
        ((look.text, tone),),
    )


def _standing(record: VisitRecord, today: date) -> str:
    """Where the visit stands, in a sentence."""
    found = record.dossier
    if found.state is VisitState.REQUESTED and found.requested_on:
        days = (today - found.requested_on).days
        if days <= 0:
            return _("Vandaag aangevraagd: nog geen contact gezocht.")
        return n_("Wacht {n} dag op contact.", "Wacht {n} dagen op contact.", days).format(n=days)
    if found.state is VisitState.PROPOSED and found.proposed_at:
        return _("Voorgesteld: {when}.").format(when=moment_text(found.proposed_at))
    if found.state is VisitState.SCHEDULED and found.starts_at:
        day = relative_date(local(found.starts_at).date(), today)
        return _("Afgesproken: {day}, {length}.").format(day=day, length=duration(record.minutes))
    if found.state in (VisitState.CANCELLED, VisitState.DECLINED):
        reason = found.ended_reason or _("geen reden genoteerd")
        return _("Ging niet door: {reason}").format(reason=reason)
    return _STANDING[found.state] and _(_STANDING[found.state])


_STANDING = {
    VisitState.REQUESTED: N_("Nog geen contact gezocht."),
    VisitState.APPROACHED: N_("Er is contact gezocht; er is nog geen datum."),
    VisitState.PROPOSED: N_("Er is een datum voorgesteld."),
    VisitState.SCHEDULED: N_("Er is een afspraak."),
    VisitState.VISITED: N_("Het gesprek is gevoerd; afronden maakt de toezeggingen."),
    VisitState.COMPLETED: N_("Afgerond: het verslag kan verstuurd worden."),
}
