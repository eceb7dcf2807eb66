"""The marks that erased people leave: by them an import asks instead of bringing someone back unseen."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from sqlalchemy import select

from stvcrm.analysis.person_names import short_name
from stvcrm.base.text import fold
from stvcrm.model.base import Base
from stvcrm.model.catalog import Erasure
from stvcrm.store import identity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

ERASURE = Base.metadata.tables[Erasure.__tablename__]


def marks(
    connection: Connection, names: Iterable[str], organisations: Iterable[str], mails: Iterable[str]
) -> list[str]:
    """What a later import is compared with; nothing can be read back from it."""
    return sorted(_marks(identity.erasure_secret(connection), names, organisations, mails))


class ErasedPeople:
    """Everyone who was erased from a workspace, read once; asking after a person costs no query."""

    def __init__(self, connection: Connection) -> None:
        query = select(ERASURE.c.marks, ERASURE.c.label, ERASURE.c.erased_on, ERASURE.c.uid)
        self._known = {
            mark: Erasure(label=row.label, erased_on=row.erased_on, uid=row.uid, marks=row.marks)
            for row in connection.execute(query)
            for mark in row.marks
        }
        self._secret = identity.erasure_secret(connection) if self._known else b""

    def __bool__(self) -> bool:
        return bool(self._known)

    @property
    def labels(self) -> frozenset[str]:
        """What stands in texts where someone was erased."""
        return frozenset(erasure.label for erasure in self._known.values())

    def find(self, name: str, organisations: Iterable[str], mails: Iterable[str] = ()) -> Erasure | None:
        """The erasure this may be: that name at one of these organisations, or one of these addresses."""
        if not self._known:
            return None
        wanted = _marks(self._secret, (name,), organisations, mails)
        return next((self._known[mark] for mark in wanted if mark in self._known), None)


def _marks(
    secret: bytes, names: Iterable[str], organisations: Iterable[str], mails: Iterable[str]
) -> set[str]:
    """Of a name as it is written, and of one letter and family name: A. de Wit may be Anna de Wit."""
    spelled = {way for name in names for way in (fold(name), short_name(name)) if way}
    texts = {f"{name}\n{fold(place)}" for name in spelled for place in set(organisations)}
    texts |= {mail.strip().lower() for mail in mails if mail}
    return {hmac.digest(secret, text.encode(), "sha256").hex() for text in texts}
