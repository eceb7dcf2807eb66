"""Where an open answer may be split, and the pieces that come of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stvcrm.analysis.splitting import pieces, places


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in pieces(text, places(text))]


def test_lines_semicolons_slashes_and_sentences() -> None:
    assert said("Geen tijd; te duur / moeilijk.\n- Jongeren willen wel. Ouderen niet") == [
        "Geen tijd",
        "te duur",
        "moeilijk.",
        "Jongeren willen wel.",
        "Ouderen niet",
    ]


def test_one_thing_stays_whole() -> None:
    assert said("Het werkt, ook 's avonds") == ["Het werkt, ook 's avonds"]


@given(st.text(alphabet="ab .;/\n-é", max_size=60), st.lists(st.integers(-5, 70), max_size=5))
def test_pieces_are_in_the_text_in_order_and_never_overlap(text: str, cuts: list[int]) -> None:
    found = pieces(text, tuple(cuts))
    edges = [edge for piece in found for edge in piece]
    assert edges == sorted(edges)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in found)
