"""What happened in the example up to its day: calls, introduction visits in every state, things to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from stvcrm.base.clock import AMSTERDAM
from stvcrm.base.i18n import _
from stvcrm.example.words import conversations
from stvcrm.model.contact_moments import Channel, Direction, Outcome
from stvcrm.model.organisations import WorkType
from stvcrm.model.utterances import Polarity, QuoteConsent
from stvcrm.operations import contact_moments, editing, promises, visits

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from stvcrm.example.members import Association, Host

HELD, COMPLETED = 7, 4
REQUESTED, APPROACHED, PROPOSED, SCHEDULED = 4, 3, 3, 5
CALLS = 60


@dataclass(frozen=True)
class Deed:
    """Something that is done on a moment."""

    at: datetime
    act: Callable[[Doer], None]


class Doer:
    """Does an operation at the moment that is set, and remembers what it made."""

    def __init__(self, write: Callable[..., Any]) -> None:
        self._write = write

    def do(self, operation: Callable[..., Any], **values: Any) -> int:
        """Do it as the window would; returns what it made."""
        return int(self._write(operation, **values))


def workday(on: date, steps: int) -> date:
    """The day that many working days further, or back; a day in the weekend counts as the Friday."""
    day = on - timedelta(days=max(0, on.weekday() - 4))
    while steps:
        day += timedelta(days=1 if steps > 0 else -1)
        if day.weekday() < 5:
            steps -= 1 if steps > 0 else -1
    return day


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """This time of the day in the Netherlands."""
    return datetime.combine(day, time(hour, minute), AMSTERDAM)


def history(random: Random, association: Association, on: date) -> list[Deed]:
    """Everything in order of time."""
    hosts, clients = association.hosts, association.clients
    wanted = HELD + REQUESTED + APPROACHED + PROPOSED + SCHEDULED + 2
    # As in the outcome that was published: of the few others that answered, none is visited here.
    visited = [host for host in hosts if host.work_type is not WorkType.OTHER]
    chosen = random.sample(visited, wanted)
    deeds: list[Deed] = []
    for number, told in enumerate(reversed(conversations()["visits"])):
        deeds += _held(chosen.pop(), told, on, number, clients[number % len(clients)])
    for number in range(SCHEDULED):
        deeds += _scheduled(chosen.pop(), on, number)
    stages = (*[1] * PROPOSED, *[0] * APPROACHED, *[-1] * REQUESTED)
    for number, stage in enumerate(stages):
        deeds += _waiting(chosen.pop(), on, number, stage)
    deeds += _ended(chosen.pop(), on, visits.cancel, conversations()["ended"]["cancelled"])
    deeds += _ended(chosen.pop(), on, visits.decline, conversations()["ended"]["declined"])
    deeds += _calls(random, hosts, on)
    deeds += _actions(on)
    return sorted(deeds, key=lambda deed: deed.at)


def _request(doer: Doer, host: Host) -> int:
    return doer.do(visits.request, organisation_id=host.organisation_id, person_id=host.person_id)


def _held(host: Host, told: dict[str, Any], on: date, number: int, client: int) -> list[Deed]:
    """A visit that took place; the first ones are completed, their summaries sent."""
    day = workday(on, -2 - 2 * number)
    asked = moment(workday(day, -12), 10, 15)
    start = moment(day, 10 if number % 2 else 14)
    made: dict[str, int] = {}
    initials = "".join(part[0] for part in host.person.split() if part[0].isalpha()).lower()
    notes = told["notes"].strip().replace("{contact}", host.person).replace("{initials}", initials)

    def ask(doer: Doer) -> None:
        made["visit"] = _request(doer, host)

    def schedule(doer: Doer) -> None:
        place = f"{host.street}, {host.city}"
        doer.do(visits.schedule, visit_id=made["visit"], starts_at=start, place=place)
        doer.do(visits.attend, visit_id=made["visit"], person_id=host.person_id, initials=initials)

    def hold(doer: Doer) -> None:
        visit = made["visit"]
        doer.do(visits.begin, visit_id=visit)
        doer.do(visits.attend, visit_id=visit, person_id=client, role=_("Cliënt"))
        doer.do(visits.edit_notes, visit_id=visit, notes=notes)
        for text, theme, polarity, consent in told["marks"]:
            doer.do(
                visits.mark,
                visit_id=visit,
                text=text,
                themes=[theme],
                polarity=Polarity[polarity.upper()],
                consent=QuoteConsent[consent.upper()],
                speaker=initials,
            )
        if number >= HELD - COMPLETED:
            doer.do(visits.complete, visit_id=visit)

    later = start + timedelta(minutes=95)
    return [Deed(asked, ask), Deed(asked + timedelta(days=1), schedule), Deed(later, hold)]


def _scheduled(host: Host, on: date, number: int) -> list[Deed]:
    """A visit that is still to come; the first one is today."""
    made: dict[str, int] = {}
    conditions = conversations()["conditions"]["rows"]

    def ask(doer: Doer) -> None:
        made["visit"] = _request(doer, host)

    def schedule(doer: Doer) -> None:
        start = moment(workday(on, 2 * number), 15 if number % 2 else 13, 30)
        place = f"{host.street}, {host.city}"
        doer.do(visits.schedule, visit_id=made["visit"], starts_at=start, place=place)
        if number < len(conditions):
            doer.do(editing.edit, noun="visits", id=made["visit"], entry_conditions=conditions[number])

    asked = moment(workday(on, -9 + number), 11, 5)
    return [Deed(asked, ask), Deed(moment(workday(on, -3), 9, 40 + number), schedule)]


def _waiting(host: Host, on: date, number: int, stage: int) -> list[Deed]:
    """A visit that waits: requested, approached, or with a date proposed."""
    made: dict[str, int] = {}

    def ask(doer: Doer) -> None:
        made["visit"] = _request(doer, host)

    def approach(doer: Doer) -> None:
        doer.do(visits.approach, visit_id=made["visit"])

    def propose(doer: Doer) -> None:
        doer.do(visits.propose, visit_id=made["visit"], starts_at=moment(workday(on, 6 + number), 10))

    asked = moment(workday(on, -4 - number), 16, 20)
    deeds = [
        Deed(asked, ask),
        Deed(asked + timedelta(days=1), approach),
        Deed(moment(workday(on, -1), 12, number), propose),
    ]
    return deeds[: stage + 2]


def _ended(host: Host, on: date, end: Callable[..., Any], reason: str) -> list[Deed]:
    made: dict[str, int] = {}

    def ask(doer: Doer) -> None:
        made["visit"] = _request(doer, host)

    def stop(doer: Doer) -> None:
        doer.do(end, visit_id=made["visit"], reason=reason)

    return [Deed(moment(workday(on, -14), 9, 30), ask), Deed(moment(workday(on, -6), 15, 10), stop)]


def _calls(random: Random, hosts: list[Host], on: date) -> list[Deed]:
    return [_call(random, host, on) for host in random.sample(hosts, CALLS)]


def _call(random: Random, host: Host, on: date) -> Deed:
    channel, direction, outcome, text = random.choice(conversations()["contact"]["moments"])

    def note(doer: Doer) -> None:
        doer.do(
            contact_moments.add,
            organisation_id=host.organisation_id,
            person_id=host.person_id,
            channel=Channel[channel.upper()],
            direction=Direction[direction.upper()],
            outcome=Outcome[outcome.upper()] if outcome else None,
            text=text,
        )

    return Deed(
        moment(workday(on, -random.randrange(1, 40)), random.randrange(9, 17), random.randrange(60)), note
    )


def _actions(on: date) -> list[Deed]:
    def adding(text: str, steps: int) -> Callable[[Doer], None]:
        due = workday(on, steps).isoformat()
        owner = conversations()["settings"]["project_lead"]

        def add(doer: Doer) -> None:
            doer.do(promises.add_action, text=text, owner=owner, due_on=due)

        return add

    rows = conversations()["actions"]["rows"]
    return [Deed(moment(workday(on, -8), 17, number), adding(*row)) for number, row in enumerate(rows)]
