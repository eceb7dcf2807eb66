"""Names of people fall apart the Dutch way, and two spellings of one person meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stvcrm.analysis.person_names import PersonName, initials, person_parts, same_person


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Alicia Heribert van Laon", PersonName("Alicia Heribert", "van", "Laon")),
        ("Aya van der Meer-Bakker", PersonName("Aya", "van der", "Meer-Bakker")),
        ("Ella Aelftrud van Wessex", PersonName("Ella Aelftrud", "van", "Wessex")),
        ("Hannah d' Heripon", PersonName("Hannah", "d'", "Heripon")),
        ("Robin de Graaf", PersonName("Robin", "de", "Graaf")),
        ("Tim in 't Veld", PersonName("Tim", "in 't", "Veld")),
        ("Merle Goyaerts van Waderle", PersonName("Merle Goyaerts", "van", "Waderle")),
        ("Lana Mathurin", PersonName("Lana", "", "Mathurin")),
        ("Laon, Alicia van", PersonName("Alicia", "van", "Laon")),
        ("van Laon, Alicia", PersonName("Alicia", "van", "Laon")),
        ("Mevr. drs. A. van Laon", PersonName("A.", "van", "Laon")),
        ("De heer J. Bos", PersonName("J.", "", "Bos")),
        ("Van Laon", PersonName("", "Van", "Laon")),
        ("Noor", PersonName("Noor", "", "")),
        ("", PersonName("", "", "")),
    ],
)
def test_parts(name, parts):
    assert person_parts(name) == parts


def test_sort_key():
    assert person_parts("Alicia Heribert van Laon").sort_key == "Laon, Alicia Heribert van"


@pytest.mark.parametrize(
    ("name", "letters"), [("Joost van Tilburg", "jt"), ("Élise Bos", "eb"), ("Noor", "n")]
)
def test_initials(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Alicia van Laon", "A. van Laon"),
        ("Alicia van Laon", "alicia laon"),
        ("Jan Pieter Bos", "J.P. Bos"),
        ("Jan Pieter Bos", "JP Bos"),
        ("Jan Bos", "Jan P. Bos"),
        ("Noël Bos", "Noel Bos"),
        ("Aya v.d. Meer", "Aya van der Meer"),
        ("Laon, Alicia van", "Alicia van Laon"),
        ("Bert Dijk", "Bert Dyk"),
        ("-", "-"),
        ('" "', '" "'),
        ("Mej. ?", "mej. ?"),
    ],
)
def test_one_person(a, b):
    assert same_person(a, b)
    assert same_person(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Alicia van Laon", "Bea van Laon"),
        ("Alicia van Laon", "Alicia de Laon"),
        ("A. Bos", "B. Bos"),
        ("Alicia", "Alicia Bos"),
        ("Jan Bos", "Jan Bosch"),
        ("Bos", ""),
        ("", ""),
    ],
)
def test_two_people(a, b):
    assert not same_person(a, b)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_has_parts(a, b):
    assert same_person(a, b) == same_person(b, a)
    initials(a)
    assert isinstance(person_parts(a).sort_key, str)
