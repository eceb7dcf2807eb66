"""Marked passages keep their place while the note around them is edited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stvcrm.analysis.passages import Passage, reanchor

NOTE = "Rondleiding.\njt: Wij durven niet te beginnen.\nTwee medewerkers volgden een cursus.\nEinde."
QUOTE = "Wij durven niet te beginnen."


def quoted(old: str, new: str, text: str = QUOTE) -> str | None:
    start = old.index(text)
    (place,) = reanchor(old, new, [Passage(start, start + len(text))])
    return None if place is None else new[place.start : place.end]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (f"Eerst dit.\n{NOTE}", QUOTE),
        (f"{NOTE}\nEn nog iets.", QUOTE),
        (NOTE.replace("Rondleiding.\n", ""), QUOTE),
        (NOTE.replace("Rondleiding", "Ontvangst").replace("cursus", "training"), QUOTE),
        (NOTE.replace("durven", "durfden"), "Wij durfden niet te beginnen."),
        (NOTE.replace("Wij", "Ouderen"), "Ouderen durven niet te beginnen."),
        (NOTE.replace("beginnen", "beginnen zonder hulp"), "Wij durven niet te beginnen zonder hulp."),
        (NOTE.replace("beginnen.\nTwee", "beginn Drie"), "Wij durven niet te beginn"),
        (f"{QUOTE}\n{NOTE.replace(QUOTE, '')}", QUOTE),
        (NOTE.replace(QUOTE, ""), None),
        (NOTE.replace(QUOTE, "Heel iets anders!"), None),
        ("", None),
    ],
)
def test_after_an_edit(new, expected):
    assert quoted(NOTE, new) == expected


def test_typing_at_its_edges_is_not_part_of_it():
    new = NOTE.replace(QUOTE, f"Toch: {QUOTE} Zei hij.")
    assert quoted(NOTE, new) == QUOTE


def test_passages_keep_their_order():
    places = [Passage(20, 25), Passage(0, 5), Passage(500, 600)]
    assert reanchor(NOTE, "x" + NOTE, places) == (Passage(21, 26), Passage(1, 6), None)


def test_a_long_note_with_edits_at_both_ends():
    body = "".join(f"Regel {n} over het wijkbudget en de gemeente.\n" for n in range(1500))
    old = f"begin {body}Wij durven niet te beginnen.\n{body}"
    assert quoted(old, f"nieuw {old[6:-2]} slot") == QUOTE


TEXT = st.text(alphabet="ab \n", max_size=30)
TYPED = st.text(alphabet="ab \nc", max_size=12)


@given(TEXT, TEXT, TEXT, TEXT.filter(bool), TYPED, st.booleans())
def test_a_passage_survives_any_one_edit_outside_it(first, cut, between, marked, typed, before):
    """Also in a text full of repetition, where an edit can be read in more than one way."""
    old = first + cut + between + marked if before else marked + between + cut + first
    new = first + typed + between + marked if before else marked + between + typed + first
    start = len(first + cut + between) if before else 0
    (place,) = reanchor(old, new, [Passage(start, start + len(marked))])
    assert place is not None
    assert new[place.start : place.end] == marked


@given(st.lists(TEXT, min_size=6, max_size=6), TYPED, TYPED)
def test_a_passage_survives_edits_on_both_sides(pieces, typed, later):
    first, cut, left, right, out, last = pieces
    marked = f"{left}x{right}"
    old, new = first + cut + marked + out + last, first + typed + marked + later + last
    start = len(first + cut)
    (place,) = reanchor(old, new, [Passage(start, start + len(marked))])
    assert place is not None
    assert new[place.start : place.end] == marked


@given(TEXT, TEXT, TEXT, TEXT, TYPED, st.text("ab", min_size=1, max_size=5))
def test_an_insertion_inside_is_followed(first, left, right, last, typed, letters):
    left, right = "x" + left + letters, letters + right + "y"
    old, new = first + left + right + last, first + left + typed + right + last
    (place,) = reanchor(old, new, [Passage(len(first), len(first + left + right))])
    assert place is not None
    assert new[place.start : place.end] == left + typed + right


@given(TEXT, TEXT, st.integers(-2, 40), st.integers(-2, 40))
def test_a_place_lies_within_the_text(old, new, start, end):
    for place in reanchor(old, new, [Passage(start, end)]):
        assert place is None or 0 <= place.start <= place.end <= len(new)
