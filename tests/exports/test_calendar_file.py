"""The calendar file: Dutch times with their zone, whatever stands in the names."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from stvcrm.exports.catalog import export
from stvcrm.formats import ics

if TYPE_CHECKING:
    from conftest import Office

NOW = datetime.fromisoformat("2026-03-02T09:00+00:00")


def planned(office: Office, name: str = "Welzijn Ede", at: str = "2017-05-15T09:30", **typed: object) -> int:
    visit = office.do("visits.request", organisation_id=office.do("organisations.add", name=name))
    office.do("visits.schedule", visit_id=visit, starts_at=at, **typed)
    return visit


def made(office: Office) -> bytes:
    with office.database.read() as connection:
        return export(connection, "calendar", None, ".ics", NOW)[0]


@pytest.mark.parametrize(
    ("at", "offset"),
    [("2017-05-15T09:30", "+0200"), ("2017-11-06T13:00", "+0100"), ("2026-03-29T03:30", "+0200")],
)
def test_a_visit_stands_at_its_dutch_time(office: Office, at: str, offset: str) -> None:
    planned(office, at=at, minutes=90)
    (event,) = Calendar.from_ical(made(office)).walk("VEVENT")
    start = event["dtstart"].dt
    assert (f"{start:%Y-%m-%dT%H:%M}", f"{start:%z}") == (at, offset)
    assert (event["dtend"].dt - start).total_seconds() == 90 * 60


def test_the_zone_tells_summer_from_winter(office: Office) -> None:
    lines = made(office).decode().split("\r\n")
    assert "BEGIN:VTIMEZONE" in lines
    assert {"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"} <= set(lines)


def test_it_is_the_same_event_at_every_export_and_grows_when_changed(office: Office) -> None:
    visit = planned(office)
    (first,) = Calendar.from_ical(made(office)).walk("VEVENT")
    office.do("visits.reschedule", visit_id=visit, starts_at="2017-05-16T09:30")
    (second,) = Calendar.from_ical(made(office)).walk("VEVENT")
    assert first["uid"] == second["uid"]
    assert second["sequence"] > first["sequence"]


def test_lines_are_folded_and_end_with_cr_lf(office: Office) -> None:
    planned(office, name="Stichting Wélzijn " + "ë" * 120)
    lines = made(office).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


@pytest.mark.parametrize(
    "name", ["x\r\nEND:VEVENT\r\nBEGIN:VALARM", "x\nATTACH:file:///etc/passwd", "x\rBcc: y", "a\x85b\u2028c"]
)
def test_a_line_end_in_a_text_is_no_line_of_the_file(name: str) -> None:
    appointment = ics.Appointment("1", 0, NOW, NOW, summary=name, location=name, description=name)
    (event,) = Calendar.from_ical(ics.write([appointment], NOW)).walk("VEVENT")
    assert set(event) == {
        "UID",
        "DTSTAMP",
        "SEQUENCE",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "LOCATION",
        "DESCRIPTION",
    }
    assert event.subcomponents == []


def test_only_visits_that_take_place_are_in_it(office: Office) -> None:
    office.do("visits.request", organisation_id=office.do("organisations.add", name="Zonder datum"))
    office.do("visits.cancel", visit_id=planned(office, name="Afgezegd"))
    office.do("visits.complete", visit_id=planned(office, name="Geweest"))
    events = Calendar.from_ical(made(office)).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Kennismaking Geweest"]


def test_a_client_stands_in_it_under_the_chosen_name(office: Office) -> None:
    home = office.do("organisations.add", name="Ede", street="Dorp 1", postcode="6711 AB", city="Ede")
    person = office.do("people.add", name="Ada Achternaam", name_on_paper="mevrouw Ada", kind="client")
    visit = office.do("visits.request", organisation_id=home, person_id=person)
    office.do("visits.schedule", visit_id=visit, starts_at="2017-05-15T09:30", place="Buurthuis")
    (event,) = Calendar.from_ical(made(office)).walk("VEVENT")
    assert str(event["description"]).split("\n") == [
        "Contactpersoon: mevrouw Ada",
        "Adres: Dorp 1, 6711 AB Ede",
    ]
    assert str(event["location"]) == "Buurthuis"
