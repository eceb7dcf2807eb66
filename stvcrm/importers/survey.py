"""Survey exports of any program: one form a row, with scores, choices and open answers in columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import N_, _
from stvcrm.formats.tables import read_tables
from stvcrm.importers.known_responses import asked, known, survey_of
from stvcrm.importers.pipeline import Importer, Options, Plan, Source
from stvcrm.importers.profiles import Profiles
from stvcrm.importers.survey_columns import find, targets
from stvcrm.importers.survey_judge import SurveyJudge
from stvcrm.importers.survey_rows import SurveyReader, SurveyRow
from stvcrm.importers.survey_store import store
from stvcrm.model.questionnaire import questionnaire
from stvcrm.queries.form_organisations import FormOrganisations
from stvcrm.store.erased import ErasedPeople

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Connection

    from stvcrm.base.progress import Progress
    from stvcrm.model.questionnaire import AskedQuestion
    from stvcrm.store.unit_of_work import UnitOfWork

KEY = "survey"


def read(connection: Connection, path: Path, options: Options) -> Source:
    """The file as a survey export.

    Raises:
        UserError: the file is no table, or no questions were recognised in its headings.
    """
    table = read_tables(path, encoding=options.encoding, delimiter=options.delimiter)
    profiles = Profiles(connection, KEY, options)
    questions = asked(connection, survey_of(connection, ()))
    for sheet in table.sheets:
        if options.sheet not in (None, sheet.name):
            continue
        chosen = None if options.heading_row is None else options.heading_row - sheet.first_row
        found = find(sheet.rows, questions, profiles, chosen)
        if found is None:
            continue
        rows = tuple(
            (sheet.first_row + place, row)
            for place, row in enumerate(sheet.rows[found.below :], start=found.below)
            if any(value not in (None, "") for value in row)
        )
        return Source(
            path,
            sheet.name,
            sheet.first_row + found.first,
            found.columns,
            rows,
            (*table.notes, *profiles.notes),
            table.encoding,
            table.delimiter,
            tuple(sheet.name for sheet in table.sheets),
            frozenset(),
            options.profile,
        )
    message = _(
        "In {name} zijn geen vragen van een enquête herkend. Kijk of de kolomkoppen de vragen bevatten, "
        "zoals «1. Hoe beoordeelt u de acceptatiegraad …», of kies zelf wat elke kolom betekent."
    )
    raise UserError(message.format(name=path.name))


def judge(connection: Connection, source: Source, on: date, progress: Progress, options: Options) -> Plan:
    """A verdict on every form, in the order of the file; of two forms of one person the later one asks."""
    questions = asked(connection, survey_of(connection, ()))
    rows = _forms(source, questions, options)
    survey_id = _survey(connection, rows)
    judged = SurveyJudge(
        FormOrganisations(connection),
        known(connection, survey_id, questions),
        questions,
        options.answers,
        ErasedPeople(connection).labels,
    )
    planned = {}
    for row in progress.over(sorted(rows, key=_sent), len(rows)):
        found = judged.verdict(row)
        planned[row.row] = replace(found, lacks_cells=True) if row.refused else found
    return Plan(KEY, source, tuple(planned[row.row] for row in rows), on)


def apply(uow: UnitOfWork, plan: Plan) -> None:
    """Do what the plan says, as one act."""
    forms = [item.values["form"] for item in plan.planned if "form" in item.values]
    store(uow, plan, _survey(uow.connection, forms))


def _forms(source: Source, questions: Sequence[AskedQuestion], options: Options) -> list[SurveyRow]:
    fixes: dict[int, dict[str, str]] = {}
    for (number, key), text in options.fixes.items():
        fixes.setdefault(number, {})[key] = text
    reader = SurveyReader(source, questions)
    return [reader.read(number, row, fixes.get(number, {})) for number, row in source.rows]


def _survey(connection: Connection, rows: Sequence[SurveyRow]) -> int | None:
    return survey_of(connection, [row.respondent_id for row in rows if row.respondent_id])


def _sent(row: SurveyRow) -> tuple[bool, float, int]:
    """By when a form was sent; those of which that is unknown come last, in the order of the file."""
    sent = row.submitted_at
    return sent is None, sent.timestamp() if sent else 0.0, row.row


IMPORTER = Importer(
    KEY,
    N_("Enquête"),
    targets(questionnaire().questions),
    read,
    judge,
    apply,
    (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt"),
    (N_("antwoord"), N_("antwoorden")),
    page="survey",
    tables=("response", "organisation", "organisation_alias", "survey", "question"),
)
