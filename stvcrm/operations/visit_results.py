"""What a visit leads to: the promises and actions written in its notes become records, once."""

from __future__ import annotations

from sqlalchemy import select

from stvcrm.analysis.note_signs import US, LineKind, read_notes
from stvcrm.base.clock import local
from stvcrm.model.action_points import Promise, PromisedBy
from stvcrm.model.visits import Visit
from stvcrm.queries.visits import attendees
from stvcrm.store.unit_of_work import UnitOfWork


def record_results(uow: UnitOfWork, visit: Visit, notes: str) -> None:
    """Make a promise of every action line in the notes that is not recorded yet."""
    known = set(uow.session.scalars(select(Promise.text).where(Promise.visit_id == visit.id)).all())
    present = attendees(uow.connection, visit.id)
    by_speaker = {person.speaker.lower(): person.name for person in present if person.speaker}
    day = local(visit.starts_at).date() if visit.starts_at else uow.today
    lines = read_notes(notes, day, initials=tuple(by_speaker), names=tuple(person.name for person in present))
    for line in lines:
        if line.kind is not LineKind.ACTION or not line.text or line.text in known:
            continue
        known.add(line.text)
        who = None if line.who == US else by_speaker.get(line.who or "", line.who)
        uow.add(
            Promise(
                by=PromisedBy.THEM if who else PromisedBy.US,
                who=who,
                text=line.text,
                due_on=line.due,
                organisation_id=visit.organisation_id,
                visit_id=visit.id,
            )
        )
