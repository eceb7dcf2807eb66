"""Rows about someone who was erased: the user decides, and until then nothing of that person is taken in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import select

from stvcrm.analysis.person_names import same_person
from stvcrm.base.dates import plain_date
from stvcrm.base.i18n import _
from stvcrm.base.text import fold
from stvcrm.importers.pipeline import ANEW, WITHOUT, Planned, Verdict
from stvcrm.model.organisations import FormerName
from stvcrm.model.people import Person
from stvcrm.store.erased import ErasedPeople

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from stvcrm.importers.known_members import Member
    from stvcrm.importers.member_fields import MemberRow
    from stvcrm.model.privacy import Erasure

_FORMER, _PERSON = FormerName.table(), Person.table()


@dataclass(frozen=True)
class _Held:
    """A contact person that was left out of a row, and how that is told."""

    name: str
    erasure: Erasure

    @property
    def question(self) -> str:
        """What is asked; only ever shown."""
        message = _(
            "Contactpersoon {name} is op {date} uit deze werkruimte gewist. "
            "Opnieuw opnemen, of de organisatie zonder contactpersoon?"
        )
        return message.format(name=self.name, date=plain_date(self.erasure.erased_on))

    @property
    def nameless(self) -> str:
        """What may be kept with another question of the row."""
        message = _("De contactpersoon in deze rij is op {date} uit deze werkruimte gewist en blijft weg.")
        return message.format(date=plain_date(self.erasure.erased_on))


class ErasedContacts:
    """The contact persons of one list who were erased, by row.

    Args:
        connection: of the workspace.
        answers: what the user chose by row number.
    """

    def __init__(self, connection: Connection, answers: Mapping[int, str]) -> None:
        self._connection, self._answers = connection, answers
        self._erased = ErasedPeople(connection)
        self._held: dict[int, _Held] = {}

    def without(self, row: MemberRow, members: Iterable[Member | None]) -> MemberRow:
        """The row, without its contact person when that is someone who was erased.

        Args:
            row: of the list.
            members: the organisations it is or may be about.
        """
        if not self._erased or row.contact_name is None or self._answers.get(row.number) == ANEW:
            return row
        known = [member for member in members if member is not None]
        name, mail = row.contact_name, str(row.contact.get("email") or "")
        places = {row.name, *(name for member in known for name in self._names(member))}
        found = self._erased.find(name, places, (mail,))
        if found is None or self._is_here(name, mail, known):
            return row
        self._held[row.number] = _Held(name, found)
        return replace(row, contact_name=None, contact={})

    def asked(self, item: Planned) -> Planned:
        """What is planned for a row, as a question when its contact person was left out."""
        held = None if item.row is None else self._held.get(item.row)
        if held is None or item.verdict is Verdict.REJECTED or item.row is None:
            return item
        answer = self._answers.get(item.row, "")
        if item.verdict is Verdict.ASK or answer:
            return replace(item, reason=f"{held.nameless} {item.reason}".strip())
        return replace(
            item,
            verdict=Verdict.ASK,
            meanwhile=item.verdict,
            reason=f"{held.question} {item.reason}".strip(),
            choices=(ANEW, WITHOUT),
        )

    def _names(self, member: Member) -> tuple[str, ...]:
        return member.name, *self._former.get(member.id, ())

    def _is_here(self, name: str, mail: str, members: Iterable[Member]) -> bool:
        """Whether the workspace has this person: taken in anew since, or a namesake."""
        contacts = (contact for member in members for contact in member.contacts)
        if any(same_person(contact.name, name) for contact in contacts):
            return True
        return bool(mail) and (fold(name), mail) in self._people

    @cached_property
    def _former(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        query = select(_FORMER.c.organisation_id, _FORMER.c.name)
        for organisation_id, name in self._connection.execute(query):
            found.setdefault(organisation_id, []).append(name)
        return found

    @cached_property
    def _people(self) -> set[tuple[str, str]]:
        query = select(_PERSON.c.name, _PERSON.c.email).where(_PERSON.c.email.is_not(None))
        return {(fold(name), email) for name, email in self._connection.execute(query)}
