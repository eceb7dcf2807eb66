"""Analyse and Respons: the figures of a survey as charts, in words, and the forms behind each of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stvcrm.analysis.charts import NO_TONE, SCORE_TONES, UNKNOWN_TONE, YES_TONE, Tone
from stvcrm.analysis.suppression import LEAST, hidden
from stvcrm.analysis.survey_charts import (
    ChoiceRow,
    ScoreRow,
    ThemeRow,
    choice_chart,
    response_curve,
    score_chart,
    theme_chart,
)
from stvcrm.base.i18n import N_, _, n_
from stvcrm.base.numbers import number_text
from stvcrm.desktop.kit.buttons import Segment
from stvcrm.desktop.kit.cards import Card, scrolled
from stvcrm.desktop.kit.chart_view import ChartView
from stvcrm.desktop.kit.chips import ALL, Chip, Chips
from stvcrm.desktop.kit.halves import Halves
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.link_row import LinkRow
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.desktop.kit.section import Section
from stvcrm.model.organisations import WorkType
from stvcrm.model.surveys import Answered, Audience
from stvcrm.queries.survey_figures import Figures, figures, rows_behind
from stvcrm.queries.survey_response_rate import ResponseRate, Silent, non_response, response_rate
from stvcrm.queries.survey_themes import ThemeTable, theme_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context
    from stvcrm.queries.survey_response_rate import Group

NARROW = 980
PER_RESPONSE, PER_ORGANISATION = "per_response", "per_organisation"
WELFARE, OTHERS = "welfare", "others"
_WORK = {
    ALL: (),
    WELFARE: (WorkType.WELFARE_WORK,),
    OTHERS: (WorkType.SOCIAL_SERVICES, WorkType.OTHER, WorkType.UNKNOWN),
}
_CHOSEN: dict[Tone | None, Answered] = {
    YES_TONE: Answered.YES,
    UNKNOWN_TONE: Answered.UNKNOWN,
    NO_TONE: Answered.NO,
}
_WHY = N_("Een groep van minder dan {least} staat nooit apart.")
SHOWN_THEMES = 6


@dataclass(frozen=True)
class Analysed:
    """What the tab shows of one survey: figures of the chosen kind of work, and what was said."""

    figures: Figures
    rate: ResponseRate
    themes: ThemeTable
    by_work: dict[str, int]


class Analysis(Section):
    """Scores, knowledge transfer and themes; `open_rows` shows the forms behind them."""

    tables = ("survey", "response", "answer", "question", "utterance", "organisation", "invitation")

    def __init__(
        self,
        context: Context,
        code: Callable[[], object],
        open_rows: Callable[[tuple[int, ...]], object],
    ) -> None:
        super().__init__(context)
        self._survey_id = 0
        self._data: Analysed | None = None
        self.work = Chips(
            [
                Chip(ALL, _("Alle werksoorten")),
                Chip(WELFARE, _("Welzijnswerk")),
                Chip(OTHERS, _("Overige werksoorten")),
            ]
        )
        self.why = label(_(_WHY).format(least=LEAST), "second", wrap=True)
        self.counting = Segment(
            [(PER_RESPONSE, _("per antwoord")), (PER_ORGANISATION, _("elke organisatie één keer"))],
            lambda _key: self._fill(),
        )
        self.scores, self.transfer, self.themes = ChartView(), ChartView(), ChartView()
        self.margin = label("", "second", wrap=True)
        self.told = label("", wrap=True)
        self.coding = LinkRow(_("Antwoorden coderen"), code, icon="tag")
        self._open_rows = open_rows
        self._lay_out()
        self.work.chosen.connect(self._choose)
        self.scores.chosen.connect(self._open_scores)
        self.transfer.chosen.connect(self._open_choices)

    def show_survey(self, survey_id: int) -> None:
        """Show the figures of this survey."""
        self._survey_id = survey_id
        self.refresh()

    def load(self, connection: Connection) -> Analysed | None:
        """The figures, of the chosen kind of work only when that gives nobody away."""
        if not self._survey_id:
            return None
        rate = response_rate(connection, self._survey_id)
        counts = {key: _answered(rate, key) for key in _WORK}
        key = self.work.current if self.work.current not in _secret(counts) else ALL
        return Analysed(
            figures(connection, self._survey_id, work_types=_WORK[key]),
            rate,
            theme_table(connection, self._survey_id),
            counts,
        )

    def show_data(self, data: Analysed | None) -> None:
        """Fill the charts."""
        self._data = data
        if data is not None:
            self._fill()

    def _open_scores(self, row: int, tone: Tone | None) -> None:
        if self._data is not None:
            figure = self._data.figures.scores[row]
            score = SCORE_TONES.index(tone) if tone in SCORE_TONES else None
            self._ask_rows(figure.key, figure.audience, score)

    def _open_choices(self, row: int, tone: Tone | None) -> None:
        if self._data is not None:
            figure = self._data.figures.choices[row]
            self._ask_rows(figure.key, figure.audience, _CHOSEN.get(tone))

    def _ask_rows(self, key: str, audience: Audience, value: int | Answered | None) -> None:
        """Show the forms behind a figure."""
        work = _WORK[self.work.current]
        wanted = partial(
            rows_behind,
            survey_id=self._survey_id,
            question=key,
            audience=audience,
            value=value,
            work_types=work,
        )
        self.context.runner.ask_latest(self, "rows", wanted, self._open_rows)

    def _choose(self, key: str) -> None:
        if self._data is not None and key in _secret(self._data.by_work):
            self.context.toast(_(_WHY).format(least=LEAST))
            self.work.choose(ALL)
        self.refresh()

    def _fill(self) -> None:
        data = self._data
        if data is None:
            return
        secret = _secret(data.by_work)
        self.work.show_counts({key: count for key, count in data.by_work.items() if key not in secret})
        once = self.counting.chosen() == PER_ORGANISATION
        rows = [
            ScoreRow(
                figure.audience.label,
                figure.per_organisation if once else figure.per_response,
                figure.title,
            )
            for figure in data.figures.scores
        ]
        self.scores.show_chart(score_chart(rows) if rows else None)
        chosen = [
            ChoiceRow(figure.audience.label, figure.per_organisation if once else figure.per_response)
            for figure in data.figures.choices
        ]
        self.transfer.show_chart(choice_chart(chosen) if chosen else None)
        self._show_themes(data.themes)
        self.margin.setText(_margin_text(data.rate))

    def _show_themes(self, table: ThemeTable) -> None:
        groups = [
            (
                counted.polarity,
                counted.mentions,
                [
                    ThemeRow(theme.theme, theme.organisations, theme.mentions)
                    for theme in counted.themes[:SHOWN_THEMES]
                ],
            )
            for counted in table.polarities
            if counted.polarity is not None and counted.themes
        ]
        self.themes.show_chart(theme_chart(groups) if groups else None)
        words = n_("{n} uiting wacht op codering.", "{n} uitingen wachten op codering.", table.uncoded)
        self.told.setText(
            words.format(n=table.uncoded) if table.uncoded else _("Alle uitingen zijn gecodeerd.")
        )

    def _lay_out(self) -> None:
        self.work.add(self.counting)
        self._halves = Halves(NARROW)
        self._halves.addWidget(self._scores_card(), 13)
        self._halves.addWidget(self._themes_card(), 9)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.work)
        column.addWidget(self.why)
        column.addLayout(self._halves)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))

    def _scores_card(self) -> QWidget:
        card = Card(_("Scores 0–5"), _("aantal antwoorden per score"))
        card.body.addWidget(_padded(self.scores))
        card.body.addWidget(_padded(label(_("Belangstelling voor kennisoverdracht"), "heading")))
        card.body.addWidget(_padded(self.transfer))
        card.body.addWidget(_padded(self.margin))
        card.body.addStretch(1)
        return card

    def _themes_card(self) -> QWidget:
        card = Card(_("Uitingen"), _("in organisaties, en hoe vaak"))
        card.body.addWidget(_padded(self.themes))
        card.body.addWidget(_padded(self.told))
        card.body.addWidget(self.coding)
        card.body.addStretch(1)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit."""
        super().resizeEvent(event)
        self._halves.fit(self.width())


@dataclass(frozen=True)
class Answering:
    """Who answered and who did not."""

    rate: ResponseRate
    silent: tuple[Silent, ...]


class ResponseTab(Section):
    """Respons: the curve, who is over- or under-represented, and whom to call."""

    tables = ("survey", "response", "organisation", "invitation", "reminder", "person", "position")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._survey_id = 0
        self.told = label("", wrap=True)
        self.curve = ChartView()
        self.groups, self.silent = Rows(), Rows()
        self.silent_card = Card(_("Nog geen antwoord"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(14)
        response = Card(_("Respons"))
        for widget in (self.told, self.curve):
            response.body.addWidget(_padded(widget))
        column.addWidget(response)
        groups = Card(_("Wie antwoordde"), _("deel van wie antwoordde, en van wie uitgenodigd is"))
        groups.body.addWidget(self.groups)
        column.addWidget(groups)
        self.silent_card.body.addWidget(self.silent)
        column.addWidget(self.silent_card)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))

    def show_survey(self, survey_id: int) -> None:
        """Show the response of this survey."""
        self._survey_id = survey_id
        self.refresh()

    def load(self, connection: Connection) -> Answering | None:
        """The response, and the first of those who did not answer."""
        if not self._survey_id:
            return None
        return Answering(
            response_rate(connection, self._survey_id), non_response(connection, self._survey_id)
        )

    def show_data(self, data: Answering | None) -> None:
        """Fill the cards."""
        if data is None:
            return
        self.told.setText(_margin_text(data.rate))
        self.curve.show_chart(response_curve(data.rate.per_day, data.rate.reminders))
        kinds = (data.rate.by_work_type, data.rate.by_size, data.rate.by_province)
        rows = [label(words, wrap=True) for groups in kinds for words in _group_words(groups)]
        for row in rows:
            row.setContentsMargins(14, 6, 14, 6)
        self.groups.show_rows(rows)
        self.silent_card.sub.setText(
            n_("{n} organisatie", "{n} organisaties", len(data.silent)).format(n=len(data.silent))
        )
        self.silent.show_rows(
            [self._row(silent) for silent in data.silent[:MOST_SILENT]],
            _("Alle organisaties die uitgenodigd zijn, hebben geantwoord."),
        )

    def _row(self, silent: Silent) -> QWidget:
        who = ", ".join(part for part in (silent.person, silent.role, silent.phone) if part)
        second = " · ".join(part for part in (silent.city, silent.work_type.label, who) if part)
        opens = partial(self.context.navigate, "organisation", silent.organisation_id)
        return LinkRow(silent.organisation, opens, second=second, icon="building-2")


MOST_SILENT = 40
"""Organisations shown on screen; the paper of the call list has all."""


def _answered(rate: ResponseRate, key: str) -> int:
    wanted = {work.value for work in _WORK[key]}
    return sum(group.share.answered for group in rate.by_work_type if not wanted or group.key in wanted)


def _secret(counts: dict[str, int]) -> frozenset[str]:
    """Chips whose figures would show a group that is too small, or let it be reckoned."""
    return hidden({key: count for key, count in counts.items() if key != ALL})


def _group_words(groups: tuple[Group, ...]) -> list[str]:
    """The groups that may be shown, each with both shares; small ones are told together, without figures."""
    secret = hidden({group.key: group.share.answered for group in groups})
    words = [
        _(
            "{name}: {answered} van {invited}; {found} van wie antwoordde, {expected} van wie uitgenodigd is."
        ).format(
            name=group.label,
            answered=group.share.answered,
            invited=group.share.invited,
            found=_percent(group.share.found),
            expected=_percent(group.share.expected),
        )
        for group in groups
        if group.key not in secret
    ]
    apart = ", ".join(group.label for group in groups if group.key in secret)
    return [
        *words,
        *(
            [_("{names}: niet apart, want te klein of daaruit te berekenen.").format(names=apart)]
            if apart
            else []
        ),
    ]


def _margin_text(rate: ResponseRate) -> str:
    """The margin with its denominator, and what self-selection does to it."""
    if rate.rate is None or rate.margin is None:
        return _("Er staat niemand op de lijst van uitgenodigden; er is dus geen respons te berekenen.")
    inside = rate.organisations - rate.from_outside
    told = _(
        "Marge bij {answered} van {invited} organisaties ({rate}): ± {margin} procentpunt (95 %). "
        "Wie antwoordt, kiest daar zelf voor; waarschijnlijk zijn organisaties met belangstelling "
        "oververtegenwoordigd."
    ).format(
        answered=inside,
        invited=rate.invited,
        rate=_percent(rate.rate),
        margin=number_text(rate.margin * 100, 1),
    )
    if not rate.short_of_meter:
        return told
    meter = n_(
        "Nog {n} organisatie en de marge is onder ± 10 punten.",
        "Nog {n} organisaties en de marge is onder ± 10 punten.",
        rate.short_of_meter,
    )
    return f"{told} {meter.format(n=rate.short_of_meter)}"


def _percent(share: float) -> str:
    return f"{number_text(share * 100, 1)} %"


def _padded(widget: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 8, 14, 6)
    column.addWidget(widget)
    return made
