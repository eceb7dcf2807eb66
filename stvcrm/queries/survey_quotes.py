"""What was said in a survey and may be quoted, as it may stand on paper.

Only utterances that were coded: a person has read those, and default consent says nothing about the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from stvcrm.analysis.name_words import GENERIC
from stvcrm.analysis.names import core
from stvcrm.analysis.shielding import Shield
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person, Position
from stvcrm.model.surveys import Answer, Question, Response
from stvcrm.model.utterances import Polarity, QuoteConsent, Utterance
from stvcrm.queries import paper_names
from stvcrm.queries.surveys import COUNTS
from stvcrm.store.redaction import Marks, Redactor, names_that_are_words, parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row, Select

LEFT_OUT = "[…]"
MOST = 6
"""Quotes a question."""
_UTTERANCE, _ANSWER, _RESPONSE = Utterance.table(), Answer.table(), Response.table()
_QUESTION, _ORGANISATION = Question.table(), Organisation.table()
_PERSON, _POSITION = Person.table(), Position.table()
_WORD = re.compile(r"\w")
_WAYS_OF_CONTACT = re.compile(
    r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[a-z]{2,}|(?:\+|\b00)?\b\d(?:[\s().\-–/]{0,2}\d){8,12}\b", re.IGNORECASE
)


@dataclass(frozen=True)
class SurveyQuote:
    """Words that may be quoted; `speaker` is empty where they may not have a name."""

    question: str
    text: str
    speaker: str
    themes: tuple[str, ...]
    polarity: Polarity | None


@dataclass(frozen=True)
class SurveyQuotes:
    """Some of each question in order, and how many stay off paper: forbidden, or not coded yet."""

    quotes: tuple[SurveyQuote, ...]
    forbidden: int
    uncoded: int


def survey_quotes(connection: Connection, survey_id: int) -> SurveyQuotes:
    """What may be quoted from the forms that count: a few of each question, of as many themes as possible.

    A text without name has the names of its writer, the organisation and its people taken out too, and its
    place; ways of contact and words that are not to be used stand in none of them.
    """
    rows = connection.execute(_said(survey_id)).all()
    forbidden = [row for row in rows if row.consent is QuoteConsent.DO_NOT_USE]
    shield = Shield.of(row.text for row in forbidden)
    people = _people(connection, {row.organisation_id for row in rows})
    clients = paper_names.of_organisations(connection, people)
    found = []
    for row in _chosen([row for row in rows if _WORD.search(shield.leave_out(row.text))]):
        text = _WAYS_OF_CONTACT.sub(LEFT_OUT, shield.leave_out(row.text, LEFT_OUT))
        speaker = ""
        if row.consent is QuoteConsent.QUOTABLE:
            text = clients.clean(text)
            name = clients.of(row.person_id, row.respondent or "")
            speaker = ", ".join(part for part in (name, row.role, row.organisation) if part)
        else:
            text = _nameless(row, people.get(row.organisation_id, ())).clean(clients.clean(text))
        if _WORD.search(text):
            found.append(SurveyQuote(row.question, text.strip(), speaker, tuple(row.themes), row.polarity))
    uncoded = sum(not row.themes and row.consent is not QuoteConsent.DO_NOT_USE for row in rows)
    return SurveyQuotes(tuple(found), len(forbidden), uncoded)


def _chosen(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Of each question a few: those with a name first, each of a theme and polarity not quoted yet."""
    usable = [row for row in rows if row.themes and row.consent is not QuoteConsent.DO_NOT_USE]
    found: list[Row[Any]] = []
    for _question, said in groupby(usable, key=lambda row: row.question):
        seen: set[tuple[str, Polarity | None]] = set()
        count = 0
        for row in sorted(said, key=lambda row: row.consent is not QuoteConsent.QUOTABLE):
            told = {(theme, row.polarity) for theme in row.themes}
            if count < MOST and not told <= seen:
                found.append(row)
                seen |= told
                count += 1
    return found


def _said(survey_id: int) -> Select[Any]:
    return (
        select(
            _UTTERANCE.c.text,
            _UTTERANCE.c.themes,
            _UTTERANCE.c.polarity,
            _UTTERANCE.c.consent,
            _QUESTION.c.key.label("question"),
            _RESPONSE.c.person_id,
            func.coalesce(_PERSON.c.name, _RESPONSE.c.person_label, _RESPONSE.c.respondent).label(
                "respondent"
            ),
            _RESPONSE.c.role,
            _RESPONSE.c.organisation_typed,
            _RESPONSE.c.organisation_id,
            _ORGANISATION.c.name.label("organisation"),
            _ORGANISATION.c.city,
        )
        .join(_ANSWER, _ANSWER.c.id == _UTTERANCE.c.answer_id)
        .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .join(_RESPONSE, _RESPONSE.c.id == _ANSWER.c.response_id)
        .join(_ORGANISATION, _ORGANISATION.c.id == _RESPONSE.c.organisation_id)
        .outerjoin(_PERSON, _PERSON.c.id == _RESPONSE.c.person_id)
        .where(_RESPONSE.c.survey_id == survey_id, COUNTS)
        .order_by(_QUESTION.c.number, _UTTERANCE.c.id)
    )


def _people(connection: Connection, organisations: set[int]) -> dict[int, tuple[str, ...]]:
    query = (
        select(_POSITION.c.organisation_id, _PERSON.c.name)
        .join(_PERSON, _PERSON.c.id == _POSITION.c.person_id)
        .order_by(_PERSON.c.id)
    )
    found: dict[int, tuple[str, ...]] = dict.fromkeys(organisations, ())
    for organisation_id, name in connection.execute(query):
        if organisation_id in found:
            found[organisation_id] += (name,)
    return found


def _nameless(row: Row[Any], people: tuple[str, ...]) -> Redactor:
    """Takes out what tells who wrote it or where."""
    places = (row.city,) if row.city else ()
    names = {row.organisation, row.organisation_typed, row.respondent, *people, *places}
    names.add(" ".join(core(row.organisation, *places)))
    persons = [name for name in (row.respondent, *people) if name]
    alone = {part for name in persons for part in parts_of(name)} - names_that_are_words() - GENERIC
    return Redactor(Marks(frozenset(name for name in names if name), frozenset(alone)), LEFT_OUT)
