"""How a long job tells how far it is, and hears that it must stop."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, TypeVar

from stvcrm.base.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
POSTS_PER_SECOND = 10


class Progress:
    """Steps done of a total; posts at most ten times a second, from whatever thread does the work."""

    def __init__(self, post: Callable[[int, int], None] | None = None) -> None:
        self._post = post
        self._cancelled = threading.Event()
        self._posted_at = 0.0
        self.done = 0
        self.total = 0

    def start(self, total: int) -> None:
        """A part of the job of `total` steps begins; 0 means that the length is unknown."""
        self.total, self.done = total, 0
        self._tell(force=True)

    def step(self, count: int = 1) -> None:
        """`count` steps are done.

        Raises:
            Cancelled: the user asked to stop.
        """
        if self._cancelled.is_set():
            raise Cancelled
        self.done += count
        self._tell(force=self.done == self.total)

    def cancel(self) -> None:
        """Ask the job to stop at its next step; safe from any thread."""
        self._cancelled.set()

    def over(self, items: Iterable[T], total: int) -> Iterator[T]:
        """Iterate with one step an item."""
        self.start(total)
        for item in items:
            yield item
            self.step()

    def _tell(self, *, force: bool) -> None:
        if self._post is None:
            return
        now = time.monotonic()
        if force or now - self._posted_at >= 1 / POSTS_PER_SECOND:
            self._posted_at = now
            self._post(self.done, self.total)
