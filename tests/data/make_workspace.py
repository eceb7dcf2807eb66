"""Make the stored workspace of the present version: `python tests/data/make_workspace.py`.

Once, when a version is released; a file of a released version is never made again. Everyone is invented.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from stvcrm.model.attachments import Attachment
from stvcrm.model.contact_ways import ContactWay, ContactWayKind
from stvcrm.model.imports import ImportProfile, ImportQuestion
from stvcrm.model.privacy import Consent
from stvcrm.model.surveys import Response
from stvcrm.model.tags import Tag, Tagging
from stvcrm.operations import (
    contact_moments,
    editing,
    organisations,
    people,
    promises,
    responses,
    settings,
    surveys,
    utterances,
    visits,
)
from stvcrm.store import blobs, migrate
from stvcrm.store.database import Database
from stvcrm.store.erasure import erase

if TYPE_CHECKING:
    from collections.abc import Callable

    from stvcrm.store.unit_of_work import UnitOfWork

PASSPHRASE = "proef met verzonnen mensen"
NOTES = "> wij sturen de folder voor 1 juni\n! kennismaking met de wijkverpleging\nZij bellen met beeld."


class Steady:
    """A clock that goes on by an hour at every look, so that the file says the same each time it is made."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now


def make(path: Path) -> None:
    """Every noun at least once, an act taken back, one overtaken, one that can be redone, an erasure."""
    with Database.create(path, PASSPHRASE, clock=Steady()) as database:
        _fill(database)
        erase(database, 2)
        for name in ("Welzijn Tiel", "Welzijn Epe"):
            database.write("Andere naam", organisations.rename, organisation_id=3, name=name)
            database.undo()


def _fill(database: Database) -> None:
    def do(operation: object, **values: object) -> None:
        database.write("Proef", operation, **values)  # type: ignore[arg-type]

    for number, name in (("101", "Welzijn Ede"), ("102", "Súdwest"), ("103", "'s-Heeren Loo")):
        mail = f"info@{number}.example"
        do(organisations.add, name=name, number=number, city="Ede", phone="030 123 45 67", email=mail)
    do(people.add, name="Anna Voorbeeld", organisation_id=1, role="Directeur", email="anna@101.example")
    do(people.add, name="Bas Gewist", organisation_id=2, role="Teamleider")
    do(visits.request, organisation_id=1, person_id=1)
    do(visits.schedule, visit_id=1, starts_at="2026-05-11T09:30", place="Raadhuisplein 1")
    do(visits.attend, visit_id=1, person_id=1, initials="AV")
    do(visits.edit_notes, visit_id=1, notes=NOTES)
    do(visits.mark, visit_id=1, text="bellen met beeld", themes=["beeldbellen"])
    do(visits.complete, visit_id=1)
    do(contact_moments.add, organisation_id=2, channel="phone", direction="out", text="Teruggebeld")
    do(promises.add_action, text="Agenda rondsturen", owner="wij")
    do(organisations.rename, organisation_id=2, name="Súdwest Welzijn")
    do(settings.change, name="home_town", value="Ede")
    do(editing.add, noun="organisations", name="Dubbel", number="104")
    do(editing.merge, noun="organisations", keep_id=3, other_id=4)
    _survey(do)
    do(_rest)


def _survey(do: Callable[..., None]) -> None:
    """A survey with a form that counts, one that waits, codings, and what an organisation is also called."""
    do(surveys.add, title="Verkenning", starts_on=date(2026, 3, 1))
    do(surveys.remind, survey_id=1, sent_on=date(2026, 3, 8))
    told = {"respondent": "Anna Voorbeeld", "acceptance_staff": "3", "transfer_clients": "unknown"}
    words = {"visit": "yes", "visit_text": "Anna Voorbeeld", "value_text": "Handig. Wel duur"}
    do(responses.add, survey_id=1, organisation_id=1, **told, **words)
    do(utterances.split, utterance_id=2, at=[8])
    do(utterances.code, utterance_id=2, themes=["gebruiksgemak"], polarity="positive")
    do(utterances.recode, utterance_id=2, themes=["gebruiksgemak"], polarity="positive")
    do(_stranger)
    do(responses.match, response_id=2, organisation_id=2)


def _stranger(uow: UnitOfWork) -> None:
    """A form of which it is not known whose it is."""
    uow.add(Response(survey_id=1, respondent_id="5", organisation_typed="Het Zuidwesten", respondent="Cor"))


def _rest(uow: UnitOfWork) -> None:
    """Nouns that have no act of their own."""
    found, size = blobs.put(uow.connection, b"%PDF-1.7 verzonnen")
    uow.add(Attachment(name="folder.pdf", content_hash=found, size=size, organisation_id=1))
    uow.add(ContactWay(person_id=1, kind=ContactWayKind.PHONE, value="06 12345678", digits="+31612345678"))
    tag = uow.add(Tag(name="koploper"))
    uow.add(Tagging(tag_id=tag.id, organisation_id=1))
    uow.add(Consent(person_id=1, purpose="Verkenning"))
    uow.add(ImportProfile(importer="members", name="Leden", columns={"Lidnr": "number"}))
    uow.add(ImportQuestion(importer="members", source="leden.xlsx", row=3, reason="Dezelfde?", values={}))


if __name__ == "__main__":
    target = Path(__file__).with_name(f"workspace-{migrate.HEAD}.stv")
    if target.exists():
        sys.exit(f"{target.name} exists; a file of a released version is never made again.")
    make(target)
