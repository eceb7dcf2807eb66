"""What a page is made of: marks at a place, in pieces that stay whole; and how pieces fill pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stvcrm.reports.render.lines import Line


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is its foot, counted down from the top of its piece."""

    x: float
    y: float
    line: Line
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle: a rule when it is thin."""

    x: float
    y: float
    width: float
    height: float
    colour: str


Mark = Text | Box


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a page that is not divided.

    `before` is space above it, except at the top of a page; `keep` keeps it on one page with the next;
    `again` comes first on every page that begins with this piece; `entry` is its title in the outline.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    before: float = 0.0
    keep: bool = False
    again: Piece | None = None
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece with the distance from the upper margin to its top."""

    top: float
    piece: Piece


def together(pieces: Sequence[Piece], *, before: float = 0.0, keep: bool = False) -> Iterator[Piece]:
    """Lines of one text: space above it, and no single line left alone at either end of a page."""
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        stays = keep if place == last else place in (0, last - 1)
        yield replace(piece, before=before if place == 0 else 0.0, keep=stays)


def paged(pieces: Iterable[Piece], height: float) -> list[list[Placed]]:
    """The pieces page by page."""
    pages: list[list[Placed]] = [[]]
    used = 0.0
    for group in _groups(pieces):
        total = sum(piece.height + piece.before for piece in group)
        if pages[-1] and used + total > height:
            pages.append([])
            used = 0.0
        for piece in group:
            if pages[-1] and used + piece.before + piece.height > height:
                pages.append([])
                used = 0.0
            first = not pages[-1]
            if first and piece.again is not None:
                pages[-1].append(Placed(0.0, piece.again))
                used = piece.again.height
            used += 0.0 if first else piece.before
            pages[-1].append(Placed(used, piece))
            used += piece.height
    return pages


def _groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keep:
            yield group
            group = []
    if group:
        yield group
