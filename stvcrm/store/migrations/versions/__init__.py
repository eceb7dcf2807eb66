"""One file a revision, NNNN_slug.py; STEPS names their upgrades in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS: dict[str, Callable[[], None]] = {}
"""Revision → its upgrade. The first revision is what `migrate.create` makes, so it has none."""
