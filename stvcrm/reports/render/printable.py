"""Text as a paper can hold it: what was typed, without characters that no paper or file format knows."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with one kind of line end and without control characters; all else as typed."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def paragraphs(text: str) -> list[str]:
    """The lines of a text that have something in them."""
    return [line for line in printable(text).split("\n") if line.strip()]
