"""Writes that every noun has: add, edit, remove, merge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ForeignKey, select

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.model.attachments import Attachment
from stvcrm.model.base import Entity, Kind, field_of
from stvcrm.model.catalog import BY_NOUN, ENTITIES
from stvcrm.model.contact_ways import ContactWay, ContactWayKind
from stvcrm.model.notes import Note
from stvcrm.model.organisations import FormerName, Organisation
from stvcrm.model.people import Person
from stvcrm.model.tags import Tagging
from stvcrm.model.utterances import Utterance
from stvcrm.model.visits import Attendance
from stvcrm.operations.values import assign
from stvcrm.queries.titles import titles
from stvcrm.store.unit_of_work import UnitOfWork

LABEL = "person_label"
_FIXED = frozenset({Attachment, Note})
"""Nouns that are made by operations of their own."""


def entity_of(noun: str) -> type[Entity]:
    """The class behind a public noun.

    Raises:
        UserError: there is no such noun.
    """
    found = BY_NOUN.get(noun)
    if found is None:
        raise UserError(
            _("Er is geen lijst {noun}; wel: {known}.").format(noun=noun, known=", ".join(BY_NOUN))
        )
    return found


def add(uow: UnitOfWork, *, noun: str, **fields: object) -> int:
    """Add a record of any noun with these fields."""
    entity = entity_of(noun)
    if entity in _FIXED:
        raise UserError(_("{noun} wordt niet zo toegevoegd; zie do --list.").format(noun=noun))
    record = entity()
    assign(record, fields, uow.today)
    uow.add(record)
    uow.label = _("Toegevoegd: {title}").format(title=title(uow, record))
    return record.id


def edit(uow: UnitOfWork, *, noun: str, id: int, **fields: object) -> int:  # noqa: A002  the public name
    """Change fields of a record."""
    record = uow.get(entity_of(noun), id)
    before = title(uow, record)
    assign(record, fields, uow.today)
    uow.session.flush()
    uow.label = _("Gewijzigd: {title}").format(title=before)
    return record.id


def edit_many(uow: UnitOfWork, *, noun: str, ids: list[int], **fields: object) -> int:
    """Change the same fields of many records as one act; answers how many."""
    entity = entity_of(noun)
    for record_id in ids:
        assign(uow.get(entity, record_id), fields, uow.today)
        uow.progress.step()
    uow.session.flush()
    uow.label = _("Gewijzigd: {count} rijen").format(count=len(ids))
    return len(ids)


def remove(uow: UnitOfWork, *, noun: str, id: int) -> int:  # noqa: A002  the public name
    """Remove a record with what only exists as part of it; other records lose their reference to it."""
    record = uow.get(entity_of(noun), id)
    uow.label = _("Verwijderd: {title}").format(title=title(uow, record))
    _remove_with_parts(uow, record)
    return id


def merge(uow: UnitOfWork, *, noun: str, keep_id: int, other_id: int) -> int:
    """Make one record of two: what hung on the other hangs on the kept one, nothing that was known is lost.

    Empty fields are filled, texts joined, a second number or address becomes a further way of contact.
    """
    entity = entity_of(noun)
    if keep_id == other_id:
        raise UserError(_("Een gegeven kan niet met zichzelf worden samengevoegd."))
    keep, other = uow.get(entity, keep_id), uow.get(entity, other_id)
    uow.label = _("Samengevoegd: {title}").format(title=title(uow, keep))
    filled = _fill(keep, other)
    _keep_ways(uow, keep, other)
    for record, column in _referring(uow, other):
        _hang_on(uow, record, column, keep)
    uow.session.flush()
    uow.remove(other)
    for key, value in filled.items():
        setattr(keep, key, value)
    if isinstance(keep, Organisation) and isinstance(other, Organisation) and keep.name != other.name:
        uow.add(FormerName(organisation_id=keep.id, name=other.name, until=uow.today))
    uow.session.flush()
    return keep.id


def title(uow: UnitOfWork, record: Entity) -> str:
    """What a record is called in the journal."""
    return titles(uow.connection, record.table().name, [record.id]).get(record.id, "")


def _fill(keep: Entity, other: Entity) -> dict[str, Any]:
    """What the kept record lacks and the other has."""
    filled: dict[str, Any] = {}
    for column in keep.table().columns:
        mine, theirs = getattr(keep, column.key), getattr(other, column.key)
        if column.primary_key or theirs in (None, "") or mine == theirs:
            continue
        found = field_of(column)
        if mine in (None, ""):
            filled[column.key] = theirs
        elif found is not None and found.kind is Kind.TEXT:
            filled[column.key] = f"{mine}\n{theirs}"
    if filled.get("parent_id") == keep.id:
        del filled["parent_id"]
    if isinstance(keep, Person) and isinstance(other, Person):
        filled["merged_uids"] = [*keep.merged_uids, other.uid, *other.merged_uids]
        filled["do_not_contact"] = keep.do_not_contact or other.do_not_contact
    return filled


def _keep_ways(uow: UnitOfWork, keep: Entity, other: Entity) -> None:
    """A telephone number or mail address of the other that the kept one does not have."""
    if not isinstance(keep, (Person, Organisation)):
        return
    owner = "person_id" if isinstance(keep, Person) else "organisation_id"
    for key, kind in (("phone", ContactWayKind.PHONE), ("email", ContactWayKind.EMAIL)):
        mine, theirs = getattr(keep, key), getattr(other, key)
        if mine and theirs and mine != theirs:
            uow.add(ContactWay(**{owner: keep.id}, kind=kind, value=theirs))


def _hang_on(uow: UnitOfWork, record: Entity, column: Column[Any], keep: Entity) -> None:
    """Repoint a reference; what may exist only once is joined or dropped."""
    if isinstance(record, Note):
        mine = uow.session.scalar(select(Note).where(Note.visit_id == keep.id))
        if mine is not None:
            mine.text = f"{mine.text}\n{record.text}".strip()
            uow.remove(record)
            return
    if isinstance(record, Tagging):
        same = select(Tagging.id).where(Tagging.tag_id == record.tag_id)
        if uow.session.scalar(same.where(getattr(Tagging, column.key) == keep.id)) is not None:
            uow.remove(record)
            return
    if isinstance(record, Attendance) and _is_there_already(uow, record, column, keep):
        uow.remove(record)
        return
    setattr(record, column.key, None if record is keep else keep.id)


def _is_there_already(uow: UnitOfWork, record: Attendance, column: Column[Any], keep: Entity) -> bool:
    """Whether the kept person is at this visit as well, or this person at the kept visit."""
    pair = {"visit_id": record.visit_id, "person_id": record.person_id, column.key: keep.id}
    query = select(Attendance.id).filter_by(**pair).where(Attendance.id != record.id)
    return pair["person_id"] is not None and uow.session.scalar(query) is not None


def _remove_with_parts(uow: UnitOfWork, record: Entity) -> None:
    for part, column in _referring(uow, record):
        if column.nullable and not _is_part(part, column):
            setattr(part, column.key, None)
            if isinstance(record, Person) and LABEL in part.table().columns:
                # Who was there stays told: this is no erasure.
                setattr(part, LABEL, record.shown)
        else:
            _remove_with_parts(uow, part)
    uow.session.flush()
    uow.remove(record)


def _is_part(record: Entity, column: Column[Any]) -> bool:
    """Whether the record is nothing without what this column names: none of its other references is set.

    A marked passage is a piece of the notes of its visit.
    """
    if isinstance(record, Utterance):
        return column.key == "visit_id"
    others = [other for other in record.table().columns if other.foreign_keys and other is not column]
    lonely = all(getattr(record, other.key) is None for other in others if other.key != "tag_id")
    return lonely and record.noun in ("contact_ways", "taggings", "attachments")


def _referring(uow: UnitOfWork, record: Entity) -> Iterator[tuple[Entity, Column[Any]]]:
    """Every record that refers to this one, with the column that does."""
    name = record.table().name
    for entity in ENTITIES:
        for column in entity.table().columns:
            if any(_points_to(key, name) for key in column.foreign_keys):
                found = uow.session.scalars(select(entity).where(column == record.id)).all()
                yield from ((item, column) for item in found)


def _points_to(key: ForeignKey, table: str) -> bool:
    return key.column.table.name == table
