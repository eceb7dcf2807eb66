"""Labels of the user's own on organisations and people."""

from __future__ import annotations

from sqlalchemy import select

from stvcrm.base.errors import Invalid, NotFound, Problem
from stvcrm.base.i18n import _
from stvcrm.base.text import clean_line, fold
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person
from stvcrm.model.tags import Tag, Tagging
from stvcrm.store.unit_of_work import UnitOfWork


def put(
    uow: UnitOfWork, *, name: str, organisation_id: int | None = None, person_id: int | None = None
) -> int:
    """Put a label on an organisation or a person; a new label is made, one that is on stays as it is."""
    owner = _owner(uow, organisation_id, person_id)
    tag = _known(uow, name) or uow.add(Tag(name=_clean(name)))
    found = _tagging(uow, tag, owner) or uow.add(Tagging(tag_id=tag.id, **_reference(owner)))
    uow.label = _("Label {tag} op {name}").format(tag=tag.name, name=owner.name)
    return found.id


def take(
    uow: UnitOfWork, *, name: str, organisation_id: int | None = None, person_id: int | None = None
) -> int:
    """Take a label off an organisation or a person."""
    owner, tag = _owner(uow, organisation_id, person_id), _known(uow, name)
    found = None if tag is None else _tagging(uow, tag, owner)
    if found is None:
        raise NotFound(_("{name} heeft het label «{tag}» niet.").format(name=owner.name, tag=name))
    uow.label = _("Label {tag} van {name} af").format(tag=name, name=owner.name)
    uow.remove(found)
    return found.id


def _owner(uow: UnitOfWork, organisation_id: int | None, person_id: int | None) -> Organisation | Person:
    if organisation_id is not None and person_id is None:
        return uow.get(Organisation, organisation_id)
    if person_id is not None and organisation_id is None:
        return uow.get(Person, person_id)
    raise Invalid([Problem("organisation_id", _("Een label komt op één organisatie of één persoon."))])


def _reference(owner: Organisation | Person) -> dict[str, int]:
    return {f"{owner.__tablename__}_id": owner.id}


def _clean(name: str) -> str:
    clean = clean_line(name)
    if not clean:
        raise Invalid([Problem("name", _("Label is leeg; vul iets in."))])
    return clean


def _known(uow: UnitOfWork, name: str) -> Tag | None:
    """The label with this name, whatever its capitals and accents."""
    wanted = fold(_clean(name))
    return next((tag for tag in uow.session.scalars(select(Tag)).all() if fold(tag.name) == wanted), None)


def _tagging(uow: UnitOfWork, tag: Tag, owner: Organisation | Person) -> Tagging | None:
    query = select(Tagging).where(Tagging.tag_id == tag.id).filter_by(**_reference(owner))
    return uow.session.scalar(query)
