"""The member list: every member organisation on paper, for who wants to leaf through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.analysis.addresses import phone_shown
from stvcrm.base.clock import local
from stvcrm.base.dates import plain_date
from stvcrm.base.i18n import N_, _, language, n_
from stvcrm.base.numbers import number_text
from stvcrm.queries.members import MemberList, member_list
from stvcrm.reports.document import Document, Paragraph, Table
from stvcrm.reports.report import Report, Request
from stvcrm.reports.theme import letterhead

if TYPE_CHECKING:
    from sqlalchemy import Connection


def load(connection: Connection, _request: Request) -> MemberList:
    """Every member."""
    return member_list(connection)


def compose(data: MemberList, request: Request) -> Document:
    """One table over as many pages as it takes."""
    on = plain_date(local(request.now).date())
    count = len(data.members)
    told = n_("{count} lidorganisatie op {day}.", "{count} lidorganisaties op {day}.", count)
    rows = tuple(
        (one.name, one.city, one.number, one.work_type.label, phone_shown(one.phone)) for one in data.members
    )
    table = Table((_("Organisatie"), _("Plaats"), _("Lidnummer"), _("Werksoort"), _("Telefoon")), rows)
    blocks = (Paragraph(told.format(count=number_text(count), day=on)), *((table,) if rows else ()))
    return Document(
        kind=_("Overzicht"),
        title=_("Ledenlijst"),
        blocks=blocks,
        foot=_("Ledenlijst, {day}").format(day=on),
        letterhead=letterhead(data.settings),
        language=language(),
    )


REPORT = Report("member_list", N_("Ledenlijst"), N_("Alle lidorganisaties op naam"), None, load, compose)
