"""What the steps of a visit ask: a moment, a reason, who was there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from stvcrm.base.dates import duration, moment_text
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.field_editors import Field
from stvcrm.desktop.kit.form_dialog import FormDialog
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.model_fields import form_field
from stvcrm.desktop.kit.moment_editor import MomentEditor, moment_field
from stvcrm.desktop.kit.reference_editor import reference
from stvcrm.model.people import Person, Position
from stvcrm.model.visits import Visit
from stvcrm.queries.visit_record import overlapping

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from stvcrm.desktop.kit.context import Context
    from stvcrm.queries.visit_record import VisitRecord

LONGEST_DAY = 24 * 60


@dataclass(frozen=True)
class Step:
    """A step that needs a moment: its operation, the title of its dialog and the words on its button."""

    operation: str
    title: str
    act: str
    with_place: bool = True


class MomentDialog(FormDialog):
    """Asks when, how long and where, and tells while one types how it is understood."""

    def __init__(self, context: Context, parent: QWidget, step: Step, record: VisitRecord) -> None:
        found = record.dossier
        fields = [moment_field("starts_at", _("Wanneer"), context.clock)]
        if step.with_place:
            fields += [
                Field("minutes", _("Duur in minuten"), "number"),
                Field("place", _("Plaats"), hint=record.city),
            ]
        values = {
            "starts_at": found.starts_at or found.proposed_at,
            "minutes": record.minutes,
            "place": found.place,
        }
        self._clock, self._visit_id, self._minutes = context.clock, found.id, record.minutes
        self._with_end = step.with_place
        super().__init__(
            context,
            parent,
            _(step.title).format(name=found.organisation),
            step.operation,
            fields,
            act=_(step.act),
            fixed={"visit_id": found.id},
            values=values,
            adapt=_ready,
        )
        self.understood = label("", "name", wrap=True)
        self.worry = label("", "second", wrap=True)
        self.body.insertWidget(1, self.understood)
        self.body.insertWidget(2, self.worry)
        for key in ("starts_at", "minutes"):
            if self.form.has(key):
                self._editor(key).textChanged.connect(self._tell)
        self._tell()

    def _editor(self, key: str) -> Any:
        return self.form.editor(key)

    def _tell(self) -> None:
        editor = self._editor("starts_at")
        start = editor.understood() if isinstance(editor, MomentEditor) else None
        self.worry.setText("")
        if start is None:
            self.understood.setText("")
            return
        minutes = self._typed_minutes()
        end = start + timedelta(minutes=minutes)
        words = moment_text(start, end if self._with_end else None)
        self.understood.setText(f"{words} ({duration(minutes)})" if self._with_end else words)
        if start < self._clock():
            self.worry.setText(_("Dit moment ligt in het verleden."))
        self._context.runner.ask_latest(self, "overlap", overlapping, self._warn, self._visit_id, start, end)

    def _typed_minutes(self) -> int:
        if not self.form.has("minutes"):
            return self._minutes
        text = self._editor("minutes").text().strip()
        return int(text) if text.isdecimal() and 0 < int(text) <= LONGEST_DAY else self._minutes

    def _warn(self, names: Sequence[str]) -> None:
        if names:
            message = _("Op dit moment staat al een kennismaking gepland bij {names}.")
            self.worry.setText(message.format(names=", ".join(names)))


def _ready(typed: dict[str, Any]) -> dict[str, Any]:
    """The operation takes text or a moment; without a moment it must say what is missing."""
    start: datetime | str = typed.get("starts_at", "")
    return typed | {"starts_at": start}


def ask_reason(context: Context, parent: QWidget, record: VisitRecord, *, by_us: bool) -> FormDialog:
    """Why a visit does not go on: called off by us, or declined by the organisation."""
    name = record.dossier.organisation
    title = _("Kennismaking met {name} annuleren") if by_us else _("{name} ziet af van de kennismaking")
    return FormDialog(
        context,
        parent,
        title.format(name=name),
        "visits.cancel" if by_us else "visits.decline",
        (form_field(context, Visit, "ended_reason"),),
        act=_("Kennismaking annuleren") if by_us else _("Vastleggen"),
        sub=_("De aanvraag blijft bewaard en kan later weer opgepakt worden."),
        fixed={"visit_id": record.dossier.id},
        adapt=lambda typed: {"reason": typed.get("ended_reason", "")},
    )


def ask_attendee(context: Context, parent: QWidget, record: VisitRecord) -> FormDialog:
    """Who takes part: someone of the organisation, or any other contact."""
    here = {person.person_id for person in record.dossier.attendees}
    free = [contact for contact in record.contacts if contact.id not in here]
    fields = [
        Field("other_id", _("Een ander contact") if free else _("Wie"), make=reference(context, "people")),
        Field("role", _("Functie op die dag"), hint=_("leeg: de huidige functie")),
        Field("initials", _("Initialen"), hint=_("leeg: worden voorgesteld")),
    ]
    if free:
        known = ((contact.id, contact.name) for contact in free)
        fields.insert(0, Field("person_id", _("Wie"), "choice", (*known, (None, _("een ander contact")))))
    return FormDialog(
        context,
        parent,
        _("Aanwezige toevoegen"),
        "visits.attend",
        fields,
        fixed={"visit_id": record.dossier.id},
        adapt=_one_person,
    )


def _one_person(typed: dict[str, Any]) -> dict[str, Any]:
    """The other contact, when one was typed, goes before the one of the list."""
    person_id = typed.pop("other_id", None) or typed.get("person_id", 0)
    return typed | {"person_id": person_id}


def ask_new_attendee(context: Context, parent: QWidget, record: VisitRecord) -> FormDialog:
    """Someone who is not known yet, and becomes a contact of the organisation."""
    fields = (form_field(context, Person, "name"), form_field(context, Position, "role"))
    return FormDialog(
        context,
        parent,
        _("Nieuw contact bij {name}").format(name=record.dossier.organisation),
        "visits.attend_new",
        fields,
        fixed={"visit_id": record.dossier.id},
    )


def ask_promise(context: Context, parent: QWidget, record: VisitRecord, kind: str) -> FormDialog:
    """A promise of theirs or ours that does not stand in the notes, or something we have to do."""
    due = Field("due_on", _("Vóór"), "date")
    if kind == "action":
        fields: tuple[Field, ...] = (Field("text", _("Actie")), Field("owner", _("Wie")), due)
        title, operation = _("Actie toevoegen"), "promises.add_action"
    else:
        fields = (
            Field("text", _("Toezegging")),
            Field("by", _("Door"), "choice", (("us", _("Wij")), ("them", _("Zij")))),
            Field("who", _("Wie")),
            due,
        )
        title, operation = _("Toezegging toevoegen"), "promises.add"
    fixed = {"visit_id": record.dossier.id, "organisation_id": record.dossier.organisation_id}
    return FormDialog(context, parent, title, operation, fields, fixed=fixed)
