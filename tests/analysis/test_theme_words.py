"""Which theme the words of a piece suggest."""

from __future__ import annotations

from stvcrm.analysis.theme_words import Suggestion, ThemeWords

CODED = [
    ("Het kost te veel tijd", ["tijd"]),
    ("Geen tijd om te leren", ["tijd", "scholing"]),
    ("Persoonlijk contact gaat verloren", ["persoonlijk contact"]),
    ("We missen persoonlijke gesprekken", ["persoonlijk contact"]),
]


def test_the_words_that_speak_for_a_theme_are_told() -> None:
    found = ThemeWords(CODED).suggest("De persoonlijke aandacht verdwijnt")
    assert found == Suggestion("persoonlijk contact", ("persoonlijke",))


def test_a_word_seen_once_suggests_nothing() -> None:
    assert ThemeWords(CODED).suggest("Er gaat veel verloren") is None


def test_a_theme_that_the_piece_has_is_not_suggested_again() -> None:
    assert ThemeWords(CODED).suggest("geen tijd", but=["tijd"]) is None
