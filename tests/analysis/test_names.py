"""Which names are one organisation, which are not, and when to ask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stvcrm.analysis.name_index import NameIndex
from stvcrm.analysis.names import Likeness, Named, Verdict, core, judge, likeness

ADDRESS = "3511 AB 12"


def verdict(a: tuple[str, str], b: tuple[str, str]) -> Verdict:
    return likeness(Named(1, *a), Named(2, *b)).verdict


@pytest.mark.parametrize(
    ("name", "place", "left"),
    [
        ("Stichting Welzijn Zonnehof Ede e.o.", "Ede", ("zonnehof",)),
        ("AMW De Linde", "Zeist", ("linde",)),
        ("Coöperatie Buurtzaak U.A.", "", ("buurtzaak",)),
        ("Welzijnswerk Capelle a/d IJssel", "Capelle aan den IJssel", ()),
        ("Sociaal Werk 's-Hertogenbosch", "'s-Hertogenbosch", ()),
    ],
)
def test_core(name, place, left):
    assert core(name, place) == left


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Stichting Welzijn Zonnehof", "Ede"), ("Zonnehof Welzijn", "Ede")),
        (("AMW Zonnehof", "Ede"), ("Algemeen Maatschappelijk Werk Zonnehof", "Ede")),
        (("WW Zonnehof Ede", "Ede"), ("Welzijnswerk Zonnehof", "Ede")),
        (("St. Zonnehof e.o.", "Ede"), ("Stichting Zonnehof", "Ede")),
        (("ZONNEHÓF WELZYN", "Ede"), ("Zonnehof Welzijn", "ede")),
        (("Welzijn Zonehof", "Ede"), ("Welzijn Zonnehof", "Ede")),
        (("Welzijnswerk Ede", "Ede"), ("Stichting Welzijn Ede e.o.", "Ede")),
        (("Zonnehof Ede", ""), ("Zonnehof Ede", "Ede")),
        (("Zonnehof Groep", "Ede"), ("Zonnehof", "Ede")),
    ],
)
def test_one_organisation(a, b):
    assert verdict(a, b) is Verdict.LINKED


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Welzijn Zonnehof", "Ede"), ("Maatschappelijk Werk Zonnehof", "Ede")),
        (("Nieuw Zonnehof", "Ede"), ("Zonnehof", "Ede")),
        (("Welzijn De Brug", "Ede"), ("Welzijn De Burg", "Ede")),
        (("Zonnehof", ""), ("Zonnehof Ede", "Ede")),
    ],
)
def test_doubt(a, b):
    assert verdict(a, b) is Verdict.ASK


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Welzijn Zonnehof Ede", "Ede"), ("Welzijn Zonnehof Zeist", "Zeist")),
        (("Welzijnswerk Ede", "Ede"), ("Welzijnswerk Zeist", "Zeist")),
        (("Welzijn Ede", "Ede"), ("Welzijn Zonnehof", "Ede")),
        (("Welzijn Maanzicht", "Ede"), ("Welzijn Zonnehof", "Ede")),
    ],
)
def test_two_organisations(a, b):
    assert verdict(a, b) is Verdict.NEW


def test_reasons_are_told():
    found = likeness(Named(1, "Zonnehof", "Ede", ADDRESS), Named(2, "Zonnehof", "Ede", ADDRESS))
    assert found.reasons == ("zelfde naam", "zelfde plaats", "zelfde postcode en huisnummer")


def test_the_same_address_alone_proves_nothing():
    a, b = Named(1, "Maanzicht", "Ede", ADDRESS), Named(2, "Zonnehof", "Ede", ADDRESS)
    assert likeness(a, b).verdict is Verdict.NEW


def test_the_same_address_and_telephone_under_another_name_is_asked():
    a = Named(1, "Maanzicht", "Ede", ADDRESS, "+31304567890")
    b = Named(2, "Zonnehof", "Ede", ADDRESS, "+31304567890")
    assert likeness(a, b).verdict is Verdict.ASK


def test_the_mail_domain_settles_a_doubt():
    domain = frozenset({"zonnehof.example"})
    a, b = Named(1, "Zonnehof", domains=domain), Named(2, "Zonnehof Ede", "Ede", domains=domain)
    assert likeness(a, b).verdict is Verdict.LINKED


def test_two_candidates_alike_are_asked():
    assert judge([Likeness(0.95, ()), Likeness(0.94, ())]) is Verdict.ASK


NAMES = st.text(alphabet="abcdeijnrsw'. éĳ0", max_size=25)


@given(NAMES, NAMES, NAMES, NAMES)
def test_likeness_is_the_same_both_ways_and_within_bounds(name, place, other, elsewhere):
    a, b = Named(1, name, place), Named(2, other, elsewhere)
    assert likeness(a, b).score == pytest.approx(likeness(b, a).score, abs=0.02)
    assert 0 <= likeness(a, b).score <= 1


@given(NAMES.filter(str.strip), NAMES)
def test_a_name_is_like_itself(name, place):
    assert likeness(Named(1, name, place), Named(2, name, place)).verdict is Verdict.LINKED


KNOWN = (
    Named(1, "Welzijn Zonnehof", "Ede"),
    Named(2, "Welzijn Zonnehof", "Zeist"),
    Named(3, "Sociaal Werk Bunnik", "Bunnik"),
    Named(4, "Maanzicht", "Ede", ADDRESS, "+31304567890"),
    Named(4, "Sterrenwacht", "Ede"),
)


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (Named(0, "Zonnehof", "Ede"), 1),
        (Named(0, "Welzijn Zonehof", "Zeist"), 2),
        (Named(0, "sociaal werk bunik"), 3),
        (Named(0, "Stichting Sterrenwacht", "Ede"), 4),
    ],
)
def test_the_index_finds_the_one_meant(row, key):
    outcome, found = NameIndex(KNOWN).match(row)
    assert (outcome, found[0].entry.key) == (Verdict.LINKED, key)


def test_a_name_that_two_organisations_have_is_asked():
    outcome, found = NameIndex(KNOWN).match(Named(0, "Welzijn Zonnehof"))
    assert outcome is Verdict.ASK
    assert {candidate.entry.key for candidate in found} == {1, 2}


def test_the_index_finds_a_renamed_one_by_its_evidence():
    outcome, found = NameIndex(KNOWN).match(Named(0, "Volle Kracht", "Ede", ADDRESS, "+31304567890"))
    assert (outcome, found[0].entry.key) == (Verdict.ASK, 4)


def test_a_key_comes_once():
    _outcome, found = NameIndex(KNOWN).match(Named(0, "Maanzicht Sterrenwacht", "Ede"))
    assert len({candidate.entry.key for candidate in found}) == len(found)


@pytest.mark.parametrize("name", ["", "n.v.t.", "zelfstandig adviseur", "Gemeente Ede"])
def test_strangers_are_new(name):
    assert NameIndex(KNOWN).match(Named(0, name))[0] is Verdict.NEW
