"""What follows when forms count: their open answers wait for coding, a "ja" to a visit becomes a request.

One request an organisation, however many forms it sent and however often they come in; its contact is whom
the form names. "Misschien later" becomes a call-back, unless somebody of the organisation said "ja".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from stvcrm.analysis.contact_text import NamedContact, contacts
from stvcrm.analysis.person_names import same_person
from stvcrm.base.clock import local
from stvcrm.base.i18n import _
from stvcrm.base.text import sort_key
from stvcrm.model.action_points import ActionPoint
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, Position
from stvcrm.model.surveys import Answer, Answered, Question, QuestionKind, Response
from stvcrm.model.utterances import Utterance
from stvcrm.model.visits import OPEN, Visit
from stvcrm.queries.settings import settings
from stvcrm.store.erased import ErasedPeople

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from stvcrm.store.unit_of_work import UnitOfWork

_RESPONSE, _ANSWER, _QUESTION = Response.table(), Answer.table(), Question.table()
_VISIT, _ACTION, _UTTERANCE = Visit.table(), ActionPoint.table(), Utterance.table()
_PERSON, _POSITION, _ORGANISATION = Person.table(), Position.table(), Organisation.table()
CHUNK = 500


@dataclass(frozen=True)
class _Form:
    """What the answers of one counted form ask of us."""

    id: int
    survey_id: int
    organisation_id: int
    respondent: str | None
    role: str | None
    email: str | None
    on: date
    wish: Answered | None
    named: tuple[NamedContact, ...]


def count_in(uow: UnitOfWork, response_ids: Sequence[int]) -> None:
    """Do what follows of these forms; what was done before is not done again.

    Args:
        uow: the act in which the forms came to count.
        response_ids: forms; those without an organisation or set aside are left out.
    """
    uow.session.flush()
    _await_coding(uow, response_ids)
    forms = _forms(uow, response_ids)
    _request_visits(uow, [form for form in forms if form.wish is Answered.YES])
    _call_back(uow, [form for form in forms if form.wish is Answered.LATER])
    uow.session.flush()


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[at : at + CHUNK] for at in range(0, len(ids), CHUNK))


def _counted(ids: Sequence[int]) -> Any:
    return (
        _RESPONSE.c.id.in_(ids) & _RESPONSE.c.organisation_id.is_not(None) & _RESPONSE.c.set_aside.is_(False)
    )


def _await_coding(uow: UnitOfWork, response_ids: Sequence[int]) -> None:
    """Each open answer becomes one utterance, to be split and coded; not the one that names a contact."""
    rows: list[dict[str, Any]] = []
    coded = select(_UTTERANCE.c.id).where(_UTTERANCE.c.answer_id == _ANSWER.c.id).exists()
    query = (
        select(_ANSWER.c.id, _ANSWER.c.text, _RESPONSE.c.organisation_id, _RESPONSE.c.person_id)
        .join(_RESPONSE, _RESPONSE.c.id == _ANSWER.c.response_id)
        .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .where(
            _ANSWER.c.text.is_not(None), _ANSWER.c.text != "", _QUESTION.c.kind != QuestionKind.VISIT, ~coded
        )
        .order_by(_ANSWER.c.id)
    )
    for part in _parts(response_ids):
        rows += [
            {
                "answer_id": answer_id,
                "organisation_id": organisation_id,
                "person_id": person_id,
                "text": text,
                "start": 0,
                "end": len(text),
            }
            for answer_id, text, organisation_id, person_id in uow.connection.execute(
                query.where(_counted(part))
            )
        ]
    uow.insert_rows(Utterance, rows)


def _forms(uow: UnitOfWork, response_ids: Sequence[int]) -> list[_Form]:
    query = (
        select(
            _RESPONSE.c.id,
            _RESPONSE.c.survey_id,
            _RESPONSE.c.organisation_id,
            _RESPONSE.c.respondent,
            _RESPONSE.c.role,
            _RESPONSE.c.email,
            _RESPONSE.c.submitted_at,
            _ANSWER.c.choice,
            _ANSWER.c.text,
        )
        .join(_ANSWER, _ANSWER.c.response_id == _RESPONSE.c.id)
        .join(_QUESTION, (_QUESTION.c.id == _ANSWER.c.question_id) & (_QUESTION.c.kind == QuestionKind.VISIT))
        .order_by(_RESPONSE.c.submitted_at.nulls_last(), _RESPONSE.c.id)
    )
    found = [
        _Form(
            *row[:6],
            on=local(row[6]).date() if row[6] else uow.today,
            wish=row[7],
            named=contacts(row[8] or "", row[3]),
        )
        for part in _parts(response_ids)
        for row in uow.connection.execute(query.where(_counted(part)))
    ]
    return sorted(found, key=lambda form: (form.on, form.id))


def _request_visits(uow: UnitOfWork, forms: list[_Form]) -> None:
    """One request an organisation, from the first form that names a contact, else from the first."""
    by_organisation: dict[int, list[_Form]] = defaultdict(list)
    for form in forms:
        by_organisation[form.organisation_id].append(form)
    done = _organisations_with(uow.connection, Visit, {form.survey_id for form in forms})
    wanted = [
        next((form for form in found if form.named), found[0])
        for organisation_id, found in by_organisation.items()
        if organisation_id not in done
    ]
    people = _People(uow, [form.organisation_id for form in wanted])
    rows = [
        {
            "organisation_id": form.organisation_id,
            "person_id": people.of(form),
            "requested_on": form.on,
            "response_id": form.id,
        }
        for form in wanted
    ]
    uow.insert_rows(Visit, rows)


def _call_back(uow: UnitOfWork, forms: list[_Form]) -> None:
    """A reminder to call who may want a visit later, after the time that the settings say."""
    surveys = {form.survey_id for form in forms}
    done = _organisations_with(uow.connection, Visit, surveys)
    done |= _organisations_with(uow.connection, ActionPoint, surveys)
    weeks = int(settings(uow.connection)["call_back_weeks"])
    first = {form.organisation_id: form for form in reversed(forms)}
    names = _names(uow.connection, list(first))
    text = _("Terugbellen over een kennismaking: {name}")
    rows = [
        {
            "text": text.format(name=names[organisation_id]),
            "due_on": form.on + timedelta(weeks=weeks),
            "organisation_id": organisation_id,
            "response_id": form.id,
        }
        for organisation_id, form in first.items()
        if organisation_id not in done
    ]
    uow.insert_rows(ActionPoint, rows)


def _organisations_with(
    connection: Connection, entity: type[Visit | ActionPoint], survey_ids: Iterable[int]
) -> set[int]:
    """Organisations for which this was done for one of these surveys; of visits also those under way."""
    table = entity.table()
    query = (
        select(table.c.organisation_id)
        .join(_RESPONSE, _RESPONSE.c.id == table.c.response_id)
        .where(_RESPONSE.c.survey_id.in_(list(survey_ids)))
    )
    found = set(connection.scalars(query))
    if entity is Visit:
        found |= set(
            connection.scalars(select(_VISIT.c.organisation_id).where(_VISIT.c.state.in_(sorted(OPEN))))
        )
    return found


def _names(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    query = select(_ORGANISATION.c.id, _ORGANISATION.c.name)
    return {
        row_id: name
        for part in _parts(ids)
        for row_id, name in connection.execute(query.where(_ORGANISATION.c.id.in_(part)))
    }


class _People:
    """The contacts of organisations, to which those that forms name are added; the erased are not."""

    def __init__(self, uow: UnitOfWork, organisation_ids: Sequence[int]) -> None:
        self._uow = uow
        self._erased = ErasedPeople(uow.connection)
        self._names = _names(uow.connection, organisation_ids)
        self._by_organisation: dict[int, list[tuple[int, str, str | None]]] = defaultdict(list)
        query = (
            select(_POSITION.c.organisation_id, _PERSON.c.id, _PERSON.c.name, _PERSON.c.email)
            .join(_PERSON, _PERSON.c.id == _POSITION.c.person_id)
            .where(_POSITION.c.ended_on.is_(None))
            .order_by(_POSITION.c.id)
        )
        for part in _parts(organisation_ids):
            for row in uow.connection.execute(query.where(_POSITION.c.organisation_id.in_(part))):
                self._by_organisation[row[0]].append((row[1], row[2], row[3]))

    def of(self, form: _Form) -> int | None:
        """The contact of a request: the first that is named; further ones become contacts as well."""
        found = [self._person(form, named) for named in form.named]
        return next((person_id for person_id in found if person_id is not None), None)

    def _person(self, form: _Form, named: NamedContact) -> int | None:
        mail = named.email or (form.email if named.is_respondent else None)
        role = named.role or (form.role if named.is_respondent else None)
        for person_id, name, email in self._by_organisation[form.organisation_id]:
            if same_person(name, named.name) or (mail is not None and email == mail):
                return person_id
        if self._erased.find(named.name, (self._names[form.organisation_id],), (mail,) if mail else ()):
            return None
        told = {"named_on": form.on} if not named.is_respondent else {"informed_on": form.on}
        row = {
            "name": named.name,
            "name_key": sort_key(named.name),
            "email": mail,
            "phone": named.phone,
            **told,
        }
        person_id = self._uow.insert_rows(Person, [row])[0]
        first = not self._by_organisation[form.organisation_id]
        position = {"person_id": person_id, "organisation_id": form.organisation_id, "role": role}
        self._uow.insert_rows(Position, [{**position, "is_primary": first}])
        self._by_organisation[form.organisation_id].append((person_id, named.name, mail))
        return person_id
