"""Erasing a person for good, with an honest answer about what still holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from stvcrm.base.changes import Changes
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.model.base import Base
from stvcrm.model.catalog import Erasure
from stvcrm.operations.backups import Held, holding
from stvcrm.store import backup, erasure, subject
from stvcrm.store.database import Database
from stvcrm.store.erasure import Left

ERASURE = Base.metadata.tables[Erasure.__tablename__]


@dataclass(frozen=True)
class Answer:
    """What an erasure did and did not do.

    `removed` and `changed` count rows by table; `left` are places where a name stands that may mean someone
    else; `backups` still hold the person; `notices` are sentences about what could not be told to a backup.
    """

    label: str
    removed: Mapping[str, int]
    changed: Mapping[str, int]
    left: tuple[Left, ...]
    backups: tuple[Held, ...]
    notices: tuple[str, ...] = ()


def erase(database: Database, *, person_id: int) -> tuple[Answer, Changes]:
    """Erase a person for good: rows, journal, search index, mentions; undo brings nothing back.

    A backup is made first, as before every large act. It holds the person and is named in the answer, with
    the day on which it lapses; `backups.apply_retention` removes it at once.

    Raises:
        NotFound: neither the workspace nor its journal knows such a person.
        UserError: the backup could not be made, or the disk fails; nothing was erased.
    """
    with database.read() as connection:
        subject.of(connection, person_id)
    backup.before(database, backup.Reason.ERASE)
    done = erasure.erase(database, person_id)
    notices = []
    try:
        backup.note_erasures(database)
    except (UserError, OSError) as error:
        message = _("Een map met reservekopieën kent deze wissing nog niet: {reason}")
        notices.append(message.format(reason=error))
    with database.read() as connection:
        uids = set(connection.scalars(select(ERASURE.c.uid).where(ERASURE.c.label == done.label)))
    answer = Answer(
        done.label, done.removed, done.changed, done.left, holding(database, uids), tuple(notices)
    )
    return answer, Changes.of(done.touched, done.operation, _(erasure.LABEL))
