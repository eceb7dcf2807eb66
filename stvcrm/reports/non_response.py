"""Who did not answer a survey, as a list to call by: with room to write what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.analysis.addresses import phone_shown
from stvcrm.base.clock import local
from stvcrm.base.dates import plain_date
from stvcrm.base.i18n import N_, _, language, n_
from stvcrm.base.numbers import number_text
from stvcrm.queries.survey_feedback import newest_survey
from stvcrm.queries.survey_paper import CallList, call_list
from stvcrm.queries.survey_response_rate import METER
from stvcrm.reports.document import Block, Document, Paragraph, Table
from stvcrm.reports.report import Report, Request
from stvcrm.reports.survey_response import margin_text, rate_text
from stvcrm.reports.theme import letterhead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from stvcrm.queries.survey_response_rate import ResponseRate, Silent


def load(connection: Connection, request: Request) -> CallList:
    """Who was invited and did not answer.

    Raises:
        NotFound: there is no such survey.
    """
    return call_list(connection, request.record_id)


def compose(data: CallList, request: Request) -> Document:
    """One table, the kinds of work that are missed most first."""
    on = plain_date(local(request.now).date())
    return Document(
        kind=_("Bellijst"),
        title=_("Nog geen antwoord op {title}").format(title=data.survey.title),
        blocks=tuple(_blocks(data)),
        foot=_("Non-respons {title}, {day}").format(title=data.survey.title, day=on),
        letterhead=letterhead(data.settings),
        language=language(),
    )


def _blocks(data: CallList) -> Iterator[Block]:
    yield Paragraph(" ".join(_sentences(data)))
    if not data.silent:
        return
    yield Paragraph(
        _("Bovenaan staan de werksoorten waarvan naar verhouding de meeste antwoorden ontbreken."),
        second=True,
    )
    headings = (_("Organisatie"), _("Contactpersoon"), _("Aantekening"))
    yield Table(headings, tuple(_line(one) for one in data.silent), by_hand=True)


def _line(one: Silent) -> tuple[str, ...]:
    about = (one.organisation, one.city, one.work_type.label)
    phone = phone_shown(one.phone or "").replace(" ", "\u00a0")
    return (
        ", ".join(part for part in about if part),
        ", ".join(part for part in (one.person, one.role, phone, one.email) if part),
        "",
    )


def _sentences(data: CallList) -> Iterator[str]:
    rate, count = data.rate, len(data.silent)
    if not rate.invited:
        yield _("Er staat niemand op de lijst van uitgenodigden.")
        return
    if not count:
        yield _("Alle {invited} uitgenodigde organisaties antwoordden.").format(invited=rate.invited)
        return
    yield n_(
        "{count} van de {invited} uitgenodigde organisaties antwoordde nog niet.",
        "{count} van de {invited} uitgenodigde organisaties antwoordden nog niet.",
        count,
    ).format(count=count, invited=rate.invited)
    yield _("Respons tot nu toe: {rate}.").format(rate=rate_text(rate))
    yield from _meter(rate)


def _meter(rate: ResponseRate) -> Iterator[str]:
    if rate.margin is not None:
        yield _("Marge: {margin} procentpunt.").format(margin=margin_text(rate))
    if rate.short_of_meter:
        yield n_(
            "Nog {count} organisatie en de marge is onder ±{wanted} procentpunt.",
            "Nog {count} organisaties en de marge is onder ±{wanted} procentpunt.",
            rate.short_of_meter,
        ).format(count=rate.short_of_meter, wanted=number_text(METER * 100))


REPORT = Report(
    "non_response",
    N_("Non-respons"),
    N_("Wie nog niet antwoordde op een enquête, als bellijst met contactpersoon"),
    "surveys",
    load,
    compose,
    private=True,
    usual=newest_survey,
)
