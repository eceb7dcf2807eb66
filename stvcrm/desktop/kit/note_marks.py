"""Marked passages in notes: where they stand, how they look, and counting as the workspace counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.theme import theme
from stvcrm.model.utterances import Polarity, QuoteConsent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextDocument


@dataclass(frozen=True)
class Mark:
    """A passage `text[start:end]`, counted in characters, and what was said of it."""

    id: int
    start: int
    end: int
    polarity: Polarity | None
    consent: QuoteConsent
    themes: tuple[str, ...]


class PlacedMarks:
    """Marks with a cursor each, so that they move along while one types."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._placed: list[tuple[Mark, QTextCursor]] = []

    def place(self, marks: Sequence[Mark], text: str) -> None:
        """Put these marks in the document, which holds this text."""
        self._placed = []
        for mark in marks:
            cursor = QTextCursor(self._document)
            cursor.setPosition(units(text, mark.start))
            cursor.setPosition(units(text, mark.end), QTextCursor.MoveMode.KeepAnchor)
            self._placed.append((mark, cursor))

    def at(self, start: int, end: int) -> Mark | None:
        """The smallest mark that holds this place or selection, in positions of the document."""
        holding = [
            (cursor.selectionEnd() - cursor.selectionStart(), place)
            for place, (_mark, cursor) in enumerate(self._placed)
            if cursor.selectionStart() <= start and end <= cursor.selectionEnd() and cursor.hasSelection()
        ]
        return self._placed[min(holding)[1]][0] if holding else None

    def selections(self) -> list[QTextEdit.ExtraSelection]:
        """The marks as the editor paints them: positive a full line, negative a dashed one."""
        found = []
        for mark, cursor in self._placed:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format = _format(mark)
            found.append(selection)
        return found


def describe(mark: Mark) -> str:
    """A mark in words, for the foot of the notes and for a screen reader."""
    parts = [mark.polarity.label.lower()] if mark.polarity else []
    parts += [", ".join(mark.themes)] if mark.themes else []
    parts.append(mark.consent.label.lower())
    return _("Gemarkeerd: {what}").format(what=" · ".join(parts))


def units(text: str, characters: int) -> int:
    """Where this many characters end, counted as Qt counts: a character beyond the first 65,536 is two."""
    return len(text[:characters].encode("utf-16-le")) // 2


def characters(text: str, position: int) -> int:
    """How many characters of the text lie before a position of the document."""
    return len(text.encode("utf-16-le")[: position * 2].decode("utf-16-le", "ignore"))


def _format(mark: Mark) -> QTextCharFormat:
    look, style = theme(), QTextCharFormat.UnderlineStyle
    lines = {
        Polarity.POSITIVE: ("good", "good_soft", style.SingleUnderline),
        Polarity.NEGATIVE: ("bad", "bad_soft", style.DashUnderline),
    }
    ink, soft, line = lines.get(
        mark.polarity or Polarity.NEUTRAL, ("neutral", "neutral_soft", style.NoUnderline)
    )
    found = QTextCharFormat()
    found.setBackground(look.colour(soft))
    found.setUnderlineStyle(line)
    found.setUnderlineColor(look.colour(ink))
    if mark.consent == QuoteConsent.DO_NOT_USE:
        found.setFontStrikeOut(True)
    return found
