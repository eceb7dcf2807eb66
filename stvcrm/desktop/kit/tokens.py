"""The colours of the three themes, by the name of what they are for; nothing else names a colour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """Colours as `#RRGGBB`. `…_soft` is a fill on which the colour of the same name is read."""

    bg: str
    panel: str
    head: str
    line: str
    edge: str
    soft_edge: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    accent_ink: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    good: str
    good_soft: str
    violet: str
    violet_soft: str
    neutral: str
    neutral_soft: str
    side: str
    side_on: str
    side_text: str
    side_muted: str
    side_line: str
    badge: str
    on_badge: str
    track: str
    lane: str


LIGHT = Tokens(
    bg="#F3F5F6", panel="#FFFFFF", head="#F8FAFA", line="#DDE3E6", edge="#7F8C95", soft_edge="#B9C3C9",
    text="#17232B", muted="#54626C",
    accent="#0B6E75", on_accent="#FFFFFF", accent_soft="#DFF0F1", accent_ink="#07545A",
    warn="#8F4700", warn_soft="#FCEFDD", bad="#A3201A", bad_soft="#FBE8E6",
    good="#1A6636", good_soft="#E2F2E7", violet="#4F42A5", violet_soft="#ECEAFA",
    neutral="#43505A", neutral_soft="#EBEFF1",
    side="#16313A", side_on="#28505C", side_text="#D5E3E6", side_muted="#A5BFC5", side_line="#2A4A54",
    badge="#F2C27B", on_badge="#2B1B00", track="#E3E8EB", lane="#E7ECEF",
)  # fmt: skip

DARK = Tokens(
    bg="#10181C", panel="#172227", head="#1B282D", line="#2B3A41", edge="#748791", soft_edge="#435660",
    text="#E4ECEE", muted="#A4B5BB",
    accent="#57BCC2", on_accent="#05262A", accent_soft="#173A3F", accent_ink="#93DDE2",
    warn="#F0B66F", warn_soft="#3A2B17", bad="#FFA097", bad_soft="#43221F",
    good="#84D49F", good_soft="#183521", violet="#C0B6FF", violet_soft="#2C2850",
    neutral="#C3CFD4", neutral_soft="#28363C",
    side="#0C1316", side_on="#1D3840", side_text="#D5E3E6", side_muted="#93ABB2", side_line="#22323A",
    badge="#F2C27B", on_badge="#2B1B00", track="#2B3A41", lane="#131D21",
)  # fmt: skip

CONTRAST = Tokens(
    bg="#FFFFFF", panel="#FFFFFF", head="#FFFFFF", line="#000000", edge="#000000", soft_edge="#000000",
    text="#000000", muted="#1A1A1A",
    accent="#003E43", on_accent="#FFFFFF", accent_soft="#D5EEF0", accent_ink="#00292C",
    warn="#5C2D00", warn_soft="#FFF3E0", bad="#7A0000", bad_soft="#FFECEA",
    good="#003D16", good_soft="#E8F7ED", violet="#2A1D80", violet_soft="#F1EFFF",
    neutral="#1A1A1A", neutral_soft="#F2F2F2",
    side="#000000", side_on="#3A3A3A", side_text="#FFFFFF", side_muted="#FFFFFF", side_line="#FFFFFF",
    badge="#FFD800", on_badge="#000000", track="#D9D9D9", lane="#F2F2F2",
)  # fmt: skip

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

TONES = {
    "text": ("text", "panel"),
    "muted": ("muted", "panel"),
    "accent": ("accent_ink", "accent_soft"),
    "warn": ("warn", "warn_soft"),
    "bad": ("bad", "bad_soft"),
    "good": ("good", "good_soft"),
    "violet": ("violet", "violet_soft"),
    "neutral": ("neutral", "neutral_soft"),
}
"""What a state may be coloured as: token of the ink, token of the soft fill below it."""
