"""Replaying the row images of one operation, backwards or forwards, or refusing it whole."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, update

from stvcrm.base.changes import Changes
from stvcrm.base.errors import Conflict, UserError
from stvcrm.base.i18n import _
from stvcrm.model.base import Base
from stvcrm.model.catalog import BY_TABLE
from stvcrm.model.journal import OperationKind, OperationState
from stvcrm.store import images, journal, search_index
from stvcrm.store.engine import defer_foreign_keys
from stvcrm.store.journal import OPERATION, Origin, Step

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

CHUNK = 500


def turn(connection: Connection, kind: OperationKind, now: datetime, origin: Origin) -> Changes:
    """Take the newest act back (UNDO) or bring the last one taken back (REDO).

    Raises:
        UserError: there is nothing to turn, or a border that cannot be crossed; says which.
        Conflict: a row is no longer as the journal left it; nothing was changed.
    """
    back = kind is OperationKind.UNDO
    target = journal.newest(connection, OperationState.DONE if back else OperationState.UNDONE)
    if target is None:
        nothing = _("Er is niets om ongedaan te maken.") if back else _("Er is niets om opnieuw te doen.")
        raise UserError(nothing)
    _refuse_borders(target, origin)
    steps = _steps(connection, journal.changes_of(connection, target.id), back=back)
    apply(connection, steps)
    state = OperationState.UNDONE if back else OperationState.DONE
    connection.execute(update(OPERATION).where(OPERATION.c.id == target.id).values(state=state))
    values = {
        "kind": kind,
        "name": target.name,
        "label": target.label,
        "at": now,
        "author": origin.author,
        "session": origin.session,
        "revision": origin.revision,
        "target_id": target.id,
        "undoable": False,
        "state": OperationState.DONE,
        "rows": len(steps),
    }
    entry = connection.execute(insert(OPERATION).values(values)).inserted_primary_key
    assert entry is not None
    touched: dict[str, set[int]] = defaultdict(set)
    for step in steps:
        touched[step.table].add(step.row_id)
    search_index.index(connection, touched)
    return Changes.of(touched, int(entry[0]), str(target.label))


def apply(connection: Connection, steps: Iterable[Step]) -> None:
    """Give rows their wanted images: delete every touched row, then insert, references checked at the end.

    Delete–insert–update in order would fail on the undo of a merge, where unique numbers collide.
    """
    defer_foreign_keys(connection)
    by_table: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        by_table[step.table].append(step)
    order = [table for table in Base.metadata.sorted_tables if table.name in by_table]
    for table in reversed(order):
        ids = [step.row_id for step in by_table[table.name] if step.current is not None]
        for at in range(0, len(ids), CHUNK):
            connection.execute(delete(table).where(table.c.id.in_(ids[at : at + CHUNK])))
    for table in order:
        images.store(
            connection, table, [step.wanted for step in by_table[table.name] if step.wanted is not None]
        )


def _refuse_borders(target: Row[Any], origin: Origin) -> None:
    if not target.undoable:
        raise UserError(
            _("«{label}» kan niet ongedaan gemaakt worden; verder terug gaat het niet.").format(
                label=target.label
            )
        )
    if target.revision != origin.revision:
        raise UserError(
            _(
                "«{label}» is gedaan met een vorige versie van het programma; verder terug gaat het niet."
            ).format(label=target.label)
        )


def _steps(connection: Connection, changes: list[Row[Any]], *, back: bool) -> list[Step]:
    wanted_ids: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        wanted_ids[change.table].add(change.row_id)
    present = {
        name: images.fetch(connection, BY_TABLE[name].table(), ids) for name, ids in wanted_ids.items()
    }
    steps = []
    for change in changes:
        expected, goal = images.load(change.after), images.load(change.before)
        if not back:
            expected, goal = goal, expected
        current = present[change.table].get(change.row_id)
        steps.append(Step(change.table, change.row_id, current, _goal(current, expected, goal)))
    return steps


def _goal(
    current: images.Image | None, expected: images.Image | None, goal: images.Image | None
) -> images.Image | None:
    if (current is None) != (expected is None):
        raise Conflict(_("Het gegeven is intussen gewijzigd of verwijderd; er is niets ongedaan gemaakt."))
    if current is None or expected is None:
        return goal
    if goal is None:
        images.turn(current, {key: value for key, value in expected.items() if key != "version"}, expected)
        return None
    return images.turn(current, expected, goal)
