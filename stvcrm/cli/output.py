"""What the command line prints: one JSON value, or lines for people; errors in one sentence."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from stvcrm.base.clock import local


class Output:
    """Where results and messages of one command go."""

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self._json, self._quiet = as_json, quiet

    def result(self, value: object, text: str = "") -> None:
        """The answer of the command: JSON when asked, else the text (or a plain listing of the value)."""
        if self._json:
            sys.stdout.write(json.dumps(value, default=plain, ensure_ascii=False) + "\n")
        elif not self._quiet:
            sys.stdout.write((text or listing(value)) + "\n")
        sys.stdout.flush()

    def notice(self, text: str) -> None:
        """Something the user should know beside the answer."""
        if not self._quiet:
            sys.stderr.write(text + "\n")


def plain(value: Any) -> Any:
    """A value as JSON holds it: dates ISO 8601, moments with the Dutch offset."""
    if isinstance(value, datetime):
        return local(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: getattr(value, item.name) for item in dataclasses.fields(value)}
    if isinstance(value, (frozenset, set)):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)


def listing(value: object) -> str:
    """Rows as lines with tabs, a record as lines of key and value."""
    if isinstance(value, list):
        if not value:
            return ""
        head = "\t".join(value[0]) if isinstance(value[0], dict) else ""
        return "\n".join([head, *(_line(row) for row in value)])
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_cell(item)}" for key, item in value.items())
    return str(value)


def _line(row: object) -> str:
    return "\t".join(_cell(item) for item in row.values()) if isinstance(row, dict) else _cell(row)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    text = json.dumps(value, default=plain, ensure_ascii=False)
    return text.strip('"')
