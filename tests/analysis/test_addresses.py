"""Numbers and addresses get one notation, or are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stvcrm.analysis import addresses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3511ab", "3511 AB"),
        (" 3511  AB ", "3511 AB"),
        ("0511 AB", None),
        ("3511 ss", "3511 SS"),
        ("3511", None),
        ("35112 AB", None),
    ],
)
def test_postcode(text, expected):
    assert addresses.postcode(text) == expected


@pytest.mark.parametrize(
    ("street", "number"),
    [
        ("Leonstraat 74-2", 74),
        ("Laurensbaan 17 bis", 17),
        ("Noutstraat 21a", 21),
        ("Plein 1944 12", 12),
        ("Dorpsplein", None),
    ],
)
def test_house_number(street, number):
    assert addresses.house_number(street) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(088) 1859375", "+31881859375"),
        ("0031343127251", "+31343127251"),
        ("0418 597 15 3", "+31418597153"),
        ("+31 (0)30 4567890", "+31304567890"),
        ("tel. 030-4567890", "+31304567890"),
        ("030-4567890 toestel 12", "+31304567890"),
        ("+32 2 555 12 12", "+3225551212"),
        ("onbekend", None),
        ("", None),
        ("12", None),
        ("030 4567890 / 06 12345678", None),
        ("bel 030-4567890", None),
    ],
)
def test_phone(text, expected):
    assert addresses.phone(text) == expected


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+31304567890", "030 456 78 90"),
        ("+31655018240", "06 55 01 82 40"),
        ("+31343127251", "0343 127 251"),
        ("+31881859375", "088 185 93 75"),
        ("+3225551212", "+32 2 555 12 12"),
        ("onbekend", "onbekend"),
    ],
)
def test_phone_shown(number, shown):
    assert addresses.phone_shown(number) == shown


@given(st.integers(0, 10**8 - 1).map(lambda n: f"+316{n:08}"))
def test_what_is_shown_is_read_back(number):
    shown = addresses.phone_shown(number)
    assert addresses.phone(shown) == number
    assert addresses.digits(shown)[1:] == number[3:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("J.Vries@Senzo.example", "j.vries@senzo.example"),
        ("mailto:info@senzo.example", "info@senzo.example"),
        ("Jan Vries <jan@senzo.example>", "jan@senzo.example"),
        ("info@senzo", None),
        ("info@@senzo.example", None),
        ("a@b.example; c@d.example", None),
        ("geen", None),
    ],
)
def test_email(text, expected):
    assert addresses.email(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("www.senzo.example", "https://www.senzo.example"),
        ("http://Senzo.example/", "http://senzo.example"),
        ("senzo.example/over?x=1", "https://senzo.example/over?x=1"),
        ("geen", None),
        ("info@senzo.example", None),
        ("http://[", None),
        ("javascript:alert(1)", None),
    ],
)
def test_website(text, expected):
    assert addresses.website(text) == expected


def test_a_website_and_a_mail_address_share_their_domain():
    assert addresses.web_domain("http://www.senzo.example/over") == addresses.mail_domain(
        "info@senzo.example"
    )


def test_a_providers_domain_says_nothing():
    assert addresses.mail_domain("welzijn@gmail.com") is None


@given(st.text(max_size=40))
def test_readers_never_raise(text):
    for read in (
        addresses.postcode,
        addresses.phone,
        addresses.email,
        addresses.website,
        addresses.mail_domain,
    ):
        found = read(text)
        assert found is None or found
    addresses.house_number(text)
    addresses.phone_shown(text)
