"""Wrong usage, which ends with exit code 2; apart from refusals and errors."""

from __future__ import annotations


class UsageError(Exception):
    """The command line itself is wrong; `str()` says how it should be."""
