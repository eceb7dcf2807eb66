"""Answers to the questions that an import left at a record."""

from __future__ import annotations

from sqlalchemy import select

from stvcrm.analysis.person_names import same_person
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.model.imports import ImportQuestion, QuestionState
from stvcrm.model.organisations import FormerName, Organisation
from stvcrm.model.people import Person, Position
from stvcrm.operations import organisations, people
from stvcrm.operations.values import assign
from stvcrm.store.unit_of_work import UnitOfWork

_CONTACT = ("contact", "contact_role", "contact_email", "contact_phone")


def answer(uow: UnitOfWork, *, question_id: int, choice: str) -> int | None:
    """Settle a question: new, file (take this row), first or skip (leave it), or the id of the organisation.

    Answers the id of the organisation that got the values; none when nothing was taken.

    Raises:
        UserError: it is settled already, or the choice cannot be made.
    """
    question = uow.get(ImportQuestion, question_id)
    if question.state != QuestionState.OPEN:
        raise UserError(_("Deze vraag is al beantwoord."))
    question.state = QuestionState.DISMISSED if choice == "skip" else QuestionState.ANSWERED
    uow.session.flush()
    if choice in ("first", "skip"):
        uow.label = _("Importvraag beantwoord: niets overgenomen")
        return None
    chosen = _chosen(uow, question, choice)
    _refuse_taken(uow, question.values.get("number"), chosen)
    record = uow.get(Organisation, _add(uow, question.values)) if chosen is None else chosen
    if chosen is not None:
        _take(uow, chosen, question.values)
    _take_contact(uow, record, question.values)
    question.record_id = record.id
    uow.session.flush()
    uow.label = _("Importvraag beantwoord: {name}").format(name=record.name)
    return record.id


def _chosen(uow: UnitOfWork, question: ImportQuestion, choice: str) -> Organisation | None:
    """The organisation that gets the values; None for a new one."""
    if choice == "new" or (choice == "file" and question.record_id is None):
        return None
    if choice == "file":
        assert question.record_id is not None
        return uow.get(Organisation, question.record_id)
    if not (choice.isascii() and choice.isdecimal()):
        message = _("«{choice}» is geen antwoord; wel: new, file, first, skip of een nummer.")
        raise UserError(message.format(choice=choice))
    return uow.get(Organisation, int(choice))


def _refuse_taken(uow: UnitOfWork, number: str | None, chosen: Organisation | None) -> None:
    """Refuse a member number that another organisation has.

    Raises:
        UserError: it has it; says which.
    """
    if number is None:
        return
    other = uow.session.scalars(select(Organisation).where(Organisation.number == number)).first()
    if other is not None and (chosen is None or other.id != chosen.id):
        message = _("Lidnummer {number} is al van {name}; kies die organisatie.")
        raise UserError(message.format(number=number, name=other.name))


def _add(uow: UnitOfWork, values: dict[str, str]) -> int:
    return organisations.add(uow, **_fields(values))


def _take(uow: UnitOfWork, record: Organisation, values: dict[str, str]) -> None:
    former = record.name
    assign(record, _fields(values), uow.today)
    if record.name != former:
        uow.add(FormerName(organisation_id=record.id, name=former, until=uow.today))
    uow.session.flush()


def _fields(values: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if key not in _CONTACT}


def _take_contact(uow: UnitOfWork, record: Organisation, values: dict[str, str]) -> None:
    """The contact person of the row; a former one keeps a dated, ended position."""
    name = values.get("contact")
    if name is None:
        return
    told = {key: values[f"contact_{key}"] for key in ("email", "phone") if f"contact_{key}" in values}
    role = values.get("contact_role")
    query = select(Position).where(Position.organisation_id == record.id, Position.ended_on.is_(None))
    present = list(uow.session.scalars(query))
    same = next((item for item in present if same_person(uow.get(Person, item.person_id).name, name)), None)
    if same is not None:
        assign(uow.get(Person, same.person_id), told, uow.today)
        same.role = role or same.role
        return
    for position in present:
        if position.is_primary:
            people.end_before(position, uow.today)
            position.is_primary = False
    people.add(uow, name=name, organisation_id=record.id, role=role, **told)
