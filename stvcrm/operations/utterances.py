"""Coding what was said: themes, for or against, whether it may be quoted; splitting an answer in pieces."""

from __future__ import annotations

from sqlalchemy import select

from stvcrm.analysis.splitting import pieces
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.model.surveys import Answer
from stvcrm.model.themes import Recoding, Theme
from stvcrm.model.utterances import Polarity, QuoteConsent, Utterance
from stvcrm.store.unit_of_work import UnitOfWork

LENGTH = 40


def code(
    uow: UnitOfWork,
    *,
    utterance_id: int,
    themes: list[str] | None = None,
    polarity: Polarity | None = None,
    consent: QuoteConsent | None = None,
) -> int:
    """Give an utterance its themes, its polarity and what its speaker allows; what is not given stays."""
    utterance = uow.get(Utterance, utterance_id)
    if themes is not None:
        utterance.themes = list(dict.fromkeys(themes))
        _know(uow, utterance.themes)
    if polarity is not None:
        utterance.polarity = polarity
    if consent is not None:
        utterance.consent = consent
    uow.session.flush()
    uow.label = _("Codering: {text}").format(text=", ".join(utterance.themes) or utterance.text[:LENGTH])
    return utterance.id


def clear_polarity(uow: UnitOfWork, *, utterance_id: int) -> int:
    """Take back whether something was said for or against."""
    utterance = uow.get(Utterance, utterance_id)
    utterance.polarity = None
    uow.session.flush()
    uow.label = _("Codering: {text}").format(text=utterance.text[:LENGTH])
    return utterance.id


def split(uow: UnitOfWork, *, utterance_id: int, at: list[int]) -> list[int]:
    """Split a piece of an answer at these places of the answer's text; the first piece keeps its coding.

    Answers the ids of the pieces in order.

    Raises:
        UserError: it is no piece of an answer, or no place leaves words on both sides.
    """
    utterance = uow.get(Utterance, utterance_id)
    text, start, end = _place(uow, utterance)
    found = pieces(text, tuple(at), start, end)
    if len(found) < 2:
        raise UserError(_("Hier kan dit stuk niet gesplitst worden; zet de cursor tussen twee woorden."))
    utterance.start, utterance.end = found[0]
    utterance.text = text[found[0][0] : found[0][1]]
    uow.session.flush()
    rest = [
        {
            "answer_id": utterance.answer_id,
            "organisation_id": utterance.organisation_id,
            "person_id": utterance.person_id,
            "text": text[begin:stop],
            "start": begin,
            "end": stop,
            "consent": utterance.consent,
        }
        for begin, stop in found[1:]
    ]
    ids = uow.insert_rows(Utterance, rows=rest)
    uow.label = _("Gesplitst: {text}").format(text=utterance.text[:LENGTH])
    return [utterance.id, *ids]


def join(uow: UnitOfWork, *, utterance_id: int) -> int:
    """Join a piece of an answer with the next one; themes of both stay.

    Raises:
        UserError: it is no piece of an answer, or the last one.
    """
    utterance = uow.get(Utterance, utterance_id)
    text, start, _end = _place(uow, utterance)
    query = (
        select(Utterance)
        .where(Utterance.answer_id == utterance.answer_id, Utterance.start > start)
        .order_by(Utterance.start)
        .limit(1)
    )
    following = uow.session.scalar(query)
    if following is None or following.end is None:
        raise UserError(
            _("Dit is het laatste stuk van het antwoord; er is geen volgend stuk om bij te voegen.")
        )
    utterance.end = following.end
    utterance.text = text[start : following.end]
    utterance.themes = list(dict.fromkeys([*utterance.themes, *following.themes]))
    utterance.polarity = utterance.polarity or following.polarity
    uow.remove(following)
    uow.session.flush()
    uow.label = _("Samengevoegd: {text}").format(text=utterance.text[:LENGTH])
    return utterance.id


def recode(uow: UnitOfWork, *, utterance_id: int, themes: list[str], polarity: Polarity | None = None) -> int:
    """Code an utterance a second time without seeing the first coding; no figure uses it."""
    utterance = uow.get(Utterance, utterance_id)
    query = select(Recoding).where(Recoding.utterance_id == utterance.id)
    second = uow.session.scalar(query) or Recoding(utterance_id=utterance.id)
    second.themes, second.polarity = list(dict.fromkeys(themes)), polarity
    uow.session.add(second)
    uow.session.flush()
    uow.label = _("Tweede codering: {text}").format(text=utterance.text[:LENGTH])
    return second.id


def _know(uow: UnitOfWork, names: list[str]) -> None:
    """A theme that is used is in the codebook."""
    if not names:
        return
    known = set(uow.session.scalars(select(Theme.name).where(Theme.name.in_(names))))
    last = len(uow.session.scalars(select(Theme.id)).all())
    for place, name in enumerate((name for name in names if name not in known), start=last + 1):
        uow.add(Theme(name=name, position=place))


def _place(uow: UnitOfWork, utterance: Utterance) -> tuple[str, int, int]:
    """The text of the answer, and where this piece stands in it."""
    if utterance.answer_id is None or utterance.start is None or utterance.end is None:
        raise UserError(_("Alleen een stuk van een enquêteantwoord kan gesplitst of samengevoegd worden."))
    return uow.get(Answer, utterance.answer_id).text or "", utterance.start, utterance.end
