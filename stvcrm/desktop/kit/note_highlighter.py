"""Reads notes line by line as they are typed: only what was changed is read again.

The sign at the start of a line is drawn in the gutter, so in the text itself it takes no room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextBlock, QTextBlockUserData, QTextCharFormat

from stvcrm.analysis.note_signs import Line, LineKind, LineReader
from stvcrm.base.text import fold
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument


class LineData(QTextBlockUserData):
    """What a line of the notes was read as."""

    def __init__(self, line: Line, sign: int) -> None:
        super().__init__()
        self.line, self.sign = line, sign


class NoteHighlighter(QSyntaxHighlighter):
    """Keeps the meaning of every line with its block; `line_of` gives it."""

    def __init__(self, document: QTextDocument, reader: LineReader) -> None:
        super().__init__(document)
        self._reader = reader
        self._hidden, self._bold, self._technology = (QTextCharFormat() for _n in range(3))
        self._make_formats()
        theme().changed.connect(self._again)

    def set_reader(self, reader: LineReader) -> None:
        """Others are present, or the day is another: read everything again."""
        if reader != self._reader:
            self._reader = reader
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Read one line."""
        line = self._reader.read(text)
        sign = sign_length(text, line)
        self.setCurrentBlockUserData(LineData(line, sign))
        if sign:
            self.setFormat(0, sign, self._hidden)
        rest = text[sign:]
        if line.kind is LineKind.THEME:
            self.setFormat(sign, len(rest), self._bold)
        elif line.kind is LineKind.TECHNOLOGY and line.technology:
            self.setFormat(sign, len(line.technology), self._technology)
        elif line.kind is LineKind.ACTION and line.who and fold(rest).startswith(fold(line.who)):
            self.setFormat(sign, len(line.who), self._bold)

    def _make_formats(self) -> None:
        self._hidden.setForeground(theme().colour("panel"))
        self._hidden.setProperty(QTextCharFormat.Property.FontPixelSize, 1)
        self._hidden.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        self._bold.setFontWeight(QFont.Weight.Bold)
        self._technology.setFontWeight(QFont.Weight.Bold)
        self._technology.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        self._technology.setUnderlineColor(theme().colour("violet"))

    def _again(self) -> None:
        self._make_formats()
        self.rehighlight()


def line_of(block: QTextBlock) -> Line | None:
    """What this line was read as."""
    data = block.userData()
    return data.line if isinstance(data, LineData) else None


def sign_length(text: str, line: Line) -> int:
    """How many characters at the start of a line are its sign and the space after it."""
    if line.kind is LineKind.TEXT:
        return 0
    mark = text.index(":") + 1 if line.kind is LineKind.SPEECH else 1
    rest = text[mark:]
    return mark + len(rest) - len(rest.lstrip())
