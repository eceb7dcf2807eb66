"""Every report, in one place, and the one way to make a paper of one."""

from __future__ import annotations

import contextvars
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _, set_language
from stvcrm.reports import (
    access_report,
    member_list,
    non_response,
    recovery_sheet,
    survey_feedback,
    survey_report,
    visit_summary,
)
from stvcrm.reports.report import Report, Request, UnknownEnding, UnknownReport

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from stvcrm.reports.document import Document

REPORTS: tuple[Report[Any], ...] = (
    visit_summary.REPORT,
    survey_report.REPORT,
    non_response.REPORT,
    survey_feedback.REPORT,
    member_list.REPORT,
    access_report.REPORT,
    recovery_sheet.REPORT,
)
BY_KEY: dict[str, Report[Any]] = {report.key: report for report in REPORTS}
ENDINGS = (".pdf", ".html", ".docx", ".txt")


@dataclass(frozen=True)
class Paper:
    """A finished paper: the bytes of its file, its pages, and what the sender should know is not on it.

    `pages` is 1 for what has no pages of its own; `name` would be a good name for the file.
    """

    data: bytes
    pages: int
    name: str
    left_out: tuple[str, ...] = ()


def produce(
    connection: Connection,
    name: str,
    ids: Sequence[int],
    ending: str,
    *,
    now: datetime,
    large_print: bool = False,
    language: str | None = None,
    groups: Sequence[str] = (),
    without: frozenset[str] = frozenset(),
) -> Paper:
    """Make a report, of several records one after the other, as a file with this ending.

    Raises:
        UnknownReport: no report has this name.
        UnknownEnding: not one of ENDINGS.
        UserError: a record is missing, none is named, or the report needs a key that is not there.
    """
    report = found(name)
    if ending not in ENDINGS:
        raise UnknownEnding(
            _("Een rapport kan geen {ending} worden; kies {known}.").format(
                ending=ending or _("bestand zonder uitgang"), known=", ".join(ENDINGS)
            )
        )
    requests = [Request(now, row_id, tuple(groups), without) for row_id in _subjects(connection, report, ids)]
    if report.secret and not groups:
        raise UserError(_("Deze werkruimte heeft geen wachtzin, dus ook geen herstelblad."))

    def work() -> Paper:
        if language is not None:
            set_language(language)
        documents = [report.compose(report.load(connection, request), request) for request in requests]
        data, pages = _rendered(documents, ending, large_print=large_print)
        left_out = tuple(sentence for document in documents for sentence in document.left_out)
        return Paper(data, pages, documents[0].foot, left_out)

    return contextvars.copy_context().run(work)


def found(name: str) -> Report[Any]:
    """The report with this key.

    Raises:
        UnknownReport: there is none.
    """
    report = BY_KEY.get(name)
    if report is None:
        raise UnknownReport(
            _("Het rapport {name} bestaat nog niet in deze versie; wel: {known}.").format(
                name=name, known=", ".join(BY_KEY)
            )
        )
    return report


def _subjects(connection: Connection, report: Report[Any], ids: Sequence[int]) -> list[int]:
    if report.noun is None:
        if ids:
            raise UserError(
                _("{report} gaat niet over één gegeven; laat het nummer weg.").format(report=_(report.title))
            )
        return [0]
    if not ids and report.usual is not None:
        return [report.usual(connection)]
    if not ids:
        raise UserError(
            _("{report} heeft een nummer nodig: dat van een rij in {noun}.").format(
                report=_(report.title), noun=report.noun
            )
        )
    return list(ids)


def _rendered(documents: Sequence[Document], ending: str, *, large_print: bool) -> tuple[bytes, int]:
    """Renderers are imported when they are needed: reportlab alone takes a fifth of a second."""
    if ending == ".txt":
        module = import_module("stvcrm.reports.render.text")
        return module.render_text(documents), len(documents)
    module = import_module(f"stvcrm.reports.render.{ending[1:]}")
    render = getattr(module, f"render_{ending[1:]}")
    if ending == ".pdf":
        data, pages = render(documents, large_print=large_print)
        return data, pages
    return render(documents, large_print=large_print), len(documents)
