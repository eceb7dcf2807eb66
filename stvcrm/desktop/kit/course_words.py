"""The words, icon and colour of what happened: an event of the course as a row tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stvcrm.base.dates import brief_date, moment_text, plain_date
from stvcrm.base.i18n import N_, _, n_
from stvcrm.desktop.kit.looks import visit_state
from stvcrm.model.action_points import ActionState, PromisedBy
from stvcrm.model.contact_moments import Channel, Direction
from stvcrm.queries.course import What

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stvcrm.queries.course import Event

LONGEST = 400
_ICONS = {
    What.ADDED: ("circle-plus", "muted"),
    What.REQUEST: ("inbox", "neutral"),
    What.PROMISE: ("flag", "accent"),
    What.ACTION: ("list-checks", "accent"),
    What.ATTACHMENT: ("paperclip", "muted"),
    What.CAME: ("user-check", "muted"),
    What.LEFT: ("log-out", "muted"),
    What.RENAMED: ("history", "muted"),
    What.JOINED: ("building-2", "muted"),
    What.RESIGNED: ("building-2", "muted"),
}
_CHANNELS = {
    Channel.PHONE: "phone",
    Channel.MAIL: "mail",
    Channel.LETTER: "mail",
    Channel.MEETING: "messages-square",
    Channel.OTHER: "square-pen",
}
_RESULTS = {
    "utterance": (N_("{n} uiting"), N_("{n} uitingen")),
    "promise": (N_("{n} toezegging"), N_("{n} toezeggingen")),
    "action_point": (N_("{n} actie"), N_("{n} acties")),
    "contact_moment": (N_("{n} contactmoment"), N_("{n} contactmomenten")),
    "attachment": (N_("{n} bijlage"), N_("{n} bijlagen")),
    "visit": (N_("een kennismaking"), N_("{n} kennismakingen")),
}
_ORIGINS = {"visit": N_("kennismaking"), "request": N_("aanvraag")}


@dataclass(frozen=True)
class Told:
    """One row of the course."""

    title: str
    text: str
    second: str
    icon: str
    tone: str


def told(event: Event, today: date) -> Told:
    """What a row says of this event."""
    title, text = _title(event), _text(event)[:LONGEST]
    parts = (_origin(event, today), _led_to(event), _due(event))
    return Told(title, text, " · ".join(part for part in parts if part), *_icon(event))


def _icon(event: Event) -> tuple[str, str]:
    if event.what is What.VISIT:
        look = visit_state(event.facts["state"])
        return look.icon, look.tone
    if event.what is What.CONTACT:
        return _CHANNELS[event.facts["channel"]], "neutral"
    return _ICONS[event.what]


def _title(event: Event) -> str:
    facts = event.facts
    if event.what is What.VISIT:
        words = _("Kennismaking {state}")
        return words.format(state=facts["state"].label.lower())
    if event.what is What.CONTACT:
        return _contact_title(facts)
    if event.what is What.PROMISE:
        return _("Toezegging van ons") if facts["by"] is PromisedBy.US else _("Toezegging aan ons")
    return {
        What.ADDED: _("Toegevoegd"),
        What.REQUEST: _("Kennismaking aangevraagd"),
        What.ACTION: _("Actie"),
        What.ATTACHMENT: _("Bijlage"),
        What.CAME: _("Nieuwe functie"),
        What.LEFT: _("Functie beëindigd"),
        What.RENAMED: _("Andere naam"),
        What.JOINED: _("Lid geworden"),
        What.RESIGNED: _("Lidmaatschap beëindigd"),
    }[event.what]


def _contact_title(facts: Mapping[str, Any]) -> str:
    channel: Channel = facts["channel"]
    if channel is Channel.OTHER:
        return _("Notitie")
    if channel is Channel.MEETING:
        return channel.label
    ways = {Direction.IN: _("{channel} ontvangen"), Direction.OUT: _("{channel} verstuurd")}
    if channel is Channel.PHONE:
        ways = {Direction.IN: _("Gebeld door de organisatie"), Direction.OUT: _("Gebeld")}
    return ways[facts["direction"]].format(channel=channel.label)


def _text(event: Event) -> str:
    facts, people = event.facts, _and(event.people)
    if event.what is What.CONTACT:
        outcome = getattr(facts["outcome"], "label", "")
        parts = (people, outcome)
        first = " · ".join(part for part in parts if part)
        return "\n".join(part for part in (first, str(facts["text"])) if part)
    if event.what in (What.REQUEST, What.VISIT):
        return _visit_text(event, people)
    if event.what in (What.CAME, What.LEFT):
        role = str(facts["role"] or _("zonder functie"))
        words = _("{person}, {role} bij {organisation}")
        return words.format(person=people, role=role, organisation=facts["organisation"])
    if event.what is What.RENAMED:
        return _("Heette hiervoor {name}.").format(name=facts["name"])
    if event.what is What.PROMISE:
        return promised(str(facts["text"]), facts["who"] or "", ours=facts["by"] is PromisedBy.US)
    return str(facts.get("label") or facts.get("text") or facts.get("name") or "")


def promised(text: str, who: str, *, ours: bool) -> str:
    """A line of notes goes on from who said it; what was typed as a whole sentence stands by itself."""
    subject = who or (_("Wij") if ours else "")
    return f"{subject} {text}" if subject and text[:1].islower() else text


def _visit_text(event: Event, people: str) -> str:
    facts = event.facts
    lines = [_("Met {people}.").format(people=people)] if people else []
    if event.what is What.VISIT:
        lines.insert(0, moment_text(facts["starts_at"], facts["ends_at"]))
        lines.append(str(facts["place"] or ""))
    lines.append(str(facts["ended_reason"] or ""))
    return "\n".join(line for line in lines if line)


def _origin(event: Event, today: date) -> str:
    if event.origin is None:
        return ""
    kind, on = event.origin
    words = _("komt van {what} van {day}") if on else _("komt van {what}")
    return words.format(what=_(_ORIGINS[kind]), day=brief_date(on, today) if on else "")


def _led_to(event: Event) -> str:
    found = [n_(_(_RESULTS[key][0]), _(_RESULTS[key][1]), n).format(n=n) for key, n in event.results.items()]
    return _("leidde tot {what}").format(what=_and(tuple(found))) if found else ""


def _due(event: Event) -> str:
    if event.what not in (What.PROMISE, What.ACTION):
        return ""
    state, due = event.facts["state"], event.facts["due_on"]
    if state is not ActionState.OPEN:
        return str(state.label).lower()
    return _("vóór {day}").format(day=plain_date(due)) if due else _("open")


def _and(words: tuple[str, ...]) -> str:
    return _(" en ").join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
