"""Where resources/ is: in the source tree, in a wheel, in a frozen program."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / "resources"] if frozen else []
    places += [PACKAGE / "_resources", PACKAGE.parent / "resources"]
    return next(place for place in places if place.is_dir())


def resource(*parts: str) -> Path:
    """The file or folder with this name under resources/."""
    return _root().joinpath(*parts)
