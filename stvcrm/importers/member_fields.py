"""A row of a member list as values of ours; what cannot be read is left out and told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stvcrm.base.i18n import _
from stvcrm.base.text import clean_line, fold
from stvcrm.importers.cells import Refused, as_text, read_cell
from stvcrm.importers.mapping import cells, heading_of, repeats_headings
from stvcrm.importers.member_targets import CONTACT_KEYS, KINDS, ORGANISATION_KEYS
from stvcrm.importers.work_types import work_types
from stvcrm.model.base import LINE, Kind
from stvcrm.model.organisations import Organisation, WorkType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stvcrm.importers.pipeline import Source

_TOTAL = re.compile(r"(sub)?tota|aantal\b|som\b|sum\b|eindtotaal|gemiddeld|telling\b")
_POSTCODE_CITY = re.compile(r"\s*([1-9]\d{3}\s*[A-Za-z]{2})\b[\s,]*(.*)", re.DOTALL)
_SIGNS = ("number", "postcode", "street", "email", "city", "phone", "website")
"""What an organisation has, and a line with totals has not."""


@dataclass(frozen=True)
class MemberRow:
    """One row of a member list; `refused` are sentences about cells that were left out.

    `unusable` says why it is no organisation at all; `lonely` that it holds a name and nothing else.
    """

    number: int
    organisation: dict[str, Any]
    contact_name: str | None = None
    contact: dict[str, Any] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    unusable: str = ""
    lonely: bool = False

    @property
    def name(self) -> str:
        """The name of the organisation as the file has it; empty when there is none."""
        return str(self.organisation.get("name") or "")

    @property
    def values(self) -> dict[str, Any]:
        """What a plan keeps of it."""
        return {"organisation": self.organisation, "contact_name": self.contact_name, "contact": self.contact}


def read_row(source: Source, number: int, row: tuple[Any, ...], fixes: Mapping[str, str]) -> MemberRow:
    """A row as values of ours; empty cells and absent columns are left out, wrong ones are told.

    Args:
        source: the file.
        number: of the row, as the spreadsheet counts.
        row: its cells.
        fixes: what the user wrote instead, by key of the field.
    """
    values: dict[str, Any] = {}
    refused = []
    for key, raw in {**cells(source, row), **fixes}.items():
        value = _work_type(raw) if key == "work_type" else _read(source, key, raw)
        if isinstance(value, Refused):
            refused.append(_told(source, key, raw, value))
        elif value is not None:
            values[key] = value
    composed = _composed(values)
    organisation = {key: value for key, value in composed.items() if key in ORGANISATION_KEYS}
    # Lengths were seen to; what is left is a rule between fields.
    for problem in (
        Organisation.rules({"name": "?", **organisation}) if "member_until" in organisation else ()
    ):
        organisation.pop(problem.field, None)
        refused.append(problem.message)
    return MemberRow(
        number,
        organisation,
        _contact_name(values),
        {key.removeprefix("contact_"): values[key] for key in CONTACT_KEYS if key in values},
        tuple(refused),
        _unusable(source, row, organisation),
        _is_lonely(source, row) and not fixes,
    )


def _read(source: Source, key: str, raw: Any) -> Any:
    return read_cell(raw, KINDS[key], month_first=key in source.month_first)


def _told(source: Source, key: str, raw: Any, value: Refused) -> str:
    message = _("Kolom «{column}»: «{value}» is {why}; deze cel is overgeslagen.")
    return message.format(column=heading_of(source, key), value=clean_line(as_text(raw))[:60], why=value.why)


def _work_type(raw: Any) -> WorkType | Refused | None:
    typed = as_text(raw) if raw is not None else ""
    found = work_types(typed)
    if len(found) == 1:
        return next(iter(found))
    if found:
        return Refused(_("meer dan één werksoort"))
    return Refused(_("een onbekende werksoort")) if typed else None


def _composed(values: dict[str, Any]) -> dict[str, Any]:
    """Street with house number, postcode and place apart, whichever way the file keeps them."""
    found = dict(values)
    number = " ".join(str(values[key]) for key in ("house_number", "addition") if key in values)
    if number:
        found["street"] = f"{values.get('street', '')} {number}".strip()
    split = _POSTCODE_CITY.fullmatch(str(values.get("postcode_city", "")))
    if split:
        found.setdefault("postcode", read_cell(split[1], Kind.POSTCODE))
        found.setdefault("city", clean_line(split[2]))
    elif "postcode_city" in values:
        found.setdefault("city", values["postcode_city"])
    return {
        key: value for key, value in found.items() if value and not isinstance(value, Refused) or value == 0
    }


def _contact_name(values: dict[str, Any]) -> str | None:
    whole = values.get("contact_name")
    family = values.get("contact_family") or whole
    parts = [values.get("contact_given"), values.get("contact_prefix"), family]
    apart = " ".join(str(part) for part in parts if part)
    found = whole if whole and "contact_family" in values else apart
    return clean_line(str(found))[:LINE] if found else None


def _unusable(source: Source, row: tuple[Any, ...], organisation: dict[str, Any]) -> str:
    name = str(organisation.get("name") or "")
    if repeats_headings(source, row):
        return _("Herhaling van de kolomkoppen.")
    telling = any(organisation.get(key) for key in _SIGNS)
    if not telling and (_TOTAL.match(fold(name)) or any(_is_total(cell) for cell in row)):
        return _("Totaalregel, geen organisatie.")
    if name:
        return ""
    column = heading_of(source, "name")
    return _("Geen naam van een organisatie; vul de kolom «{column}».").format(column=column)


def _is_lonely(source: Source, row: tuple[Any, ...]) -> bool:
    """Whether one cell is filled in a list where a row has several: a remark, or a name that needs more."""
    filled = sum(1 for cell in row if cell not in (None, ""))
    return filled == 1 and sum(1 for column in source.columns if column.target) > 2


def _is_total(cell: Any) -> bool:
    return isinstance(cell, str) and bool(re.match(r"(sub|eind)?totaal\b", fold(cell).strip()))
