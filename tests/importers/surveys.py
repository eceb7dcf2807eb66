"""Survey exports made up for tests: the same forms as different programs write them."""

from __future__ import annotations

from typing import Any

WIDE = (
    "Respondent-ID", "Einddatum", "E-mailadres", "Organisatie", "Naam", "Functie",
    "1. Hoe beoordeelt u de acceptatiegraad?", "", "",
    "2. Hoe beoordeelt u de waarde?", "", "",
    "3. Hoe beoordeelt u de kennis?", "", "",
    "4. Is er interesse in meer kennisoverdracht?", "", "",
    "5. Stelt u prijs op een kennismaking?", "",
    "6. Welke opmerkingen heeft u nog?",
)  # fmt: skip
PARTS = ("",) * 6 + ("Medewerkers", "Cliënten", "Toelichting") * 4 + ("Response", "Met wie?", "Open antwoord")
ZEE = [
    "501", "03-03-2017 10:00", "anna@welzijnzee.example", "Welzijn Zee", "Anna de Wit", "Teamleider",
    "3", "2", "Het voelt onpersoonlijk", "4", "3 - gemiddeld", "", "5 (hoog)", " 1", "",
    "Ja", "Weet niet", "Veiligheid; het nut", "Ja", "met mij", "Maak het samen.",
]  # fmt: skip
DUIN = [
    "502", "04-03-2017 11:30", "bas@duinroos.example", "De Duinroos", "Bas Smit", "Directeur",
    "1", "", "", "2", "2", "", "0", "1", "", "Nee", "Nee", "", "Misschien later", "", "",
]  # fmt: skip
STRANGER = [
    "503", "05-03-2017 09:00", "x@elders.example", "Gemeente Verweg", "Xander Bos", "",
    "3", "3", "", "3", "3", "", "3", "3", "", "Ja", "Ja", "", "Ja", "Xander Bos", "",
]  # fmt: skip
EMPTY = ["504", "05-03-2017 10:00", *[""] * 19]
MEMBERS = [
    ["Lidnr", "Organisatie", "Plaats", "E-mail"],
    ["00012", "Welzijn Zee", "Goes", "info@welzijnzee.example"],
    ["00034", "De Duinroos", "Bergen", "info@duinroos.example"],
    ["00056", "Buurthuis Berg", "Ede", "info@buurthuisberg.example"],
]


def two_rows(*forms: list[Any]) -> list[list[Any]]:
    """As SurveyMonkey writes it: the question above its parts."""
    return [list(WIDE), list(PARTS), *[list(form) for form in forms]]


def one_row(*forms: list[Any]) -> list[list[Any]]:
    """As Google and Microsoft Forms write it: question and part in one heading."""
    heads = []
    question = ""
    for above, part in zip(WIDE, PARTS, strict=True):
        question = above or question
        heads.append(f"{question} [{part}]" if part else question)
    return [heads, *[list(form) for form in forms]]


def coded(*forms: list[Any]) -> list[list[Any]]:
    """As LimeSurvey writes codes: no words of the questions at all."""
    heads = [*WIDE[:6], *(f"v{number}_{part}" for number in range(1, 5) for part in ("mw", "cl", "toel"))]
    return [[*heads, "v5", "v5_contact", "v6"], *[list(form) for form in forms]]
