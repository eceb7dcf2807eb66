"""Fields of a form from the model: labels, kinds, lengths and choices are declared there, the order here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.field_editors import Field
from stvcrm.desktop.kit.reference_editor import reference
from stvcrm.model.base import Kind, field_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stvcrm.desktop.kit.context import Context
    from stvcrm.model.base import Entity

_KINDS = {
    Kind.TEXT: "long",
    Kind.PHONE: "phone",
    Kind.NUMBER: "number",
    Kind.DATE: "date",
    Kind.CHOICE: "choice",
    Kind.FLAG: "flag",
}
_NOUNS = {"organisation": "organisations", "person": "people", "survey": "surveys"}


def form_fields(context: Context, entity: type[Entity], keys: Sequence[str]) -> tuple[Field, ...]:
    """These fields of a noun, in this order, as a form shows them."""
    return tuple(form_field(context, entity, key) for key in keys)


def form_field(context: Context, entity: type[Entity], key: str) -> Field:
    """One field of a noun as a form shows it.

    Raises:
        KeyError: the noun has no such field.
    """
    column = entity.table().columns[key]
    declared = field_of(column)
    if declared is None:
        raise KeyError(key)
    longest = getattr(column.type, "length", None) or 0
    made = Field(key, _(declared.label), _KINDS.get(declared.kind, "text"))
    if declared.kind is Kind.CHOICE:
        return replace(
            made, choices=choices_of(getattr(column.type, "enum_class", ()), nullable=bool(column.nullable))
        )
    if declared.kind is Kind.REFERENCE:
        target = next(iter(column.foreign_keys)).column.table.name
        return replace(made, make=reference(context, _NOUNS[target]))
    return replace(made, longest=longest if made.kind == "text" else 0)


def choices_of(enum: Any, *, nullable: bool = False) -> tuple[tuple[Any, str], ...]:
    """The values of a choice with their words; none comes first where that is possible."""
    none: tuple[tuple[Any, str], ...] = ((None, "–"),) if nullable else ()
    return none + tuple((member, member.label) for member in enum)
