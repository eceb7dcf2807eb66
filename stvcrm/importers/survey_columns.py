"""Which column of a survey export holds what: recognised by the words above it, never by its place.

Exports have one or two rows of headings. With two, the question stands in the first, above the first of its
columns, and the part in the second: `1. Hoe beoordeelt u …` | `Medewerkers` | `Cliënten` | `Toelichting`.
With one, both stand in one cell: `1. Hoe beoordeelt u … [Medewerkers]`, or are a code: `v1_medewerkers`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stvcrm.base.i18n import _
from stvcrm.base.text import clean_line, fold
from stvcrm.importers.headings import words
from stvcrm.importers.pipeline import SourceColumn, Target
from stvcrm.importers.survey_words import AUDIENCES, CHOICES, META, TEXT_WORDS
from stvcrm.model.base import Kind
from stvcrm.model.questionnaire import questionnaire
from stvcrm.model.surveys import SCORES, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stvcrm.importers.profiles import Profiles
    from stvcrm.model.questionnaire import AskedQuestion

TEXT = "text"
"""The part of a question that is free text: the open question beside it, or whom to contact."""
SEARCHED_ROWS = 20
"""Rows in which the headings are looked for."""
LEAST = 2
"""Columns with an answer, below which a row holds no headings of a survey."""

_NUMBER = re.compile(r"^\W*(?:v|q|vraag|question|g\d+q)?\W*(\d{1,2})(?!\d)(?:sq\d+|\b|_)", re.IGNORECASE)
_CODE = re.compile(r"^[a-z]+\.\s+(?=\S)")
"""What LimeSurvey writes before the words: `submitdate. Datum verzonden`."""
_ORDERED_CODE = re.compile(r"\[?sq0*(\d)\]?|_(\d)$", re.IGNORECASE)


@dataclass(frozen=True)
class Headings:
    """Where the headings of a sheet are, and what they say: `below` is the place of the first row of data."""

    first: int
    below: int
    columns: tuple[SourceColumn, ...]


def find(
    rows: Sequence[Sequence[Any]],
    asked: Sequence[AskedQuestion],
    profiles: Profiles,
    heading_row: int | None = None,
) -> Headings | None:
    """The headings of a sheet, in one row or two; None when it is no survey.

    Args:
        rows: the sheet.
        asked: the questions that may have been put.
        profiles: what was chosen now or remembered from before.
        heading_row: the place of the first row of headings, when the user said which.
    """
    best: Headings | None = None
    for place, row in enumerate(rows[:SEARCHED_ROWS]):
        for depth in (2, 1):
            below = place + depth
            if below > len(rows) or not any(row) or heading_row not in (None, place):
                continue
            texts = _texts(rows[place:below])
            if depth == 2 and not _is_second(rows[place + 1]):
                continue
            found = Headings(place, below, columns(texts, asked, profiles))
            if _worth(found) > (_worth(best) if best else 0):
                best = found
    return best


def columns(
    texts: dict[int, tuple[str, str]], asked: Sequence[AskedQuestion], profiles: Profiles
) -> tuple[SourceColumn, ...]:
    """What each column holds; of two with the same meaning the first, unless one of them was chosen."""
    taken: set[str] = set()
    found: dict[int, SourceColumn] = {}
    shown = _shown(texts)
    chosen = profiles.targets([words(text) for text in shown.values()])
    order = sorted(texts, key=lambda index: (words(shown[index]) not in chosen, index))
    numbers = _numbers_in_order(texts, asked)
    for index in order:
        question, part = texts[index]
        target = chosen.get(words(shown[index]))
        if target is None:
            wanted = (_meta(question, part), _asked(question, part, asked, numbers))
            target = next((key for key in wanted if key and key not in taken), "")
        taken |= {target} if target else set()
        found[index] = SourceColumn(index, shown[index], target or None)
    return tuple(found[index] for index in sorted(found))


def asks_questions(headings: Sequence[str]) -> bool:
    """Whether headings are those of a survey: two of them at least are questions, or codes of questions."""
    asked = questionnaire().questions
    texts = {place: (heading, "") for place, heading in enumerate(headings)}
    numbers = _numbers_in_order(texts, asked)
    told = [_asked(heading, "", asked, numbers) for heading in headings if not _meta(heading, "")]
    numbered = [heading for heading in headings if _NUMBER.match(heading)]
    return len({key for key in told if key}) >= LEAST and len(numbered) >= LEAST or _many_questions(headings)


def _many_questions(headings: Sequence[str]) -> bool:
    """Whether some headings end with a question mark, as no field of a list does."""
    return sum(heading.rstrip().endswith("?") for heading in headings) >= LEAST


def targets(asked: Sequence[AskedQuestion]) -> tuple[Target, ...]:
    """Every field that a column of an export can fill, for the user to choose from."""
    found = list(META)
    for question in asked:
        label = f"{question.number}. {question.title}"
        kind = Kind.NUMBER if question.kind is QuestionKind.SCORE else Kind.CHOICE
        for audience in question.audiences:
            found.append(
                Target(f"{question.key}.{audience.value}", f"{label}: {audience.label.lower()}", kind)
            )
        if question.kind is QuestionKind.VISIT:
            found.append(Target(f"{question.key}.choice", label, kind))
        found.append(Target(f"{question.key}.{TEXT}", f"{label}: " + _("open antwoord"), Kind.TEXT))
    return tuple(found)


def _texts(rows: Sequence[Sequence[Any]]) -> dict[int, tuple[str, str]]:
    """By column the question and the part; a question goes on to the right as long as there are parts."""
    width = max(len(row) for row in rows)
    above = ""
    found: dict[int, tuple[str, str]] = {}
    for index in range(width):
        cells = [
            clean_line(str(row[index])) if index < len(row) and row[index] is not None else "" for row in rows
        ]
        first, part = cells[0], cells[1] if len(cells) > 1 else ""
        above = first or (above if part else "")
        if above or part:
            found[index] = above, part
    return found


def _is_second(row: Sequence[Any]) -> bool:
    """Whether a row can be the second of two rows of headings: words, none of them an answer."""
    said = [clean_line(str(cell)) for cell in row if cell not in (None, "")]
    telling = sum(1 for text in said if _words(text) & (TEXT_WORDS | frozenset().union(*AUDIENCES.values())))
    plain = all(len(text) < 120 and "@" not in text for text in said)
    numbers = sum(1 for text in said if text.isdecimal())
    return plain and telling >= 2 and numbers <= len(said) // 2


def _worth(found: Headings) -> int:
    """How well these headings tell: answers weigh twice; without LEAST of them it is another kind of list."""
    named = [column.target for column in found.columns if column.target]
    answers = sum(1 for target in named if "." in target)
    return answers + len(named) if answers >= LEAST else 0


def _shown(texts: dict[int, tuple[str, str]]) -> dict[int, str]:
    """What each column is called here: no two the same."""
    seen: Counter[str] = Counter()
    shown = {}
    for index, (question, part) in texts.items():
        text = " › ".join(piece for piece in (question, part) if piece)
        seen[text] += 1
        shown[index] = text if seen[text] == 1 else f"{text} ({seen[text]})"
    return shown


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", fold(text)))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


def _meta(question: str, part: str) -> str:
    """What a column tells about the form itself, when its heading is that and no more."""
    question = _CODE.sub("", question)
    heading = _plain(question) if _plain(part) in ("", "open antwoord", "response", "antwoord") else ""
    return next((key for key, headings in _META_HEADINGS.items() if heading in headings), "")


_META_HEADINGS = {target.key: frozenset(_plain(heading) for heading in target.headings) for target in META}


def _numbers_in_order(
    texts: dict[int, tuple[str, str]], asked: Sequence[AskedQuestion]
) -> dict[int, AskedQuestion]:
    """The question of each number; none when the words of one heading name another question."""
    by_number = {question.number: question for question in asked}
    for question, part in texts.values():
        number = _NUMBER.match(question)
        meant = _by_words(f"{question} {part}", asked)
        if number and meant and by_number.get(int(number[1])) not in (None, meant):
            return {}
    return by_number


def _by_words(text: str, asked: Sequence[AskedQuestion]) -> AskedQuestion | None:
    """The question whose words a heading has: the longest of them tells most."""
    present = _words(text)
    found = [
        (max(len(word) for word in hits), -question.number, question)
        for question in asked
        if (hits := present & {fold(word) for word in question.words})
    ]
    return max(found, key=lambda item: item[:2])[2] if found else None


def _asked(
    question: str, part: str, asked: Sequence[AskedQuestion], numbers: dict[int, AskedQuestion]
) -> str:
    """Which question a column answers, and which part of it."""
    number = _NUMBER.match(question)
    meant = (numbers.get(int(number[1])) if number else None) or _by_words(question, asked)
    if meant is None:
        meant = _by_words(part, asked)
    if meant is None:
        return ""
    return "".join(_part(meant, question, part))


def _part(meant: AskedQuestion, question: str, part: str) -> Iterator[str]:
    yield f"{meant.key}."
    if meant.kind is QuestionKind.OPEN:
        yield TEXT
        return
    last = part or _bracketed(question)
    present = _words(last or question)
    audience = next((who for who in meant.audiences if present & AUDIENCES[who]), None)
    coded = _ORDERED_CODE.search(question) if audience is None and meant.audiences and not part else None
    if coded is not None:
        place = int(coded[1] or coded[2]) - 1
        audience = meant.audiences[place] if place in range(len(meant.audiences)) else None
    is_text = bool(present & TEXT_WORDS) and (bool(last) or not audience)
    if meant.kind is QuestionKind.VISIT:
        yield TEXT if is_text else f"choice{_option(meant, last)}"
    elif audience is None or (is_text and not last):
        yield TEXT
    else:
        yield f"{audience.value}{_option(meant, last)}"


def _bracketed(text: str) -> str:
    """The part behind the question: `… [Medewerkers]`, `… - Cliënten`, `v1_clienten`."""
    found = re.search(
        r"\[([^\]]+)\]\s*$|(?:\s[-–>|:]\s|\s›\s)([^-–>|:]+)$|^[a-z]*\d+[_ .-]+([a-z_ ]+)$",
        text,
        re.IGNORECASE,
    )
    return next((group for group in found.groups() if group), "") if found else ""


def _option(meant: AskedQuestion, part: str) -> str:
    """`=3` when a column stands for one of the answers: its cells only tell whether that one was chosen."""
    plain = _plain(part)
    last = plain.rpartition(" ")[2]
    if meant.kind is QuestionKind.SCORE:
        return f"={last}" if last.isdecimal() and int(last) in SCORES else ""
    return next(
        (f"={value.value}" for text, value in CHOICES.items() if plain == text or plain.endswith(f" {text}")),
        "",
    )
