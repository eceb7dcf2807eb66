"""Memory that was freed, back to the system."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Let the system have what the program freed: the C library of Linux keeps it for later, a cache and all.

    Does nothing on systems whose library cannot, or does it by itself.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
