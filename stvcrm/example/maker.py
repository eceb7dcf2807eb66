"""Makes the example workspace, by the same operations that people use. Same day, same content."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random
from typing import TYPE_CHECKING, Any

from stvcrm.example.members import store_association
from stvcrm.example.survey import store_survey
from stvcrm.example.visits import Doer, history, moment, workday
from stvcrm.example.words import conversations
from stvcrm.operations import settings
from stvcrm.queries.catalog import LISTS
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEED = 2017


def make_example(path: Path, passphrase: str | None, *, on: date) -> dict[str, int]:
    """A new workspace in which today is `on`; closed when this returns.

    Returns:
        How many records of each noun there are.

    Raises:
        WorkspaceError: the file exists already, or cannot be made there.
    """
    clock = _Past(moment(workday(on, -45), 9))
    # The same invented people every time; nothing secret hangs on it.
    random = Random(SEED)
    with Database.create(path, passphrase, clock=clock) as database:
        association = database.write("", store_association, random, on)[0]

        def write(operation: Callable[..., Any], **values: Any) -> Any:
            return database.write("", operation, **values)[0]

        for name, value in conversations()["settings"].items():
            write(settings.change, name=name, value=value)
        for deed in history(random, association, on):
            clock.at = deed.at
            deed.act(Doer(write))
        database.write("", store_survey, Random(SEED + 1), on)
        with database.read() as connection:
            return {rows.noun: rows.count(connection) for rows in LISTS}


class _Past:
    """A clock that stands where the story is."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at.astimezone(UTC)
