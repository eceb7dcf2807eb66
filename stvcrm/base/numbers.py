"""Wording of numbers in Dutch and English, and reading of numbers as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

from stvcrm.base.i18n import language

_SWAP = str.maketrans(",.", ".,")
_DUTCH = re.compile(r"[+-]?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+)?")
_POINT = re.compile(r"[+-]?\d+\.\d+")
_ENGLISH = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+")


def number_text(value: float | Decimal, places: int = 0) -> str:
    """`1.234,5` with this many decimals, `1,234.5` in English."""
    text = f"{value:,.{places}f}"
    return text if language() == "en" else text.translate(_SWAP)


def percent_text(share: float, places: int = 0) -> str:
    """A share of one as percents, whole unless decimals are asked for: `24%`."""
    return f"{number_text(share * 100, places)}%"


def parse_number(text: str) -> Decimal | None:
    """The number a person means, or None. `1.234` is one thousand and more, `3.5` three and a half."""
    plain = " ".join(text.replace("\u00a0", " ").replace("−", "-").split())
    if not plain.isascii():
        return None
    if _DUTCH.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(" ", "").replace(",", "."))
    if _POINT.fullmatch(plain):
        return Decimal(plain)
    return Decimal(plain.replace(",", "")) if _ENGLISH.fullmatch(plain) else None


def parse_whole(text: str) -> int | None:
    """The whole number a person means, or None, also for `2,5`."""
    number = parse_number(text)
    return int(number) if number is not None and number == number.to_integral_value() else None
