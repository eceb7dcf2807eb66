"""Under which name people may stand on paper: a client only under the name he or she chose.

In free text too: where a client's own name was typed, the chosen one comes in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from stvcrm.analysis.name_words import GENERIC
from stvcrm.base.i18n import _
from stvcrm.model.people import Person, PersonKind, Position
from stvcrm.model.utterances import Utterance
from stvcrm.model.visits import Attendance, Visit
from stvcrm.store.redaction import Marks, Redactor, names_that_are_words, parts_of, split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Select

_PERSON, _POSITION, _VISIT = Person.table(), Position.table(), Visit.table()
_ATTENDANCE, _UTTERANCE = Attendance.table(), Utterance.table()


@dataclass(frozen=True)
class NamesOnPaper:
    """The clients that a paper may name, each with what stands in place of the real name."""

    shown: dict[int, str]
    redactors: tuple[Redactor, ...] = ()

    def of(self, person_id: int | None, name: str) -> str:
        """What to print for this person, known under `name`."""
        return self.shown.get(person_id or 0) or self.clean(name)

    def clean(self, text: str) -> str:
        """The text with the names of clients as they chose them."""
        for redactor in self.redactors:
            text = _once(redactor.clean(text), redactor.label)
        return text


def of_visit(connection: Connection, visit_id: int) -> NamesOnPaper:
    """The clients at a visit: who was there, who was quoted, who belongs to the organisation."""
    visit = select(_VISIT.c.person_id).where(_VISIT.c.id == visit_id)
    home = select(_VISIT.c.organisation_id).where(_VISIT.c.id == visit_id).scalar_subquery()
    query = select(_PERSON.c.id, _PERSON.c.name, _PERSON.c.name_on_paper).where(
        _PERSON.c.kind == PersonKind.CLIENT,
        or_(
            _PERSON.c.id.in_(visit),
            _PERSON.c.id.in_(select(_ATTENDANCE.c.person_id).where(_ATTENDANCE.c.visit_id == visit_id)),
            _PERSON.c.id.in_(select(_UTTERANCE.c.person_id).where(_UTTERANCE.c.visit_id == visit_id)),
            _PERSON.c.id.in_(select(_POSITION.c.person_id).where(_POSITION.c.organisation_id == home)),
        ),
    )
    return _chosen(connection, query)


def of_organisations(connection: Connection, organisation_ids: Iterable[int]) -> NamesOnPaper:
    """The clients who belong to these organisations."""
    homes = select(_POSITION.c.person_id).where(_POSITION.c.organisation_id.in_(sorted(organisation_ids)))
    query = select(_PERSON.c.id, _PERSON.c.name, _PERSON.c.name_on_paper).where(
        _PERSON.c.kind == PersonKind.CLIENT, _PERSON.c.id.in_(homes)
    )
    return _chosen(connection, query)


def _chosen(connection: Connection, query: Select[Any]) -> NamesOnPaper:
    rows = connection.execute(query.order_by(_PERSON.c.id)).all()
    shown = {row.id: row.name_on_paper or _("een cliënt") for row in rows}
    return NamesOnPaper(shown, tuple(_redactor(row.name, shown[row.id]) for row in rows))


def _once(text: str, chosen: str) -> str:
    """Without the title doubled where "mevrouw Jansen" became "mevrouw mevrouw A."."""
    title, _space, rest = chosen.partition(" ")
    doubled = rf"\b{re.escape(title)}\s+(?={re.escape(chosen)})"
    return re.sub(doubled, "", text, flags=re.IGNORECASE) if rest else text


def _redactor(name: str, chosen: str) -> Redactor:
    """Finds the whole name, the surname with its prefixes, and parts that name no one else by nature."""
    words = split(name)
    whole = {name, " ".join(words[1:])} if len(words) > 2 else {name}
    alone = parts_of(name) - parts_of(chosen) - names_that_are_words() - GENERIC
    names = {text for text in whole if len(split(text)) > 1 and text != chosen}
    return Redactor(Marks(frozenset(names), frozenset(alone)), chosen)
