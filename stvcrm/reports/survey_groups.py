"""What of a survey may stand on paper: small groups together, or not at all, and never as nought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stvcrm.analysis.suppression import LEAST, hidden
from stvcrm.analysis.survey_charts import ThemeRow
from stvcrm.base.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stvcrm.queries.survey_response_rate import Group
    from stvcrm.queries.survey_themes import PolarityCount, ThemeCount


@dataclass(frozen=True)
class ShownGroup:
    """A group as the table of representation has it; `of` are the groups that stand together in it.

    `answered` is None when even those together are too few.
    """

    label: str
    invited: int
    answered: int | None
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownThemes:
    """What was said for or against: themes of enough organisations, the others together.

    `utterances` is None when it would give away what is hidden.
    """

    utterances: int | None
    rows: tuple[ThemeRow, ...]
    together: int


def too_few() -> str:
    """The reason why a figure is not shown."""
    return _("niet getoond: minder dan {least} organisaties").format(least=LEAST)


def is_hidden(count: int) -> bool:
    """Whether a figure about so many may not be shown; nobody is no secret about anyone."""
    return 0 < count < LEAST


def shown_groups(groups: Sequence[Group]) -> tuple[ShownGroup, ...]:
    """The groups that are large enough, and in one line those that are not."""
    away = hidden({group.key: group.share.answered for group in groups})
    found = [
        ShownGroup(group.label, group.share.invited, group.share.answered)
        for group in groups
        if group.key not in away
    ]
    small = [group for group in groups if group.key in away]
    if small:
        answered = sum(group.share.answered for group in small)
        label = _("Overige, samen ({count})").format(count=len(small))
        told = None if is_hidden(answered) or len(small) == 1 else answered
        names = tuple(group.label for group in small)
        found.append(ShownGroup(label, sum(group.share.invited for group in small), told, names))
    return tuple(found)


def shown_themes(count: PolarityCount) -> ShownThemes:
    """The themes that enough organisations named; the others together, with the smallest of these if need be.

    Mentions add up to the utterances of a polarity nearly enough to reckon what is hidden, so those go too.
    """
    kept = [theme for theme in count.themes if theme.organisations >= LEAST]
    rest = [theme for theme in count.themes if theme.organisations < LEAST]
    while rest and kept and len(_organisations(rest)) < LEAST:
        rest.append(kept.pop())
    rows = [ThemeRow(theme.theme, theme.organisations, theme.mentions) for theme in kept]
    if not rest:
        return ShownThemes(count.mentions, tuple(rows), 0)
    together = len(_organisations(rest))
    label = _("Overige thema’s, samen ({count})").format(count=len(rest))
    if is_hidden(together):
        rows.append(ThemeRow(f"{label}: {too_few()}", None, None, together=True))
        return ShownThemes(None, tuple(rows), len(rest))
    mentions = len({row_id for theme in rest for row_id in theme.utterance_ids})
    rows.append(ThemeRow(label, together, mentions, together=True))
    return ShownThemes(count.mentions, tuple(rows), len(rest))


def _organisations(themes: Sequence[ThemeCount]) -> frozenset[int]:
    return frozenset().union(*(theme.organisation_ids for theme in themes))
