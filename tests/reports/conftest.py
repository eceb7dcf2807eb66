"""A workspace with one visit that has everything a paper must deal with, and one without anything."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.operations import (
    organisations,
    people,
    promises,
    responses,
    settings,
    surveys,
    utterances,
    visits,
)
from stvcrm.reports.catalog import Paper, produce
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2017, 5, 15, 17, 46, tzinfo=UTC)
LETTERHEAD = {
    "letterhead_name": "Branchevereniging Sociaal Werk",
    "letterhead_subtitle": "Verkenning Sociale Technologie",
    "letterhead_address": "Stationsplein 12, 3511 ED Utrecht",
    "letterhead_contact": "030 55 01 700 · verkenning@branche.example",
    "project_lead": "Marit Hoekstra",
}
NOTES = """\
Senzo draait met acht beroepskrachten en veertig vrijwilligers. Er werkt een dorpsapp <b>& meer</b>.
#durf
jv: Medewerkers zien de waarde, maar voelen zich onzeker.
sb: Wij durven niet te beginnen zolang niemand het ons voordoet.
jv: De directeur wil er eigenlijk van af.

#buiten kantooruren
jv: Jongeren appen ons 's avonds, dan zijn wij dicht. Dat wringt.
Volgens mevrouw Ada Achternaam werkt het prima; Achternaam komt elke week.
+dorpsapp: in gebruik sinds februari
> jv stuurt het scholingsplan voor 1 juni
> wij brengen Senzo in contact met AMW Verdi voor 19 mei
! Senzo doet mee als proefplek beeldbellen
? Wie betaalt de begeleiding als de subsidie stopt?"""


class Workspace:
    """A database with what was made in it, by short names."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.home = self.visit = self.joost = self.samira = self.ada = 0

    def do(self, operation: Any, **values: Any) -> Any:
        return self.database.write("Handeling", operation, **values)[0]

    def made(self, key: str, ids: list[int], ending: str, **options: Any) -> Paper:
        with self.database.read() as connection:
            return produce(connection, key, ids, ending, now=NOW, **options)

    def paper(self, key: str, ids: list[int], ending: str, **options: Any) -> bytes:
        return self.made(key, ids, ending, **options).data

    def hold_survey(self) -> int:
        """Seven organisations answer a survey, one of them twice; what they said is partly coded."""
        names = ["Verdi", "Lumen", "Perron", "Wende", "Meander", "Caleido", "Zwijger"]
        members = [self.home, *(self.do(organisations.add, name=name, city="Ede") for name in names)]
        survey = self.do(surveys.add, title="Verkenning 2017", starts_on=date(2017, 3, 1))
        for place, member in enumerate([*members[:-1], members[1]]):
            told = {"acceptance_staff": str(place % 4), "transfer_clients": "yes" if place % 2 else "no"}
            words = {"acceptance_text": f"Het kost tijd {place}", "visit": "yes"}
            self.do(responses.add, survey_id=survey, organisation_id=member, **told, **words)
        for number in range(1, 7):
            coded = {"themes": ["tijd"], "polarity": "negative", "consent": "quotable"}
            self.do(utterances.code, utterance_id=1 + self._marked() + number, **coded)
        return int(survey)

    def _marked(self) -> int:
        with self.database.read() as connection:
            rows = connection.exec_driver_sql("SELECT max(id) FROM utterance WHERE visit_id IS NOT NULL")
            return int(rows.scalar() or 0) - 1


@pytest.fixture(autouse=True)
def _author(monkeypatch: pytest.MonkeyPatch) -> None:
    """The access report tells who changed what; that must not be whoever runs the tests."""
    monkeypatch.setenv("USER", "marit")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    with Database.create(tmp_path / "leeg.stv", None, clock=lambda: NOW) as database:
        yield database


@pytest.fixture
def workspace(empty: Database) -> Workspace:
    made = Workspace(empty)
    for name, value in LETTERHEAD.items():
        made.do(settings.change, name=name, value=value)
    made.home = made.do(
        organisations.add,
        name="Senzo Welzijn",
        number="1042",
        street="Kolkweg 8",
        postcode="6711 CT",
        city="Ede",
        phone="0318 555 010",
    )
    made.joost = made.do(
        people.add,
        name="Joost van Tilburg",
        email="j.vantilburg@senzo.example",
        organisation_id=made.home,
        role="teamleider",
    )
    made.samira = made.do(people.add, name="Samira Bouali", organisation_id=made.home, role="jongerenwerker")
    made.ada = made.do(
        people.add,
        name="Ada Achternaam",
        kind="client",
        name_on_paper="mevrouw Ada",
        organisation_id=made.home,
    )
    _hold_visit(made)
    return made


def _hold_visit(made: Workspace) -> None:
    made.visit = made.do(visits.request, organisation_id=made.home, person_id=made.joost)
    made.do(visits.schedule, visit_id=made.visit, starts_at="2017-05-15T09:30", minutes=90)
    present = ((made.joost, "JV"), (made.samira, "SB"), (made.ada, "AA"))
    for person, initials in present:
        made.do(visits.attend, visit_id=made.visit, person_id=person, initials=initials)
    made.do(visits.edit_notes, visit_id=made.visit, notes=NOTES)
    marks = (
        ("Wij durven niet te beginnen zolang niemand het ons voordoet.", "quotable", "SB"),
        ("Jongeren appen ons 's avonds, dan zijn wij dicht.", "anonymous", "JV"),
        ("De directeur wil er eigenlijk van af.", "do_not_use", "JV"),
    )
    for text, consent, speaker in marks:
        made.do(visits.mark, visit_id=made.visit, text=text, consent=consent, speaker=speaker)
    made.do(visits.complete, visit_id=made.visit)
    made.do(promises.add, text="Terugbellen over de directeur wil er eigenlijk van af", visit_id=made.visit)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden texts anew; read the difference")
