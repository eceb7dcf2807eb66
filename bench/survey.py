"""Surveys: taking forms in, reckoning their figures, and the next answer on the coding screen."""

from __future__ import annotations

import csv
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from figures import PASSPHRASE, Figure, tell
from sqlalchemy import select

from stvcrm.base.progress import Progress
from stvcrm.base.text import sort_key
from stvcrm.importers.catalog import BY_KEY
from stvcrm.importers.pipeline import Options, take
from stvcrm.model.organisations import Organisation
from stvcrm.model.surveys import Answer, Audience, Question, Response
from stvcrm.operations import surveys, utterances
from stvcrm.operations.counted_responses import count_in
from stvcrm.queries.coding import coding_answer, suggestions, waiting
from stvcrm.queries.survey_figures import figures
from stvcrm.queries.survey_response_rate import response_rate
from stvcrm.queries.survey_themes import theme_table
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable

    from stvcrm.store.unit_of_work import UnitOfWork

ON = date(2017, 3, 1)
FORMS, ORGANISATIONS, MANY = 5_000, 2_000, 20_000
HEAD = (
    "Respondent-ID", "Einddatum", "E-mailadres", "Organisatie", "Naam", "1. Acceptatie [Medewerkers]",
    "1. Acceptatie [Cliënten]", "1. Toelichting", "4. Kennisoverdracht [Medewerkers]", "5. Kennismaking",
    "5. Contact",
)  # fmt: skip


def members(uow: UnitOfWork) -> None:
    """Organisations whose names and domains are all their own."""
    rows = []
    for number in range(ORGANISATIONS):
        name = f"Welzijn {chr(97 + number % 26)}{number:04d}e"
        mail = f"info@w{number}.example"
        rows.append({"name": name, "name_key": sort_key(name), "email": mail, "city": "Ede"})
    uow.insert_rows(Organisation, rows)


def export(path: Path) -> None:
    """A survey export of many forms."""
    random = Random(1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEAD)
        for number in range(FORMS):
            at = number % ORGANISATIONS
            name = f"Welzijn {chr(97 + at % 26)}{at:04d}e"
            scores = [random.randrange(6), random.randrange(6)]
            row = [
                number,
                "03-03-2017 10:00",
                f"p{number}@w{at}.example",
                name,
                f"Piet de Vries{number}",
                *scores,
            ]
            writer.writerow([*row, f"Het kost tijd {number}; maar het helpt", "Ja", "Ja", "met mij"])


def many(uow: UnitOfWork) -> int:
    """A survey of many forms, with what was said."""
    random = Random(2)
    survey = surveys.add(uow, title="Groot")
    table = Question.table()
    asked = select(table.c.key, table.c.id).where(table.c.survey_id == survey)
    keys = {key: row_id for key, row_id in uow.connection.execute(asked)}
    rows: list[dict[str, Any]] = [
        {"survey_id": survey, "organisation_id": 1 + number % ORGANISATIONS} for number in range(MANY)
    ]
    ids = uow.insert_rows(Response, rows)
    answers: list[dict[str, Any]] = []
    for row_id in ids:
        for key in ("acceptance", "value", "knowledge"):
            answers += [
                {
                    "response_id": row_id,
                    "question_id": keys[key],
                    "audience": who,
                    "score": random.randrange(6),
                }
                for who in Audience
            ]
        answers.append(
            {"response_id": row_id, "question_id": keys["remarks"], "text": "Het kost tijd; het helpt"}
        )
    uow.insert_rows(Answer, answers)
    count_in(uow, ids)
    return survey


def median(act: Callable[[], object], times: int) -> float:
    """The median of some runs, in seconds."""
    spent = []
    for _time in range(times):
        start = time.perf_counter()
        act()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def main() -> None:
    """Measure and tell."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "enquete.csv"
        export(path)
        with Database.create(Path(folder) / "w.stv", PASSPHRASE) as database:
            database.write("x", members)
            start = time.perf_counter()
            importer = BY_KEY["survey"]
            with database.read() as connection:
                plan = importer.plan(connection, path, ON, Progress(), Options())
            database.work(Progress(), "x", take, importer=importer, plan=plan)
            taken = time.perf_counter() - start
            survey = database.write("x", many)[0]
            with database.read() as connection:
                queue = waiting(connection, survey).answer_ids
            database.write("x", utterances.code, utterance_id=1, themes=["tijd"], polarity="negative")
            with database.read() as connection:
                rate = median(lambda: response_rate(connection, survey), 5)
                all_figures = median(lambda: figures(connection, survey), 5)
                themes = median(lambda: theme_table(connection, survey, "remarks"), 5)
                coded = median(lambda: waiting(connection, survey), 5)
                one = median(lambda: coding_answer(connection, queue[99]), 20)
                pieces = coding_answer(connection, queue[99]).pieces
                hint = median(lambda: suggestions(connection, pieces), 20)
    tell(Figure("5.000 formulieren innemen, 2.000 organisaties", taken, 10, "s"))
    for name, spent, goal in (
        ("alle cijfers van 20.000 formulieren", all_figures, 300),
        ("respons van 20.000 formulieren", rate, 300),
        ("thema's van een vraag na een codering", themes, 50),
        ("hoe ver het coderen is", coded, 50),
        ("volgend antwoord op het codeerscherm", one, 50),
        ("voorstel voor een stuk", hint, 50),
    ):
        tell(Figure(name, spent * 1000, goal, "ms"))


if __name__ == "__main__":
    main()
