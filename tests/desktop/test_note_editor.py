"""Notes on screen: what is read, what is marked, how typing is undone, and that nothing is lost."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from stvcrm.analysis.note_signs import LineKind, LineReader
from stvcrm.desktop.kit.autosave import Autosave
from stvcrm.desktop.kit.note_editor import NoteEditor
from stvcrm.desktop.kit.note_marks import Mark, characters, describe, units
from stvcrm.model.utterances import Polarity, QuoteConsent

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.theme import Theme

READER = LineReader.of(date(2017, 5, 15), ("jt",), ("Joost van Tilburg",))


@pytest.fixture
def editor(look: Theme, qtbot: QtBot) -> NoteEditor:
    made = NoteEditor("Notities", READER)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def kinds(editor: NoteEditor) -> list[LineKind]:
    return [line.kind for _number, line in editor.lines()]


def mark(text: str, part: str, **values: object) -> Mark:
    start = text.index(part)
    given = {"polarity": Polarity.POSITIVE, "consent": QuoteConsent.ANONYMOUS, "themes": ()} | values
    return Mark(1, start, start + len(part), **given)


def test_reads_signs_while_typing(editor: NoteEditor) -> None:
    QTest.keyClicks(editor, "> jt stuurt het plan, voor 1 juni")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "gewone tekst")
    assert kinds(editor) == [LineKind.ACTION]


def test_reads_again_when_others_are_present(editor: NoteEditor) -> None:
    editor.set_text("sb: wij durven niet")
    assert kinds(editor) == []
    editor.highlighter.set_reader(LineReader.of(date(2017, 5, 15), ("sb",)))
    assert kinds(editor) == [LineKind.SPEECH]


@pytest.mark.parametrize("text", ["a\u00a0b", "één\n\n> x\n", "🙂 lacht", " ruimte ", "é e\u0301"])
def test_text_stays_as_it_is(editor: NoteEditor, text: str) -> None:
    editor.set_text(text)
    assert editor.text() == text


def test_shift_enter_is_a_line_like_any_other(editor: NoteEditor) -> None:
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor, "! samen")
    assert kinds(editor) == [LineKind.AGREEMENT]


def test_pasting_keeps_text_alone(editor: NoteEditor) -> None:
    mime = QMimeData()
    mime.setHtml("<b>vet</b>")
    mime.setText("vet")
    editor.insertFromMimeData(mime)
    assert editor.text() == "vet"
    assert "font-weight:700" not in editor.toHtml()


def test_counts_characters_as_the_workspace_does() -> None:
    assert units("🙂ab", 2) == 3
    assert characters("🙂ab", 3) == 2


def test_selection_gives_its_passage_without_spaces(editor: NoteEditor) -> None:
    editor.set_text("🙂 Wij durven niet")
    cursor = editor.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(6, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    assert editor.passage() == (2, "Wij")


def test_without_selection_the_line_is_the_passage(editor: NoteEditor) -> None:
    editor.set_text("# scholing\njt: Wij durven niet")
    editor.go_to_line(1)
    assert editor.passage() == (15, "Wij durven niet")
    assert editor.speaker_and_theme() == ("jt", "scholing")


def test_theme_ends_at_an_empty_line(editor: NoteEditor) -> None:
    editor.set_text("# scholing\n\nlosse regel")
    editor.go_to_line(2)
    assert editor.speaker_and_theme() == (None, None)


def test_mark_moves_along_with_typing(editor: NoteEditor) -> None:
    text = "Wij durven niet"
    editor.set_text(text)
    editor.show_marks([mark(text, "durven")])
    cursor = editor.textCursor()
    cursor.insertText("Nee: ")
    cursor.setPosition(10)
    editor.setTextCursor(cursor)
    assert editor.mark_here() is not None
    assert editor.extraSelections()[0].cursor.selectedText() == "durven"


def test_marks_differ_by_line_style(editor: NoteEditor) -> None:
    text = "goed slecht neutraal"
    editor.set_text(text)
    editor.show_marks(
        [
            mark(text, "goed"),
            mark(text, "slecht", polarity=Polarity.NEGATIVE),
            mark(text, "neutraal", polarity=None),
        ]
    )
    assert len({found.format.underlineStyle() for found in editor.extraSelections()}) == 3


def test_mark_is_told_in_words() -> None:
    found = mark("goed", "goed", themes=("scholing",), consent=QuoteConsent.DO_NOT_USE)
    assert describe(found) == "Gemarkeerd: positief · scholing · niet gebruiken"


def press_undo(editor: NoteEditor) -> None:
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_undoes_typing_then_the_journal(editor: NoteEditor, qtbot: QtBot) -> None:
    editor.set_text("al opgeslagen")
    QTest.keyClicks(editor, "x")
    with qtbot.assertNotEmitted(editor.undo_wanted):
        press_undo(editor)
    assert editor.text() == "al opgeslagen"
    with qtbot.waitSignal(editor.undo_wanted):
        press_undo(editor)


def test_undoes_a_mark_before_the_typing_that_went_before(editor: NoteEditor, qtbot: QtBot) -> None:
    QTest.keyClicks(editor, "tekst")
    editor.marked(7)
    with qtbot.waitSignal(editor.unmark_wanted) as caught:
        press_undo(editor)
    assert caught.args == [7]
    press_undo(editor)
    assert editor.text() == ""


def test_typing_in_twenty_thousand_words_does_not_lag(editor: NoteEditor) -> None:
    line = "Twee medewerkers volgden een cursus beeldbellen; de rest wacht af.\n> wij sturen het plan\n"
    editor.set_text(line * 1_300)
    cursor = editor.textCursor()
    cursor.setPosition(len(line) * 600)
    editor.setTextCursor(cursor)
    start = perf_counter()
    QTest.keyClicks(editor, "> jt stuurt het")
    assert (perf_counter() - start) / 15 < 0.1


class Text:
    """A text that is saved when it is told so."""

    def __init__(self) -> None:
        self.now, self.saves, self.drafts = "", [], []

    def read(self) -> str:
        return self.now


@pytest.fixture
def text() -> Text:
    return Text()


@pytest.fixture
def saver(text: Text, editor: NoteEditor) -> Autosave:
    return Autosave(text.read, text.saves.append, text.drafts.append, editor)


def test_saves_after_a_pause(saver: Autosave, text: Text, qtbot: QtBot) -> None:
    text.now = "a"
    saver.typed()
    qtbot.waitUntil(lambda: text.saves == ["a"], timeout=1_000)


def test_saves_also_while_typing_goes_on(saver: Autosave, text: Text, qtbot: QtBot) -> None:
    start = perf_counter()
    while not text.saves and perf_counter() - start < 3:
        text.now += "a"
        saver.typed()
        qtbot.wait(100)
    assert perf_counter() - start < 1.5


def test_keeps_a_draft_while_a_save_waits(saver: Autosave, text: Text, qtbot: QtBot) -> None:
    text.now = "a"
    saver.flush()
    text.now = "ab"
    qtbot.waitUntil(lambda: text.drafts == ["ab"], timeout=1_000)
    assert text.saves == ["a"]


def test_saves_what_was_typed_meanwhile(saver: Autosave, text: Text) -> None:
    text.now = "a"
    saver.flush()
    text.now = "ab"
    saver.done()
    assert text.saves == ["a", "ab"]
    assert saver.is_dirty()


def test_refused_save_keeps_a_draft_and_tells(saver: Autosave, text: Text, qtbot: QtBot) -> None:
    text.now = "a"
    saver.flush()
    with qtbot.waitSignal(saver.failed):
        saver.refused(ValueError("vol"))
    assert text.drafts == ["a"]
    assert saver.is_dirty()
