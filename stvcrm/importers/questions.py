"""Questions that an import leaves: kept with their record until the user chooses, never asked twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from stvcrm.importers.cells import as_text
from stvcrm.importers.pipeline import Plan, Planned, Verdict
from stvcrm.model.imports import ImportQuestion, QuestionState
from stvcrm.model.organisations import Organisation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from stvcrm.store.unit_of_work import UnitOfWork

Texts = frozenset[tuple[str, str]]
_TABLE = ImportQuestion.table()


def texts(values: Mapping[str, Any]) -> Texts:
    """What a row says, by which its question is known again whatever file it comes in."""
    return frozenset(_texts(values).items())


@dataclass(frozen=True)
class Asked:
    """The rows that were asked at earlier imports: answered since, or still open."""

    settled: frozenset[Texts]
    open: frozenset[Texts]


def asked_before(connection: Connection, importer: str) -> Asked:
    """The questions that earlier imports left."""
    query = select(_TABLE.c.state, _TABLE.c["values"]).where(_TABLE.c.importer == importer)
    found = [(state, frozenset(values.items())) for state, values in connection.execute(query)]
    return Asked(
        frozenset(values for state, values in found if state != QuestionState.OPEN),
        frozenset(values for state, values in found if state == QuestionState.OPEN),
    )


def keep_questions(uow: UnitOfWork, plan: Plan) -> None:
    """Store each row that asks, unless the same question is known already; note those that are answered.

    Args:
        uow: the act of the import.
        plan: what was judged.
    """
    asked = [item for item in plan.planned if item.act is Verdict.ASK or item.settled]
    if not asked:
        return
    query = select(_TABLE.c.id, _TABLE.c["values"]).where(_TABLE.c.importer == plan.importer)
    known = {frozenset(values.items()): row_id for row_id, values in uow.connection.execute(query)}
    for item in asked:
        row_id = known.get(texts(item.values))
        if row_id is None:
            known[texts(item.values)] = uow.add(_question(uow, plan, item)).id
        elif item.settled:
            uow.get(ImportQuestion, row_id).state = QuestionState.ANSWERED
    uow.session.flush()


def _question(uow: UnitOfWork, plan: Plan, item: Planned) -> ImportQuestion:
    return ImportQuestion(
        importer=plan.importer,
        source=plan.source.name,
        row=item.row or 0,
        asked_on=plan.on,
        noun_asked="organisations",
        record_id=_record(uow, item),
        reason=item.reason,
        values=_texts(item.values),
        state=QuestionState.ANSWERED if item.settled else QuestionState.OPEN,
    )


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, Any] = {
        **values.get("organisation", {}),
        "contact": values.get("contact_name"),
        **{f"contact_{key}": value for key, value in values.get("contact", {}).items()},
    }
    return {key: as_text(value) for key, value in found.items() if value is not None}


def _record(uow: UnitOfWork, item: Planned) -> int | None:
    """The record a question belongs to, when it is known which."""
    if item.row_id is not None or item.candidates:
        return item.row_id or item.candidates[0][0]
    said = item.values.get("earlier") or item.values.get("organisation", {})
    if "number" in said:
        wanted = Organisation.number == said["number"]
    else:
        wanted = and_(Organisation.name == said.get("name"), Organisation.city == said.get("city"))
    return uow.session.scalars(select(Organisation.id).where(wanted)).first()
