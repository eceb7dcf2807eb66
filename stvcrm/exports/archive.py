"""Several files in one .zip: names that every system can hold, and equal bytes for equal content."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from stvcrm.base.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 100
"""Characters of a name."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
OWNER_ONLY = 0o600
_FORBIDDEN = re.compile(r"""[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]""")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def safe_name(typed: str) -> str:
    """A file name that Windows, macOS and Linux can hold and that stays in its folder; keeps its ending."""
    plain = _FORBIDDEN.sub("_", clean_line(typed)).strip(" .")
    if len(plain) > LONGEST:
        stem, dot, ending = plain.rpartition(".")
        ending = f"{dot}{ending}" if stem and len(ending) <= 10 else ""
        plain = plain[: LONGEST - len(ending)].rstrip(" .") + ending
    if not plain:
        return "_"
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A .zip of (name, content); names have passed `safe_name` part by part."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = OWNER_ONLY << 16
            archive.writestr(entry, content)
    return out.getvalue()
