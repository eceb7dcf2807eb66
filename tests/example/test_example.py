"""The example is whole, the same every time, and has nobody in it who exists."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.cli.main import main
from stvcrm.example.maker import make_example
from stvcrm.example.visits import workday
from stvcrm.model.visits import VisitState
from stvcrm.queries.catalog import BY_NOUN, show
from stvcrm.store.check import check
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "voorbeeld.stv"
    make_example(path, None, on=DAY)
    return path


def _records(path: Path, noun: str) -> list[dict[str, Any]]:
    with Database.open(path, None, write=False) as database, database.read() as connection:
        return BY_NOUN[noun].records(connection)


def test_it_has_the_members_of_the_association(made: Path) -> None:
    members = [row for row in _records(made, "organisations") if row["kind"] == "member"]
    assert Counter(row["work_type"] for row in members) == {
        "welfare_work": 233,
        "social_services": 120,
        "other": 35,
    }


def test_names_and_numbers_are_unique(made: Path) -> None:
    organisations = _records(made, "organisations")
    assert len({row["name"] for row in organisations}) == len(organisations)


def test_there_is_a_visit_in_every_state(made: Path) -> None:
    assert {row["state"] for row in _records(made, "visits")} == set(VisitState)


def test_one_visit_is_today_and_none_in_a_weekend(made: Path) -> None:
    days = [moment.date() for row in _records(made, "visits") if (moment := row["starts_at"])]
    assert DAY in days
    assert all(day.weekday() < 5 for day in days)


def test_nothing_was_done_after_its_day(made: Path) -> None:
    done = [row["at"].date() for row in _records(made, "operations")]
    assert max(done) < DAY
    assert done == sorted(done)


def test_every_address_is_invented(made: Path) -> None:
    rows = _records(made, "organisations") + _records(made, "people")
    text = " ".join(str(row[key]) for row in rows for key in ("email", "website") if row.get(key))
    domains = re.findall(r"(?:@|www\.)([\w.-]+)", text)
    assert domains
    assert all(domain.endswith(".example") for domain in domains)


def test_it_is_sound(made: Path) -> None:
    with Database.open(made, None) as database:
        assert not check(database)


def test_the_same_day_gives_the_same_content(made: Path, tmp_path: Path) -> None:
    again = tmp_path / "opnieuw.stv"
    make_example(again, None, on=DAY)
    for noun in ("organisations", "people", "visits", "notes", "action_points"):
        assert _records(again, noun) == _records(made, noun), noun


def test_the_command_line_makes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kijk.stv"
    assert main(["example", str(path), "--on", "2017-05-11", "--json"]) == 0
    assert '"organisations": 405' in capsys.readouterr().out


def test_the_command_line_never_writes_over_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kijk.stv"
    path.write_text("van iemand anders")
    assert main(["example", str(path)]) == 1
    assert path.read_text() == "van iemand anders"
    assert "bestaat al" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("steps", "expected"),
    [(0, date(2026, 11, 27)), (1, date(2026, 11, 30)), (-1, date(2026, 11, 26)), (-5, date(2026, 11, 20))],
)
def test_workdays_leave_out_the_weekend(steps: int, expected: date) -> None:
    saturday = date(2026, 11, 28)
    assert workday(saturday, steps) == expected
    assert datetime.combine(workday(saturday, steps), datetime.min.time()).weekday() < 5


def test_its_survey_has_the_outcome_that_was_published(made: Path) -> None:
    with Database.open(made, None, write=False) as database, database.read() as connection:
        found = show(connection, "surveys", 1)
    assert (found["invited"], found["organisations_answered"], found["responses"]) == (388, 65, 91)
    assert found["by_work_type"] == {"welfare_work": 47, "social_services": 16, "other": 2}
    staff = found["questions"]["acceptance"]["staff"]["per_response"]
    assert (staff["distribution"], staff["mode"]) == ([1, 13, 28, 34, 11, 2], [3])
    assert found["transfer"]["clients"] == {"yes": 26, "no": 41, "unknown": 24, "missing": 0}
    assert found["visit_organisations"] == 22


def test_most_of_what_was_said_is_coded(made: Path) -> None:
    said = [row for row in _records(made, "utterances") if row["source"] == "answer"]
    coded = [row for row in said if row["themes"] and row["polarity"]]
    assert len(said) > 200
    assert 0.5 < len(coded) / len(said) < 0.8
