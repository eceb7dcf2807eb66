"""Keeping words off paper: passages that may not be used, wherever the same words stand.

Pure text in, text out. A passage is recognised in any case and with any white space between its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST_WORDS = 3
"""Words of the shortest line of a passage that is also kept off paper by itself."""
_EDGE = " \t\n.,;:!?…'\"‘’“”"
_SIGN = re.compile(r"^\s*(?:[>!?#+]|[^\W\d_]{1,12}:)\s*")


@dataclass(frozen=True)
class Shield:
    """Leaves out what stands in `passages`."""

    passages: tuple[str, ...] = ()

    @classmethod
    def of(cls, passages: Iterable[str]) -> Shield:
        """A shield for these texts; empty ones shield nothing."""
        return cls(tuple(passage for passage in passages if passage.strip()))

    def covers(self, text: str) -> bool:
        """Whether a text of its own, such as a promise, holds words of a passage or is part of one."""
        if not text.strip():
            return False
        return self.leave_out(text) != text or any(self._part(text).search(one) for one in self.passages)

    def leave_out(self, text: str, mark: str = "") -> str:
        """The text with `mark` in place of every passage."""
        return text if self._pattern is None else self._pattern.sub(lambda _found: mark, text)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where passages stand in the text."""
        return [] if self._pattern is None else [found.span() for found in self._pattern.finditer(text)]

    @staticmethod
    def _part(text: str) -> re.Pattern[str]:
        return re.compile(_source(text.strip()), re.IGNORECASE)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        texts = {piece for passage in self.passages for piece in _pieces(passage)}
        ordered = sorted(texts, key=lambda piece: (-len(piece), piece))
        return re.compile("|".join(map(_source, ordered)), re.IGNORECASE) if ordered else None


def _pieces(passage: str) -> list[str]:
    """The passage, and each of its lines that says something by itself."""
    lines = [_SIGN.sub("", line) for line in passage.split("\n")]
    found = [passage, *(line for line in lines if len(line.split()) >= LEAST_WORDS)]
    return [piece for text in found if (piece := text.strip(_EDGE))]


def _source(text: str) -> str:
    """The words with any white space between them, not in the middle of longer words."""
    before = r"(?<!\w)" if text[0].isalnum() else ""
    after = r"(?!\w)" if text[-1].isalnum() else ""
    return before + r"\s+".join(re.escape(word) for word in text.split()) + after
