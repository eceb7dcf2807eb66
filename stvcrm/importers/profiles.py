"""Remembered mappings: which heading of a kind of file fills which field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from stvcrm.base.i18n import _
from stvcrm.importers.headings import words
from stvcrm.model.imports import ImportProfile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from stvcrm.importers.pipeline import Options, Source
    from stvcrm.store.unit_of_work import UnitOfWork

Words = tuple[str, ...]
ALIKE = 0.8
"""The part of a file's headings that a profile must know to be used without being named."""


class Profiles:
    """What is known of headings: chosen now, else by the named profile, else by one that fits the file."""

    def __init__(self, connection: Connection, importer: str, options: Options) -> None:
        table = ImportProfile.table()
        query = select(table.c.name, table.c.columns).where(table.c.importer == importer)
        stored = connection.execute(query.order_by(table.c.id.desc())).all()
        self._chosen = {words(heading): target for heading, target in (options.columns or {}).items()}
        self._named: dict[Words, str] = {}
        self._others = [_by_words(columns) for _name, columns in stored]
        self.notes: tuple[str, ...] = ()
        if options.profile is not None:
            found = next((columns for name, columns in stored if name == options.profile), None)
            self._named, self._others = _by_words(found or {}), []
            if found is None:
                message = _("Profiel {name} is nieuw; de herkende kolommen worden onder die naam bewaard.")
                self.notes = (message.format(name=options.profile),)

    def targets(self, headings: Sequence[Words]) -> dict[Words, str]:
        """The target by heading, "" for a column that is left out; headings that are not known are absent."""
        known = self._named
        for profile in self._others:
            told = [heading for heading in headings if heading in profile]
            if len(told) >= ALIKE * len(headings) and len(told) > 2:
                known = {heading: profile[heading] for heading in told}
                break
        return {heading: target for heading, target in (known | self._chosen).items() if heading in headings}


def remember(uow: UnitOfWork, importer: str, source: Source, name: str) -> None:
    """Keep the mapping of a file for the next one, under the wished name or this one.

    Args:
        uow: the act of the import.
        importer: whose mapping it is.
        source: the file as it was understood.
        name: when the user named no profile; one named "" is not kept.
    """
    if source.profile == "":
        return
    name = source.profile or name
    columns = {" ".join(words(column.heading)): column.target or "" for column in source.columns}
    table = ImportProfile.table()
    query = select(table.c.id).where(table.c.importer == importer, table.c.name == name)
    known = uow.connection.scalar(query)
    if known is None:
        uow.add(ImportProfile(importer=importer, name=name, columns=columns))
        return
    profile = uow.get(ImportProfile, known)
    merged = {**profile.columns, **columns}
    if merged != profile.columns:
        profile.columns = merged
        uow.session.flush()


def _by_words(columns: dict[str, str]) -> dict[Words, str]:
    return {tuple(heading.split()): target for heading, target in columns.items()}
