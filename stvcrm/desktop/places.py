"""Where one can go in the window: what the first paint shows before any page is imported."""

from __future__ import annotations

from typing import NamedTuple

from stvcrm.base.i18n import N_


class Place(NamedTuple):
    """One entry of the side bar; `group` is the heading above it, empty for the first group."""

    key: str
    title: str
    icon: str
    group: str = ""


PLACES = (
    Place("today", N_("Vandaag"), "house"),
    Place("organisations", N_("Organisaties"), "building-2"),
    Place("people", N_("Contacten"), "contact-round"),
    Place("survey", N_("Enquête"), "clipboard-list", N_("Verkenning")),
    Place("visits", N_("Kennismakingen"), "handshake", N_("Verkenning")),
    Place("reports", N_("Rapporten"), "file-text", N_("Werk")),
)


class FrameColours(NamedTuple):
    """The few colours of the first paint; a test keeps them equal to the theme's."""

    side: str
    side_text: str
    side_muted: str
    background: str
    panel: str
    head: str
    line: str
    text: str
    muted: str


FRAME_COLOURS = {
    "light": FrameColours(
        "#16313A", "#D5E3E6", "#A5BFC5", "#F3F5F6", "#FFFFFF", "#F8FAFA", "#DDE3E6", "#17232B", "#54626C"
    ),
    "dark": FrameColours(
        "#0C1316", "#D5E3E6", "#93ABB2", "#10181C", "#172227", "#1B282D", "#2B3A41", "#E4ECEE", "#A4B5BB"
    ),
    "contrast": FrameColours(
        "#000000", "#FFFFFF", "#FFFFFF", "#FFFFFF", "#FFFFFF", "#FFFFFF", "#000000", "#000000", "#1A1A1A"
    ),
}
SIDE_WIDTH = 216
