"""Whom a form names as contact: `met mij`, `Jan de Vries, 06-…, teamleider`, `A en B`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stvcrm.analysis.addresses import email, phone
from stvcrm.analysis.person_names import person_parts, same_person
from stvcrm.base.text import clean_line, fold

_MAIL = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|00)?\d[\d\s().\-–/]{7,16}\d")
_PHONE_WORD = re.compile(
    r"\b(?:tel(?:efoon)?(?:nummer|nr)?|mob(?:iel)?|gsm|mail|e-?mail)\b[.:]*", re.IGNORECASE
)
_ROLE = re.compile(r"\(([^()]*)\)")
_AND = re.compile(r"\s+(?:en|&|and|of|or)\s+|\s*[;\n/]\s*", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:u kunt |graag |via |met |bij |contact |contactpersoon:? |naam:? |onze? |with |please |"
    r"dhr\.?|mevrouw|mevr?\.?|mw\.?|de heer)+\s*",
    re.IGNORECASE,
)
_ME = frozenset(
    {
        "met mij", "mij", "mijzelf", "mezelf", "met mijzelf", "met mezelf", "ondergetekende", "ik", "ikzelf",
        "met ondergetekende", "dat ben ik", "zie boven", "idem", "me", "myself", "with me", "bovenstaande",
        "zie hierboven", "zelf", "met mij graag", "graag met mij",
    }
)  # fmt: skip
_WORD = re.compile(r"['’]?[^\W\d_][^\W\d_'’.\-]*(?:['’\-][^\W\d_]+)*\.?")
_MOST_WORDS = 6
_LETTERS = re.compile(r"[^\W\d_]{2}")
_TITLE = re.compile(r"^\W*(?:dhr\.?|de heer|mevrouw|mevr?\.?|mw\.?)\s", re.IGNORECASE)
_ROLE_WORDS = re.compile(
    r"(?:leider|manager|werker|adviseur|medewerker|directeur|bestuurder|secretaris|coördinator|coordinator|"
    r"consulent|hoofd|voorzitter|secretariaat|receptie|beheerder|staf|ondersteuner|projectleider|regisseur|"
    r"assistent|begeleider|trainer|lead|director|officer|worker)s?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class NamedContact:
    """Someone a form names; `is_respondent` when that is its writer."""

    name: str
    role: str | None = None
    phone: str | None = None
    email: str | None = None
    is_respondent: bool = False


def contacts(text: str, respondent: str | None) -> tuple[NamedContact, ...]:
    """The people a text names, in order; empty when it names nobody who can be recognised.

    Args:
        text: what the form says.
        respondent: who wrote it, for `met mij` and for a name that is the writer's own.
    """
    found = (_one(piece, respondent) for piece in _pieces(clean_line(text)))
    return tuple(one for one in found if one is not None)


def _pieces(text: str) -> list[str]:
    """What is told of each person: an address or number alone belongs to the one before."""
    pieces: list[str] = []
    for piece in _AND.split(text):
        if pieces and not _LETTERS.search(_PHONE_WORD.sub("", _MAIL.sub("", piece))):
            pieces[-1] += f", {piece}"
        elif piece.strip():
            pieces.append(piece)
    return pieces


def _one(text: str, respondent: str | None) -> NamedContact | None:
    if " ".join(re.findall(r"[a-z]+", fold(text))) in _ME:
        return NamedContact(respondent, is_respondent=True) if respondent else None
    mail = _MAIL.search(text)
    rest = text.replace(mail[0], " , ") if mail else text
    number = _PHONE.search(rest)
    rest = rest.replace(number[0], " , ") if number else rest
    bracketed = _ROLE.search(rest)
    role = clean_line(bracketed[1]).strip(" ,.") if bracketed else ""
    rest = _ROLE.sub(" , ", rest)
    parts = [clean_line(part).strip(" .:-–") for part in _PHONE_WORD.sub(" , ", rest).split(",")]
    parts = [part for part in parts if part]
    names = [part for part in parts if _is_name(part)]
    if not names:
        return None
    before, name = _without_role(_LEAD.sub("", names[0]).strip())
    role = role or before or next((part for part in parts if part is not names[0]), "")
    return NamedContact(
        name,
        role or None,
        phone(number[0].strip()) if number else None,
        email(mail[0]) if mail else None,
        bool(respondent) and same_person(name, respondent or ""),
    )


def _without_role(name: str) -> tuple[str, str]:
    """`teamleider Jan de Vries`: what stands in small letters before the name is the role."""
    words = name.split()
    first = next((place for place, word in enumerate(words) if word[0].isupper()), 0)
    roles = words[:first] if first and _ROLE_WORDS.search(words[first - 1]) else []
    return " ".join(roles), " ".join(words[len(roles) :])


def _is_name(text: str) -> bool:
    """Whether a piece can be someone's name and is no function.

    Capitals tell, or a title before it, or a prefix within it (`jan de vries`).
    """
    plain = _LEAD.sub("", text).strip()
    words = plain.split()
    if not 1 <= len(words) <= _MOST_WORDS or not all(_WORD.fullmatch(word) for word in words):
        return False
    if _ROLE_WORDS.search(words[-1]):
        return False
    if _TITLE.match(text):
        return True
    capitals = sum(1 for word in words if word.strip("'’")[0].isupper())
    parts = person_parts(plain)
    return bool(parts.family) and (capitals >= 2 or bool(parts.prefix and parts.given and len(words) > 2))
