"""How states look in lists and records: icon, words and colour, the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.cells import NOTHING, Cell, plain
from stvcrm.model.organisations import WorkType
from stvcrm.model.visits import VisitState

if TYPE_CHECKING:
    from collections.abc import Mapping

_VISIT: Mapping[str, tuple[str, str]] = {
    VisitState.REQUESTED: ("inbox", "neutral"),
    VisitState.APPROACHED: ("phone-outgoing", "neutral"),
    VisitState.PROPOSED: ("calendar-clock", "neutral"),
    VisitState.SCHEDULED: ("calendar-check", "violet"),
    VisitState.VISITED: ("map-pin", "accent"),
    VisitState.COMPLETED: ("circle-check", "good"),
    VisitState.CANCELLED: ("ban", "muted"),
    VisitState.DECLINED: ("ban", "muted"),
}


def visit_state(value: object) -> Cell:
    """The phase of a visit, a dash where there is none."""
    if not isinstance(value, VisitState):
        return NOTHING
    return Cell(value.label, *_VISIT[value])


def work_type(value: object) -> Cell:
    """The work of a member in a narrow column."""
    if value == WorkType.UNKNOWN:
        return NOTHING
    if value == WorkType.SOCIAL_SERVICES:
        return Cell(_("Maatsch. dienstverlening"))
    return plain(getattr(value, "label", value))
