"""The rows of one member list beside each other: which of them are about the same organisation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stvcrm.analysis.addresses import same_number
from stvcrm.analysis.person_names import same_person
from stvcrm.base.i18n import N_
from stvcrm.base.text import fold
from stvcrm.importers.member_targets import LABELS
from stvcrm.importers.pipeline import ANEW, FILE, Difference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from stvcrm.importers.member_fields import MemberRow

Identity = tuple[str, ...]


def identity(row: MemberRow) -> Identity:
    """What makes two rows of one file the same organisation."""
    number = row.organisation.get("number")
    if number:
        return ("number", same_number(number))
    return ("name", " ".join(fold(row.name).split()), fold(str(row.organisation.get("city", ""))))


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """The fields in which `new` says something else; a number without its zeros is the same."""
    return [
        Difference(key, LABELS[key], old.get(key), value)
        for key, value in new.items()
        if old.get(key) != value
        and not (key == "number" and old.get(key) and same_number(old[key]) == same_number(value))
    ]


class Rows:
    """The usable rows by organisation: the first of each, with what the user took from the others."""

    def __init__(self, rows: Sequence[MemberRow], answers: Mapping[int, str]) -> None:
        self._first: dict[Identity, MemberRow] = {}
        self._said: dict[Identity, MemberRow] = {}
        self._contested: dict[Identity, dict[str, list[Any]]] = {}
        for row in rows:
            if not row.unusable:
                self._add(row, answers.get(row.number))
        full = [row.number for row in rows if not row.lonely and not row.unusable]
        self._last = max(full, default=0)

    def first(self, row: MemberRow) -> MemberRow:
        """The first row about this organisation, with the values taken from later ones."""
        return self._first[identity(row)]

    def said(self, row: MemberRow) -> MemberRow:
        """The first row about this organisation as it stands in the file."""
        return self._said[identity(row)]

    def contested(self, row: MemberRow, key: str) -> list[Any]:
        """What the rows of this organisation say of a field, as long as it is not settled which is right."""
        return self._contested.get(identity(row), {}).get(key, [])

    def is_below(self, row: MemberRow) -> bool:
        """Whether it is a single filled cell under the last whole row: a remark, no organisation."""
        return row.lonely and row.number > self._last > 0

    def numbers(self) -> frozenset[str]:
        """Every member number in the file, as it is compared."""
        return frozenset(key[1] for key in self._first if key[0] == "number")

    def _add(self, row: MemberRow, answer: str | None) -> None:
        key = identity(row)
        first = self._first.get(key)
        if first is None:
            self._first[key] = self._said[key] = row
        elif answer in (FILE, ANEW):
            self._first[key] = _merged(first, row)
        if first is not None and answer is None:
            said = self._contested.setdefault(key, {})
            for field, value in (*self._said[key].organisation.items(), *row.organisation.items()):
                said.setdefault(field, []).append(value)


def row_differences(earlier: MemberRow, row: MemberRow) -> Iterator[Difference]:
    """What a row says that an earlier one about the same organisation says otherwise or not at all."""
    yield from differences(earlier.organisation, row.organisation)
    if row.contact_name is None:
        return
    if earlier.contact_name is None or not same_person(earlier.contact_name, row.contact_name):
        yield Difference("contact", N_("Contactpersoon"), earlier.contact_name, row.contact_name)
        return
    for key, value in row.contact.items():
        if earlier.contact.get(key) != value:
            label = LABELS[f"contact_{key}"]
            yield Difference(f"contact_{key}", label, earlier.contact.get(key), value)


def _merged(first: MemberRow, row: MemberRow) -> MemberRow:
    """The first row with everything that the other says."""
    same = not row.contact_name or (first.contact_name and same_person(first.contact_name, row.contact_name))
    return replace(
        first,
        organisation={**first.organisation, **row.organisation},
        contact_name=first.contact_name if same else row.contact_name,
        contact={**first.contact, **row.contact} if same else row.contact,
        refused=(*first.refused, *row.refused),
    )
