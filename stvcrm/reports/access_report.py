"""The answer to a request for access (AVG article 15): everything that is held about one person."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from stvcrm.base.clock import local
from stvcrm.base.dates import plain_date, short_date
from stvcrm.base.i18n import N_, _, language, n_
from stvcrm.queries.access import Change, Mention, PersonFile, noun_of, person_file
from stvcrm.queries.catalog import BY_NOUN
from stvcrm.reports.document import Block, Document, Facts, Heading, Paragraph, Table
from stvcrm.reports.report import Report, Request
from stvcrm.reports.theme import letterhead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def load(connection: Connection, request: Request) -> PersonFile:
    """All about the person.

    Raises:
        NotFound: there is no such person.
    """
    return person_file(connection, request.record_id)


def compose(data: PersonFile, request: Request) -> Document:
    """Own data first, then where the person is mentioned, then what was changed."""
    on = plain_date(local(request.now).date())
    blocks = (
        Paragraph(
            _(
                "Dit is alles wat in deze administratie over u is vastgelegd op {day}, ook waar uw naam, "
                "e-mailadres of telefoonnummer in andere teksten voorkomt. Klopt er iets niet, of wilt u dat "
                "gegevens gewist worden? Laat het ons weten."
            ).format(day=on)
        ),
        *_holdings(data),
        *_mentions(data.mentions),
        *_changes(data.changes),
    )
    return Document(
        kind=_("Inzage in persoonsgegevens (AVG, artikel 15)"),
        title=data.name,
        blocks=blocks,
        foot=_("Inzage {name}, {day}").format(name=data.name, day=on),
        letterhead=letterhead(data.settings),
        language=language(),
        left_out=tuple(_left_out(data)),
    )


def _holdings(data: PersonFile) -> Iterator[Block]:
    for table, rows in groupby(data.holdings, key=lambda holding: holding.table):
        yield Heading(_label(table))
        for holding in rows:
            yield Facts(holding.facts or ((_("Nummer"), str(holding.id)),))


def _mentions(mentions: tuple[Mention, ...]) -> Iterator[Block]:
    if not mentions:
        return
    yield Heading(_("Waar u genoemd wordt"))
    rows = tuple((_place(one), one.text) for one in mentions)
    yield Table((_("Waar"), _("Tekst")), rows)


def _place(mention: Mention) -> str:
    """What the text belongs to; its title only where that is not the text itself."""
    title = "" if mention.title in mention.text else mention.title
    return ", ".join(part for part in (_label(mention.table), title, mention.field.lower()) if part)


def _changes(changes: tuple[Change, ...]) -> Iterator[Block]:
    if not changes:
        return
    yield Heading(_("Wat er vastgelegd en gewijzigd is"))
    rows = tuple(
        (short_date(local(one.at).date()), one.author, one.what, one.before, one.after) for one in changes
    )
    yield Table((_("Op"), _("Door"), _("Wat"), _("Was"), _("Werd")), rows)


def _left_out(data: PersonFile) -> Iterator[str]:
    yield _("Lees het na vóór het weggaat: in teksten kunnen ook gegevens van anderen staan.")
    if data.doubtful:
        yield n_(
            "{count} tekst waarin de naam misschien een ander bedoelt, staat er niet in.",
            "{count} teksten waarin de naam misschien een ander bedoelt, staan er niet in.",
            data.doubtful,
        ).format(count=data.doubtful)


def _label(table: str) -> str:
    if table == "person":
        return _("Persoonsgegevens")
    return _(BY_NOUN[noun_of(table)].label)


REPORT = Report(
    "access_report",
    N_("Inzage in persoonsgegevens"),
    N_("Alles wat over één persoon is vastgelegd"),
    "people",
    load,
    compose,
    private=True,
)
