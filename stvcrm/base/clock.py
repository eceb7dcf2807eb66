"""Now, as a value that can be replaced; the wall clock of the Netherlands."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present moment in UTC, to the second: what the journal and the screens count in."""
    return datetime.now(UTC).replace(microsecond=0)


def local(moment: datetime) -> datetime:
    """The same moment on a Dutch clock; a moment without zone is Dutch time already."""
    return moment.replace(tzinfo=AMSTERDAM) if moment.tzinfo is None else moment.astimezone(AMSTERDAM)


def today(clock: Clock = system_clock) -> date:
    """The date in the Netherlands."""
    return local(clock()).date()


def author() -> str:
    """Who acts: the name of the account on this computer, as the journal tells it."""
    return os.environ.get("USER") or os.environ.get("USERNAME") or "onbekend"
