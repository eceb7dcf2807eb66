"""Storing a judged survey export: the survey itself at the first file, forms through the bulk door."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stvcrm.base.i18n import _
from stvcrm.base.text import fold
from stvcrm.importers.known_responses import question_ids
from stvcrm.importers.pipeline import EARLIEST, NEWEST, Plan, Planned, Verdict
from stvcrm.importers.profiles import remember
from stvcrm.importers.survey_columns import TEXT
from stvcrm.model.base import LINE
from stvcrm.model.surveys import Answer, Answered, Audience, Response
from stvcrm.operations import surveys
from stvcrm.operations.counted_responses import count_in
from stvcrm.operations.responses import match, match_new
from stvcrm.store.erased import ErasedPeople

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stvcrm.importers.survey_rows import SurveyRow
    from stvcrm.store.unit_of_work import UnitOfWork

_AUDIENCES = {audience.value: audience for audience in Audience}


def store(uow: UnitOfWork, plan: Plan, survey_id: int | None) -> None:
    """Do what the plan says, as one act.

    Args:
        uow: the act.
        plan: what was judged.
        survey_id: the survey; None makes one from the questionnaire that comes with the program.
    """
    erased = ErasedPeople(uow.connection)
    fresh = [
        item for item in plan.planned if item.verdict in (Verdict.NEW, Verdict.ASK) and "form" in item.values
    ]
    fresh = [_without_erased(item, erased) for item in fresh]
    if survey_id is None:
        survey_id = _new_survey(uow, [item.values["form"] for item in fresh])
    questions = question_ids(uow.connection, survey_id)
    uow.progress.start(len(fresh) * 8)
    ids = uow.insert_rows(Response, [_response(item, survey_id) for item in fresh])
    uow.insert_rows(
        Answer,
        [
            {"response_id": row_id, **answer}
            for item, row_id in zip(fresh, ids, strict=True)
            for answer in _answers(item.values["form"].answers, questions)
        ],
    )
    _settle_doubles(uow, fresh, ids)
    changed = [item for item in plan.planned if item.verdict is Verdict.CHANGED]
    for item in changed:
        _change(uow, item, questions)
    count_in(uow, [*ids, *(item.row_id for item in changed if item.row_id is not None)])
    for item, row_id in zip(fresh, ids, strict=True):
        if item.values.get("is_new"):
            match_new(uow, response_id=row_id)
        elif item.settled and "keeps" not in item.values and item.values["organisation_id"] is not None:
            match(uow, response_id=row_id, organisation_id=item.values["organisation_id"])
    remember(uow, plan.importer, plan.source, _("Enquête"))
    uow.label = plan.label


def _without_erased(item: Planned, erased: ErasedPeople) -> Planned:
    """The form without its writer, when that is someone who was erased; its answers count all the same."""
    form: SurveyRow = item.values["form"]
    mails = (form.email,) if form.email else ()
    if not erased or not erased.find(form.respondent or "", (form.organisation,), mails):
        return item
    answers = {key: value for key, value in form.answers.items() if not _names(value, form.respondent)}
    nameless = replace(form, respondent=None, role=None, email=None, answers=answers)
    return replace(item, values={**item.values, "form": nameless})


def _names(value: object, respondent: str | None) -> bool:
    return isinstance(value, str) and bool(respondent) and fold(str(respondent)) in fold(value)


def _new_survey(uow: UnitOfWork, forms: Sequence[SurveyRow]) -> int:
    days = sorted(form.submitted_at.date() for form in forms if form.submitted_at)
    return surveys.add(uow, starts_on=days[0] if days else None, ends_on=days[-1] if days else None)


def _response(item: Planned, survey_id: int) -> dict[str, Any]:
    form: SurveyRow = item.values["form"]
    return {
        "survey_id": survey_id,
        "respondent_id": form.respondent_id,
        "organisation_id": item.values["organisation_id"],
        "organisation_typed": form.organisation or None,
        "respondent": form.respondent,
        "role": form.role,
        "email": form.email,
        "begun_at": form.begun_at,
        "submitted_at": form.submitted_at,
        "matched_by": str(item.values["reason"])[: LINE * 4],
        "set_aside": item.values.get("keeps") == EARLIEST,
    }


def _answers(answers: Mapping[str, Any], questions: Mapping[str, int]) -> list[dict[str, Any]]:
    """One row a question and audience; a choice and a text about no audience share one."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for key, value in answers.items():
        question, _dot, part = key.partition(".")
        if question not in questions:
            continue
        audience = _AUDIENCES.get(part)
        row = rows.setdefault(
            (question, part if audience else ""), {"question_id": questions[question], "audience": audience}
        )
        row[_column(part, value)] = value
    return list(rows.values())


def _column(part: str, value: object) -> str:
    if part == TEXT:
        return "text"
    return "choice" if isinstance(value, Answered) else "score"


def _change(uow: UnitOfWork, item: Planned, questions: Mapping[str, int]) -> None:
    """What a form says more or otherwise than when it came in before."""
    assert item.row_id is not None
    for change in item.changes:
        for row in _answers({change.key: change.new}, questions):
            known = (
                uow.session.query(Answer)
                .filter_by(response_id=item.row_id, question_id=row["question_id"], audience=row["audience"])
                .one_or_none()
            )
            answer = known or Answer(response_id=item.row_id)
            for key, value in row.items():
                setattr(answer, key, value)
            uow.session.add(answer)
    uow.session.flush()


def _settle_doubles(uow: UnitOfWork, fresh: Sequence[Planned], ids: Sequence[int]) -> None:
    """Where only the newest form of somebody counts, the earlier one is set aside."""
    by_row = {item.row: row_id for item, row_id in zip(fresh, ids, strict=True)}
    for item in fresh:
        if item.values.get("keeps") == NEWEST:
            earlier = item.values["earlier_id"] or by_row.get(item.values["earlier_row"])
            if earlier:
                uow.get(Response, earlier).set_aside = True
    uow.session.flush()
