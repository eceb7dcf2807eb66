"""What a record may be, and the steps a visit may take: rules that need no database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.base.errors import UserError
from stvcrm.model.base import Choice, Kind, fields
from stvcrm.model.catalog import BLOB, ENTITIES, Base
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, Position
from stvcrm.model.visits import OPEN, Visit, VisitState

if TYPE_CHECKING:
    from collections.abc import Callable

    from stvcrm.model.base import Entity

START = datetime(2026, 5, 11, 9, 30, tzinfo=UTC)
END = START + timedelta(minutes=90)
STEPS: dict[str, tuple[Callable[[Visit], None], frozenset[VisitState], VisitState]] = {
    "approach": (Visit.approach, frozenset({VisitState.REQUESTED}), VisitState.APPROACHED),
    "propose": (
        lambda visit: visit.propose(START),
        OPEN - {VisitState.SCHEDULED},
        VisitState.PROPOSED,
    ),
    "schedule": (lambda visit: visit.schedule(START, END, "Ede"), OPEN, VisitState.SCHEDULED),
    "cancel": (lambda visit: visit.end(VisitState.CANCELLED, "ziek"), OPEN, VisitState.CANCELLED),
    "reopen": (
        Visit.reopen,
        frozenset({VisitState.CANCELLED, VisitState.DECLINED}),
        VisitState.REQUESTED,
    ),
    "complete": (
        Visit.complete,
        frozenset({VisitState.SCHEDULED, VisitState.VISITED}),
        VisitState.COMPLETED,
    ),
}


@pytest.mark.parametrize("state", list(VisitState))
@pytest.mark.parametrize("step", list(STEPS))
def test_a_visit_takes_only_the_steps_of_its_phase(step: str, state: VisitState) -> None:
    act, allowed, after = STEPS[step]
    visit = Visit(organisation_id=1, state=state)
    if state in allowed:
        act(visit)
        assert visit.state is after
    else:
        with pytest.raises(UserError, match=state.label.lower()):
            act(visit)
        assert visit.state is state


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Organisation(name=""), "name"),
        (Organisation(name="x" * 301), "name"),
        (Organisation(name="Ede", staff=-1), "staff"),
        (
            Organisation(name="Ede", member_since=date(2017, 1, 1), member_until=date(2016, 1, 1)),
            "member_until",
        ),
        (Position(started_on=date(2017, 1, 1), ended_on=date(2016, 1, 1)), "ended_on"),
        (Visit(state=VisitState.SCHEDULED), "starts_at"),
        (Visit(starts_at=END, ends_at=START), "ends_at"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(record: Entity, field: str) -> None:
    (problem,) = record.problems()
    assert problem.field == field
    assert problem.message.endswith(".")


@pytest.mark.parametrize("record", [Organisation(name="Ede"), Person(name="Iemand"), Visit()])
def test_a_plain_record_has_no_problems(record: Entity) -> None:
    assert record.problems() == []


def test_a_client_stands_on_paper_as_he_or_she_chose() -> None:
    assert Person(name="Anna Voorbeeld", name_on_paper="mevrouw A.").shown == "mevrouw A."
    assert Person(name="Anna Voorbeeld").shown == "Anna Voorbeeld"


def test_a_new_name_is_sorted_anew() -> None:
    record = Organisation(name="'s-Heeren Loo")
    record.name = "Súdwest"
    assert record.name_key == "sudwest"


def columns() -> list[Any]:
    return [column for table in Base.metadata.tables.values() for column in table.columns]


def test_the_database_changes_no_row_by_itself() -> None:
    assert [column for column in columns() if any(key.ondelete for key in column.foreign_keys)] == []
    assert [
        mapper
        for mapper in Base.registry.mappers
        if any(r.secondary is not None for r in mapper.relationships)
    ] == []


def test_every_table_keeps_its_ids() -> None:
    tables = [table for table in Base.metadata.tables.values() if table is not BLOB]
    assert all(table.dialect_options["sqlite"]["autoincrement"] for table in tables)


def test_every_noun_has_a_public_name_of_its_own() -> None:
    nouns = [entity.noun for entity in ENTITIES]
    assert all(nouns)
    assert len(nouns) == len(set(nouns))


def test_every_choice_has_a_word_and_a_list_of_choices_is_chosen_from() -> None:
    for entity in ENTITIES:
        for key, found in fields(entity.table()).items():
            kind = getattr(entity.table().c[key].type, "enum_class", None)
            assert (found.kind is Kind.CHOICE) == (kind is not None), f"{entity.__name__}.{key}"
            assert kind is None or issubclass(kind, Choice)
            assert kind is None or all(member.label for member in kind)
