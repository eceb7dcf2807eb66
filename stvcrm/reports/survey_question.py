"""One question in the report of a survey: its figure, what was said by theme, and what may be quoted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stvcrm.analysis.survey_charts import (
    ChoiceRow,
    ScoreRow,
    choice_chart,
    middle_text,
    mode_text,
    score_chart,
    theme_chart,
)
from stvcrm.base.i18n import _, n_
from stvcrm.base.numbers import percent_text
from stvcrm.model.surveys import Audience, QuestionKind
from stvcrm.reports.document import Block, Heading, Paragraph, Quote
from stvcrm.reports.survey_groups import is_hidden, shown_themes, too_few

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stvcrm.analysis.charts import Chart
    from stvcrm.analysis.survey_scores import Choices, Distribution
    from stvcrm.queries.survey_figures import AskedQuestion, ChoiceFigure, ScoreFigure
    from stvcrm.queries.survey_paper import SurveyPaper
    from stvcrm.queries.survey_quotes import SurveyQuote
    from stvcrm.reports.report import Request

_LETTERS = {Audience.STAFF: "M", Audience.CLIENTS: "C"}


def reference(number: int, audience: Audience | None = None, *, once: bool = False) -> str:
    """How a figure is called: `V1` a question, `V1-M` its staff, `V1-MO` each organisation counted once."""
    if audience is None:
        return f"V{number}"
    return f"V{number}-{_LETTERS[audience]}{'O' if once else ''}"


def themes_reference(number: int) -> str:
    """How the themes of a question are called: `V1-T`."""
    return f"V{number}-T"


def question_blocks(data: SurveyPaper, question: AskedQuestion, request: Request) -> Iterator[Block]:
    """All of one question; nothing while no form counts."""
    if not data.figures.responses:
        return
    yield Heading(f"{question.number}. {question.title}")
    asked = " ".join(text for text in (question.text, question.explanation) if text)
    yield Paragraph(asked, second=True)
    match question.kind:
        case QuestionKind.SCORE:
            yield from _scores(data, question)
        case QuestionKind.CHOICE:
            yield from _choices(data, question)
        case QuestionKind.VISIT:
            yield Paragraph(_visits(data))
    if request.wants("themes") and question.key in data.themes:
        yield from _themes(data, question)
    if request.wants("quotes"):
        yield from _quotes(data.quotes.quotes, question.key)


def _scores(data: SurveyPaper, question: AskedQuestion) -> Iterator[Block]:
    found = [figure for figure in data.figures.scores if figure.key == question.key]
    headings = (_("Verwijzing"), _("Over wie"), _("Geteld"), "0", "1", "2", "3", "4", "5")
    told = (_("n"), _("ontbreekt"), _("modus"), _("mediaan"))
    rows = tuple(
        row
        for figure in found
        for row in _both(figure, _score_cells(figure.per_response), _score_cells(figure.per_organisation))
    )
    chart = score_figure(found, reference(question.number))
    yield replace(chart, headings=(*headings, *told), rows=rows)


def score_figure(found: Sequence[ScoreFigure], called: str) -> Chart:
    """The bars of a score question, counted per answer."""
    rows = [ScoreRow(figure.audience.label, figure.per_response, hidden=_reason(figure)) for figure in found]
    return score_chart(rows, called)


def _score_cells(found: Distribution) -> tuple[str, ...]:
    counts = (*found.counts, found.n, found.missing)
    return (*map(str, counts), mode_text(found.mode), middle_text(found.median))


def _choices(data: SurveyPaper, question: AskedQuestion) -> Iterator[Block]:
    found = [figure for figure in data.figures.choices if figure.key == question.key]
    told = (_("ja"), _("weet niet"), _("nee"), _("n"), _("ontbreekt"))
    headings = (_("Verwijzing"), _("Over wie"), _("Geteld"), *told)
    rows = tuple(
        row
        for figure in found
        for row in _both(figure, _choice_cells(figure.per_response), _choice_cells(figure.per_organisation))
    )
    yield replace(choice_figure(found, reference(question.number)), headings=headings, rows=rows)


def choice_figure(found: Sequence[ChoiceFigure], called: str) -> Chart:
    """The bars of a question that is answered with yes, no or unknown, counted per answer."""
    rows = [ChoiceRow(figure.audience.label, figure.per_response, hidden=_reason(figure)) for figure in found]
    return choice_chart(rows, called)


def _choice_cells(found: Choices) -> tuple[str, ...]:
    """Counts with their part of those who answered."""
    shares = (
        f"{count} ({percent_text(count / found.n)})" if found.n else str(count)
        for count in (found.yes, found.unknown, found.no)
    )
    return (*shares, str(found.n), str(found.missing))


def _reason(figure: ScoreFigure | ChoiceFigure) -> str:
    """Why a figure may not be shown; empty when it may."""
    return too_few() if is_hidden(figure.per_organisation.n) else ""


def _both(
    figure: ScoreFigure | ChoiceFigure, answers: tuple[str, ...], organisations: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """A figure counted per answer and per organisation; a hidden one has dashes and the reason."""
    reason = _reason(figure)
    for once, cells in ((False, answers), (True, organisations)):
        head = (
            reference(figure.number, figure.audience, once=once),
            figure.audience.label,
            _("organisatie") if once else _("antwoord"),
        )
        yield (*head, *(("–",) * (len(cells) - 1) + (reason,) if reason else cells))


def _visits(data: SurveyPaper) -> str:
    count, total = data.figures.visit_organisations, data.figures.organisations
    if is_hidden(count):
        return _("Hoeveel organisaties een kennismaking vragen: {reason}.").format(reason=too_few())
    if not count:
        return _("Geen van de {total} organisaties vraagt om een kennismaking.").format(total=total)
    return n_(
        "{count} van de {total} organisaties vraagt om een kennismaking ({share}).",
        "{count} van de {total} organisaties vragen om een kennismaking ({share}).",
        count,
    ).format(count=count, total=total, share=percent_text(count / total))


def _themes(data: SurveyPaper, question: AskedQuestion) -> Iterator[Block]:
    table = data.themes[question.key]
    shown = [
        (count.polarity, shown_themes(count))
        for count in table.polarities
        if count.mentions and count.polarity is not None
    ]
    if not shown:
        if table.uncoded:
            yield Paragraph(_uncoded(table.uncoded), second=True)
        return
    yield Heading(_("Uitingen per thema"), 3)
    yield theme_chart(
        [(polarity, found.utterances, found.rows) for polarity, found in shown],
        themes_reference(question.number),
    )
    told = _("Geteld in organisaties, van de {total} die antwoordden; daarnaast hoe vaak het gezegd is.")
    note = told.format(total=table.organisations)
    if table.uncoded:
        note = f"{note} {_uncoded(table.uncoded)}"
    yield Paragraph(note, second=True)


def _uncoded(count: int) -> str:
    told = n_("{count} uiting is nog niet gecodeerd.", "{count} uitingen zijn nog niet gecodeerd.", count)
    return told.format(count=count)


def _quotes(quotes: Sequence[SurveyQuote], key: str) -> Iterator[Block]:
    chosen = [quote for quote in quotes if quote.question == key]
    if not chosen:
        return
    yield Heading(n_("Citaat", "Citaten", len(chosen)), 3)
    for quote in chosen:
        yield Quote(quote.text, quote.speaker or _("zonder naam"))
