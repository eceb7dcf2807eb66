"""Notes as one types them while listening: large text, signs in the gutter, marked passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from stvcrm.analysis.note_signs import Line, LineKind, LineReader
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.note_highlighter import NoteHighlighter, line_of
from stvcrm.desktop.kit.note_marks import Mark, PlacedMarks, characters
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.kit.tokens import TONES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QResizeEvent
    from PySide6.QtWidgets import QMenu

TEXT_SIZE = 20
LINE_HEIGHT = 132
GUTTER, EDGE = 88, 40
SIGNS = {
    LineKind.ACTION: (">", "neutral"),
    LineKind.AGREEMENT: ("!", "good"),
    LineKind.QUESTION: ("?", "warn"),
    LineKind.THEME: ("#", "accent"),
    LineKind.TECHNOLOGY: ("+", "violet"),
}
"""The sign a line begins with, and the tone it is shown in."""


class NoteEditor(QTextEdit):
    """Plain text only. `undo_wanted` asks to go on in the journal when there is no typing to undo;
    `unmark_wanted` to take back a mark that was made after the last typing.
    """

    left = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    unmark_wanted = Signal(int)
    menu_wanted = Signal(object)

    def __init__(self, name: str, reader: LineReader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            _(
                "Tekens aan het begin van een regel: > actie of toezegging, ! afspraak, ? open vraag,"
                " # thema, + technologie, initialen met een dubbele punt voor wie spreekt."
            )
        )
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setProperty("look", "notes")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.highlighter = NoteHighlighter(self.document(), reader)
        self._marks = PlacedMarks(self.document())
        self._made: list[tuple[str, int]] = []
        self._measure()
        theme().changed.connect(self._measure)

    def text(self) -> str:
        """What stands there, lines ended by a line feed."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Show this text; the place of the cursor stays, what could be undone is forgotten."""
        place, top = self.textCursor().position(), self.verticalScrollBar().value()
        self.blockSignals(True)
        self.setPlainText(text)
        self._measure()
        self.blockSignals(False)
        self._made.clear()
        cursor = self.textCursor()
        cursor.setPosition(min(place, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(top)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show the marked passages of the text as it stands."""
        self._marks.place(marks, self.text())
        self.setExtraSelections(self._marks.selections())

    def marked(self, utterance_id: int) -> None:
        """A mark was made now: it is the next to be taken back."""
        self._made.append((self.text(), utterance_id))

    def mark_here(self) -> Mark | None:
        """The mark at the cursor or around the selection."""
        cursor = self.textCursor()
        return self._marks.at(cursor.selectionStart(), cursor.selectionEnd())

    def passage(self) -> tuple[int, str]:
        """Where the selection starts, in characters, and its text without white space at its ends.

        Without selection it is the line at the cursor without its sign.
        """
        cursor, text = self.textCursor(), self.text()
        start, end = characters(text, cursor.selectionStart()), characters(text, cursor.selectionEnd())
        if start == end:
            start = text.rfind("\n", 0, start) + 1
            end = (text + "\n").index("\n", start)
            start = end - len(self._without_sign(cursor.block(), text[start:end]))
        found = text[start:end]
        return start + len(found) - len(found.lstrip()), found.strip()

    def speaker_and_theme(self) -> tuple[str | None, str | None]:
        """Whose line the selection begins in, and the theme in force there."""
        start = self.textCursor().selectionStart()
        block = self.document().findBlock(start)
        line = line_of(block)
        while block.isValid() and block.text().strip():
            above = line_of(block)
            if above is not None and above.kind is LineKind.THEME:
                return (line.speaker if line else None), above.text
            block = block.previous()
        return (line.speaker if line else None), None

    def lines(self) -> Iterator[tuple[int, Line]]:
        """Every line with its number, as it was read when it was typed."""
        block = self.document().begin()
        while block.isValid():
            line = line_of(block)
            if line is not None and line.kind is not LineKind.TEXT:
                yield block.blockNumber(), line
            block = block.next()

    def go_to_line(self, number: int) -> None:
        """Put the cursor at the end of this line."""
        cursor = QTextCursor(self.document().findBlockByNumber(number))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo in the order of acting; Shift+Enter is a line like any other."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            if self.document().isRedoAvailable():
                self.redo()
            else:
                self.redo_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Whatever is pasted is text alone."""
        self.insertPlainText(source.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left: save."""
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where one types stays in view."""
        super().resizeEvent(event)
        self.ensureCursorVisible()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What Qt offers, and what can be marked."""
        menu: QMenu = self.createStandardContextMenu()
        self.menu_wanted.emit(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and beside it the signs of the lines in view."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout, shift = self.document().documentLayout(), self.verticalScrollBar().value()
        block = self.cursorForPosition(self.viewport().rect().topLeft()).block()
        while block.isValid():
            box = layout.blockBoundingRect(block).translated(0, -shift)
            if box.top() > self.viewport().height():
                break
            line = line_of(block)
            if line is not None:
                first = block.layout().lineAt(0)
                self._draw_sign(painter, line, box.top(), first.height() if first.isValid() else box.height())
            block = block.next()

    def _draw_sign(self, painter: QPainter, line: Line, top: float, height: float) -> None:
        look = theme()
        right = look.px(GUTTER - 14)
        if line.kind is LineKind.SPEECH:
            painter.setFont(look.font(17, 700))
            painter.setPen(look.colour("muted"))
            words = QFontMetricsF(painter.font()).elidedText(
                f"{line.speaker}:", Qt.TextElideMode.ElideRight, look.px(GUTTER - 20)
            )
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, right, height), int(flags), words)
        elif line.kind in SIGNS:
            sign, tone = SIGNS[line.kind]
            ink, soft = TONES[tone]
            side = look.px(27)
            box = QRectF(right - side, top + (height - side) / 2, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(soft))
            painter.drawRoundedRect(box, 5, 5)
            painter.setFont(look.font(17, 700))
            painter.setPen(look.colour(ink))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), sign)

    def _undo(self) -> None:
        if self._made and self._made[-1][0] == self.text():
            self.unmark_wanted.emit(self._made.pop()[1])
        elif self.document().isUndoAvailable():
            self.undo()
        else:
            self.undo_wanted.emit()

    def _without_sign(self, block: QTextBlock, text: str) -> str:
        line = line_of(block)
        return text if line is None or line.kind is LineKind.TEXT else line.text

    def _measure(self) -> None:
        look = theme()
        font = look.font(TEXT_SIZE)
        document = self.document()
        undoable = document.isUndoRedoEnabled()
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(font)
        frame = QTextFrameFormat()
        frame.setLeftMargin(look.px(GUTTER))
        frame.setRightMargin(look.px(EDGE))
        frame.setTopMargin(look.px(24))
        frame.setBottomMargin(look.px(24))
        document.rootFrame().setFrameFormat(frame)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LINE_HEIGHT, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        whole = QTextCursor(document)
        whole.select(QTextCursor.SelectionType.Document)
        whole.mergeBlockFormat(spaced)
        document.setUndoRedoEnabled(undoable)
        self.setExtraSelections(self._marks.selections())
