"""Removing a person from the images of other rows, so that the journal stays readable and stays true.

A name may have been typed in pieces: "Xylo" in one save, "fonia" in the next. So the texts of a row are
rebuilt version by version, each place that grew into the name or was left of it is replaced as well, and
the images are made again from the cleaned versions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stvcrm.base.errors import Conflict
from stvcrm.model.journal import OperationState
from stvcrm.store import images, redaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row, Table

    from stvcrm.store.redaction import Redactor, Span


@dataclass
class Change:
    """One row change under repair."""

    id: int
    in_force: bool
    before: images.Image | None
    after: images.Image | None


@dataclass
class _Step:
    """One column's text before and after one change, and the places in both that must go."""

    change: Change
    before: str | None
    after: str | None
    before_spans: list[Span] = field(default_factory=list)
    after_spans: list[Span] = field(default_factory=list)


def cleaned(
    table: Table, current: images.Image | None, rows: Sequence[Row[Any]], redactor: Redactor
) -> list[Change]:
    """The changes of one row without the person.

    Args:
        table: whose row it is.
        current: the row as it is now, still with the name; None when it is gone.
        rows: its changes in order, with `state` of their operation.
        redactor: what to replace.
    """
    changes = [
        Change(row.id, row.state == OperationState.DONE, images.load(row.before), images.load(row.after))
        for row in rows
    ]
    for change in changes:
        if not change.in_force:
            change.before, change.after = _whole(change.before, redactor), _whole(change.after, redactor)
    done = [change for change in changes if change.in_force]
    columns = {
        key
        for change in done
        for image in (change.before, change.after)
        for key, value in (image or {}).items()
        if isinstance(value, str) or images.is_piece(value)
    }
    for column in sorted(columns):
        _clean_column(table, column, _steps(done, column, current), redactor)
    for change in done:
        change.before, change.after = _lists(change.before, redactor), _lists(change.after, redactor)
    return changes


def _clean_column(table: Table, column: str, steps: list[_Step], redactor: Redactor) -> None:
    for step in steps:
        step.before_spans = redactor.spans(step.before or "")
        step.after_spans = redactor.spans(step.after or "")
    if not any(step.before_spans or step.after_spans for step in steps):
        return
    for at, step in enumerate(steps):
        if at and steps[at - 1].after == step.before:
            step.before_spans = redaction.joined([*step.before_spans, *steps[at - 1].after_spans])
        step.after_spans = redaction.joined([*step.after_spans, *_carried(step, back=False)])
    for at, step in reversed(list(enumerate(steps))):
        if at + 1 < len(steps) and steps[at + 1].before == step.after:
            step.after_spans = redaction.joined([*step.after_spans, *steps[at + 1].before_spans])
        step.before_spans = redaction.joined([*step.before_spans, *_carried(step, back=True)])
    for at, step in enumerate(steps):
        is_last = at == len(steps) - 1
        # The newest text is the record's own: there only what names the person is replaced.
        after_spans = redactor.spans(step.after or "") if is_last else step.after_spans
        _put(table, column, step, after_spans, redactor)


def _put(table: Table, column: str, step: _Step, after_spans: list[Span], redactor: Redactor) -> None:
    change = step.change
    before = (
        None if step.before is None else redaction.replace(step.before, step.before_spans, redactor.label)
    )
    after = None if step.after is None else redaction.replace(step.after, after_spans, redactor.label)
    if change.before is None or change.after is None:
        for image, text in ((change.before, before), (change.after, after)):
            if image is not None and column in image:
                image[column] = text
        return
    change.before.pop(column, None)
    change.after.pop(column, None)
    old, new = images.change(table, {column: before}, {column: after})
    change.before.update(old)
    change.after.update(new)


def _steps(done: list[Change], column: str, current: images.Image | None) -> list[_Step]:
    """The versions of one text, oldest first, rebuilt backwards from what it is now."""
    text = None if current is None else current.get(column)
    steps = []
    for change in reversed(done):
        before, after = change.before, change.after
        if before is None or after is None:
            step = _Step(change, (before or {}).get(column), (after or {}).get(column))
        elif column not in before and column not in after:
            continue
        elif images.is_piece(after.get(column)):
            try:
                was = images.turn({column: text}, {column: after[column]}, {column: before[column]})
            except Conflict:
                # An earlier repair left a gap: what cannot be read in its place cannot be kept.
                del before[column], after[column]
                continue
            step = _Step(change, was[column], text)
        else:
            step = _Step(change, before.get(column), after.get(column))
        text = step.before
        steps.append(step)
    return [step for step in reversed(steps) if isinstance(step.before or step.after or "", str)]


def _carried(step: _Step, *, back: bool) -> list[Span]:
    """Places of one side of a change as they are on its other side; what the change touched, grown."""
    here, there = (step.after, step.before) if back else (step.before, step.after)
    spans = step.after_spans if back else step.before_spans
    if not here or not there or not spans:
        return []
    start, old, new = _difference(here, there)
    found = []
    for begin, end in spans:
        if end < start or (end == start and not old and not new):
            found.append((begin, end))
        elif begin > start + old:
            found.append((begin + new - old, end + new - old))
        else:
            found.append((min(begin, start), max(end, start + old) + new - old))
    return found


def _difference(here: str, there: str) -> tuple[int, int, int]:
    """Where two texts differ: start, length of the piece here, length of the piece there."""
    old, new = images.pieces(here, there)
    return old[images.PIECE][0], len(old[images.PIECE][1]), len(new[images.PIECE][1])


def _whole(image: images.Image | None, redactor: Redactor) -> images.Image | None:
    """An image of an act that is no longer in force: without the person and without loose pieces."""
    if image is None:
        return None
    return {key: redactor.clean(value) for key, value in image.items() if not images.is_piece(value)}


def _lists(image: images.Image | None, redactor: Redactor) -> images.Image | None:
    if image is None:
        return None
    return {
        key: redactor.clean(value)
        if isinstance(value, list) or (isinstance(value, dict) and not images.is_piece(value))
        else value
        for key, value in image.items()
    }
