"""How a value looks in a table: its words, an icon and a colour. The kinds are those of a list's columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from stvcrm.analysis.addresses import phone_shown
from stvcrm.base.clock import local, today
from stvcrm.base.dates import brief_date, short_date
from stvcrm.base.i18n import _


@dataclass(frozen=True)
class Cell:
    """What is painted; `tone` is a key of `tokens.TONES`, `soft` puts the words on a soft fill."""

    text: str = ""
    icon: str = ""
    tone: str = "text"
    bold: bool = False
    right: bool = False
    soft: bool = False


Format = Callable[[Any], Cell]
NOTHING = Cell("–", tone="muted")
WAITING = Cell("…", tone="muted")


def plain(value: object) -> Cell:
    """Text as it is; a line end becomes a space."""
    text = " ".join(str(value).split()) if value is not None else ""
    return Cell(text) if text else NOTHING


def name(value: object) -> Cell:
    """What the row is called."""
    return Cell(str(value or _("zonder naam")), bold=True)


def number(value: object) -> Cell:
    """A whole number with points, to the right."""
    if value is None:
        return Cell("–", tone="muted", right=True)
    return Cell(f"{value:,}".replace(",", "."), right=True)


def day(value: object) -> Cell:
    """A date without time."""
    if isinstance(value, str) and value:
        value = date.fromisoformat(value[:10])
    return Cell(short_date(value), tone="muted") if isinstance(value, date) else NOTHING


def moment(value: object) -> Cell:
    """A moment on the Dutch clock."""
    if isinstance(value, str) and value:
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        return NOTHING
    here = local(value if value.tzinfo else value.replace(tzinfo=UTC))
    return Cell(f"{short_date(here.date())} {here:%H:%M}", tone="muted")


def brief_day(value: object) -> Cell:
    """A date or moment in a narrow column: the year only when it is another."""
    if isinstance(value, str) and value:
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        value = local(value if value.tzinfo else value.replace(tzinfo=UTC)).date()
    return Cell(brief_date(value, today()), tone="muted") if isinstance(value, date) else NOTHING


def phone(value: object) -> Cell:
    """A telephone number as the Dutch write it."""
    return Cell(phone_shown(str(value))) if value else NOTHING


def words(value: object) -> Cell:
    """A choice by its words."""
    return plain(getattr(value, "label", value))


def yes_no(value: object) -> Cell:
    """A fact that is or is not so."""
    return Cell(_("ja"), "check", "good") if value else Cell(_("nee"), tone="muted")


def choice(looks: Mapping[Any, Cell]) -> Format:
    """A state by its value; what is unknown shows a dash."""
    return lambda value: looks.get(value, NOTHING)


FORMATS: Mapping[str, Format] = {
    "number": number,
    "date": day,
    "moment": moment,
    "flag": yes_no,
    "phone": phone,
    "choice": words,
}
