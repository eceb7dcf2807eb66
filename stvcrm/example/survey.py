"""The survey of the example: invented answers whose figures are those that were published in 2017.

388 members were invited, 65 answered with 91 forms; 22 of them asked for a visit: those of which the story
tells. Visits that the story has besides were asked for otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from stvcrm.example.visits import moment
from stvcrm.example.words import slug, survey_words, words
from stvcrm.model.organisations import Organisation, OrganisationKind, WorkType
from stvcrm.model.surveys import Answer, Answered, Audience, Question, Response
from stvcrm.model.utterances import Polarity, QuoteConsent, Utterance
from stvcrm.model.visits import Visit
from stvcrm.operations import surveys, utterances
from stvcrm.operations.counted_responses import count_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from stvcrm.store.unit_of_work import UnitOfWork

ORGANISATIONS = {WorkType.WELFARE_WORK: 47, WorkType.SOCIAL_SERVICES: 16, WorkType.OTHER: 2}
FORMS, YES_FORMS, LATER_FORMS, VISITS = 91, 33, 13, 22
BEGAN, ENDED = 90, 64
"""Days before the day of the example on which the survey began and ended."""
CODED = 0.6
"""The part of the open answers that is coded already."""
JOINT = "; "
_CHOICES = (Answered.YES, Answered.NO, Answered.UNKNOWN)
_POLARITY = {polarity.value: polarity for polarity in Polarity}


@dataclass(frozen=True)
class _Member:
    """An organisation that answers, and the visit it asked for."""

    id: int
    name: str
    visit_id: int | None


def store_survey(uow: UnitOfWork, random: Random, on: date) -> int:
    """Store the survey with its forms, its utterances, and what was coded until now; as one act."""
    survey_id = surveys.add(uow, starts_on=on - timedelta(days=BEGAN), ends_on=on - timedelta(days=ENDED))
    surveys.remind(uow, survey_id=survey_id, sent_on=on - timedelta(days=(BEGAN + ENDED) // 2))
    forms = _members(uow, random)
    ids = uow.insert_rows(
        Response, [_response(random, survey_id, member, place, on) for place, member in enumerate(forms)]
    )
    uow.insert_rows(Answer, _answers(uow, random, survey_id, forms, ids))
    for member, response_id in zip(forms, ids, strict=True):
        if member.visit_id is not None:
            visit = uow.get(Visit, member.visit_id)
            visit.response_id = visit.response_id or response_id
    uow.session.flush()
    count_in(uow, ids)
    _code(uow, random)
    uow.label = "Voorbeeld: enquête"
    return survey_id


def _members(uow: UnitOfWork, random: Random) -> list[_Member]:
    """Who sent each form, in order: those that asked for a visit among them, some more than once."""
    visit, table = Visit.table(), Organisation.table()
    asked_for = select(visit.c.organisation_id, visit.c.id).order_by(visit.c.id).limit(VISITS)
    visits = {organisation_id: row_id for organisation_id, row_id in uow.connection.execute(asked_for)}
    query = select(table.c.id, table.c.name, table.c.work_type).where(table.c.kind == OrganisationKind.MEMBER)
    by_type: dict[WorkType, list[_Member]] = {kind: [] for kind in ORGANISATIONS}
    for row_id, name, kind in uow.connection.execute(query.order_by(table.c.id)):
        by_type[kind].append(_Member(row_id, name, visits.get(row_id)))
    chosen: list[_Member] = []
    for kind, count in ORGANISATIONS.items():
        asked = [member for member in by_type[kind] if member.visit_id is not None]
        rest = [member for member in by_type[kind] if member.visit_id is None]
        chosen += [*asked, *random.sample(rest, max(0, count - len(asked)))][: max(count, len(asked))]
    wanting = [member for member in chosen if member.visit_id is not None]
    others = [member for member in chosen if member.visit_id is None]
    twice = random.sample(wanting, min(len(wanting), YES_FORMS - len(wanting)))
    forms = [*chosen, *twice]
    forms += random.sample(others, FORMS - len(forms))
    random.shuffle(forms)
    return forms


def _response(random: Random, survey_id: int, member: _Member, place: int, on: date) -> dict[str, Any]:
    people = words()["people"]
    name = f"{random.choice(people['given'])} {random.choice(people['family'])}"
    day = on - timedelta(days=BEGAN - place * (BEGAN - ENDED) // FORMS)
    sent = moment(day, random.randrange(8, 18), random.randrange(60))
    return {
        "survey_id": survey_id,
        "respondent_id": str(5_001_000 + 7 * place),
        "organisation_id": member.id,
        "organisation_typed": member.name,
        "respondent": name,
        "role": random.choice(people["roles"]),
        "email": f"{slug(name)}@{slug(member.name)}.example",
        "begun_at": sent - timedelta(minutes=12),
        "submitted_at": sent,
        "matched_by": "Herkend: zelfde naam, zelfde internetdomein.",
    }


def _answers(
    uow: UnitOfWork, random: Random, survey_id: int, forms: Sequence[_Member], ids: Sequence[int]
) -> list[dict[str, Any]]:
    table = Question.table()
    query = select(table.c.key, table.c.id).where(table.c.survey_id == survey_id)
    questions = {key: row_id for key, row_id in uow.connection.execute(query)}
    rows = []
    for name, counts in survey_words()["figures"].items():
        key, _line, audience = name.partition("_")
        column, values = _spread(key, counts)
        random.shuffle(values)
        rows += [
            {
                "response_id": row_id,
                "question_id": questions[key],
                "audience": _AUDIENCE[audience],
                column: value,
            }
            for row_id, value in zip(ids, values, strict=True)
            if value is not None
        ]
    later = set(random.sample([m.id for m in forms if m.visit_id is None], LATER_FORMS))
    for member, row_id in zip(forms, ids, strict=True):
        rows.append({"response_id": row_id, "question_id": questions["visit"], **_wish(member, later)})
        rows += [
            {
                "response_id": row_id,
                "question_id": questions[key],
                "text": JOINT.join(text for text, *_rest in found),
            }
            for key, said in survey_words()["said"].items()
            if (found := random.sample(said, random.choice((0, 1, 1, 2))))
        ]
    return rows


_AUDIENCE = {audience.value: audience for audience in Audience}


def _spread(key: str, counts: Sequence[int]) -> tuple[str, list[Any]]:
    """The column of an answer, and one value a form; None where it was left out."""
    column = "choice" if key == "transfer" else "score"
    kinds: Sequence[Any] = _CHOICES if key == "transfer" else range(len(counts))
    values: list[Any] = [kind for kind, count in zip(kinds, counts, strict=True) for _each in range(count)]
    return column, [*values, *[None] * (FORMS - len(values))]


def _wish(member: _Member, later: set[int]) -> dict[str, Any]:
    if member.visit_id is not None:
        return {"choice": Answered.YES, "text": "met mij"}
    return {"choice": Answered.LATER if member.id in later else Answered.NO}


def _code(uow: UnitOfWork, random: Random) -> None:
    """Code most of what was said, each piece by what it was invented to say."""
    known = {
        text: (theme, polarity) for said in survey_words()["said"].values() for text, theme, polarity in said
    }
    query = (
        select(Utterance.id, Utterance.text).where(Utterance.answer_id.is_not(None)).order_by(Utterance.id)
    )
    for row_id, text in uow.connection.execute(query).all():
        if random.random() > CODED:
            continue
        at = text.find(JOINT)
        pieces = utterances.split(uow, utterance_id=row_id, at=[at + len(JOINT)]) if at > 0 else [row_id]
        for piece in pieces:
            record = uow.get(Utterance, piece)
            theme, polarity = known[record.text]
            record.themes, record.polarity = [theme], _POLARITY[polarity]
            record.consent = QuoteConsent.QUOTABLE if random.random() < 0.3 else QuoteConsent.ANONYMOUS
    uow.session.flush()
