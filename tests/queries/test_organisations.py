"""The list of organisations, its filters, and the head of a record."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.base.clock import local, system_clock
from stvcrm.model.imports import ImportQuestion
from stvcrm.model.organisations import OrganisationKind
from stvcrm.queries import organisations
from stvcrm.queries.organisations import ORGANISATIONS, Counts
from stvcrm.queries.rows import Arrangement

if TYPE_CHECKING:
    from collections.abc import Callable

    from stvcrm.store.database import Database
    from stvcrm.store.unit_of_work import UnitOfWork


def found(ask: Callable[..., Any], key: str) -> int:
    return int(ask(ORGANISATIONS.count, Arrangement(filters=(key,))))


def value(ask: Callable[..., Any], row_id: int, key: str) -> Any:
    return ask(ORGANISATIONS.record, row_id)[key]


def test_counts_members_and_others(do: Callable[..., Any], ask: Callable[..., Any]) -> None:
    do("organisations.add", name="Het Trefpunt")
    do("organisations.add", name="Gemeente Zeist", kind="municipality")
    do("organisations.add", name="Oud Lid", kind="former_member")
    assert ask(organisations.counts) == Counts(members=1, others=2)


def test_filter_finds_who_wants_a_visit(do: Callable[..., Any], ask: Callable[..., Any]) -> None:
    asks, _rests = (do("organisations.add", name=name) for name in ("Verdi", "Vizier"))
    visit = do("visits.request", organisation_id=asks)
    assert found(ask, "wants_visit") == 1
    do("visits.decline", visit_id=visit)
    assert found(ask, "wants_visit") == 0


@pytest.mark.parametrize(("days", "quiet"), [(29, 0), (31, 1)])
def test_quiet_after_thirty_days(
    do: Callable[..., Any], ask: Callable[..., Any], days: int, quiet: int
) -> None:
    organisation = do("organisations.add", name="Verdi")
    at = local(system_clock() - timedelta(days=days)).isoformat()
    do("contact_moments.add", organisation_id=organisation, at=at)
    assert found(ask, "quiet") == quiet


def test_other_relations_are_never_quiet(do: Callable[..., Any], ask: Callable[..., Any]) -> None:
    do("organisations.add", name="Gemeente Zeist", kind="municipality")
    assert found(ask, "quiet") == 0
    assert found(ask, "other") == 1


def test_last_contact_is_the_later_of_call_and_visit(do: Callable[..., Any], ask: Callable[..., Any]) -> None:
    organisation = do("organisations.add", name="Verdi")
    do("contact_moments.add", organisation_id=organisation, at="2017-05-02T10:00")
    assert value(ask, organisation, "last_contact").day == 2
    visit = do("visits.request", organisation_id=organisation)
    do("visits.schedule", visit_id=visit, starts_at="2017-05-08T10:00")
    assert value(ask, organisation, "last_contact").day == 2
    do("visits.complete", visit_id=visit)
    assert value(ask, organisation, "last_contact").day == 8


def test_lists_the_name_of_the_parent(do: Callable[..., Any], ask: Callable[..., Any]) -> None:
    parent = do("organisations.add", name="Verdi Groep")
    child = do("organisations.add", name="Verdi Gouda", parent_id=parent)
    assert value(ask, child, "parent") == "Verdi Groep"


def test_card_tells_former_names_parent_and_labels(do: Callable[..., Any], ask: Callable[..., Any]) -> None:
    parent = do("organisations.add", name="Verdi Groep")
    child = do("organisations.add", name="Oude Naam", parent_id=parent)
    do("organisations.rename", organisation_id=child, name="Verdi Gouda")
    do("tags.put", name="koploper", organisation_id=child)
    card = ask(organisations.card, child)
    assert (card.name, card.former_names, card.parent) == ("Verdi Gouda", ("Oude Naam",), "Verdi Groep")
    assert (card.tags, card.kind) == (("koploper",), OrganisationKind.MEMBER)


def test_no_card_of_what_is_gone(ask: Callable[..., Any]) -> None:
    assert ask(organisations.card, 99) is None


def test_question_of_an_import_is_counted_until_it_is_settled(
    database: Database, do: Callable[..., Any], ask: Callable[..., Any]
) -> None:
    organisation = do("organisations.add", name="Verdi")
    question = database.write("vraag", _ask_about, organisation)[0]
    assert (found(ask, "asked"), ask(organisations.open_questions)) == (1, 1)
    assert ask(organisations.card, organisation).questions[0].reason == "Twee plaatsen passen."
    do("import_questions.answer", question_id=question, choice="skip")
    assert (found(ask, "asked"), ask(organisations.open_questions)) == (0, 0)


def _ask_about(uow: UnitOfWork, organisation_id: int) -> int:
    question = ImportQuestion(
        importer="members",
        source="leden.xlsx",
        noun_asked="organisations",
        record_id=organisation_id,
        reason="Twee plaatsen passen.",
    )
    return uow.add(question).id
