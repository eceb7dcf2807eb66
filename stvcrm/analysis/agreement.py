"""How far two codings of the same pieces agree, theme by theme."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

Pair = tuple[Collection[str], Collection[str]]


@dataclass(frozen=True)
class Agreement:
    """Of one theme: pieces coded twice, how many agree, and kappa.

    `kappa` is Cohen's (1960): (observed − expected) / (1 − expected) agreement; None when both codings always
    or never use the theme, for then there is nothing to agree about.
    """

    theme: str
    pieces: int
    agreed: int
    kappa: float | None


def agreement(pairs: Sequence[Pair]) -> tuple[Agreement, ...]:
    """The agreement per theme that either coding uses, in order of the alphabet.

    Args:
        pairs: for each piece the themes of the first and of the second coding.
    """
    themes = sorted({theme for first, second in pairs for theme in (*first, *second)})
    return tuple(_of(theme, pairs) for theme in themes)


def _of(theme: str, pairs: Sequence[Pair]) -> Agreement:
    total = len(pairs)
    first = sum(theme in one for one, _two in pairs)
    second = sum(theme in two for _one, two in pairs)
    agreed = sum((theme in one) == (theme in two) for one, two in pairs)
    expected = (first * second + (total - first) * (total - second)) / total**2
    kappa = None if expected == 1 else (agreed / total - expected) / (1 - expected)
    return Agreement(theme, total, agreed, kappa)
