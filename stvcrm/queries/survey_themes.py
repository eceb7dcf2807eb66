"""What was said by theme and polarity, counted in organisations; paragraphs whose figures stay bound."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from stvcrm.base.i18n import _
from stvcrm.model.surveys import Answer, Question, Response
from stvcrm.model.utterances import Polarity, Utterance
from stvcrm.queries.surveys import COUNTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_UTTERANCE, _ANSWER, _QUESTION = Utterance.table(), Answer.table(), Question.table()
_RESPONSE = Response.table()


@dataclass(frozen=True)
class ThemeCount:
    """One theme with one polarity: distinct organisations, mentions, and the utterances behind them."""

    theme: str
    polarity: Polarity | None
    organisation_ids: frozenset[int]
    utterance_ids: tuple[int, ...]

    @property
    def organisations(self) -> int:
        """Distinct organisations."""
        return len(self.organisation_ids)

    @property
    def mentions(self) -> int:
        """Utterances: one organisation may say it more than once."""
        return len(self.utterance_ids)


@dataclass(frozen=True)
class PolarityCount:
    """All that was said for, against or neither."""

    polarity: Polarity | None
    organisations: int
    mentions: int
    themes: tuple[ThemeCount, ...]


@dataclass(frozen=True)
class ThemeTable:
    """The utterances of a survey or of one question; `organisations` are all of which forms count."""

    organisations: int
    utterances: int
    uncoded: int
    polarities: tuple[PolarityCount, ...]


@dataclass(frozen=True)
class Clause:
    """A piece of a drafted paragraph, with the utterances its figure counts."""

    text: str
    utterance_ids: tuple[int, ...]


def theme_table(connection: Connection, survey_id: int, question: str | None = None) -> ThemeTable:
    """Theme × polarity, the most organisations first; pieces without polarity or theme are left out.

    Args:
        connection: to read by.
        survey_id: the survey.
        question: the key of one question; None takes all.
    """
    query = (
        select(_UTTERANCE.c.id, _UTTERANCE.c.organisation_id, _UTTERANCE.c.themes, _UTTERANCE.c.polarity)
        .join(_ANSWER, _ANSWER.c.id == _UTTERANCE.c.answer_id)
        .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .join(_RESPONSE, _RESPONSE.c.id == _ANSWER.c.response_id)
        .where(_RESPONSE.c.survey_id == survey_id, COUNTS)
    )
    if question is not None:
        query = query.where(_QUESTION.c.key == question)
    total = select(func.count(_RESPONSE.c.organisation_id.distinct())).where(
        _RESPONSE.c.survey_id == survey_id, COUNTS
    )
    rows = connection.execute(query.order_by(_UTTERANCE.c.id)).all()
    coded = [row for row in rows if row.polarity is not None and row.themes]
    return ThemeTable(
        int(connection.execute(total).scalar_one()),
        len(rows),
        len(rows) - len(coded),
        tuple(_of(polarity, [row for row in coded if row.polarity is polarity]) for polarity in Polarity),
    )


def paragraph(table: ThemeTable, *, most: int = 3) -> tuple[Clause, ...]:
    """A draft in Dutch of what was said most, each sentence bound to what it counts.

    Args:
        table: the counts.
        most: themes that are told.
    """
    by_theme: dict[str, dict[Polarity | None, ThemeCount]] = defaultdict(dict)
    for polarity in table.polarities:
        for found in polarity.themes:
            by_theme[found.theme][found.polarity] = found
    ranked = sorted(by_theme.items(), key=lambda item: (-len(_ids(item[1].values())), item[0]))
    return tuple(_clause(theme, counts, table.organisations) for theme, counts in ranked[:most])


def _clause(theme: str, counts: dict[Polarity | None, ThemeCount], total: int) -> Clause:
    ids = _ids(counts.values())
    told = ", ".join(
        _("{count} {polarity}").format(count=counts[polarity].organisations, polarity=polarity.label.lower())
        for polarity in Polarity
        if polarity in counts
    )
    organisations = frozenset().union(*(count.organisation_ids for count in counts.values()))
    message = _("{count} van de {total} organisaties noemen «{theme}»: {told}.")
    return Clause(message.format(count=len(organisations), total=total, theme=theme, told=told), ids)


def _ids(counts: Iterable[ThemeCount]) -> tuple[int, ...]:
    return tuple(sorted({row_id for count in counts for row_id in count.utterance_ids}))


def _of(polarity: Polarity, rows: Sequence[Any]) -> PolarityCount:
    organisations: dict[str, set[int]] = defaultdict(set)
    ids: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for theme in row.themes:
            organisations[theme].add(row.organisation_id)
            ids[theme].append(row.id)
    themes = [
        ThemeCount(theme, polarity, frozenset(organisations[theme]), tuple(found))
        for theme, found in ids.items()
    ]
    return PolarityCount(
        polarity,
        len({row.organisation_id for row in rows}),
        len(rows),
        tuple(sorted(themes, key=lambda item: (-item.organisations, -item.mentions, item.theme))),
    )
