"""Reading of notes typed while listening: signs at the start of a line tell what the line is.

What is not clearly a sign stays plain text, so that nothing that was typed can get lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from stvcrm.base.dates import parse_date
from stvcrm.base.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

US, TOGETHER = "wij", "samen"
"""Who speaks or promises when it is our side, or both sides."""


class LineKind(StrEnum):
    """What a line of a note is."""

    TEXT = "text"
    ACTION = "action"
    AGREEMENT = "agreement"
    QUESTION = "question"
    THEME = "theme"
    TECHNOLOGY = "technology"
    SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `notes[start:end]` with its sign taken off in `text`.

    `speaker` and `who` are initials in lower case, `wij`, `samen`, or the name as typed; `theme` is the one
    in force here. The text of an action has neither the one who does it nor the date.
    """

    kind: LineKind
    text: str
    start: int
    end: int
    speaker: str | None = None
    theme: str | None = None
    technology: str | None = None
    who: str | None = None
    due: date | None = None


_SIGNED = re.compile(r"(?P<sign>[>!?#+])\s*(?P<rest>\w.*|[\"'‘“(].*)")
_SPEECH = re.compile(r"(?P<speaker>[^\W\d_]{1,12}):\s*(?P<rest>.*)")
_OWNER = re.compile(r"(?P<who>[^\s:,]+(?: [^\s:,]+){0,3}):\s+(?P<rest>.+)")
_TECHNOLOGY = re.compile(r"(?P<name>[^:]{2,40}):\s+|(?P<word>[^\s,.;]+)")
_DUE = re.compile(r"(?:,?\s+(?:voor|vóór|uiterlijk|per|op|by|before)|,)\s+(?P<when>[^,]+)$", re.IGNORECASE)
_HALF_YEAR = timedelta(days=183)


def read_notes(
    notes: str,
    today: date,
    *,
    initials: Iterable[str] = (),
    names: Iterable[str] = (),
    technologies: Iterable[str] = (),
) -> tuple[Line, ...]:
    """The lines of a note that are not empty.

    `initials` and `names` are those of the people present, `technologies` the names that are known already:
    they let a technology of two words be told from what follows. `today` is the day of the conversation.
    """
    reader, found, theme = LineReader.of(today, initials, names, technologies), [], None
    for start, text in _lines(notes):
        if not text.strip():
            theme = None
            continue
        line = reader.read(text, start, theme)
        theme = line.theme
        found.append(line)
    return tuple(found)


def _lines(notes: str) -> Iterator[tuple[int, str]]:
    start = 0
    for text in notes.split("\n"):
        yield start, text.removesuffix("\r")
        start += len(text) + 1


@dataclass(frozen=True, slots=True)
class LineReader:
    """Reads one line at a time, for an editor that reads again only what was changed."""

    today: date
    initials: frozenset[str]
    names: Sequence[str]
    technologies: Sequence[str]

    @classmethod
    def of(
        cls,
        today: date,
        initials: Iterable[str] = (),
        names: Iterable[str] = (),
        technologies: Iterable[str] = (),
    ) -> LineReader:
        """A reader that knows who is present; the arguments are those of `read_notes`."""
        return cls(
            today,
            frozenset(fold(text) for text in (*initials, US, TOGETHER)),
            sorted((fold(name) for name in names if name), key=len, reverse=True),
            sorted((fold(name) for name in technologies if name), key=len, reverse=True),
        )

    def read(self, text: str, start: int = 0, theme: str | None = None) -> Line:
        """What this line is; it stands at `start` in the notes, under `theme`."""
        end = start + len(text)
        found = _SIGNED.fullmatch(text)
        if found and not (found["sign"] in ">#+" and found["rest"][0].isdecimal()):
            return _BY_SIGN[found["sign"]](self, found["rest"].strip(), start, end, theme)
        spoken = _SPEECH.fullmatch(text)
        if spoken and fold(spoken["speaker"]) in self.initials:
            speaker = fold(spoken["speaker"])
            return Line(LineKind.SPEECH, spoken["rest"].strip(), start, end, speaker=speaker, theme=theme)
        return Line(LineKind.TEXT, text.strip(), start, end, theme=theme)

    def action(self, text: str, start: int, end: int, theme: str | None) -> Line:
        what, due = self._due(text)
        who, what = self._who(what)
        return Line(LineKind.ACTION, what, start, end, theme=theme, who=who, due=due)

    def agreement(self, text: str, start: int, end: int, theme: str | None) -> Line:
        return Line(LineKind.AGREEMENT, text, start, end, theme=theme)

    def question(self, text: str, start: int, end: int, theme: str | None) -> Line:
        return Line(LineKind.QUESTION, text, start, end, theme=theme)

    def theme(self, text: str, start: int, end: int, theme: str | None) -> Line:  # noqa: ARG002  ends here
        return Line(LineKind.THEME, text, start, end, theme=text)

    def technology(self, text: str, start: int, end: int, theme: str | None) -> Line:
        length = _known_start(text, self.technologies)
        found = _TECHNOLOGY.match(text)
        if length:
            name, rest = text[:length], text[length:]
        else:
            name = (found["name"] or found["word"]) if found else text
            rest = text[found.end() :] if found else ""
        rest = rest.lstrip(" ,:;")
        return Line(LineKind.TECHNOLOGY, rest, start, end, theme=theme, technology=name)

    def _due(self, text: str) -> tuple[str, date | None]:
        """The text without its date, and the date: of several readings the longest that is one."""
        for place in range(len(text)):
            found = _DUE.match(text, place) if text[place] in ", " else None
            due = self._day(found["when"]) if found else None
            if due:
                return text[:place].rstrip(" ,"), due
        return text, None

    def _day(self, text: str) -> date | None:
        """A date to come: without a year the next one, for a promise is not due before it was made."""
        due = parse_date(text, self.today)
        past = due is not None and due < self.today and any(c.isdecimal() for c in text)
        return parse_date(text, self.today + _HALF_YEAR) if past else due

    def _who(self, text: str) -> tuple[str | None, str]:
        first, _space, rest = text.partition(" ")
        if fold(first).rstrip(":,") in self.initials and rest:
            return fold(first).rstrip(":,"), rest.strip()
        length = _known_start(text, self.names)
        if length and text[length:].strip(" :,"):
            return text[:length], text[length:].lstrip(" :,")
        owner = _OWNER.fullmatch(text)
        return (owner["who"], owner["rest"]) if owner else (None, text)


_BY_SIGN: dict[str, Callable[[LineReader, str, int, int, str | None], Line]] = {
    ">": LineReader.action,
    "!": LineReader.agreement,
    "?": LineReader.question,
    "#": LineReader.theme,
    "+": LineReader.technology,
}


def _known_start(text: str, known: Sequence[str]) -> int:
    """How many characters at the start are one of the known texts as whole words; 0 for none."""
    for name in known:
        start = text[: len(name)]
        if fold(start) == name and not text[len(name) : len(name) + 1].isalnum():
            return len(name)
    return 0
