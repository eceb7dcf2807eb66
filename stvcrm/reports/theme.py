"""How papers look: sizes, colours and margins, in points; and the letterhead out of the settings.

Two looks: the usual one, and large print in which nothing is smaller than 18 points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stvcrm.reports.document import Letterhead

if TYPE_CHECKING:
    from collections.abc import Mapping

INK, SECOND, RULE, BAR = "#141B20", "#3A464D", "#8C979E", "#5C6870"
"""Black, and greys that stay apart in greyscale: 17.4, 9.7, 3.0 and 5.8 to 1 on white."""
REGULAR, BOLD, FALLBACK = "Regular", "Bold", "Fallback"
FONTS = {
    REGULAR: "AtkinsonHyperlegibleNext_400Regular.ttf",
    BOLD: "AtkinsonHyperlegibleNext_700Bold.ttf",
    FALLBACK: "fallback/DejaVuSans.ttf",
}
"""Files under resources/fonts; the last one has the signs and scripts the others lack."""
PAGE_WIDTH, PAGE_HEIGHT = 595.27559, 841.88976


@dataclass(frozen=True)
class Look:
    """Sizes of type and margins of the page, in points."""

    text: float = 10.5
    second: float = 9.0
    small: float = 8.0
    heading: float = 12.5
    third: float = 11.0
    title: float = 21.0
    name: float = 11.5
    groups: float = 20.0
    leading: float = 1.42
    left: float = 65.2
    right: float = 59.5
    top: float = 45.0
    bottom: float = 62.0
    foot: float = 33.0
    large: bool = False

    @property
    def width(self) -> float:
        """What is between the margins."""
        return PAGE_WIDTH - self.left - self.right

    @property
    def height(self) -> float:
        """What is between the upper margin and the foot."""
        return PAGE_HEIGHT - self.top - self.bottom


NORMAL = Look()
LARGE = Look(
    text=18.0,
    second=18.0,
    small=18.0,
    heading=22.0,
    third=19.0,
    title=27.0,
    name=20.0,
    groups=22.0,
    leading=1.4,
    left=56.7,
    right=56.7,
    bottom=88.0,
    large=True,
)


def letterhead(settings: Mapping[str, str]) -> Letterhead:
    """The letterhead of a workspace; empty where its settings are."""
    lines = (settings["letterhead_address"], settings["letterhead_contact"])
    return Letterhead(
        settings["letterhead_name"].strip(),
        settings["letterhead_subtitle"].strip(),
        tuple(line.strip() for text in lines for line in text.split("\n") if line.strip()),
    )
