"""The questionnaire of a survey, as resources/surveys holds it: questions, words of headings, themes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from stvcrm.base.resources import resource
from stvcrm.model.surveys import Audience, QuestionKind

DEFAULT = "2017"
_KINDS = {kind.value: kind for kind in QuestionKind}
_AUDIENCES = {audience.value: audience for audience in Audience}


@dataclass(frozen=True)
class AskedQuestion:
    """One question of a questionnaire; `words` are those of headings that mean it."""

    number: int
    key: str
    title: str
    text: str
    kind: QuestionKind
    audiences: tuple[Audience, ...] = ()
    explanation: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class FirstTheme:
    """A theme with which a codebook begins."""

    name: str
    definition: str
    example: str


@dataclass(frozen=True)
class Questionnaire:
    """A title, the questions in order, and the themes to begin with."""

    key: str
    title: str
    questions: tuple[AskedQuestion, ...]
    themes: tuple[FirstTheme, ...]


@cache
def questionnaire(key: str = DEFAULT) -> Questionnaire:
    """The questionnaire with this key, as it comes with the program."""
    told = tomllib.loads((resource("surveys") / f"{key}.toml").read_text(encoding="utf-8"))
    return Questionnaire(
        key,
        told["title"],
        tuple(_question(item) for item in told["questions"]),
        tuple(FirstTheme(**item) for item in told["themes"]),
    )


def _question(item: dict[str, Any]) -> AskedQuestion:
    return AskedQuestion(
        **{
            **item,
            "kind": _KINDS[item["kind"]],
            "audiences": tuple(_AUDIENCES[name] for name in item.get("audiences", ())),
            "words": tuple(item["words"]),
        }
    )
