"""All that stands in the report of a survey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from stvcrm.base.errors import NotFound
from stvcrm.base.i18n import _
from stvcrm.model.surveys import QuestionKind, Survey
from stvcrm.queries.settings import settings
from stvcrm.queries.survey_figures import figures, questions
from stvcrm.queries.survey_quotes import survey_quotes
from stvcrm.queries.survey_response_rate import non_response, response_rate
from stvcrm.queries.survey_themes import theme_table

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from stvcrm.queries.survey_figures import AskedQuestion, Figures
    from stvcrm.queries.survey_quotes import SurveyQuotes
    from stvcrm.queries.survey_response_rate import ResponseRate, Silent
    from stvcrm.queries.survey_themes import ThemeTable


@dataclass(frozen=True)
class SurveyHead:
    """What a survey is called and when it was held."""

    id: int
    title: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class SurveyPaper:
    """A survey with its figures, what was said, and what may be quoted; `themes` by the key of a question."""

    survey: SurveyHead
    questions: tuple[AskedQuestion, ...]
    figures: Figures
    rate: ResponseRate
    themes: dict[str, ThemeTable]
    quotes: SurveyQuotes
    settings: dict[str, str]


@dataclass(frozen=True)
class CallList:
    """Who did not answer a survey, in the order in which to call."""

    survey: SurveyHead
    rate: ResponseRate
    silent: tuple[Silent, ...]
    settings: dict[str, str]


def survey_head(connection: Connection, survey_id: int) -> SurveyHead:
    """The title and period of a survey.

    Raises:
        NotFound: there is no such survey.
    """
    table = Survey.table()
    query = select(table.c.id, table.c.title, table.c.starts_on, table.c.ends_on)
    row = connection.execute(query.where(table.c.id == survey_id)).one_or_none()
    if row is None:
        raise NotFound(_("Er is geen enquête met nummer {id}.").format(id=survey_id))
    return SurveyHead(*row)


def survey_paper(connection: Connection, survey_id: int) -> SurveyPaper:
    """Everything for the report of one survey.

    Raises:
        NotFound: there is no such survey.
    """
    head = survey_head(connection, survey_id)
    asked = questions(connection, survey_id)
    themes = {
        one.key: theme_table(connection, survey_id, one.key)
        for one in asked
        if one.kind is not QuestionKind.VISIT
    }
    return SurveyPaper(
        head,
        asked,
        figures(connection, survey_id),
        response_rate(connection, survey_id),
        themes,
        survey_quotes(connection, survey_id),
        settings(connection),
    )


def call_list(connection: Connection, survey_id: int) -> CallList:
    """Who was invited to a survey and did not answer.

    Raises:
        NotFound: there is no such survey.
    """
    head = survey_head(connection, survey_id)
    rate, silent = response_rate(connection, survey_id), non_response(connection, survey_id)
    return CallList(head, rate, silent, settings(connection))
