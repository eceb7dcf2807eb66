"""One notation for telephone numbers, postcodes, mail and web addresses, so that equal ones compare equal.

Every reader answers None where the text cannot be what it should be: the importer then says so.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from stvcrm.base.text import fold

if TYPE_CHECKING:
    from types import ModuleType

_POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})")
_HOUSE_NUMBER = re.compile(r"(?<=\D)(\d{1,5})(?:\s*[A-Za-z]{1,3}|\s*[-–/]\s*[0-9A-Za-z]{1,4})?$")
_EMAIL = re.compile(r"[^\s@<>(),;:\"\[\]]+@((?:[\w-]+\.)+[^\W\d_]{2,})")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
_EXTENSION = re.compile(r"\s*(?:toestel|tst|ext)\.?\s*\d+$", re.IGNORECASE)
_TYPED_PHONE = re.compile(r"(?:tel(?:efoon)?[.:]*\s*)?[+0-9(][-\s0-9()./–]+", re.IGNORECASE)
_USUAL_PHONE = re.compile(r"(?:0|\+31|0031)([1-9][0-9]{8})")
"""Nine digits after the country, as nearly every Dutch number: read without the library, in a tenth of it."""
_NO_SIGNS = str.maketrans("", "", " -()./")
_GROUPS = {6: (3, 3), 7: (3, 2, 2), 8: (2, 2, 2, 2)}
"""How the Dutch group what follows the area code, by its length."""
_FREE_MAIL = frozenset(
    {
        "caiway.nl", "casema.nl", "chello.nl", "gmail.com", "googlemail.com", "hetnet.nl", "home.nl",
        "hotmail.com", "hotmail.nl", "icloud.com", "kpnmail.nl", "kpnplanet.nl", "live.com", "live.nl",
        "me.com", "msn.com", "online.nl", "outlook.com", "outlook.nl", "planet.nl", "protonmail.com",
        "quicknet.nl", "solcon.nl", "tele2.nl", "telfort.nl", "upcmail.nl", "xs4all.nl", "yahoo.com",
        "yahoo.nl", "ziggo.nl", "zonnet.nl",
    }
)  # fmt: skip
"""Domains of providers: sharing one says nothing about working at the same place."""


def postcode(text: str) -> str | None:
    """A Dutch postcode as `3511 AB`, or None; whether it was ever issued only the register knows."""
    found = _POSTCODE.fullmatch(text.strip())
    if found is None or not text.isascii():
        return None
    return f"{found[1]} {found[2].upper()}"


def house_number(street: str) -> int | None:
    """The number at the end of a street line, without its addition: 74 for `Leonstraat 74-2`."""
    found = _HOUSE_NUMBER.search(street.strip())
    return int(found[1]) if found else None


def same_number(number: Any) -> str:
    """A member number as it is compared: a spreadsheet that takes it for a number drops its zeros."""
    text = str(number)
    return text.lstrip("0") or "0" if text.isdecimal() else fold(text)


def phone(text: str, region: str = "NL") -> str | None:
    """A telephone number as E.164 (`+31304567890`), or None where it cannot be one.

    A number without country code belongs to `region`; an extension ("toestel 12") is left out.
    """
    plain = _EXTENSION.sub("", text.strip()).replace("(0)", "")
    if _TYPED_PHONE.fullmatch(plain) is None:
        return None
    usual = _USUAL_PHONE.fullmatch(plain.translate(_NO_SIGNS)) if region == "NL" else None
    if usual is not None:
        return f"+31{usual[1]}"
    library = _phones()
    try:
        number = library.parse(plain, region)
    except library.NumberParseException:
        return None
    if not library.is_possible_number(number):
        return None
    return str(library.format_number(number, library.PhoneNumberFormat.E164))


def phone_shown(number: str) -> str:
    """A stored number as the Dutch write it (`030 456 78 90`); a foreign one with its country code."""
    library = _phones()
    try:
        parsed = library.parse(number, "NL")
    except library.NumberParseException:
        return number
    if parsed.country_code != 31:
        return str(library.format_number(parsed, library.PhoneNumberFormat.INTERNATIONAL))
    area, _gap, rest = str(library.format_number(parsed, library.PhoneNumberFormat.NATIONAL)).partition(" ")
    plain, groups = digits(rest), _GROUPS.get(len(digits(rest)))
    if groups is None:
        return f"{area} {rest}".strip()
    starts = [sum(groups[:n]) for n in range(len(groups))]
    return " ".join(
        [area, *(plain[start : start + size] for start, size in zip(starts, groups, strict=True))]
    )


def digits(text: str) -> str:
    """Only the digits, for search by the last ones in any notation."""
    return "".join(c for c in text if c in "0123456789")


def email(text: str) -> str | None:
    """A mail address in lower case, without `mailto:` or a name around it; None where it is none."""
    plain = text.strip()
    if plain.endswith(">") and "<" in plain:
        plain = plain[plain.rindex("<") + 1 : -1]
    plain = plain.strip().removeprefix("mailto:").lower()
    found = _EMAIL.fullmatch(plain)
    return plain if found and ".." not in plain and not plain.startswith(".") else None


def website(text: str) -> str | None:
    """A web address with its scheme and without a closing slash (`https://www.senzo.example`), or None."""
    plain = text.strip()
    if not plain or any(c.isspace() for c in plain) or "@" in plain:
        return None
    if not re.match(r"https?://", plain, re.IGNORECASE):
        plain = f"https://{plain}"
    try:
        parts = urlsplit(plain)
        host = (parts.hostname or "").rstrip(".")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if _HOST.fullmatch(host) is None:
        return None
    rest = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return f"{parts.scheme.lower()}://{host}{port}{rest}"


def web_domain(address: str) -> str | None:
    """The host of a website without `www.`, or None."""
    full = website(address)
    return (urlsplit(full).hostname or "").removeprefix("www.") if full else None


def mail_domain(address: str) -> str | None:
    """The domain of a mail address; None for a provider's, which tells nothing of the organisation."""
    plain = email(address)
    domain = plain.rpartition("@")[2] if plain else None
    return None if domain in _FREE_MAIL else domain


@cache
def _phones() -> ModuleType:
    import phonenumbers  # noqa: PLC0415  0.1 s that a start without telephone numbers need not pay

    return phonenumbers
