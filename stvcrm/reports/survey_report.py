"""The report of a survey: response, representation, every question with its figures, words and quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.base.dates import plain_date
from stvcrm.base.i18n import N_, _, language, n_
from stvcrm.queries.survey_feedback import newest_survey
from stvcrm.queries.survey_paper import SurveyPaper, survey_paper
from stvcrm.reports.document import Block, Document, Facts, Paragraph
from stvcrm.reports.report import Part, Report, Request
from stvcrm.reports.survey_method import closing
from stvcrm.reports.survey_question import question_blocks
from stvcrm.reports.survey_response import rate_text, response_blocks
from stvcrm.reports.theme import letterhead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from stvcrm.queries.survey_paper import SurveyHead

PARTS = (
    Part("representation", N_("Wie antwoordde, naar werksoort, provincie en omvang")),
    Part("themes", N_("Uitingen per thema")),
    Part("quotes", N_("Citaten")),
    Part("references", N_("Lijst van verwijzingen")),
)


def load(connection: Connection, request: Request) -> SurveyPaper:
    """The survey with all its figures.

    Raises:
        NotFound: there is no such survey.
    """
    return survey_paper(connection, request.record_id)


def compose(data: SurveyPaper, request: Request) -> Document:
    """The report with the parts that are wanted."""
    blocks: list[Block] = [Facts(tuple(_facts(data))), *response_blocks(data.rate, request)]
    for question in data.questions:
        blocks += question_blocks(data, question, request)
    if not data.figures.responses:
        blocks.append(Paragraph(_("Er is nog geen antwoord dat meetelt; figuren volgen na de import.")))
    blocks += closing(data, tuple(blocks), request)
    title = data.survey.title
    return Document(
        kind=_("Enquêteverslag"),
        title=title,
        blocks=tuple(blocks),
        foot=_("Enquêteverslag {title}").format(title=title),
        letterhead=letterhead(data.settings),
        language=language(),
        left_out=tuple(_left_out(data, request)),
    )


def period_text(survey: SurveyHead) -> str:
    """When a survey was held; empty where that is not known."""
    return " – ".join(plain_date(day) for day in (survey.starts_on, survey.ends_on) if day)


def _facts(data: SurveyPaper) -> Iterator[tuple[str, str]]:
    rate = data.rate
    if period := period_text(data.survey):
        yield _("Periode"), period
    invited = n_("{count} organisatie", "{count} organisaties", rate.invited)
    yield _("Uitgenodigd"), invited.format(count=rate.invited)
    answers = n_(
        "{count} antwoord van {organisations}", "{count} antwoorden van {organisations}", rate.responses
    )
    organisations = n_("{count} organisatie", "{count} organisaties", rate.organisations)
    yield (
        _("Antwoord"),
        answers.format(count=rate.responses, organisations=organisations.format(count=rate.organisations)),
    )
    yield _("Respons"), rate_text(rate)


def _left_out(data: SurveyPaper, request: Request) -> Iterator[str]:
    quotes = data.quotes
    if quotes.forbidden:
        yield n_(
            "{count} uiting staat er niet op: niet gebruiken.",
            "{count} uitingen staan er niet op: niet gebruiken.",
            quotes.forbidden,
        ).format(count=quotes.forbidden)
    if quotes.uncoded and request.wants("quotes"):
        yield n_(
            "{count} uiting is nog niet gecodeerd en staat er niet op.",
            "{count} uitingen zijn nog niet gecodeerd en staan er niet op.",
            quotes.uncoded,
        ).format(count=quotes.uncoded)
    if request.wants("quotes") and any(not quote.speaker for quote in quotes.quotes):
        yield _("Citaten die alleen anoniem mogen, staan er zonder naam en organisatie op.")


REPORT = Report(
    "survey_report",
    N_("Enquêteverslag"),
    N_("Respons, uitkomsten per vraag, uitingen en citaten van een enquête"),
    "surveys",
    load,
    compose,
    PARTS,
    usual=newest_survey,
)
