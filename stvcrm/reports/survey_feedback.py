"""What an organisation answered to a survey beside what all answered, and what happens with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stvcrm.base.dates import moment_text
from stvcrm.base.i18n import N_, _, language, n_
from stvcrm.model.surveys import Answered, QuestionKind
from stvcrm.model.visits import VisitState
from stvcrm.queries.survey_feedback import OwnAnswers, own_answers
from stvcrm.queries.survey_paper import SurveyHead, SurveyPaper, survey_paper
from stvcrm.reports.document import Block, Bullets, Document, Facts, Heading, Paragraph, Quote
from stvcrm.reports.report import Part, Report, Request
from stvcrm.reports.survey_question import choice_figure, reference, score_figure
from stvcrm.reports.survey_report import period_text
from stvcrm.reports.theme import letterhead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from stvcrm.queries.survey_figures import AskedQuestion

PARTS = (Part("words", N_("Eigen antwoorden in woorden")), Part("next", N_("Hoe het verder gaat")))
PLANNED = (VisitState.SCHEDULED, VisitState.VISITED, VisitState.COMPLETED)
ENDED = (VisitState.CANCELLED, VisitState.DECLINED)


@dataclass(frozen=True)
class Feedback:
    """The answers of one organisation, and the survey they belong to."""

    own: OwnAnswers
    survey: SurveyPaper


def load(connection: Connection, request: Request) -> Feedback:
    """The last survey in which this organisation took part.

    Raises:
        NotFound: there is no such organisation, or no form of it counts.
    """
    own = own_answers(connection, request.record_id)
    return Feedback(own, survey_paper(connection, own.survey_id))


def compose(data: Feedback, request: Request) -> Document:
    """The letter-like paper for one organisation."""
    own = data.own
    blocks: list[Block] = [Facts(tuple(_facts(data))), Paragraph(_opening(data))]
    for question in data.survey.questions:
        blocks += _question(data, question, request)
    if request.wants("next"):
        blocks += _next(data)
    named = _("Terugkoppeling {title}, {name}").format(title=own.title, name=own.organisation)
    return Document(
        kind=_("Terugkoppeling van de enquête"),
        title=_("Wat {name} antwoordde").format(name=own.organisation),
        blocks=tuple(blocks),
        foot=named,
        letterhead=letterhead(data.survey.settings),
        language=language(),
        left_out=(_("Wie binnen de organisatie wat antwoordde, staat er niet op."),) if own.forms > 1 else (),
    )


def _facts(data: Feedback) -> Iterator[tuple[str, str]]:
    own = data.own
    yield _("Enquête"), own.title
    if period := period_text(SurveyHead(own.survey_id, own.title, own.starts_on, own.ends_on)):
        yield _("Periode"), period
    forms = n_("{count} antwoord", "{count} antwoorden", own.forms)
    yield _("Van u ontvangen"), forms.format(count=own.forms)
    if data.survey.settings["project_lead"]:
        yield _("Namens ons"), data.survey.settings["project_lead"]


def _opening(data: Feedback) -> str:
    figures = data.survey.figures
    return _(
        "Dank voor het meedoen. Hieronder staat bij elke vraag wat er vanuit uw organisatie is geantwoord, en"
        " daaronder wat alle organisaties samen antwoordden: {responses} antwoorden van {organisations}"
        " organisaties. Het is geen rangorde; het laat zien waar u staat."
    ).format(responses=figures.responses, organisations=figures.organisations)


def _question(data: Feedback, question: AskedQuestion, request: Request) -> Iterator[Block]:
    told, figures = data.own.told, data.survey.figures
    texts = told.texts.get(question.key, ()) if request.wants("words") else ()
    rows = tuple(_given(data, question))
    if question.kind is QuestionKind.VISIT or not (rows or texts):
        return
    yield Heading(f"{question.number}. {question.title}")
    yield Paragraph(question.text, second=True)
    for name, value in rows:
        yield Paragraph(value, _("Uw antwoord, {about}:").format(about=name.lower()))
    if question.kind is QuestionKind.SCORE:
        found = [figure for figure in figures.scores if figure.key == question.key]
        yield replace(score_figure(found, reference(question.number)), complete=True)
    elif question.kind is QuestionKind.CHOICE:
        chosen = [figure for figure in figures.choices if figure.key == question.key]
        yield replace(choice_figure(chosen, reference(question.number)), complete=True)
    if texts:
        yield Paragraph(question.explanation or "", _("In uw woorden."), second=True)
        yield from (Quote(text) for text in texts)


def _given(data: Feedback, question: AskedQuestion) -> Iterator[tuple[str, str]]:
    told = data.own.told
    for audience in question.audiences:
        key = (question.key, audience)
        if key in told.scores:
            yield audience.label, _joined([str(score) for score in sorted(told.scores[key])])
        elif key in told.choices:
            yield audience.label, _joined([choice.label.lower() for choice in told.choices[key]])
        elif question.kind in (QuestionKind.SCORE, QuestionKind.CHOICE):
            yield audience.label, _("niet ingevuld")


def _joined(values: Sequence[str]) -> str:
    """`3`, or `2, 3 en 3` of more forms."""
    if len(values) == 1:
        return values[0]
    return _("{first} en {last}").format(first=", ".join(values[:-1]), last=values[-1])


def _next(data: Feedback) -> Iterator[Block]:
    lines = [*_visit(data)]
    lines.append(
        _("Wat organisaties antwoordden en zeiden, bundelen wij in een verslag; namen staan daar niet in.")
        if not any(quote.speaker for quote in data.survey.quotes.quotes)
        else _("Wat organisaties antwoordden en zeiden, bundelen wij in een verslag.")
    )
    lines.append(
        _("Klopt er iets niet, of wilt u iets aanvullen? Laat het ons weten, dan passen wij het aan.")
    )
    yield Heading(_("Hoe het verder gaat"))
    yield Bullets(tuple(lines))


def _visit(data: Feedback) -> Iterator[str]:
    visit, wishes = data.own.visit, data.own.told.wishes
    if visit is not None and visit.state in PLANNED and visit.starts_at is not None:
        yield _("U vroeg om een kennismaking; die is op {moment}.").format(
            moment=moment_text(visit.starts_at)
        )
    elif visit is not None and visit.state not in ENDED:
        yield _("U vroeg om een kennismaking; wij nemen contact op om een datum af te spreken.")
    elif Answered.LATER in wishes:
        yield _("U wilt misschien later kennismaken; wij vragen het u dan opnieuw.")


REPORT = Report(
    "survey_feedback",
    N_("Terugkoppeling enquête"),
    N_("De eigen antwoorden van een organisatie naast die van alle organisaties"),
    "organisations",
    load,
    compose,
    PARTS,
)
