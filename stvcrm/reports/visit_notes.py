"""The notes of a visit as paper may have them: laid out by their signs, without what may not be used.

Text is masked before it is read, at its place and wherever the same words stand, so that nothing of a
shielded passage can come through by way of a sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stvcrm.analysis.note_signs import TOGETHER, US, Line, LineKind, read_notes
from stvcrm.analysis.shielding import Shield
from stvcrm.base.i18n import _
from stvcrm.model.utterances import QuoteConsent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stvcrm.queries.visit_paper import VisitPaper
    from stvcrm.queries.visits import Passage

MASK = "\ue000"
"""Stands for each character that may not be used; of the private use area, so nobody types it."""
_MASKED = re.compile(f"[{MASK}]+")
_WORD = re.compile(r"\w")

Span = tuple[int, int]


@dataclass(frozen=True)
class Said:
    """One line of the conversation under its theme; `speaker` is empty when nobody is named."""

    text: str
    speaker: str = ""
    theme: str = ""


@dataclass(frozen=True)
class Task:
    """What someone will do, as the notes have it; `who` as in Commitment."""

    text: str
    who: str | None
    due: date | None


@dataclass(frozen=True)
class NotesOnPaper:
    """The notes in parts, each ready to print."""

    said: tuple[Said, ...]
    tasks: tuple[Task, ...]
    agreements: tuple[str, ...]
    questions: tuple[str, ...]
    technologies: tuple[tuple[str, str], ...]


class NoteReader:
    """Reads the notes of one visit for paper."""

    def __init__(self, paper: VisitPaper, day: date) -> None:
        self.paper, self.day = paper, day
        passages = paper.visit.passages
        self.shield = Shield.of(_texts(passages, QuoteConsent.DO_NOT_USE))
        self.unnamed = Shield.of(_texts(passages, QuoteConsent.ANONYMOUS))
        self._by_speaker = {one.speaker.lower(): one.name for one in paper.visit.attendees if one.speaker}

    def read(self) -> NotesOnPaper:
        """The notes in parts."""
        notes = _masked(self.paper.visit.notes, self._hidden())
        lines = read_notes(
            notes,
            self.day,
            initials=tuple(self._by_speaker),
            names=tuple(one.name for one in self.paper.visit.attendees),
        )
        unnamed = self._spans(QuoteConsent.ANONYMOUS) + self.unnamed.spans(notes)
        quotable = Shield.of(_texts(self.paper.visit.passages, QuoteConsent.QUOTABLE))
        quoted = unnamed + self._spans(QuoteConsent.QUOTABLE) + quotable.spans(notes)
        kept = [line for line in lines if _WORD.search(_MASKED.sub("", line.text + (line.technology or "")))]
        said = [line for line in kept if line.kind in (LineKind.TEXT, LineKind.SPEECH)]
        return NotesOnPaper(
            tuple(self._said(line, unnamed) for line in said if not _within(line, notes, quoted)),
            tuple(self._task(line, unnamed) for line in kept if line.kind is LineKind.ACTION),
            tuple(self.clean(line.text) for line in kept if line.kind is LineKind.AGREEMENT),
            tuple(self.clean(line.text) for line in kept if line.kind is LineKind.QUESTION),
            tuple(
                (self.clean(line.technology or ""), self.clean(line.text))
                for line in kept
                if line.kind is LineKind.TECHNOLOGY
            ),
        )

    def clean(self, text: str) -> str:
        """Text as it may stand on paper: shielded words as […], clients under their chosen names."""
        shown = _MASKED.sub("[…]", self.shield.leave_out(text, "[…]"))
        return self.paper.names.clean(shown).strip()

    def quote(self, text: str) -> str:
        """A passage to quote: without the signs and initials it began with in the notes."""
        lines = read_notes(text, self.day, initials=tuple(self._by_speaker))
        return self.clean("\n".join(line.text for line in lines if line.text))

    def name(self, speaker: str | None) -> str:
        """Who initials, `wij` or `samen` mean."""
        if speaker is None:
            return ""
        ours = {US: _("Wij"), TOGETHER: _("Samen")}
        return ours.get(speaker) or self._by_speaker.get(speaker) or self.paper.names.clean(speaker)

    def role(self, name: str) -> str:
        """The role of that day of someone who was there."""
        return next((one.role or "" for one in self.paper.visit.attendees if one.name == name), "")

    def _said(self, line: Line, unnamed: Iterable[Span]) -> Said:
        theme = self.clean(line.theme or "")
        speaker = "" if _overlaps(line, unnamed) else self.name(line.speaker)
        return Said(self.clean(line.text), speaker, theme)

    def _task(self, line: Line, unnamed: Iterable[Span]) -> Task:
        if _overlaps(line, unnamed):
            return Task(self.clean(line.text), "", line.due)
        who = None if line.who == US else self.name(line.who)
        return Task(self.clean(line.text), who or None, line.due)

    def _hidden(self) -> list[Span]:
        return self._spans(QuoteConsent.DO_NOT_USE) + self.shield.spans(self.paper.visit.notes)

    def _spans(self, consent: QuoteConsent) -> list[Span]:
        return [
            (one.start, one.end)
            for one in self.paper.visit.passages
            if one.consent == consent and one.start is not None and one.end is not None
        ]


def _texts(passages: Iterable[Passage], consent: QuoteConsent) -> list[str]:
    return [one.text for one in passages if one.consent == consent]


def _masked(text: str, spans: Iterable[Span]) -> str:
    """The text of the same length with these places masked; ends of lines stay."""
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\n]", MASK, text[start:end]) + text[end:]
    return text


def _overlaps(line: Line, spans: Iterable[Span]) -> bool:
    return any(start < line.end and line.start < end for start, end in spans)


def _within(line: Line, notes: str, spans: Iterable[Span]) -> bool:
    """Whether all words of a line stand among the quotations, so that the notes need not repeat them."""
    begin = notes.find(line.text, line.start, line.end)
    inside = [(max(start, line.start), min(end, line.end)) for start, end in spans]
    bare = _masked(notes, [(start, end) for start, end in inside if start < end])
    return begin >= 0 and not _WORD.search(bare[begin : line.end].replace(MASK, ""))
