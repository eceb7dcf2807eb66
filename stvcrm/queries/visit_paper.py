"""What a paper about a visit needs beyond its dossier: promises and actions, and names as they may stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from stvcrm.model.action_points import ActionPoint, ActionState, Promise, PromisedBy
from stvcrm.queries import paper_names
from stvcrm.queries.settings import settings
from stvcrm.queries.visits import VisitDossier, dossier

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from stvcrm.queries.paper_names import NamesOnPaper


@dataclass(frozen=True)
class Commitment:
    """A promise or an action: what, before when, where it stands.

    `who` is a name as typed, None when it is ours, empty when it is theirs without a name.
    """

    who: str | None
    text: str
    due_on: date | None
    state: ActionState


@dataclass(frozen=True)
class VisitPaper:
    """A visit as paper may show it: names in the dossier are those that may be printed."""

    visit: VisitDossier
    commitments: tuple[Commitment, ...]
    names: NamesOnPaper
    settings: dict[str, str]


def visit_paper(connection: Connection, visit_id: int) -> VisitPaper:
    """One visit for paper.

    Raises:
        NotFound: there is no such visit.
    """
    visit = dossier(connection, visit_id)
    names = paper_names.of_visit(connection, visit_id)
    present = tuple(replace(one, name=names.of(one.person_id, one.name or "")) for one in visit.attendees)
    passages = tuple(
        replace(one, speaker=names.clean(one.speaker) if one.speaker else None) for one in visit.passages
    )
    person = names.of(visit.person_id, visit.person) if visit.person else None
    shown = replace(visit, attendees=present, passages=passages, person=person)
    return VisitPaper(shown, _commitments(connection, visit_id), names, settings(connection))


def _commitments(connection: Connection, visit_id: int) -> tuple[Commitment, ...]:
    promise, action = Promise.table(), ActionPoint.table()
    found = []
    query = select(promise).where(promise.c.visit_id == visit_id).order_by(promise.c.id)
    for row in connection.execute(query):
        who = row.who if row.by == PromisedBy.US else row.who or ""
        found.append(Commitment(who, row.text, row.due_on, row.state))
    query = select(action).where(action.c.visit_id == visit_id).order_by(action.c.id)
    for row in connection.execute(query):
        found.append(Commitment(row.owner, row.text, row.due_on, row.state))
    return tuple(found)
