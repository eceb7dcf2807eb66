"""Writing a calendar file (RFC 5545): Dutch local times with their zone, folded lines, text as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText

from stvcrm.base.clock import AMSTERDAM, local
from stvcrm.base.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

PRODUCT = "-//stvcrm//stvcrm//NL"


@dataclass(frozen=True)
class Appointment:
    """One event; `uid` is the same at every export, `sequence` grows with every change."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str = ""
    description: str = ""


def write(appointments: Iterable[Appointment], stamped_at: datetime) -> bytes:
    """A whole file; `stamped_at` is when it was made."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_zone())
    for appointment in appointments:
        calendar.add_component(_event(appointment, stamped_at))
    return bytes(calendar.to_ical())


def _event(appointment: Appointment, stamped_at: datetime) -> Any:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", stamped_at.astimezone(UTC))
    event.add("sequence", appointment.sequence)
    event.add("dtstart", local(appointment.starts_at))
    event.add("dtend", local(appointment.ends_at))
    for name in ("summary", "location", "description"):
        text = clean(getattr(appointment, name))
        if text:
            event.add(name, vText(text))
    return event


def _zone() -> Any:
    """The zone of the Netherlands with the rule that holds since 1996, as every calendar knows it."""
    zone = Timezone()
    zone.add("tzid", AMSTERDAM.key)
    summer, winter = timedelta(hours=2), timedelta(hours=1)
    for part, month, begin, before, after, name in (
        (TimezoneDaylight(), 3, datetime(1996, 3, 31, 2), winter, summer, "CEST"),  # noqa: DTZ001  a wall clock
        (TimezoneStandard(), 10, datetime(1996, 10, 27, 3), summer, winter, "CET"),  # noqa: DTZ001
    ):
        part.add("dtstart", begin)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone
