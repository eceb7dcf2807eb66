"""Introduction visits: from request to a summary that was sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stvcrm.base.errors import Problem, UserError
from stvcrm.base.i18n import N_, _
from stvcrm.model.base import Choice, Entity, Kind, Privacy, Search, field
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person

if TYPE_CHECKING:
    from collections.abc import Mapping


class VisitState(Choice):
    """The phases of a visit, in order; the last two end it without a visit."""

    REQUESTED = "requested", N_("Aangevraagd")
    APPROACHED = "approached", N_("Benaderd")
    PROPOSED = "proposed", N_("Datum voorgesteld")
    SCHEDULED = "scheduled", N_("Ingepland")
    VISITED = "visited", N_("Bezocht")
    COMPLETED = "completed", N_("Afgerond")
    CANCELLED = "cancelled", N_("Geannuleerd")
    DECLINED = "declined", N_("Afgezien")


OPEN = frozenset({VisitState.REQUESTED, VisitState.APPROACHED, VisitState.PROPOSED, VisitState.SCHEDULED})
"""States in which the visit still has to happen."""
UNDATED = OPEN - {VisitState.SCHEDULED}
"""States in which no date was agreed yet."""
HELD = frozenset({VisitState.VISITED, VisitState.COMPLETED})
"""States in which the conversation took place."""
ENDED = frozenset({VisitState.CANCELLED, VisitState.DECLINED})
"""States in which it never will."""


class Visit(Entity):
    """An introduction visit at an organisation, with whom, when, where and what was said."""

    __tablename__ = "visit"
    noun = "visits"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    organisation: Mapped[Organisation] = relationship()
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), index=True, info=field(N_("Contactpersoon"), Kind.REFERENCE)
    )
    person: Mapped[Person | None] = relationship()
    person_label: Mapped[str | None] = mapped_column(default=None)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id"), index=True, default=None)
    state: Mapped[VisitState] = mapped_column(default=VisitState.REQUESTED, index=True)
    requested_on: Mapped[date | None] = mapped_column(info=field(N_("Aangevraagd op"), Kind.DATE))
    proposed_at: Mapped[datetime | None] = mapped_column(info=field(N_("Datum voorgesteld"), Kind.MOMENT))
    starts_at: Mapped[datetime | None] = mapped_column(index=True)
    ends_at: Mapped[datetime | None] = mapped_column()
    began_at: Mapped[datetime | None] = mapped_column()
    place: Mapped[str | None] = mapped_column(info=field(N_("Plaats"), search=Search.TEXT))
    entry_conditions: Mapped[str | None] = mapped_column(
        info=field(N_("Toegang en bijzonderheden"), search=Search.TEXT)
    )
    ended_reason: Mapped[str | None] = mapped_column(info=field(N_("Reden"), privacy=Privacy.PERSONAL))

    @classmethod
    def rules(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Adds: a scheduled visit has a time, and it ends after it starts."""
        problems = super().rules(values)
        start, end = values.get("starts_at"), values.get("ends_at")
        if values.get("state") == VisitState.SCHEDULED and start is None:
            problems.append(
                Problem("starts_at", _("Een ingeplande kennismaking heeft een datum en tijd nodig."))
            )
        if start and end and end <= start:
            problems.append(
                Problem("ends_at", _("De kennismaking eindigt vóór zij begint; kies een langere duur."))
            )
        return problems

    def approach(self) -> None:
        """Contact was sought to make an appointment."""
        self._from(VisitState.REQUESTED)
        self.state = VisitState.APPROACHED

    def propose(self, at: datetime) -> None:
        """A moment was put to the organisation."""
        self._from(VisitState.REQUESTED, VisitState.APPROACHED, VisitState.PROPOSED)
        self.proposed_at, self.state = at, VisitState.PROPOSED

    def schedule(self, starts_at: datetime, ends_at: datetime, place: str | None) -> None:
        """A moment was agreed; an earlier one is replaced."""
        self._from(*OPEN)
        self.starts_at, self.ends_at, self.state = starts_at, ends_at, VisitState.SCHEDULED
        if place is not None:
            self.place = place

    def begin(self, at: datetime) -> None:
        """The conversation takes place; the first beginning counts."""
        self._from(VisitState.SCHEDULED, VisitState.VISITED)
        self.state, self.began_at = VisitState.VISITED, self.began_at or at

    def complete(self) -> None:
        """The visit was held and its summary can go out."""
        self._from(VisitState.SCHEDULED, VisitState.VISITED)
        self.state = VisitState.COMPLETED

    def end(self, state: VisitState, reason: str) -> None:
        """The visit will not take place: cancelled by us, or declined by them."""
        self._from(*OPEN)
        self.state, self.ended_reason = state, reason

    def reopen(self) -> None:
        """An ended request is taken up again."""
        self._from(VisitState.CANCELLED, VisitState.DECLINED)
        self.state, self.ended_reason = VisitState.REQUESTED, None

    def _from(self, *states: VisitState) -> None:
        if self.state not in states:
            allowed = ", ".join(state.label.lower() for state in VisitState if state in states)
            raise UserError(
                _("Deze kennismaking is {state}; dit kan alleen als zij {allowed} is.").format(
                    state=self.state.label.lower(), allowed=allowed
                )
            )


class Attendance(Entity):
    """Who was at a visit, in the role of that day."""

    __tablename__ = "attendance"
    noun = "attendances"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    visit: Mapped[Visit] = relationship()
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    person: Mapped[Person | None] = relationship()
    person_label: Mapped[str | None] = mapped_column(default=None)
    role: Mapped[str | None] = mapped_column(info=field(N_("Functie op die dag"), privacy=Privacy.PERSONAL))
    initials: Mapped[str | None] = mapped_column(info=field(N_("Initialen"), privacy=Privacy.PERSONAL))
