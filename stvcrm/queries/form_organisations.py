"""The organisations that a form may come from, and which of them it is: with the reason, never a guess.

Evidence, the strongest first: the member number or token of the form, what the user said before (an alias),
the domain of the mail address together with the typed name, the typed name alone. Two kinds of evidence that
speak for different organisations are doubt, and so is a name that fits more than one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from stvcrm.analysis.addresses import mail_domain, same_number, web_domain
from stvcrm.analysis.name_index import NameIndex
from stvcrm.analysis.names import Named, Verdict, likeness
from stvcrm.base.i18n import _
from stvcrm.base.text import fold
from stvcrm.model.organisations import FormerName, Organisation
from stvcrm.model.people import Person, Position
from stvcrm.model.surveys import OrganisationAlias, Response

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_ORGANISATION, _FORMER, _ALIAS = Organisation.table(), FormerName.table(), OrganisationAlias.table()
_PERSON, _POSITION = Person.table(), Position.table()
SURE = 0.9
"""The likeness at which a typed name alone is enough: people who fill in a form seldom add the place."""
BEST = 3
"""Candidates that are offered with a question."""


@dataclass(frozen=True)
class Match:
    """The organisation of a form, else those it may be; and why, as a sentence."""

    organisation_id: int | None
    candidates: tuple[tuple[int, str], ...]
    reason: str


class FormOrganisations:
    """Everything by which a form is recognised, read once."""

    def __init__(self, connection: Connection) -> None:
        table = _ORGANISATION.c
        query = select(table.id, table.name, table.city, table.number, table.email, table.website)
        self._shown: dict[int, str] = {}
        self._by_number: dict[str, int] = {}
        self._by_domain: dict[str, set[int]] = defaultdict(set)
        self._named: dict[int, Named] = {}
        for row_id, name, city, number, mail, site in connection.execute(query.order_by(table.id)):
            self._shown[row_id] = " · ".join(part for part in (name, city, number) if part)
            domains = {mail_domain(mail or ""), web_domain(site or "")} - {None}
            self._named[row_id] = Named(row_id, name, city or "", domains=frozenset(map(str, domains)))
            if number:
                self._by_number.setdefault(same_number(number), row_id)
            for domain in domains:
                self._by_domain[str(domain)].add(row_id)
        self._add_mail_of_people(connection)
        self._index = NameIndex(self._named.values())
        for row_id, name in connection.execute(select(_FORMER.c.organisation_id, _FORMER.c.name)):
            self._index.add(self._also(row_id, name))
        aliases = select(_ALIAS.c.name, _ALIAS.c.organisation_id).order_by(_ALIAS.c.id)
        self._by_alias = {_key(name): row_id for name, row_id in connection.execute(aliases)}

    def shown(self, organisation_id: int) -> str:
        """Name, place and number, to choose by."""
        return self._shown.get(organisation_id, "")

    def knows(self, organisation_id: int) -> bool:
        """Whether there is such an organisation."""
        return organisation_id in self._shown

    def match(self, *, typed: str, place: str, number: str, emails: Iterable[str]) -> Match:
        """Which organisation a form comes from.

        Args:
            typed: what its writer called the organisation.
            place: where it is, if the form asks that.
            number: member number or token, if the form has one.
            emails: addresses on the form.
        """
        known = self._by_number.get(same_number(number)) if number else None
        if known is not None:
            return self._sure(known, _("Herkend aan het lidnummer."))
        if alias := self._by_alias.get(_key(typed)) if typed else None:
            return self._sure(alias, _("Zo eerder gekozen voor deze naam."))
        domains = frozenset(domain for text in emails if (domain := mail_domain(text)))
        by_domain = {row_id for domain in domains for row_id in self._by_domain.get(domain, ())}
        row = Named(0, typed, place, domains=domains)
        verdict, found = self._index.match(row)
        by_name = [candidate.entry.key for candidate in found]
        if len(by_domain) == 1:
            return self._by_one_domain(next(iter(by_domain)), row, verdict, by_name)
        linked = verdict is Verdict.LINKED and found[0].likeness.score >= SURE
        if linked and (not by_domain or by_name[0] in by_domain):
            return self._sure(
                by_name[0], _("Herkend: {why}.").format(why=", ".join(found[0].likeness.reasons))
            )
        if by_domain:
            alike = [row_id for row_id in by_domain if self._likeness(row, row_id) >= SURE]
            if len(alike) == 1:
                return self._sure(alike[0], _("Herkend aan het internetdomein en de naam."))
        return self._doubt(typed, [*by_name, *sorted(by_domain)])

    def _by_one_domain(self, domain_id: int, row: Named, verdict: Verdict, by_name: list[int]) -> Match:
        """The mail address names one organisation: the typed name must not speak for another."""
        if not row.name or domain_id in by_name[:1]:
            return self._sure(domain_id, _("Herkend aan het internetdomein en de naam."))
        if domain_id in by_name and verdict is not Verdict.LINKED:
            return self._sure(domain_id, _("Herkend aan het internetdomein; de naam lijkt erop."))
        return self._doubt(row.name, [domain_id, *by_name])

    def _sure(self, organisation_id: int, reason: str) -> Match:
        return Match(organisation_id, (), reason)

    def _doubt(self, typed: str, ids: list[int]) -> Match:
        best = list(dict.fromkeys(ids))[:BEST]
        candidates = tuple((row_id, self._shown[row_id]) for row_id in best)
        if not candidates:
            message = _("Geen organisatie gevonden die op «{name}» lijkt.")
            unnamed = _("Het formulier noemt geen organisatie.")
            return Match(None, (), message.format(name=typed) if typed else unnamed)
        question = _("Welke organisatie is «{name}»? Misschien {known}.")
        return Match(None, candidates, question.format(name=typed, known=candidates[0][1]))

    def _likeness(self, row: Named, organisation_id: int) -> float:
        return likeness(row, self._named[organisation_id]).score

    def _also(self, organisation_id: int, name: str) -> Named:
        known = self._named[organisation_id]
        return Named(organisation_id, name, known.place, domains=known.domains)

    def _add_mail_of_people(self, connection: Connection) -> None:
        """Contacts have addresses too; a domain that several organisations share decides nothing."""
        query = (
            select(_POSITION.c.organisation_id, _PERSON.c.email)
            .join(_PERSON, _PERSON.c.id == _POSITION.c.person_id)
            .where(_PERSON.c.email.is_not(None), _POSITION.c.ended_on.is_(None))
        )
        for organisation_id, mail in connection.execute(query):
            if domain := mail_domain(mail):
                self._by_domain[domain].add(organisation_id)


def candidates(connection: Connection, response_id: int) -> tuple[tuple[int, str], ...]:
    """The organisations a form may come from, the likeliest first: id, and how it is shown."""
    table = Response.table().c
    query = select(table.organisation_typed, table.email).where(table.id == response_id)
    row = connection.execute(query).first()
    if row is None:
        return ()
    known = FormOrganisations(connection)
    emails = [row.email] if row.email else []
    found = known.match(typed=row.organisation_typed or "", place="", number="", emails=emails)
    if found.organisation_id is None:
        return found.candidates
    return ((found.organisation_id, known.shown(found.organisation_id)),)


def _key(name: str) -> str:
    return " ".join(fold(name).split())
