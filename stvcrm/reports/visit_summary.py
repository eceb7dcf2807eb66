"""The summary of an introduction visit, as it goes to the organisation the same evening."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from stvcrm.base.clock import local
from stvcrm.base.dates import moment_text, plain_date, short_date, short_day
from stvcrm.base.i18n import N_, _, language, n_
from stvcrm.model.action_points import ActionState
from stvcrm.model.utterances import QuoteConsent
from stvcrm.model.visits import VisitState
from stvcrm.queries.visit_paper import VisitPaper, visit_paper
from stvcrm.reports.document import Block, Bullets, Document, Facts, Heading, Paragraph, Quote, Table
from stvcrm.reports.report import Part, Report, Request
from stvcrm.reports.theme import letterhead
from stvcrm.reports.visit_notes import NoteReader, NotesOnPaper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import Connection

    from stvcrm.queries.visits import Passage

PARTS = (
    Part("notes", N_("Verslag van het gesprek")),
    Part("agreements", N_("Afspraken en toezeggingen")),
    Part("questions", N_("Open vragen")),
    Part("quotes", N_("Citaten")),
    Part("technology", N_("Technologie")),
)
HELD = (VisitState.VISITED, VisitState.COMPLETED)


def load(connection: Connection, request: Request) -> VisitPaper:
    """The visit.

    Raises:
        NotFound: there is no such visit.
    """
    return visit_paper(connection, request.record_id)


def compose(data: VisitPaper, request: Request) -> Document:
    """The summary with the parts that are wanted."""
    visit = data.visit
    moment = visit.starts_at or visit.proposed_at
    day = local(moment or request.now).date()
    reader = NoteReader(data, day)
    notes = reader.read()
    parts: dict[str, Iterator[Block]] = {
        "notes": _said(notes),
        "agreements": _agreements(data, notes, reader, day),
        "questions": _questions(notes),
        "quotes": _quotes(data, reader),
        "technology": _technology(notes),
    }
    blocks = [block for key, made in parts.items() if request.wants(key) for block in made]
    named = _("Bezoekverslag {name}").format(name=visit.organisation)
    return Document(
        kind=_("Bezoekverslag"),
        title=_("Kennismaking met {name}").format(name=visit.organisation),
        blocks=(Facts(tuple(_facts(data))), *blocks, *_closing(data)),
        foot=f"{named} · {plain_date(day)}" if moment else named,
        letterhead=letterhead(data.settings),
        language=language(),
        left_out=tuple(_left_out(data, request)),
    )


def _facts(data: VisitPaper) -> Iterator[tuple[str, str]]:
    visit = data.visit
    if visit.starts_at:
        yield _("Wanneer"), moment_text(visit.starts_at, visit.ends_at)
    elif visit.proposed_at:
        yield _("Datum voorgesteld"), moment_text(visit.proposed_at)
    if visit.place or visit.address:
        yield _("Waar"), data.names.clean(visit.place or visit.address)
    if visit.attendees:
        present = (", ".join(part for part in (one.name, one.role) if part) for one in visit.attendees)
        yield _("Gesproken met"), " · ".join(present)
    elif visit.person:
        yield _("Contactpersoon"), visit.person
    if data.settings["project_lead"]:
        yield _("Namens ons"), data.settings["project_lead"]
    if visit.requested_on:
        yield _("Aanleiding"), _("aangevraagd op {day}").format(day=short_date(visit.requested_on))
    if visit.state not in HELD:
        yield _("Stand"), visit.state.label.lower()


def _said(notes: NotesOnPaper) -> Iterator[Block]:
    if not notes.said:
        return
    yield Heading(_("Verslag van het gesprek"))
    for theme, lines in groupby(notes.said, key=lambda said: said.theme):
        if theme:
            yield Heading(theme, 3)
        for said in lines:
            yield Paragraph(said.text, f"{said.speaker}:" if said.speaker else "")


def _agreements(data: VisitPaper, notes: NotesOnPaper, reader: NoteReader, day: date) -> Iterator[Block]:
    rows = [*_commitments(data, notes, reader, day)]
    rows += [(_("Samen"), text, "") for text in notes.agreements]
    if rows:
        yield Heading(_("Afspraken en toezeggingen"))
        yield Table((_("Wie"), _("Wat"), _("Vóór")), tuple(rows))


def _commitments(
    data: VisitPaper, notes: NotesOnPaper, reader: NoteReader, day: date
) -> Iterator[tuple[str, str, str]]:
    """What was recorded, then what the notes say and nobody recorded yet."""
    known = {reader.clean(one.text) for one in data.commitments}
    for one in data.commitments:
        if one.state == ActionState.DROPPED or reader.shield.covers(one.text):
            continue
        who = "" if reader.unnamed.covers(one.text) else one.who
        due = _due(one.due_on, day)
        done = _("gedaan") if one.state == ActionState.DONE else ""
        yield _who(who, data, reader), reader.clean(one.text), ", ".join(part for part in (due, done) if part)
    for task in notes.tasks:
        if task.text not in known:
            yield _who(task.who, data, reader), task.text, _due(task.due, day)


def _who(who: str | None, data: VisitPaper, reader: NoteReader) -> str:
    if who is None:
        return data.settings["project_lead"] or _("Wij")
    return reader.clean(who) or data.visit.organisation


def _due(due: date | None, day: date) -> str:
    if due is None:
        return ""
    return short_day(due) if due.year == day.year else short_date(due)


def _questions(notes: NotesOnPaper) -> Iterator[Block]:
    if notes.questions:
        yield Heading(n_("Open vraag", "Open vragen", len(notes.questions)))
        yield Paragraph(notes.questions[0]) if len(notes.questions) == 1 else Bullets(notes.questions)


def _quotes(data: VisitPaper, reader: NoteReader) -> Iterator[Block]:
    quotes = [
        Quote(text, _source(one, reader))
        for one in data.visit.passages
        if one.consent != QuoteConsent.DO_NOT_USE and (text := reader.quote(one.text)) not in ("", "[…]")
    ]
    if quotes:
        yield Heading(n_("Citaat", "Citaten", len(quotes)))
        yield from quotes


def _source(passage: Passage, reader: NoteReader) -> str:
    if passage.consent == QuoteConsent.ANONYMOUS:
        return _("zonder naam")
    if not passage.speaker:
        return ""
    return ", ".join(part for part in (passage.speaker, reader.role(passage.speaker)) if part)


def _technology(notes: NotesOnPaper) -> Iterator[Block]:
    if notes.technologies:
        yield Heading(_("Technologie die ter sprake kwam"))
        for name, text in notes.technologies:
            yield Paragraph(text, f"{name}:" if text else name)


def _closing(data: VisitPaper) -> Iterator[Block]:
    if data.visit.state in HELD:
        yield Heading(_("Hoe nu verder"))
        yield Paragraph(
            _("Klopt er iets niet of mist u iets? Laat het ons weten, dan passen wij het verslag aan.")
        )


def _left_out(data: VisitPaper, request: Request) -> Iterator[str]:
    shielded = sum(one.consent == QuoteConsent.DO_NOT_USE for one in data.visit.passages)
    if shielded:
        yield n_(
            "{count} passage staat er niet op: niet gebruiken.",
            "{count} passages staan er niet op: niet gebruiken.",
            shielded,
        ).format(count=shielded)
    anonymous = sum(one.consent == QuoteConsent.ANONYMOUS for one in data.visit.passages)
    if anonymous and request.wants("quotes"):
        yield n_(
            "{count} citaat staat er zonder naam op.", "{count} citaten staan er zonder naam op.", anonymous
        ).format(count=anonymous)
    if data.names.shown:
        yield _("Cliënten staan er alleen op onder de naam die zij kozen.")


REPORT = Report(
    "visit_summary",
    N_("Bezoekverslag"),
    N_("Wat er besproken en afgesproken is bij een kennismaking"),
    "visits",
    load,
    compose,
    PARTS,
)
