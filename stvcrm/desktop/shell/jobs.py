"""What runs for long: each job with how far it is and a button that stops it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.labels import Elided
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from stvcrm.desktop.runner import Job


WAIT_MS = 400
"""A job that is done sooner would only flicker."""


class JobLine(QWidget):
    """One job."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(3)
        top = QHBoxLayout()
        self._title = Elided(job.title, "small")
        self._title.setStyleSheet(f"color: {theme().colour('side_text').name()};")
        top.addWidget(self._title, 1)
        name = _("{job} stoppen").format(job=job.title)
        self._stop = button("", self._cancel, icon="x", small=True, name=name)
        self._stop.setProperty("on_side", True)
        self._stop.setEnabled(job.stoppable)
        top.addWidget(self._stop)
        column.addLayout(top)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(job.title)
        column.addWidget(self._bar)
        job.advanced.connect(self._advance)

    def set_rail(self, rail: bool) -> None:
        """Only the bar and the button that stops it."""
        self._title.setVisible(not rail)

    def _advance(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        share = _("{done} van {total}").format(done=done, total=total) if total else ""
        self._bar.setAccessibleDescription(share)
        self._title.set_text(f"{self.job.title} · {share}" if share else self.job.title)

    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        self._title.set_text(_("{job} · wordt gestopt").format(job=self.job.title))
        self.job.cancel()


class JobList(QWidget):
    """The jobs that run now; nothing when none does."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[Job, JobLine] = {}
        self._rail = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def add(self, job: Job) -> None:
        """Show this job until it ends, unless that is at once."""
        line = JobLine(job)
        line.hide()
        self._lines[job] = line
        self._column.addWidget(line)
        line.set_rail(self._rail)
        job.ended.connect(lambda: self._remove(job))
        QTimer.singleShot(WAIT_MS, line, partial(self._appear, job))

    def set_rail(self, rail: bool) -> None:
        """In the rail a job is its bar and the button that stops it."""
        self._rail = rail
        for line in self._lines.values():
            line.set_rail(rail)

    def _appear(self, job: Job) -> None:
        if job in self._lines:
            self._lines[job].show()
            self.show()

    def _remove(self, job: Job) -> None:
        line = self._lines.pop(job, None)
        if line is not None:
            line.hide()
            line.deleteLater()
        self.setVisible(any(not line.isHidden() for line in self._lines.values()))
