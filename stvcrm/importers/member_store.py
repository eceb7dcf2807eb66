"""Storing a judged member list: new rows through the bulk door, changes one by one, questions kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from stvcrm.base.i18n import _
from stvcrm.base.text import fold, sort_key
from stvcrm.importers.member_targets import ORGANISATION_KEYS
from stvcrm.importers.pipeline import Plan, Planned, Verdict
from stvcrm.importers.profiles import remember
from stvcrm.importers.questions import keep_questions
from stvcrm.model.organisations import FormerName, Organisation, OrganisationKind, WorkType
from stvcrm.model.people import Person, Position
from stvcrm.operations.people import end_before

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stvcrm.store.unit_of_work import UnitOfWork


def apply(uow: UnitOfWork, plan: Plan) -> None:
    """Do what the plan says, as one act."""
    uow.label = plan.label
    acts = plan.acts
    uow.progress.start(acts[Verdict.NEW] * 3 + acts[Verdict.CHANGED])
    _add_new(uow, [item for item in plan.planned if item.act is Verdict.NEW])
    for item in plan.planned:
        if item.act is Verdict.CHANGED:
            _change(uow, item, plan)
            uow.progress.step()
    keep_questions(uow, plan)
    remember(uow, plan.importer, plan.source, _("Ledenlijst"))


def _add_new(uow: UnitOfWork, items: list[Planned]) -> None:
    """New organisations with their people."""
    ids = uow.insert_rows(Organisation, [_organisation(item.values["organisation"]) for item in items])
    contacts = _Contacts(uow)
    pairs = [
        (contacts.key(item), organisation_id)
        for item, organisation_id in zip(items, ids, strict=True)
        if item.values["contact_name"]
    ]
    people = contacts.store(item for item in items if item.values["contact_name"])
    roles = [item.values["contact"].get("role") for item in items if item.values["contact_name"]]
    rows = [
        {"person_id": people[key], "organisation_id": organisation_id, "role": role}
        for (key, organisation_id), role in zip(pairs, roles, strict=True)
    ]
    uow.insert_rows(Position, rows)


def _organisation(values: dict[str, Any]) -> dict[str, Any]:
    """Every row with the same columns: the bulk door stores them by one statement."""
    absent = {"work_type": WorkType.UNKNOWN}
    empty = {key: absent.get(key) for key in ORGANISATION_KEYS}
    return {**empty, **values, "name_key": sort_key(values["name"])}


class _Contacts:
    """People of new rows: someone who is known by name and mail address is not made twice."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        table = Person.table()
        query = select(table.c.id, table.c.name, table.c.email).where(table.c.email.is_not(None))
        self._known = {(fold(name), email): row_id for row_id, name, email in uow.connection.execute(query)}

    @staticmethod
    def key(item: Planned) -> tuple[str, str]:
        """By what two rows name one person: name and address, or the row itself without an address."""
        email = item.values["contact"].get("email")
        return fold(item.values["contact_name"]), email or f"row {item.row}"

    def store(self, items: Iterable[Planned]) -> dict[tuple[str, str], int]:
        """Make those who are not known; returns everyone's id by key."""
        wanted = {self.key(item): item for item in items}
        fresh = [key for key in wanted if key not in self._known]
        rows = [
            {
                "name": wanted[key].values["contact_name"],
                "name_key": sort_key(wanted[key].values["contact_name"]),
                "email": wanted[key].values["contact"].get("email"),
                "phone": wanted[key].values["contact"].get("phone"),
            }
            for key in fresh
        ]
        return self._known | dict(zip(fresh, self._uow.insert_rows(Person, rows), strict=True))


def _change(uow: UnitOfWork, item: Planned, plan: Plan) -> None:
    assert item.row_id is not None
    organisation = uow.get(Organisation, item.row_id)
    for change in item.changes:
        if change.key == "contact":
            _replace_contact(uow, organisation, item, plan)
        elif change.key.startswith("contact_"):
            _change_contact(uow, item, change.key.removeprefix("contact_"), change.new)
        else:
            if change.key == "name":
                uow.session.add(FormerName(organisation_id=organisation.id, name=change.old, until=plan.on))
            setattr(organisation, change.key, change.new)
    if any(change.key == "kind" and change.new == OrganisationKind.MEMBER for change in item.changes):
        organisation.member_until = None
    uow.session.flush()


def _replace_contact(uow: UnitOfWork, organisation: Organisation, item: Planned, plan: Plan) -> None:
    """The former contact person keeps a dated, ended position; the next one gets his or her own."""
    ends = item.values.get("ends_position")
    if ends is not None:
        position = uow.get(Position, ends)
        end_before(position, plan.on)
        position.is_primary = False
    name, contact = item.values["contact_name"], item.values["contact"]
    known = select(Person).where(Person.name == name, Person.email == contact.get("email"))
    person = uow.session.scalars(known).first() if contact.get("email") else None
    if person is None:
        person = uow.add(Person(name=name, email=contact.get("email"), phone=contact.get("phone")))
    uow.add(
        Position(
            person_id=person.id,
            organisation_id=organisation.id,
            role=contact.get("role"),
            started_on=plan.on if ends is not None else None,
        )
    )


def _change_contact(uow: UnitOfWork, item: Planned, key: str, value: Any) -> None:
    if key == "role":
        uow.get(Position, item.values["position_id"]).role = value
    else:
        setattr(uow.get(Person, item.values["person_id"]), key, value)
