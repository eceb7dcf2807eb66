"""Which backups may go: fewer the older they are, and never more than fit. Plain values, no files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL_WITHIN, HOURLY_WITHIN = timedelta(hours=1), timedelta(days=1)
DAILY_WITHIN, MONTHLY_WITHIN = timedelta(days=31), timedelta(days=366)


def thin(times: Sequence[datetime], sizes: Sequence[int], now: datetime, limit: int) -> list[int]:
    """The places in `times` of the backups to remove.

    All of the last hour stay, then the newest of each hour for a day, of each day for a month, of each month
    for a year; after that the oldest go until the total fits. The newest of all always stays.

    Args:
        times: when each backup was made, in any order.
        sizes: bytes of each.
        now: the present moment; backups from the future count as new.
        limit: the most bytes all together.
    """
    newest_first = sorted(range(len(times)), key=lambda place: times[place], reverse=True)
    kept: list[int] = []
    seen: set[tuple[object, ...]] = set()
    for place in newest_first:
        bucket = _bucket(times[place], now, place)
        if not kept or (bucket is not None and bucket not in seen):
            kept.append(place)
        if bucket is not None:
            seen.add(bucket)
    while len(kept) > 1 and sum(sizes[place] for place in kept) > limit:
        kept.pop()
    return sorted(set(newest_first) - set(kept))


def lapses_at(made_at: datetime) -> datetime:
    """The moment after which thinning certainly removes a backup."""
    return made_at + MONTHLY_WITHIN


def _bucket(made_at: datetime, now: datetime, place: int) -> tuple[object, ...] | None:
    """What a backup shares with others of its hour, day or month; None when it is too old."""
    age, moment = now - made_at, made_at.astimezone(UTC)
    if age <= ALL_WITHIN:
        return ("each", place)
    if age <= HOURLY_WITHIN:
        return ("hour", moment.date(), moment.hour)
    if age <= DAILY_WITHIN:
        return ("day", moment.date())
    if age <= MONTHLY_WITHIN:
        return ("month", moment.year, moment.month)
    return None
