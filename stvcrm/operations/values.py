"""Typed text becomes a value of a field, or a sentence that says why it cannot."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Enum

from stvcrm.analysis.addresses import email, phone, postcode, website
from stvcrm.base.clock import local
from stvcrm.base.dates import parse_date, parse_moment
from stvcrm.base.errors import Invalid, Problem
from stvcrm.base.i18n import N_, _
from stvcrm.base.text import clean, clean_line
from stvcrm.model.base import Entity, Field, Kind, field_of

YES, NO = frozenset({"ja", "yes", "true", "1"}), frozenset({"nee", "no", "false", "0"})


def assign(record: Entity, values: Mapping[str, object], on: date) -> None:
    """Give a record these values for its fields, typed text included.

    Args:
        record: new or stored.
        values: by public key; a key that is no field is refused, so that a slip is never silent.
        on: today, for dates such as "morgen".

    Raises:
        Invalid: a key is no field of this noun, or a value cannot be read.
    """
    table = type(record).table()
    problems = []
    for key, value in values.items():
        column = table.columns.get(key)
        if column is None or (field_of(column) is None and not column.foreign_keys):
            problems.append(
                Problem(key, _("{noun} heeft geen veld {key}.").format(noun=record.noun, key=key))
            )
            continue
        try:
            setattr(record, key, parse(column, value, on))
        except ValueError:
            problems.append(Problem(key, _message(column, value)))
    if problems:
        raise Invalid(problems)


def parse(column: Column[Any], value: object, on: date) -> object:
    """The value of a column that this text means; what is no text is taken as it is.

    Raises:
        ValueError: it means nothing for this kind of field.
    """
    found = field_of(column)
    if not isinstance(value, str):
        return value
    kind = Kind.REFERENCE if found is None else found.kind
    if value.strip() == "":
        return _emptied(column, kind)
    if kind is Kind.CHOICE and isinstance(column.type, Enum):
        assert column.type.enum_class is not None
        choice = column.type.enum_class(value.strip())
        assert isinstance(choice, StrEnum)
        return choice
    if kind is Kind.DATE:
        return _some(parse_date(value, on))
    return _READERS[kind](value)


def _emptied(column: Column[Any], kind: Kind) -> str | None:
    if kind is Kind.TEXT or (kind is Kind.LINE and not column.nullable):
        return ""
    if not column.nullable:
        raise ValueError(column.key)
    return None


def moment(text: str | datetime, now: datetime) -> datetime:
    """A typed moment; without offset it is Dutch time.

    Raises:
        Invalid: it cannot be read.
    """
    found = text if isinstance(text, datetime) else parse_moment(text, local(now).date())
    if found is None:
        raise Invalid(
            [
                Problem(
                    "starts_at",
                    _("«{text}» is geen datum en tijd; typ bijvoorbeeld do 11-5 9:30.").format(text=text),
                )
            ]
        )
    return local(found).astimezone(UTC)


def _flag(text: str) -> bool:
    plain = text.strip().lower()
    if plain not in YES | NO:
        raise ValueError(text)
    return plain in YES


def _list(text: str) -> list[str]:
    """JSON, or words between commas."""
    if text.lstrip().startswith("["):
        found = json.loads(text)
        return [str(item) for item in found]
    return [item for part in text.split(",") if (item := clean_line(part))]


def _some(value: object) -> object:
    if value is None:
        raise ValueError
    return value


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return local(found).astimezone(UTC)


def _number(text: str) -> int:
    return int(text.replace(".", "").replace(" ", ""))


_READERS: dict[Kind, Callable[[str], object]] = {
    Kind.LINE: clean_line,
    Kind.TEXT: clean,
    Kind.PHONE: lambda text: _some(phone(text)),
    Kind.EMAIL: lambda text: _some(email(text)),
    Kind.POSTCODE: lambda text: _some(postcode(text)),
    Kind.WEBSITE: lambda text: _some(website(text)),
    Kind.NUMBER: _number,
    Kind.MOMENT: _moment,
    Kind.FLAG: _flag,
    Kind.REFERENCE: int,
    Kind.LIST: _list,
    Kind.CHOICE: clean_line,
}
_HINTS = {
    Kind.PHONE: N_("«{value}» is geen telefoonnummer; typ bijvoorbeeld 030 123 45 67."),
    Kind.EMAIL: N_("«{value}» is geen e-mailadres; typ bijvoorbeeld naam@organisatie.nl."),
    Kind.POSTCODE: N_("«{value}» is geen postcode; typ bijvoorbeeld 3511 AB."),
    Kind.WEBSITE: N_("«{value}» is geen webadres; typ bijvoorbeeld www.organisatie.nl."),
    Kind.NUMBER: N_("«{value}» is geen getal."),
    Kind.DATE: N_("«{value}» is geen datum; typ bijvoorbeeld 11-5-2017 of morgen."),
    Kind.MOMENT: N_("«{value}» is geen datum en tijd; typ bijvoorbeeld 2017-05-11T09:30."),
    Kind.FLAG: N_("«{value}» is geen ja of nee."),
    Kind.REFERENCE: N_("«{value}» is geen nummer van een gegeven."),
    Kind.LIST: N_("«{value}» is geen lijst; zet komma's tussen de woorden."),
}


def _message(column: Column[Any], value: object) -> str:
    found: Field | None = field_of(column)
    kind = Kind.REFERENCE if found is None else found.kind
    if kind is not Kind.CHOICE and str(value).strip() == "":
        return _("{label} is leeg; vul iets in.").format(label=_(found.label) if found else column.key)
    if kind is Kind.CHOICE and isinstance(column.type, Enum):
        return _("«{value}» kan niet bij {label}; wel: {known}.").format(
            value=value, label=_(found.label) if found else column.key, known=", ".join(column.type.enums)
        )
    return _(_HINTS.get(kind, N_("«{value}» kan hier niet."))).format(value=value)
