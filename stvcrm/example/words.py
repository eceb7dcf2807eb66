"""The words of which the example is made: lists and conversations in resources/example."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from stvcrm.base.resources import resource
from stvcrm.base.text import fold


@dataclass(frozen=True)
class Town:
    """A town with what its addresses and telephones begin with."""

    name: str
    province: str
    postcode: str
    area: str


@cache
def words() -> dict[str, Any]:
    """Words to invent names and addresses of."""
    return _read("words.toml")


@cache
def conversations() -> dict[str, Any]:
    """What is said, asked and promised."""
    return _read("conversations.toml")


@cache
def survey_words() -> dict[str, Any]:
    """What is answered in the survey: counts by score, and what is said to each question."""
    return _read("survey.toml")


@cache
def towns() -> tuple[Town, ...]:
    """Where organisations can be."""
    return tuple(Town(*row) for row in words()["places"]["towns"])


def slug(name: str, longest: int = 28) -> str:
    """A name as it stands in a web address."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in fold(name))
    return "-".join(plain.split())[:longest].strip("-")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("example", name).read_text(encoding="utf-8"))
