"""Colours can be read in every theme, and the first paint looks like what follows."""

from __future__ import annotations

import pytest

from stvcrm.desktop.kit.tokens import THEMES, TONES
from stvcrm.desktop.places import FRAME_COLOURS

ON_PANEL = ("text", "muted", "accent_ink", "warn", "bad", "good", "violet", "neutral")
PAIRS = (
    *((token, ground) for token in ON_PANEL for ground in ("panel", "head")),
    *((token, "bg") for token in ("text", "muted")),
    *(TONES[tone] for tone in TONES),
    ("muted", "accent_soft"),
    ("text", "accent_soft"),
    ("on_accent", "accent"),
    ("side_text", "side"),
    ("side_muted", "side"),
    ("side_text", "side_on"),
    ("on_badge", "badge"),
    ("badge", "side"),
    ("panel", "accent_ink"),
)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), sorted(set(PAIRS)))
def test_text_has_contrast(theme: str, ink: str, ground: str) -> None:
    tokens = THEMES[theme]
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("mark", ["edge", "accent"])
def test_marks_stand_out(theme: str, mark: str) -> None:
    assert contrast(getattr(THEMES[theme], mark), THEMES[theme].panel) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_first_paint_has_the_colours_of_the_theme(theme: str) -> None:
    tokens, frame = THEMES[theme], FRAME_COLOURS[theme]
    assert (frame.side, frame.side_text, frame.background, frame.panel) == (
        tokens.side, tokens.side_text, tokens.bg, tokens.panel,
    )  # fmt: skip
