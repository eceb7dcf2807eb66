"""The end of the report of a survey: how it was counted, what is hidden and why, how figures are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.analysis.charts import Chart
from stvcrm.analysis.suppression import LEAST
from stvcrm.base.i18n import _, n_
from stvcrm.reports.document import Block, Bullets, Heading, Paragraph, Table
from stvcrm.reports.survey_groups import is_hidden, shown_groups, shown_themes, too_few
from stvcrm.reports.survey_question import reference, themes_reference
from stvcrm.reports.survey_response import CURVE, groups_of, margin_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stvcrm.queries.survey_figures import ChoiceFigure, ScoreFigure
    from stvcrm.queries.survey_paper import SurveyPaper
    from stvcrm.reports.report import Request


def closing(data: SurveyPaper, blocks: Sequence[Block], request: Request) -> Iterator[Block]:
    """How it was counted, what is hidden, and the list of references of the `blocks` before."""
    yield Heading(_("Hoe er geteld is"))
    yield Bullets(tuple(_method(data)))
    away = tuple(_hidden(data, request))
    if data.figures.responses:
        yield Heading(_("Wat niet getoond wordt"))
        yield Paragraph(_why())
        yield Bullets(away) if away else Paragraph(_("In dit verslag hoefde niets verborgen te worden."))
    if request.wants("references"):
        rows = tuple(_references(data, blocks))
        if rows:
            yield Heading(_("Verwijzingen"))
            yield Table((_("Verwijzing"), _("Wat"), _("Noemer")), rows)


def _method(data: SurveyPaper) -> Iterator[str]:
    rate, figures = data.rate, data.figures
    yield _(
        "Respons: organisaties van de vaste lijst van {invited} uitgenodigden; {delivered} kregen de"
        " uitnodiging."
    ).format(invited=rate.invited, delivered=rate.delivered)
    yield _(
        "Per antwoord: elk van de {responses} formulieren telt één keer. Per organisatie: elk van de"
        " {organisations} organisaties telt één keer."
    ).format(responses=figures.responses, organisations=figures.organisations)
    yield _(
        "Stuurde een organisatie meer formulieren, dan telt bij scores haar middelste score (van twee"
        " middelste de laagste) en bij ja of nee wat zij het vaakst koos (bij gelijke stand: weet niet)."
    )
    yield _(
        "n is wie de vraag beantwoordde, ontbreekt wie haar oversloeg; samen zijn zij alle formulieren of"
        " alle organisaties. De modus is de score die het vaakst gegeven is, de mediaan de middelste. Een"
        " gemiddelde van scores staat er niet bij: de afstand van 1 naar 2 hoeft niet die van 4 naar 5 te"
        " zijn."
    )
    yield _("Scores over medewerkers en cliënten zijn schattingen van wie het formulier invulde.")
    yield _(
        "Uitingen zijn antwoorden op open vragen, of stukken daarvan, met de hand gecodeerd. Een organisatie"
        " telt bij een thema één keer, hoe vaak zij het ook noemt."
    )
    if rate.margin is not None:
        yield _(
            "Marge: 1,96 × √(0,25 / n) × √((N − n) / (N − 1)) met n = {answered} en N = {invited}, dus"
            " {margin} procentpunt; zij geldt voor tellingen per organisatie over alle antwoorden, niet voor"
            " kleinere groepen."
        ).format(
            answered=rate.organisations - rate.from_outside,
            invited=rate.invited,
            margin=margin_text(rate),
        )


def _why() -> str:
    return _(
        "Een groep van minder dan {least} organisaties is te herkennen en staat er niet apart in. Ook een"
        " andere groep blijft dan weg wanneer de verborgen groep daaruit te berekenen is. Verborgen is iets"
        " anders dan nul."
    ).format(least=LEAST)


def _hidden(data: SurveyPaper, request: Request) -> Iterator[str]:
    if request.wants("representation"):
        for called, name, groups in groups_of(data.rate):
            for group in shown_groups(groups):
                if group.of:
                    yield _("{called}, {name}: {groups} staan niet apart.").format(
                        called=called, name=name.lower(), groups=", ".join(group.of)
                    )
    for figure in _figures(data):
        if is_hidden(figure.per_organisation.n):
            yield f"{reference(figure.number, figure.audience)}: {too_few()}."
    if is_hidden(data.figures.visit_organisations):
        yield _("Het aantal organisaties dat om een kennismaking vraagt: {reason}.").format(reason=too_few())
    if request.wants("themes"):
        yield from _hidden_themes(data)


def _hidden_themes(data: SurveyPaper) -> Iterator[str]:
    for question in data.questions:
        small = [
            n_("{count} thema {polarity}", "{count} thema’s {polarity}", together).format(
                count=together, polarity=count.polarity.label.lower()
            )
            for count in (data.themes[question.key].polarities if question.key in data.themes else ())
            if (together := shown_themes(count).together) and count.polarity is not None
        ]
        if small:
            yield _("{called}: niet apart staan {themes}.").format(
                called=themes_reference(question.number), themes=", ".join(small)
            )


def _figures(data: SurveyPaper) -> list[ScoreFigure | ChoiceFigure]:
    return [*data.figures.scores, *data.figures.choices]


def _figure_line(
    figure: ScoreFigure | ChoiceFigure, responses: int, organisations: int
) -> tuple[str, str, str]:
    called = [reference(figure.number, figure.audience, once=once) for once in (False, True)]
    told = _("{title}, {audience}, per antwoord en per organisatie")
    about = told.format(title=figure.title, audience=figure.audience.label.lower())
    if is_hidden(figure.per_organisation.n):
        return ", ".join(called), about, too_few()
    denominator = _("{answers} van {responses} antwoorden, {once} van {organisations} organisaties").format(
        answers=figure.per_response.n,
        responses=responses,
        once=figure.per_organisation.n,
        organisations=organisations,
    )
    return ", ".join(called), about, denominator


def _references(data: SurveyPaper, blocks: Sequence[Block]) -> Iterator[tuple[str, str, str]]:
    """Every figure that stands in the report, in its order; `blocks` say which charts are there."""
    charts = {block.reference for block in blocks if isinstance(block, Chart)}
    rate, figures = data.rate, data.figures
    answers = n_("{count} antwoord", "{count} antwoorden", figures.responses).format(count=figures.responses)
    organisations = n_("{count} organisatie", "{count} organisaties", figures.organisations)
    once = organisations.format(count=figures.organisations)
    if CURVE in charts:
        yield CURVE, _("Antwoorden per dag, opgeteld"), answers
    for called, name, groups in groups_of(rate):
        if any(isinstance(block, Table) and block.headings[0].endswith(f"({called})") for block in blocks):
            yield (
                called,
                name,
                _("{count} uitgenodigd").format(count=sum(one.share.invited for one in groups)),
            )
    for question in data.questions:
        for figure in _figures(data):
            if figure.key == question.key:
                yield _figure_line(figure, figures.responses, figures.organisations)
        if themes_reference(question.number) in charts:
            yield themes_reference(question.number), f"{question.title}, {_('uitingen per thema')}", once
