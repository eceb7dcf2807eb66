"""Keeps copies in time: at the start, and while work goes on; says how old the one outside this laptop is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from stvcrm.base.dates import relative_moment
from stvcrm.base.i18n import N_, _
from stvcrm.operations import safekeeping

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.runner import Failure, Job
    from stvcrm.operations.safekeeping import Safety

LOOK_EVERY_MS = 5 * 60_000
WORRY_AFTER = timedelta(days=7)
COPYING = N_("Reservekopie")


class BackupWatch(QObject):
    """`told` says how safe it is, in words and whether that is a worry; `failed` why a backup did not work.

    `failure` stays until a backup succeeds: closing asks about it.
    """

    told = Signal(str, bool)
    failed = Signal(str)
    succeeded = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._workspace = ""
        self._changed = False
        self._job: Job | None = None
        self.failure = ""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        context.runner.changed.connect(self._on_changes)
        context.runner.failed.connect(self._on_failure)

    def start(self, workspace: str) -> None:
        """Look now, and every few minutes while something changes."""
        self._workspace = workspace
        self._timer.start()
        self._run(safekeeping.copy_when_due)

    def copy_now(self) -> None:
        """Make a backup because the user asks for it."""
        self._run(safekeeping.copy_now)

    def refresh(self) -> None:
        """Only look how old the copies are."""
        self._run(safekeeping.safety)

    def _look(self) -> None:
        if self._changed or self.failure:
            self._run(safekeeping.copy_when_due)

    def _run(self, work: Callable[..., Any]) -> None:
        if self._job is None or self._job.is_over:
            self._changed = False
            self._job = self._context.runner.start(self, _(COPYING), work, self._show)

    def _show(self, safety: Safety) -> None:
        known = self._context.preferences.copied_at(self._workspace)
        at = safety.outside_at
        if at is not None and at.isoformat() != known:
            self._context.preferences.keep_copied(self._workspace, at.isoformat())
        elif at is None and known:
            at = datetime.fromisoformat(known)
        if self.failure:
            self.failure = ""
            self.succeeded.emit()
        self.told.emit(*in_words(at, safety, self._context.clock()))

    def _on_failure(self, failure: Failure) -> None:
        if failure.owner is self:
            self.failure = str(failure.error)
            self.failed.emit(self.failure)

    def _on_changes(self, changes: Changes) -> None:
        self._changed = True
        if changes.touches(("setting",)):
            self.refresh()


def in_words(at: datetime | None, safety: Safety, now: datetime) -> tuple[str, bool]:
    """How old the copy outside this laptop is, and whether that is a worry."""
    if at is None:
        return _("Nog geen kopie buiten deze laptop"), True
    text = _("Kopie buiten deze laptop: {when}").format(when=relative_moment(at, now))
    old = now - at > WORRY_AFTER
    if not safety.reachable and old:
        return _("{copy}; sluit de stick of map weer aan").format(copy=text), True
    return text, old
