"""Questions that an import leaves: kept with their record until the user chooses, never asked twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from stvcrm.importers.cells import as_text
from stvcrm.importers.pipeline import Plan, Planned, Verdict
from stvcrm.model.imports import ImportQuestion
from stvcrm.model.organisations import Organisation

if TYPE_CHECKING:
    from stvcrm.store.unit_of_work import UnitOfWork


def keep_questions(uow: UnitOfWork, plan: Plan) -> None:
    """Store each row that asks, unless the same question is known already.

    Args:
        uow: the act of the import.
        plan: what was judged.
    """
    table = ImportQuestion.table()
    known = {
        (importer, tuple(sorted(values.items())))
        for importer, values in uow.connection.execute(select(table.c.importer, table.c["values"]))
    }
    for item in plan.planned:
        values = _texts(item)
        if item.verdict is not Verdict.ASK or (plan.importer, tuple(sorted(values.items()))) in known:
            continue
        uow.add(
            ImportQuestion(
                importer=plan.importer,
                source=plan.source.name,
                row=item.row or 0,
                asked_on=plan.on,
                noun_asked="organisations",
                record_id=_record(uow, item),
                reason=item.reason,
                values=values,
            )
        )


def _texts(item: Planned) -> dict[str, str]:
    found: dict[str, Any] = {
        **item.values.get("organisation", {}),
        "contact": item.values.get("contact_name"),
        **{f"contact_{key}": value for key, value in item.values.get("contact", {}).items()},
    }
    return {key: as_text(value) for key, value in found.items() if value is not None}


def _record(uow: UnitOfWork, item: Planned) -> int | None:
    """The record a question belongs to, when it is known which."""
    if item.row_id is not None or item.candidates:
        return item.row_id or item.candidates[0][0]
    number = item.values.get("organisation", {}).get("number")
    if number is None:
        return None
    return uow.session.scalar(select(Organisation.id).where(Organisation.number == number))
