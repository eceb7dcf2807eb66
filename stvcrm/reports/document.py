"""A paper as a value: what stands on it, in order, without a word about how it is drawn.

Every renderer matches on the closed union `Block`; texts are plain, as typed, never markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from stvcrm.analysis.charts import Chart


@dataclass(frozen=True)
class Heading:
    """A heading within the paper; level 2 divides it, level 3 divides a part."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text; `lead` stands before it in bold, `second` makes it smaller and lighter."""

    text: str
    lead: str = ""
    second: bool = False


@dataclass(frozen=True)
class Bullets:
    """Items of equal weight."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Names and values, one a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """Rows under headings that come back on every page; `by_hand` leaves room to write in the last column."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    by_hand: bool = False


@dataclass(frozen=True)
class Quote:
    """What someone said, and who."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Groups:
    """Groups of characters that will be typed over by hand: large, numbered by line."""

    groups: tuple[str, ...]
    a_line: int = 4


@dataclass(frozen=True)
class Notice:
    """Something the reader must not miss."""

    lead: str
    text: str


PlainBlock = Heading | Paragraph | Bullets | Facts | Table | Quote | Groups | Notice
Block = PlainBlock | Chart


@dataclass(frozen=True)
class Letterhead:
    """Whose paper it is; `lines` stand at the right."""

    name: str = ""
    subtitle: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One paper. `kind` says above the title what it is, `foot` names it on every page.

    `left_out` are sentences for the sender about what does not stand on it; they are never printed.
    """

    kind: str
    title: str
    blocks: tuple[Block, ...]
    foot: str = ""
    letterhead: Letterhead = field(default=Letterhead())
    language: str = "nl"
    left_out: tuple[str, ...] = ()
