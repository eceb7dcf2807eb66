"""What a survey may not tell on paper: who said what without leave, and figures of too few."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stvcrm.operations import editing, organisations, responses, surveys, utterances

NAMES = ("Verdi", "Lumen", "Perron", "Wende", "Meander", "Caleido", "Zwijger")


@pytest.fixture
def asked(workspace: Any) -> Any:
    """A survey to which nobody answered yet, among eight members."""
    workspace.members = [workspace.home]
    for name in NAMES:
        workspace.members.append(workspace.do(organisations.add, name=name, city="Zutphen"))
    workspace.survey = workspace.do(surveys.add, title="Verkenning", starts_on=date(2017, 3, 1))
    return workspace


def answer(asked: Any, count: int, **told: str) -> None:
    for member in asked.members[:count]:
        asked.do(responses.add, survey_id=asked.survey, organisation_id=member, **told)


def said(asked: Any, text: str, member: int = 1, **coding: Any) -> None:
    """A form with one open answer, coded as told."""
    asked.do(
        responses.add,
        survey_id=asked.survey,
        organisation_id=asked.members[member],
        respondent="Karel Klinkhamer",
        role="regisseur",
        acceptance_text=text,
    )
    with asked.database.read() as connection:
        row_id = connection.exec_driver_sql("SELECT max(id) FROM utterance").scalar()
    if coding:
        asked.do(utterances.code, utterance_id=row_id, **coding)


def report(asked: Any, ending: str = ".txt") -> str:
    return " ".join(asked.paper("survey_report", [], ending).decode().split())


def test_a_quote_without_name_tells_neither_person_nor_place(asked: Any) -> None:
    text = "Bij Verdi in Zutphen zegt Klinkhamer: te duur, bel 06 12345678 of k@verdi.example"
    said(asked, text, themes=["tijd"], polarity="negative", consent="anonymous")
    found = report(asked)
    assert "te duur" in found
    assert [word for word in ("Verdi", "Zutphen", "Klinkhamer", "12345678", "k@verdi") if word in found] == []


def test_a_quote_that_may_be_quoted_has_its_name(asked: Any) -> None:
    said(asked, "Het kost te veel.", themes=["tijd"], polarity="negative", consent="quotable")
    assert "‘Het kost te veel.’ | Karel Klinkhamer, regisseur, Verdi" in report(asked)


@pytest.mark.parametrize("ending", [".txt", ".html"])
@pytest.mark.parametrize("key", ["survey_report", "survey_feedback"])
def test_what_may_not_be_used_is_on_no_paper(asked: Any, key: str, ending: str) -> None:
    said(asked, "Onze directeur wil niet.", themes=["tijd"], polarity="negative", consent="do_not_use")
    said(asked, "Wij ook: onze directeur wil niet.", themes=["cultuur"], polarity="negative")
    ids = [asked.members[1]] if key == "survey_feedback" else []
    assert "directeur" not in asked.paper(key, ids, ending).decode()


def test_what_nobody_coded_is_not_quoted(asked: Any) -> None:
    said(asked, "Nog door niemand gelezen.")
    assert "Nog door niemand" not in report(asked)
    assert "1 uiting is nog niet gecodeerd." in report(asked)


def test_a_score_of_too_few_organisations_is_hidden_and_no_nought(asked: Any) -> None:
    answer(asked, 4, acceptance_staff="3")
    found = report(asked)
    assert "Medewerkers: niet getoond: minder dan 5 organisaties" in found
    assert "mediaan 3" not in found


def test_a_score_of_enough_organisations_is_shown(asked: Any) -> None:
    answer(asked, 5, acceptance_staff="3")
    assert "Medewerkers: het vaakst 3, mediaan 3, n = 5, 0 ontbreekt." in report(asked)


def test_a_theme_of_too_few_organisations_has_no_count(asked: Any) -> None:
    for member in range(4):
        said(asked, f"Het kost tijd {member}", member, themes=["tijd"], polarity="negative")
    found = report(asked)
    assert "tijd (4)" not in found
    assert "Overige thema’s, samen (1): niet getoond: minder dan 5 organisaties" in found


def test_a_small_wish_for_visits_is_hidden(asked: Any) -> None:
    answer(asked, 3, visit="yes")
    assert "Hoeveel organisaties een kennismaking vragen: niet getoond" in report(asked)


def test_small_groups_stand_together(asked: Any) -> None:
    for place, member in enumerate(asked.members):
        province = "Gelderland" if place < 6 else "Drenthe"
        asked.do(editing.edit, noun="organisations", id=member, province=province)
    answer(asked, 7)
    found = report(asked)
    assert "R3, provincie: Gelderland, Drenthe staan niet apart." in found


def test_call_list_leaves_out_who_answered(asked: Any) -> None:
    answer(asked, 2)
    found = asked.paper("non_response", [], ".txt").decode()
    assert "Senzo" not in found
    assert "Perron, Zutphen" in found


def test_feedback_names_no_one_of_the_organisation(asked: Any) -> None:
    said(asked, "Het werkt.", themes=["tijd"], polarity="positive", consent="quotable")
    found = asked.paper("survey_feedback", [asked.members[1]], ".txt").decode()
    assert "Het werkt." in found
    assert "Klinkhamer" not in found


def test_feedback_needs_an_answer(asked: Any) -> None:
    from stvcrm.base.errors import NotFound

    with pytest.raises(NotFound, match="niets terug te koppelen"):
        asked.paper("survey_feedback", [asked.members[2]], ".txt")
