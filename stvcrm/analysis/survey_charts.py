"""The charts of a survey, made of its figures: with a description in words and the figures as a table."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from stvcrm.analysis.charts import (
    NO_TONE,
    SCORE_TONES,
    UNKNOWN_TONE,
    YES_TONE,
    Chart,
    CountBars,
    CountRow,
    Curve,
    Dumbbells,
    Flag,
    PairRow,
    Part,
    StackedBars,
    StackedRow,
    Step,
    Tone,
)
from stvcrm.base.dates import plain_date, short_day
from stvcrm.base.i18n import _, n_
from stvcrm.base.numbers import number_text
from stvcrm.model.utterances import Polarity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stvcrm.analysis.survey_scores import Choices, Distribution

POLARITY_TONES = {
    Polarity.POSITIVE: Tone.GOOD,
    Polarity.NEGATIVE: Tone.BAD,
    Polarity.NEUTRAL: Tone.NEUTRAL,
}


@dataclass(frozen=True)
class ScoreRow:
    """One distribution of scores; `hidden` is the reason when it may not be shown."""

    name: str
    figures: Distribution
    group: str = ""
    hidden: str = ""


@dataclass(frozen=True)
class ChoiceRow:
    """How often yes, no and unknown were answered; `hidden` is the reason when that may not be shown."""

    name: str
    figures: Choices
    hidden: str = ""


@dataclass(frozen=True)
class ThemeRow:
    """How often a theme was named; None when it is hidden. `together` is for several small ones as one."""

    name: str
    organisations: int | None
    mentions: int | None
    together: bool = False


def middle_text(value: float | None) -> str:
    """A median: `3`, `2,5`, a dash without answers."""
    if value is None:
        return "–"
    return number_text(value, 0 if value == int(value) else 1)


def mode_text(scores: Sequence[int]) -> str:
    """The scores given most often: `2 en 3` when tied, a dash without answers."""
    told = [str(score) for score in scores]
    if len(told) < 2:
        return told[0] if told else "–"
    return _("{first} en {last}").format(first=", ".join(told[:-1]), last=told[-1])


def score_chart(rows: Sequence[ScoreRow], reference: str = "") -> Chart:
    """Bars of 0 to 5 with n, what is missing, mode and median beside them."""
    parts = tuple(Part(str(score), tone) for score, tone in enumerate(SCORE_TONES))
    bars = tuple(
        StackedRow(row.name, (), (), row.group, row.hidden)
        if row.hidden
        else StackedRow(row.name, row.figures.counts, _told(row.figures)[:3], row.group)
        for row in rows
    )
    told = (_("n"), _("ontbreekt"), _("modus"), _("mediaan"))
    headings = ("", *(part.name for part in parts), *told)
    picture = StackedBars(parts, bars, told[:3], _("laag"), _("hoog"))
    lines = tuple(
        (_named(row), *_figures(row.hidden, (*map(str, row.figures.counts), *_told(row.figures))))
        for row in rows
    )
    words = " ".join(_score_words(row) for row in rows)
    return Chart(picture, words, headings, lines, reference)


def choice_chart(rows: Sequence[ChoiceRow], reference: str = "") -> Chart:
    """Bars of yes, unknown and no, with n and what is missing beside them."""
    parts = (Part(_("ja"), YES_TONE), Part(_("weet niet"), UNKNOWN_TONE), Part(_("nee"), NO_TONE))
    bars = tuple(
        StackedRow(row.name, (), (), hidden=row.hidden)
        if row.hidden
        else StackedRow(row.name, _counts(row.figures), (str(row.figures.n), str(row.figures.missing)))
        for row in rows
    )
    told = (_("n"), _("ontbreekt"))
    lines = tuple(
        (
            row.name,
            *_figures(
                row.hidden, (*map(str, _counts(row.figures)), str(row.figures.n), str(row.figures.missing))
            ),
        )
        for row in rows
    )
    words = " ".join(_choice_words(row) for row in rows)
    headings = ("", *(part.name for part in parts), *told)
    return Chart(StackedBars(parts, bars, told, named=True), words, headings, lines, reference)


def theme_chart(
    themes: Sequence[tuple[Polarity, int | None, Sequence[ThemeRow]]], reference: str = ""
) -> Chart:
    """Bars of organisations by theme, for and against apart, with the mentions as second figure.

    Each of `themes` is a polarity, all its utterances (None when hidden), and its themes in order.
    """
    rows, lines, words = [], [], []
    for polarity, utterances, found in themes:
        group = polarity.label
        if utterances is not None:
            told = n_("{polarity}, {count} uiting", "{polarity}, {count} uitingen", utterances)
            group = told.format(polarity=polarity.label, count=utterances)
        for row in found:
            second = "" if row.mentions is None else str(row.mentions)
            rows.append(CountRow(row.name, row.organisations, second, group, POLARITY_TONES[polarity]))
            lines.append((polarity.label, row.name, *_shown(row.organisations), *_shown(row.mentions)))
        named = [row for row in found if not row.together][:3]
        if named:
            most = ", ".join(f"{row.name} ({row.organisations})" for row in named)
            words.append(
                _("{polarity} genoemd, in organisaties: {themes}.").format(
                    polarity=polarity.label, themes=most
                )
            )
    longest = max((row.count for row in rows if row.count is not None), default=0)
    picture = CountBars(tuple(rows), (_("organisaties"), _("keer")), longest)
    headings = (_("Strekking"), _("Thema"), _("Organisaties"), _("Keer"))
    return Chart(picture, " ".join(words), headings, tuple(lines), reference, complete=True)


def gap_chart(rows: Sequence[PairRow], staff: str, clients: str, reference: str = "") -> Chart:
    """How far apart staff and clients are scored, by subject."""
    apart = sum(row.left != row.right for row in rows)
    words = _("Bij {apart} van de {count} verschillen {staff} en {clients}.").format(
        apart=apart, count=len(rows), staff=staff.lower(), clients=clients.lower()
    )
    lines = tuple(
        (row.name, middle_text(row.left), middle_text(row.right), middle_text(row.left - row.right))
        for row in rows
    )
    headings = ("", staff, clients, _("Verschil"))
    return Chart(Dumbbells(tuple(rows), staff, clients), words, headings, lines, reference, complete=True)


def response_curve(
    per_day: Sequence[tuple[date, int]], reminders: Sequence[date], reference: str = ""
) -> Chart | None:
    """What came in day after day, with the days of reminders; None when nothing came in."""
    if not per_day:
        return None
    first, last = per_day[0][0], max(per_day[-1][0], *reminders, per_day[-1][0])
    totals = list(accumulate(count for _day, count in per_day))
    steps = tuple(
        Step((day - first).days, total) for (day, _count), total in zip(per_day, totals, strict=True)
    )
    sent = [day for day in reminders if day >= first]
    flags = tuple(Flag((day - first).days, _("herinnering {day}").format(day=short_day(day))) for day in sent)
    picture = Curve(steps, (last - first).days + 1, totals[-1], plain_date(first), plain_date(last), flags)
    words = n_(
        "Tussen {first} en {last} kwam {count} antwoord binnen.",
        "Tussen {first} en {last} kwamen {count} antwoorden binnen.",
        totals[-1],
    ).format(first=plain_date(first), last=plain_date(last), count=totals[-1])
    for flag, day in zip(flags, sent, strict=True):
        before = max((total for (at, _n), total in zip(per_day, totals, strict=True) if at < day), default=0)
        words += " " + _("Vóór de {flag} waren dat er {count}.").format(flag=flag.name, count=before)
    lines = tuple(
        (plain_date(day), str(count), str(total)) for (day, count), total in zip(per_day, totals, strict=True)
    )
    return Chart(picture, words, (_("Dag"), _("Antwoorden"), _("Samen")), lines, reference, complete=True)


def _told(figures: Distribution) -> tuple[str, ...]:
    return str(figures.n), str(figures.missing), mode_text(figures.mode), middle_text(figures.median)


def _counts(figures: Choices) -> tuple[int, int, int]:
    return figures.yes, figures.unknown, figures.no


def _named(row: ScoreRow) -> str:
    return f"{row.group}, {row.name.lower()}" if row.group else row.name


def _figures(hidden: str, figures: tuple[str, ...]) -> tuple[str, ...]:
    """The figures, or the reason and dashes; never noughts."""
    return (hidden, *("–" for _figure in figures[1:])) if hidden else figures


def _shown(count: int | None) -> tuple[str]:
    return ("–" if count is None else str(count),)


def _score_words(row: ScoreRow) -> str:
    if row.hidden:
        return f"{_named(row)}: {row.hidden}."
    if not row.figures.n:
        return _("{name}: geen enkel antwoord.").format(name=_named(row))
    return _("{name}: het vaakst {mode}, mediaan {median}, n = {n}, {missing} ontbreekt.").format(
        name=_named(row),
        mode=mode_text(row.figures.mode),
        median=middle_text(row.figures.median),
        n=row.figures.n,
        missing=row.figures.missing,
    )


def _choice_words(row: ChoiceRow) -> str:
    if row.hidden:
        return f"{row.name}: {row.hidden}."
    return _("{name}: {yes} ja, {unknown} weet niet, {no} nee, n = {n}, {missing} ontbreekt.").format(
        name=row.name,
        yes=row.figures.yes,
        unknown=row.figures.unknown,
        no=row.figures.no,
        n=row.figures.n,
        missing=row.figures.missing,
    )
