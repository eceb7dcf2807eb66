"""What a planned row says on screen: values in words, what is known of it, and the answers to a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stvcrm.analysis.addresses import phone_shown
from stvcrm.base.i18n import _
from stvcrm.importers.cells import as_text
from stvcrm.importers.pipeline import (
    ANEW,
    BOTH,
    EARLIEST,
    FILE,
    FIRST,
    NEW,
    NEWEST,
    SKIP,
    WITHOUT,
    Planned,
    Verdict,
)
from stvcrm.model.base import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Answer:
    """One way to settle a question: what `Options.answers` takes, and the words on its button."""

    value: str
    text: str


@dataclass(frozen=True)
class Fact:
    """A short fact about a row and the icon that tells its kind."""

    icon: str
    text: str


def value_text(value: Any) -> str:
    """A stored value in words; an empty one says so."""
    if value is None or value == "":
        return _("leeg")
    if isinstance(value, Choice):
        return value.label
    text = as_text(value)
    return phone_shown(text) if text.startswith("+") and text[1:].isdigit() else text


def facts(item: Planned) -> tuple[Fact, ...]:
    """What makes a new row recognisable beside its name."""
    organisation, person = item.values.get("organisation"), item.values.get("person")
    found: list[tuple[str, Any]] = []
    if isinstance(organisation, dict):
        found = [
            ("map-pin", organisation.get("city")),
            ("contact-round", item.values.get("contact_name")),
        ]
    elif isinstance(person, dict):
        found = [("mail", person.get("email")), ("phone", person.get("phone"))]
    return tuple(Fact(icon, value_text(value)) for icon, value in found if value)


def answers(item: Planned) -> tuple[Answer, ...]:
    """The ways to settle a question, in the order of their keys; leaving it open is always possible too."""
    known = {str(row_id): name for row_id, name in item.candidates}
    return tuple(Answer(choice, _answer_text(item, choice, known)) for choice in item.choices)


def _answer_text(item: Planned, choice: str, known: Mapping[str, str]) -> str:
    if choice in known:
        return _("Het is {name}").format(name=known[choice])
    single = item.changes[0] if len(item.changes) == 1 else None
    if choice == FILE and item.changes:
        if single is None:
            return _("De gegevens uit rij {row}").format(row=item.row)
        return _("{value}, uit rij {row}").format(value=value_text(single.new), row=item.row)
    if choice == FIRST:
        if single is None:
            return _("De gegevens uit de eerdere rij")
        return _("{value}, uit de eerdere rij").format(value=value_text(single.old))
    words = {
        NEW: _("Nieuw toevoegen"),
        SKIP: _("Overslaan"),
        ANEW: _("Persoon opnieuw opnemen"),
        WITHOUT: _("Organisatie zonder contactpersoon"),
        BOTH: _("Beide formulieren tellen"),
        NEWEST: _("Alleen het nieuwste telt"),
        EARLIEST: _("Alleen het eerste telt"),
    }
    return words.get(choice, _("Toch overnemen"))


def act_text(counts: Mapping[Verdict, int], nouns: tuple[str, str], *, accept_gone: bool) -> str:
    """What the one button will do: "388 organisaties toevoegen", "9 toevoegen, 19 wijzigen".

    Args:
        counts: rows by what will be done with them.
        nouns: one and several of what is imported, as source strings.
        accept_gone: whether memberships that the list lacks will end.
    """
    acts = {
        Verdict.NEW: (_("{what} toevoegen"), counts.get(Verdict.NEW, 0)),
        Verdict.CHANGED: (_("{what} wijzigen"), counts.get(Verdict.CHANGED, 0)),
        Verdict.GONE: (_("{what} beëindigen"), counts.get(Verdict.GONE, 0) if accept_gone else 0),
    }
    told = [(act, count) for act, count in acts.values() if count]
    if not told:
        return _("Vragen bewaren") if counts.get(Verdict.ASK) else _("Niets te wijzigen")
    if len(told) == 1:
        act, count = told[0]
        noun = _(nouns[0] if count == 1 else nouns[1])
        return act.format(what=f"{count} {noun}")
    return ", ".join(act.format(what=count) for act, count in told)
