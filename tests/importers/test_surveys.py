"""Survey exports: read as any program writes them, matched with reasons, taken in once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lists import counts, row
from surveys import DUIN, EMPTY, MEMBERS, STRANGER, ZEE, coded, one_row, two_rows

from stvcrm.base.errors import UserError
from stvcrm.base.progress import Progress
from stvcrm.importers.pipeline import Options
from stvcrm.importers.wording import answers
from stvcrm.importers.work import read
from stvcrm.operations import responses
from stvcrm.store.erasure import erase

if TYPE_CHECKING:
    from lists import Desk


@pytest.fixture
def survey(desk: Desk) -> Desk:
    """A workspace with three members, about to take in a survey."""
    desk.bring(desk.csv(MEMBERS))
    desk.kind = "survey"
    return desk


def scores(desk: Desk) -> list[Any]:
    return [answer["score"] for answer in desk.rows("answer") if answer["score"] is not None]


def names(desk: Desk) -> set[str]:
    return {person["name"] for person in desk.rows("person")}


@pytest.mark.parametrize("shape", [two_rows, one_row, coded])
def test_the_same_forms_whatever_program_wrote_them(survey: Desk, shape: Any) -> None:
    assert counts(survey.bring(survey.csv(shape(ZEE, DUIN)))) == {"new": 2}
    assert scores(survey) == [3, 2, 4, 3, 5, 1, 1, 2, 2, 0, 1]


def test_a_first_export_makes_the_survey_with_all_members_invited(survey: Desk) -> None:
    survey.bring(survey.csv(two_rows(ZEE)))
    (made,) = survey.rows("survey")
    assert (made["starts_on"], len(survey.rows("invitation"))) == ("2017-03-03", 3)


def test_again_gives_only_the_same_in_another_format_too(survey: Desk) -> None:
    survey.bring(survey.xlsx(two_rows(ZEE, DUIN, STRANGER)))
    before = survey.everything()
    assert counts(survey.bring(survey.csv(one_row(ZEE, DUIN, STRANGER)))) == {"same": 3}
    assert (survey.everything(), len(survey.rows("visit"))) == (before, 1)


def test_a_growing_export_adds_only_what_is_new(survey: Desk) -> None:
    survey.bring(survey.csv(two_rows(ZEE)))
    assert counts(survey.bring(survey.csv(two_rows(ZEE, DUIN)))) == {"same": 1, "new": 1}
    assert len(survey.rows("survey")) == 1


def test_a_form_that_was_finished_since_is_changed(survey: Desk) -> None:
    survey.bring(survey.csv(two_rows(DUIN)))
    later = [*DUIN[:8], "Koudwatervrees", *DUIN[9:]]
    plan = survey.bring(survey.csv(two_rows(later)))
    assert [change.new for change in row(plan, 3).changes] == ["Koudwatervrees"]
    assert [item["text"] for item in survey.rows("utterance")] == ["Koudwatervrees"]


def test_a_form_without_any_answer_is_rejected_with_the_reason(survey: Desk) -> None:
    plan = survey.bring(survey.csv(two_rows(ZEE, EMPTY)))
    assert counts(plan) == {"new": 1, "rejected": 1}
    assert "geen enkele vraag" in row(plan, 4).reason


def test_a_score_off_the_scale_is_refused_with_its_column_and_the_rest_is_kept(survey: Desk) -> None:
    plan = survey.bring(survey.csv(two_rows([*ZEE[:6], "7", *ZEE[7:]])))
    assert "Medewerkers" in row(plan, 3).reason
    assert "score 7" in row(plan, 3).reason
    assert scores(survey) == [2, 4, 3, 5, 1]


def test_a_stranger_is_asked_and_counts_in_nothing_until_then(survey: Desk) -> None:
    assert counts(survey.bring(survey.csv(two_rows(STRANGER)))) == {"ask": 1}
    (response,) = survey.rows("response")
    assert (response["organisation_id"], survey.rows("visit"), survey.rows("utterance")) == (None, [], [])


def test_the_answer_to_a_question_is_remembered_for_the_next_form(survey: Desk) -> None:
    survey.bring(survey.csv(two_rows(STRANGER)))
    survey.database.write("x", responses.match, response_id=1, organisation_id=3)
    other = ["600", *STRANGER[1:2], "y@elders.example", "gemeente  verweg", "Yara Vos", *STRANGER[5:]]
    plan = survey.plan(survey.csv(two_rows(STRANGER, other)))
    assert counts(plan) == {"same": 1, "new": 1}
    assert row(plan, 4).values["organisation_id"] == 3


def test_a_question_can_be_answered_in_the_preview(survey: Desk) -> None:
    plan = survey.bring(survey.csv(two_rows(STRANGER)), answers={3: "3"})
    assert counts(plan) == {"new": 1}
    assert [visit["organisation_id"] for visit in survey.rows("visit")] == [3]
    assert [alias["name"] for alias in survey.rows("organisation_alias")] == ["Gemeente Verweg"]


def test_a_second_form_of_one_person_is_asked(survey: Desk) -> None:
    again = ["509", "09-03-2017 10:00", *ZEE[2:]]
    plan = survey.bring(survey.csv(two_rows(again, ZEE)))
    assert [row(plan, 3).verdict, row(plan, 4).verdict] == ["ask", "new"]
    assert row(plan, 3).choices == ("both", "newest", "earliest", "skip")


@pytest.mark.parametrize(("choice", "aside"), [("both", [0, 0]), ("newest", [1, 0]), ("earliest", [0, 1])])
def test_of_two_forms_those_count_that_the_user_chose(survey: Desk, choice: str, aside: list[int]) -> None:
    again = ["509", "09-03-2017 10:00", *ZEE[2:]]
    survey.bring(survey.csv(two_rows(ZEE, again)), answers={4: choice})
    assert [response["set_aside"] for response in survey.rows("response")] == aside


def test_ja_makes_one_request_an_organisation_with_whom_the_form_names(survey: Desk) -> None:
    other = ["505", "06-03-2017 10:00", "c@welzijnzee.example", "Welzijn Zee", "Cor Bos", *ZEE[5:]]
    survey.bring(survey.csv(two_rows(ZEE, other)))
    (visit,) = survey.rows("visit")
    assert (visit["response_id"], names(survey)) == (1, {"Anna de Wit"})


def test_whom_a_colleague_named_is_not_informed_yet(survey: Desk) -> None:
    survey.bring(survey.csv(two_rows([*ZEE[:19], "Piet Puk, beleidsmedewerker, 06-12345678", ZEE[20]])))
    (person,) = survey.rows("person")
    assert (person["name"], person["phone"], person["named_on"]) == ("Piet Puk", "+31612345678", "2017-03-03")
    assert (person["informed_on"], survey.rows("position")[0]["role"]) == (None, "beleidsmedewerker")


def test_misschien_later_becomes_a_call_back(survey: Desk) -> None:
    survey.bring(survey.csv(two_rows(DUIN)))
    (action,) = survey.rows("action_point")
    assert (action["due_on"], action["response_id"]) == ("2017-06-03", 1)


def test_undo_takes_all_of_it_back(survey: Desk) -> None:
    tables = ("survey", "question", "invitation", "response", "answer", "utterance", "visit", "theme")
    before = survey.everything()
    survey.bring(survey.csv(two_rows(ZEE, DUIN, STRANGER)))
    survey.database.undo()
    assert [survey.rows(table) for table in tables] == [[]] * len(tables)
    assert survey.everything() == before


def test_one_column_for_each_option(survey: Desk) -> None:
    head = ["Respondent-ID", "Organisatie", *(f"1. Acceptatie [Medewerkers {score}]" for score in range(6))]
    head += ["5. Kennismaking [Ja]", "5. Kennismaking [Nee]", "2. Waarde [Cliënten]"]
    survey.bring(survey.csv([head, ["1", "Welzijn Zee", *["", "", "", "X", "", ""], "", "X", "4"]]))
    assert [(item["score"], item["choice"]) for item in survey.rows("answer")] == [
        (3, None),
        (None, "no"),
        (4, None),
    ]


def test_codes_for_ja_nee_weet_niet(survey: Desk) -> None:
    survey.bring(survey.csv(two_rows([*ZEE[:15], "1", "3", "", "2", "", ""])))
    found = [item["choice"] for item in survey.rows("answer") if item["choice"]]
    assert found == ["yes", "unknown", "no"]


def test_a_file_without_questions_is_refused_with_the_remedy(survey: Desk) -> None:
    with pytest.raises(UserError, match=r"geen vragen van een enquête herkend.*kolomkoppen"):
        survey.plan(survey.csv(MEMBERS))


@pytest.mark.parametrize("shape", [two_rows, one_row, coded])
def test_a_dropped_file_is_known_as_a_survey_by_its_headings(survey: Desk, shape: Any) -> None:
    found = read(survey.database, Progress(), path=survey.csv(shape(ZEE, DUIN)), options=Options())
    assert found.importer.key == "survey"


def test_a_dropped_member_list_stays_a_member_list(survey: Desk) -> None:
    found = read(survey.database, Progress(), path=survey.csv(MEMBERS), options=Options())
    assert found.importer.key == "members"


def test_a_stranger_can_become_an_organisation_of_its_own(survey: Desk) -> None:
    survey.bring(survey.csv(two_rows(STRANGER)), answers={3: "new"})
    made = survey.organisations()["Gemeente Verweg"]
    assert (made["kind"], [visit["organisation_id"] for visit in survey.rows("visit")]) == (
        "other",
        [made["id"]],
    )


def test_the_answers_to_a_question_read_as_sentences(survey: Desk) -> None:
    again = ["509", "09-03-2017 10:00", *ZEE[2:]]
    plan = survey.plan(survey.csv(two_rows(ZEE, again, STRANGER)))
    assert [answer.text for answer in answers(row(plan, 4))] == [
        "Beide formulieren tellen",
        "Alleen het nieuwste telt",
        "Alleen het eerste telt",
        "Overslaan",
    ]
    assert [answer.text for answer in answers(row(plan, 5))] == ["Nieuw toevoegen", "Overslaan"]


def test_who_was_erased_does_not_come_back_by_the_same_export(survey: Desk) -> None:
    told = [*ZEE[:19], "Anna de Wit, 06-12345678", ZEE[20]]
    file = survey.csv(two_rows(told))
    survey.bring(file)
    erase(survey.database, 1)
    assert counts(survey.bring(file)) == {"same": 1}
    assert "Anna" not in str(survey.rows("answer")) + str(survey.rows("response"))


def test_who_was_erased_does_not_come_back_by_a_later_form(survey: Desk) -> None:
    survey.bring(survey.csv(two_rows(ZEE)))
    erase(survey.database, 1)
    later = ["777", "08-03-2017 10:00", *ZEE[2:19], "Anna de Wit", ZEE[20]]
    assert counts(survey.bring(survey.csv(two_rows(later)))) == {"new": 1}
    assert "Anna" not in str(survey.rows("answer")) + str(survey.rows("response")) + str(
        survey.rows("person")
    )
    assert len([item for item in survey.rows("answer") if item["response_id"] == 2]) > 5
