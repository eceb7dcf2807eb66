"""The response of a survey in the report: rate, margin, what self-selection does, and who answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.analysis.suppression import LEAST
from stvcrm.analysis.survey_charts import response_curve
from stvcrm.base.i18n import _, n_
from stvcrm.base.numbers import number_text, percent_text
from stvcrm.reports.document import Block, Heading, Paragraph, Table
from stvcrm.reports.survey_groups import ShownGroup, shown_groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stvcrm.queries.survey_response_rate import Group, ResponseRate
    from stvcrm.reports.report import Request

CURVE, WORK, PROVINCE, SIZE = "R1", "R2", "R3", "R4"
"""How the figures of the response are called."""


def rate_text(rate: ResponseRate) -> str:
    """The rate with its denominator: `65 van 388 uitgenodigde organisaties (16,8%)`."""
    inside = rate.organisations - rate.from_outside
    if rate.rate is None:
        return _("niet te berekenen: er is niemand uitgenodigd")
    return _("{answered} van {invited} uitgenodigde organisaties ({rate})").format(
        answered=inside, invited=rate.invited, rate=percent_text(rate.rate, 1)
    )


def margin_text(rate: ResponseRate) -> str:
    """The margin in points; empty without answers."""
    return "" if rate.margin is None else f"±{number_text(rate.margin * 100, 1)}"


def response_blocks(rate: ResponseRate, request: Request) -> Iterator[Block]:
    """How many answered, what that is worth, and who they are."""
    yield Heading(_("Respons"))
    yield Paragraph(" ".join(_sentences(rate)))
    curve = response_curve(rate.per_day, rate.reminders, CURVE)
    if curve is not None and len(rate.per_day) > 1:
        yield curve
    if rate.margin is not None:
        yield Paragraph(_self_selection(rate), _("Wat deze cijfers waard zijn."))
    if request.wants("representation") and rate.organisations:
        yield from _representation(rate)


def groups_of(rate: ResponseRate) -> tuple[tuple[str, str, Sequence[Group]], ...]:
    """The divisions of those invited: how each is called, its name, and its groups."""
    return (
        (WORK, _("Werksoort"), rate.by_work_type),
        (PROVINCE, _("Provincie"), rate.by_province),
        (SIZE, _("Omvang"), rate.by_size),
    )


def _sentences(rate: ResponseRate) -> Iterator[str]:
    if rate.rate is None:
        yield _("Er staat niemand op de lijst van uitgenodigden; er is dus geen respons te berekenen.")
        return
    yield _("Van de {invited} uitgenodigde organisaties antwoordden er {answered}: {rate}.").format(
        invited=rate.invited,
        answered=rate.organisations - rate.from_outside,
        rate=percent_text(rate.rate, 1),
    )
    if rate.responses > rate.organisations:
        yield _("Zij stuurden samen {count} antwoorden; uit één organisatie kunnen er meer komen.").format(
            count=rate.responses
        )
    if rate.delivered < rate.invited:
        yield _("Bij {count} kwam de uitnodiging niet aan; zij tellen mee als uitgenodigd.").format(
            count=rate.invited - rate.delivered
        )
    if rate.from_outside:
        yield n_(
            "Ook antwoordde {count} organisatie die niet op de lijst stond; zij telt niet in de respons.",
            "Ook antwoordden {count} organisaties die niet op de lijst stonden; zij tellen niet in de"
            " respons.",
            rate.from_outside,
        ).format(count=rate.from_outside)


def _self_selection(rate: ResponseRate) -> str:
    return _(
        "De marge is hoogstens {margin} procentpunt bij 95% zekerheid, met de correctie voor een eindige"
        " groep van {invited}. Zij zegt alleen wat toeval kan doen. Wie antwoordde koos daar zelf voor, en"
        " wie belangstelling heeft antwoordt eerder: de uitkomsten gaan over wie antwoordde en kunnen"
        " gunstiger zijn dan die van alle organisaties samen."
    ).format(margin=margin_text(rate), invited=rate.invited)


def _representation(rate: ResponseRate) -> Iterator[Block]:
    divided = [division for division in groups_of(rate) if len(division[2]) > 1]
    if not divided:
        return
    yield Heading(_("Wie antwoordde"))
    told = _outstanding(rate.by_work_type)
    if told:
        yield Paragraph(told)
    for reference, name, groups in divided:
        headings = (
            f"{name} ({reference})",
            _("Uitgenodigd"),
            _("Antwoordden"),
            _("Verschil"),
            _("Respons"),
        )
        yield Table(headings, tuple(_line(group, rate) for group in shown_groups(groups)))
    yield Paragraph(
        _(
            "Tussen haakjes het deel van alle uitgenodigden en van alle organisaties die antwoordden, met het"
            " verschil daartussen in procentpunten; respons is het deel van de groep dat antwoordde. Groepen"
            " van minder dan {least} organisaties die antwoordden staan samen op één regel."
        ).format(least=LEAST),
        second=True,
    )


def _line(group: ShownGroup, rate: ResponseRate) -> tuple[str, ...]:
    if group.answered is None:
        return (group.label, str(group.invited), _("niet getoond"), "–", "–")
    inside = rate.organisations - rate.from_outside
    invited = group.invited / rate.invited if rate.invited else 0.0
    answered = group.answered / inside if inside else 0.0
    return (
        group.label,
        f"{group.invited} ({percent_text(invited, 1)})",
        f"{group.answered} ({percent_text(answered, 1)})",
        signed((answered - invited) * 100),
        percent_text(group.answered / group.invited, 1) if group.invited else "–",
    )


def signed(points: float) -> str:
    """A difference with its sign: `+12,3`, `−4,0`."""
    text = number_text(abs(points), 1)
    return text if round(points, 1) == 0 else f"{'+' if points > 0 else '−'}{text}"


def _outstanding(groups: Sequence[Group]) -> str:
    """The kind of work that stands out most among those shown apart."""
    shown = {group.label for group in shown_groups(groups) if not group.of}
    apart = [group for group in groups if group.label in shown]
    most = max(apart, key=lambda group: abs(group.share.over), default=None)
    if most is None or round(most.share.over, 2) == 0:
        return ""
    message = (
        _("{group} is oververtegenwoordigd: {found} van wie antwoordde, {expected} van wie uitgenodigd is.")
        if most.share.over > 0
        else _(
            "{group} is ondervertegenwoordigd: {found} van wie antwoordde, {expected} van wie uitgenodigd is."
        )
    )
    return message.format(
        group=most.label,
        found=percent_text(most.share.found, 1),
        expected=percent_text(most.share.expected, 1),
    )
