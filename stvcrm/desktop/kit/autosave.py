"""Saving what is being typed: a moment after a pause, every second while typing goes on, and on the disk
beside the workspace when a long write keeps the save waiting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from stvcrm.base.errors import UserError

PAUSE_MS = 600
LONGEST_MS = 1_000
SLOW_MS = 400
"""Of the two seconds that a power cut may cost: one until the save begins, less than half until a draft."""
AGAIN_MS = 5_000


class Autosave(QObject):
    """Reads the text when it is time and hands it to `save(text)`, which answers by `done` or `refused`.

    One save is under way at a time; `keep(text)` puts a draft beside the workspace.
    """

    saved = Signal()
    failed = Signal(object)

    def __init__(
        self,
        read: Callable[[], str],
        save: Callable[[str], object],
        keep: Callable[[str], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._read, self._save, self._keep = read, save, keep
        self.stored = ""
        self._under_way: str | None = None
        self._pause = self._timer(PAUSE_MS, self.flush)
        self._longest = self._timer(LONGEST_MS, self.flush)
        self._slow = self._timer(SLOW_MS, self._keep_now)
        self._again = self._timer(AGAIN_MS, self.flush)

    def _timer(self, interval: int, on: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(interval)
        made.timeout.connect(on)
        return made

    def typed(self) -> None:
        """Something was typed."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def is_dirty(self) -> bool:
        """Whether something was typed that the workspace does not hold yet."""
        return self._under_way is not None or self._read() != self.stored

    def flush(self) -> None:
        """Save now, or keep a draft while an earlier save waits."""
        self._pause.stop()
        self._longest.stop()
        self._again.stop()
        text = self._read()
        if self._under_way is not None:
            if text != self._under_way:
                self._keep(text)
        elif text != self.stored:
            self._under_way = text
            self._slow.start()
            self._save(text)

    def done(self, _result: object = None) -> None:
        """The save that was under way is on the disk."""
        self._slow.stop()
        if self._under_way is not None:
            self.stored, self._under_way = self._under_way, None
        self.saved.emit()
        if self._read() != self.stored:
            self.flush()

    def refused(self, error: UserError) -> None:
        """The save did not succeed: keep a draft, tell, and try again."""
        self._slow.stop()
        self._under_way = None
        self._keep(self._read())
        self.failed.emit(error)
        self._again.start()

    def _keep_now(self) -> None:
        if self._under_way is not None:
            self._keep(self._read())
