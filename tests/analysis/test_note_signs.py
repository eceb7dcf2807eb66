"""Signs at the start of a line become what they mean; all else stays text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stvcrm.analysis.note_signs import Line, LineKind, read_notes

MONDAY = date(2017, 5, 15)


def only(text: str, **known: tuple[str, ...]) -> Line:
    (line,) = read_notes(text, MONDAY, initials=("jt", "sb"), **known)
    return line


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [
        ("! Zonnehof doet mee", LineKind.AGREEMENT, "Zonnehof doet mee"),
        ("? Wie betaalt?", LineKind.QUESTION, "Wie betaalt?"),
        ("# scholing", LineKind.THEME, "scholing"),
        ("jt: Wij durven niet.", LineKind.SPEECH, "Wij durven niet."),
        ("Rondleiding", LineKind.TEXT, "Rondleiding"),
    ],
)
def test_signs(text, kind, left):
    line = only(text)
    assert (line.kind, line.text) == (kind, left)


@pytest.mark.parametrize(
    "text",
    [
        "> 50% doet mee",
        "+31 30 456 78 90",
        "#1 van de stad",
        "!!",
        "?",
        ">",
        "  > ingesprongen",
        "a > b",
        "xx: wie?",
    ],
)
def test_what_is_no_sign_stays_text(text):
    line = only(text)
    assert (line.kind, line.text) == (LineKind.TEXT, text.strip())


@pytest.mark.parametrize(
    ("text", "who", "what", "due"),
    [
        ("> jt stuurt het plan, voor 1 juni", "jt", "stuurt het plan", date(2017, 6, 1)),
        ("> wij brengen hen in contact, voor vr 19 mei", "wij", "brengen hen in contact", date(2017, 5, 19)),
        ("> wij: financiering op de agenda", "wij", "financiering op de agenda", None),
        ("> SB belt uiterlijk morgen", "sb", "belt", date(2017, 5, 16)),
        ("> Noor Haddad maakt een opzet voor +2w", "Noor Haddad", "maakt een opzet", date(2017, 5, 29)),
        ("> gemeente Ede: besluit nemen voor eind juni", "gemeente Ede", "besluit nemen", date(2017, 6, 30)),
        ("> opzet voor de proef", None, "opzet voor de proef", None),
        ("> opzet voor de proef voor 1 maart", None, "opzet voor de proef", date(2018, 3, 1)),
        ("> jt stuurt het voor ma 19 mei", "jt", "stuurt het voor ma 19 mei", None),
    ],
)
def test_actions(text, who, what, due):
    line = only(text, names=("Noor Haddad",))
    assert (line.kind, line.who, line.text, line.due) == (LineKind.ACTION, who, what, due)


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("+ dorpsapp sinds februari", "dorpsapp", "sinds februari"),
        ("+beeldbellen", "beeldbellen", ""),
        ("+ Online dossier in gebruik", "Online dossier", "in gebruik"),
        ("+ slimme bril: nog niet", "slimme bril", "nog niet"),
    ],
)
def test_technologies(text, name, rest):
    line = only(text, technologies=("online dossier",))
    assert (line.technology, line.text) == (name, rest)


def test_a_theme_holds_until_an_empty_line_or_the_next():
    lines = read_notes("een\n#scholing\ntwee\n#geld\ndrie\n\nvier", MONDAY)
    assert [(line.text, line.theme) for line in lines if line.kind is LineKind.TEXT] == [
        ("een", None),
        ("twee", "scholing"),
        ("drie", "geld"),
        ("vier", None),
    ]


def test_both_sides_can_speak():
    assert only("Samen: we proberen het").speaker == "samen"


def test_lines_know_their_place():
    notes = "een\r\n\n! twee\n"
    assert [notes[line.start : line.end] for line in read_notes(notes, MONDAY)] == ["een", "! twee"]


PIECES = st.sampled_from(
    [">", "!", "?", "#", "+", "jt", ":", " ", "\n", "\r", "voor", ",", "1 juni", "x", "é"]
)


@given(st.lists(PIECES | st.characters(), max_size=25).map("".join))
def test_no_line_is_lost(notes):
    lines = read_notes(notes, MONDAY, initials=("jt",))
    assert len(lines) == sum(bool(text.strip()) for text in notes.split("\n"))
