"""Answers to what an import could not decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.base.errors import UserError
from stvcrm.model.imports import ImportQuestion

if TYPE_CHECKING:
    from conftest import Desk

    from stvcrm.store.unit_of_work import UnitOfWork


def asked(desk: Desk, record_id: int | None = None, **values: str) -> int:
    """A question that an import left."""

    def operation(uow: UnitOfWork) -> int:
        question = ImportQuestion(
            importer="members",
            source="leden.csv",
            reason="Lijkt op een andere organisatie.",
            noun_asked="organisations",
            record_id=record_id,
            values=values,
        )
        return uow.add(question).id

    return int(desk.database.write("Import", operation)[0])


def answered(desk: Desk, question: int, choice: object) -> Any:
    return desk.do("import_questions.answer", question_id=question, choice=choice)


def test_a_new_organisation_with_its_contact(desk: Desk) -> None:
    question = asked(
        desk, name="Welzijn Ede", number="007", contact="Joost Bos", contact_email="j@bos.example"
    )
    home = answered(desk, question, "new")
    assert desk.rows("organisations")[0]["number"] == "007"
    (person,) = desk.rows("people")
    assert (person["name"], person["email"], person["organisation_id"]) == (
        "Joost Bos",
        "j@bos.example",
        home,
    )


@pytest.mark.parametrize("choice", ["file", "1"])
def test_the_row_of_the_file_for_a_known_organisation(desk: Desk, choice: str) -> None:
    home = desk.organisation("Welzijn Ede", number="007")
    assert answered(desk, asked(desk, home, name="Malkander", number="007", city="Ede"), choice) == home
    (row,) = desk.rows("organisations")
    assert (row["name"], row["city"]) == ("Malkander", "Ede")
    assert [former["name"] for former in desk.rows("former_names")] == ["Welzijn Ede"]


def test_the_row_of_the_file_for_none_known_is_a_new_one(desk: Desk) -> None:
    answered(desk, asked(desk, name="Welzijn Ede"), "file")
    assert [row["name"] for row in desk.rows("organisations")] == ["Welzijn Ede"]


def test_a_contact_that_is_there_gets_what_the_row_knows(desk: Desk) -> None:
    home = desk.organisation("Welzijn Ede")
    desk.person("Joost Bos", organisation_id=home, role="Manager")
    answered(
        desk, asked(desk, home, name="Welzijn Ede", contact="J. Bos", contact_phone="030 123 45 67"), home
    )
    (person,) = desk.rows("people")
    assert (person["phone"], person["role"]) == ("+31301234567", "Manager")


def test_another_contact_ends_the_former_one(desk: Desk) -> None:
    home = desk.organisation("Welzijn Ede")
    for name in ("Joost Bos", "Ada Beside"):
        desk.person(name, organisation_id=home)
    desk.do("edit", noun="positions", id=2, is_primary="nee")
    answered(desk, asked(desk, home, name="Welzijn Ede", contact="Wies Wolf", contact_role="Directeur"), home)
    former, beside, present = desk.rows("positions")
    assert (former["is_primary"], bool(former["ended_on"]), beside["ended_on"]) == (False, True, None)
    assert (present["role"], present["is_primary"]) == ("Directeur", True)


@pytest.mark.parametrize(("choice", "state"), [("skip", "dismissed"), ("first", "answered")])
def test_nothing_is_taken(desk: Desk, choice: str, state: str) -> None:
    assert answered(desk, asked(desk, name="Welzijn Ede"), choice) is None
    assert desk.rows("organisations") == []
    assert desk.rows("import_questions")[0]["state"] == state


def test_a_question_is_answered_once(desk: Desk) -> None:
    question = asked(desk, name="Welzijn Ede")
    answered(desk, question, "skip")
    with pytest.raises(UserError, match="al beantwoord"):
        answered(desk, question, "new")


@pytest.mark.parametrize("choice", ["ja", "²", "99"])
def test_what_is_no_answer_leaves_the_question_open(desk: Desk, choice: str) -> None:
    question = asked(desk, name="Welzijn Ede")
    with pytest.raises(UserError):
        answered(desk, question, choice)
    assert desk.rows("import_questions")[0]["state"] == "open"


def test_a_number_that_another_has_is_refused(desk: Desk) -> None:
    desk.organisation("Eerste", number="007")
    with pytest.raises(UserError, match="al van Eerste"):
        answered(desk, asked(desk, name="Tweede", number="007"), "new")
