"""What has to be done, and what was promised: by us or to us."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from stvcrm.base.i18n import N_
from stvcrm.model.base import Choice, Entity, Kind, Privacy, Search, field


class ActionState(Choice):
    """Whether it still has to be done."""

    OPEN = "open", N_("Open")
    DONE = "done", N_("Gedaan")
    DROPPED = "dropped", N_("Vervallen")


class PromisedBy(Choice):
    """Whose word it is: ours, or that of the organisation."""

    US = "us", N_("Wij")
    THEM = "them", N_("Zij")


class ActionPoint(Entity):
    """Something one of us has to do."""

    __tablename__ = "action_point"
    noun = "action_points"

    text: Mapped[str] = mapped_column(
        Text, info=field(N_("Actie"), Kind.TEXT, privacy=Privacy.SENSITIVE, search=Search.TEXT, required=True)
    )
    owner: Mapped[str | None] = mapped_column(info=field(N_("Wie"), privacy=Privacy.PERSONAL))
    due_on: Mapped[date | None] = mapped_column(index=True, info=field(N_("Vóór"), Kind.DATE))
    state: Mapped[ActionState] = mapped_column(
        default=ActionState.OPEN, index=True, info=field(N_("Stand"), Kind.CHOICE)
    )
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id"), index=True)


class Promise(Entity):
    """A promise made during a visit or call; kept until it is done or dropped."""

    __tablename__ = "promise"
    noun = "promises"

    by: Mapped[PromisedBy] = mapped_column(default=PromisedBy.US, info=field(N_("Door"), Kind.CHOICE))
    who: Mapped[str | None] = mapped_column(info=field(N_("Wie"), privacy=Privacy.PERSONAL))
    text: Mapped[str] = mapped_column(
        Text,
        info=field(N_("Toezegging"), Kind.TEXT, privacy=Privacy.SENSITIVE, search=Search.TEXT, required=True),
    )
    due_on: Mapped[date | None] = mapped_column(index=True, info=field(N_("Vóór"), Kind.DATE))
    state: Mapped[ActionState] = mapped_column(
        default=ActionState.OPEN, index=True, info=field(N_("Stand"), Kind.CHOICE)
    )
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
