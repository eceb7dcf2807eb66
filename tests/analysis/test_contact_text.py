"""Whom a form names as contact."""

from __future__ import annotations

import pytest

from stvcrm.analysis.contact_text import NamedContact, contacts

ME = "Roos van Dijk"


@pytest.mark.parametrize("text", ["met mij", "Met mij.", "ondergetekende", "ikzelf", ME, "R. van Dijk"])
def test_the_writer(text: str) -> None:
    (found,) = contacts(text, ME)
    assert found.is_respondent


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jan de Vries, 06-12345678, teamleider", NamedContact("Jan de Vries", "teamleider", "+31612345678")),
        ("Ans Bos (beleid) a.bos@x.example", NamedContact("Ans Bos", "beleid", None, "a.bos@x.example")),
        ("onze teamleider Jan de Vries", NamedContact("Jan de Vries", "teamleider")),
        ("mevrouw De Jong-van 't Hof, 030-1234567", NamedContact("De Jong-van 't Hof", None, "+31301234567")),
        ("jan de vries", NamedContact("jan de vries")),
        ("Contactpersoon: Anna Bakker / a@x.example", NamedContact("Anna Bakker", None, None, "a@x.example")),
        ("Piet Puk, beleidsadviseur, tel. 06 12345678",
         NamedContact("Piet Puk", "beleidsadviseur", "+31612345678")),
    ],
)  # fmt: skip
def test_name_role_telephone_and_mail_in_any_order(text: str, wanted: NamedContact) -> None:
    assert contacts(text, ME) == (wanted,)


def test_two_people() -> None:
    assert [found.name for found in contacts("Jasper van Ooste en Milan Kok", ME)] == [
        "Jasper van Ooste",
        "Milan Kok",
    ]


@pytest.mark.parametrize("text", ["", "ja", "graag via het secretariaat", "nog onbekend", "Jan"])
def test_nobody_is_made_up(text: str) -> None:
    assert contacts(text, ME) == ()
