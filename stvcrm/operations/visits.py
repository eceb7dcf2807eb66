"""Introduction visits, from request to completion, and what is noted and marked during them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from stvcrm.analysis import person_names
from stvcrm.analysis.passages import Passage, reanchor
from stvcrm.base.clock import local
from stvcrm.base.dates import moment_text
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.base.text import clean, fold
from stvcrm.model.notes import Note
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person
from stvcrm.model.utterances import Polarity, QuoteConsent, Utterance
from stvcrm.model.visits import Attendance, Visit, VisitState
from stvcrm.operations import people
from stvcrm.operations.values import moment
from stvcrm.operations.visit_results import record_results
from stvcrm.queries.settings import settings
from stvcrm.queries.visits import present_role
from stvcrm.store.unit_of_work import UnitOfWork


def request(uow: UnitOfWork, *, organisation_id: int, person_id: int | None = None) -> int:
    """An organisation asks for an introduction visit."""
    organisation = uow.get(Organisation, organisation_id)
    if person_id is not None:
        uow.get(Person, person_id)
    visit = Visit(organisation_id=organisation.id, person_id=person_id, requested_on=uow.today)
    uow.add(visit)
    uow.label = _("Kennismaking aangevraagd: {name}").format(name=organisation.name)
    return visit.id


def approach(uow: UnitOfWork, *, visit_id: int) -> int:
    """We sought contact to make an appointment."""
    visit = uow.get(Visit, visit_id)
    visit.approach()
    return _told(uow, visit, _("Benaderd: {name}"))


def propose(uow: UnitOfWork, *, visit_id: int, starts_at: str) -> int:
    """We proposed a moment."""
    visit = uow.get(Visit, visit_id)
    visit.propose(moment(starts_at, uow.now))
    return _told(uow, visit, _("Datum voorgesteld: {name}"))


def schedule(
    uow: UnitOfWork, *, visit_id: int, starts_at: str, minutes: int | None = None, place: str | None = None
) -> int:
    """A moment was agreed; without `minutes` the visit takes what the settings say."""
    visit = uow.get(Visit, visit_id)
    start = moment(starts_at, uow.now)
    visit.schedule(start, start + timedelta(minutes=_duration(uow, visit, minutes)), place)
    when = moment_text(local(start))
    return _told(uow, visit, _("Ingepland: {name}, {when}").replace("{when}", when))


def reschedule(
    uow: UnitOfWork, *, visit_id: int, starts_at: str, minutes: int | None = None, place: str | None = None
) -> int:
    """Another moment was agreed; the duration stays unless `minutes` is given."""
    return schedule(uow, visit_id=visit_id, starts_at=starts_at, minutes=minutes, place=place)


def begin(uow: UnitOfWork, *, visit_id: int) -> int:
    """The conversation takes place; when nobody is noted as present yet, the contact person is."""
    visit = uow.get(Visit, visit_id)
    visit.begin(uow.now)
    present = select(Attendance.id).where(Attendance.visit_id == visit_id).limit(1)
    if visit.person_id is not None and uow.session.scalar(present) is None:
        attend(uow, visit_id=visit_id, person_id=visit.person_id)
    return _told(uow, visit, _("Bezocht: {name}"))


def cancel(uow: UnitOfWork, *, visit_id: int, reason: str = "") -> int:
    """We call the visit off."""
    visit = uow.get(Visit, visit_id)
    visit.end(VisitState.CANCELLED, reason)
    return _told(uow, visit, _("Geannuleerd: {name}"))


def decline(uow: UnitOfWork, *, visit_id: int, reason: str = "") -> int:
    """The organisation does not want the visit after all."""
    visit = uow.get(Visit, visit_id)
    visit.end(VisitState.DECLINED, reason)
    return _told(uow, visit, _("Afgezien: {name}"))


def reopen(uow: UnitOfWork, *, visit_id: int) -> int:
    """A visit that was called off is taken up again."""
    visit = uow.get(Visit, visit_id)
    visit.reopen()
    return _told(uow, visit, _("Weer opgepakt: {name}"))


def attend(
    uow: UnitOfWork, *, visit_id: int, person_id: int, role: str | None = None, initials: str | None = None
) -> int:
    """Someone takes part, in the role of that day (his or her present one, unless given)."""
    visit, person = uow.get(Visit, visit_id), uow.get(Person, person_id)
    known = select(Attendance).where(Attendance.visit_id == visit_id, Attendance.person_id == person_id)
    attendance = uow.session.scalar(known) or uow.add(Attendance(visit_id=visit.id, person_id=person.id))
    attendance.role = role or present_role(uow.connection, person_id, visit.organisation_id)
    attendance.initials = initials or attendance.initials or _free_initials(uow, visit.id, person.name)
    uow.session.flush()
    uow.label = _("Aanwezig: {name}").format(name=person.name)
    return attendance.id


def attend_new(uow: UnitOfWork, *, visit_id: int, name: str, role: str | None = None) -> int:
    """Someone takes part who was not known yet: becomes a contact of the organisation too."""
    visit = uow.get(Visit, visit_id)
    person_id = people.add(uow, name=name, organisation_id=visit.organisation_id, role=role)
    return attend(uow, visit_id=visit_id, person_id=person_id, role=role)


def note(uow: UnitOfWork, *, visit_id: int, text: str) -> int:
    """Add a paragraph to the notes."""
    visit = uow.get(Visit, visit_id)
    stored = _note_of(uow, visit.id)
    _store(uow, visit, stored, f"{stored.text}\n{clean(text)}" if stored.text else clean(text))
    return _told(uow, visit, _("Notitie: {name}"))


def edit_notes(uow: UnitOfWork, *, visit_id: int, notes: str) -> int:
    """Replace the notes; marked passages move along. Saves within a minute are one act."""
    visit = uow.get(Visit, visit_id)
    _store(uow, visit, _note_of(uow, visit.id), notes.replace("\r\n", "\n"))
    uow.folds = True
    return _told(uow, visit, _("Notities: {name}"))


def mark(
    uow: UnitOfWork,
    *,
    visit_id: int,
    text: str,
    themes: list[str] | None = None,
    polarity: Polarity | None = None,
    consent: QuoteConsent = QuoteConsent.ANONYMOUS,
    speaker: str | None = None,
    start: int | None = None,
) -> int:
    """Mark a passage of the notes: who said it, about what, for or against, and whether it may be used.

    Without `start` it is the first place where the text stands; a text that does not stand there is refused.
    """
    visit = uow.get(Visit, visit_id)
    written = _note_of(uow, visit.id).text
    at = written.find(text) if start is None else start
    if at < 0 or written[at : at + len(text)] != text:
        raise UserError(_("Deze tekst staat niet in de notities; selecteer hem opnieuw."))
    utterance = Utterance(
        organisation_id=visit.organisation_id,
        visit_id=visit.id,
        person_id=_speaker(uow, visit, speaker),
        text=text,
        start=at,
        end=at + len(text),
        themes=themes or [],
        polarity=polarity,
        consent=consent,
    )
    uow.add(utterance)
    uow.label = _("Gemarkeerd: {name}").format(name=visit.organisation.name)
    return utterance.id


def complete(uow: UnitOfWork, *, visit_id: int) -> int:
    """The visit was held; promises and actions in the notes become records."""
    visit = uow.get(Visit, visit_id)
    visit.complete()
    record_results(uow, visit, _note_of(uow, visit.id).text)
    return _told(uow, visit, _("Afgerond: {name}"))


def _duration(uow: UnitOfWork, visit: Visit, minutes: int | None) -> int:
    if minutes is not None:
        return minutes
    if visit.starts_at and visit.ends_at:
        return int((visit.ends_at - visit.starts_at).total_seconds() // 60)
    return int(settings(uow.connection)["visit_minutes"])


def _note_of(uow: UnitOfWork, visit_id: int) -> Note:
    found = uow.session.scalar(select(Note).where(Note.visit_id == visit_id))
    return found or uow.add(Note(visit_id=visit_id, text=""))


def _store(uow: UnitOfWork, visit: Visit, stored: Note, text: str) -> None:
    """Store the text and take marked passages along."""
    marked = uow.session.scalars(
        select(Utterance).where(Utterance.visit_id == visit.id, Utterance.start.is_not(None))
    ).all()
    old = [Passage(item.start or 0, item.end or 0) for item in marked]
    for item, place in zip(marked, reanchor(stored.text, text, old), strict=True):
        item.start, item.end = (None, None) if place is None else (place.start, place.end)
        if place is not None:
            item.text = text[place.start : place.end]
    stored.text = text
    uow.session.flush()


def _free_initials(uow: UnitOfWork, visit_id: int, name: str) -> str | None:
    """Initials for the notes that nobody at this visit has: `jt` for Joost van Tilburg, else `jti`…"""
    taken = set(uow.session.scalars(select(Attendance.initials).where(Attendance.visit_id == visit_id)))
    short = person_names.initials(name)
    family = "".join(letter for letter in fold(person_names.person_parts(name).family) if letter.isalpha())
    tried = [short, *(short + family[1:end] for end in range(2, min(len(family), 9) + 1))]
    return next((found for found in tried if found and found not in taken), None)


def _speaker(uow: UnitOfWork, visit: Visit, speaker: str | None) -> int | None:
    """The attendee with these initials."""
    if not speaker:
        return None
    known = select(Attendance.person_id).where(
        Attendance.visit_id == visit.id, Attendance.initials == speaker.rstrip(":")
    )
    return uow.session.scalar(known)


def _told(uow: UnitOfWork, visit: Visit, label: str) -> int:
    uow.session.flush()
    uow.label = label.format(name=visit.organisation.name)
    return visit.id
