"""From a dropped file to its records: read, preview, copy first, one act, and a toast with undo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from stvcrm.base.i18n import N_, _
from stvcrm.desktop.shell.import_wizard import ImportPage
from stvcrm.importers import work
from stvcrm.importers.catalog import IMPORTERS
from stvcrm.importers.pipeline import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.runner import Job

READING = N_("Bestand lezen")


class Importing(QObject):
    """One file after the other. `shown` wants the page in view, `left` the page with the records instead.

    It is no widget, so that a file that cannot be read is told on the page the user is at.
    """

    shown = Signal(object)
    left = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._queue: list[Path] = []
        self._job: Job | None = None
        self._applying = False
        self.page = ImportPage(context)
        self.page.wished.connect(self._read_anew)
        self.page.judged.connect(self._judge_anew)
        self.page.accepted.connect(self._copy_first)
        self.page.cancelled.connect(self._cancel)
        context.runner.changed.connect(self._on_changes)

    def take(self, paths: Iterable[Path]) -> None:
        """Read these files, each with its own preview."""
        self._queue += paths
        self._next()

    def choose(self, parent: QWidget) -> None:
        """Ask which files."""
        endings = " ".join(f"*{ending}" for importer in IMPORTERS for ending in importer.endings)
        kinds = _("Bestanden om in te lezen ({endings})").format(endings=endings)
        found, _kind = QFileDialog.getOpenFileNames(parent, _("Importeren"), "", kinds)
        self.take(Path(name) for name in found)

    def _next(self) -> None:
        if self._queue and self.page.reading is None and self._job is None:
            self._read(self._queue.pop(0), Options())

    def _read(self, path: Path, options: Options) -> None:
        self._run(
            _("Bezig met lezen…"),
            partial(
                self._context.runner.start,
                self,
                _(READING),
                work.read,
                self._show,
                path=path,
                options=options,
            ),
        )

    def _read_anew(self, options: Options) -> None:
        if self.page.reading is not None and not self._applying:
            self._read(self.page.reading.path, options)

    def _judge_anew(self, options: Options) -> None:
        reading, runner = self.page.reading, self._context.runner
        if reading is None or self._applying:
            return
        title, act = _("Opnieuw vergelijken"), work.judge_again
        self._run(
            _("Bezig met vergelijken…"),
            partial(runner.start, self, title, act, self._show, reading=reading, options=options),
        )

    def _run(self, busy: str, start: Callable[[], Job], *, applying: bool = False) -> None:
        """Start a job and follow it; what an older one finds is not wanted any more."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._applying = None, applying
        self.page.set_busy(busy)
        job = start()
        if job.is_over:
            self._end()
        else:
            self._job = job
            job.ended.connect(partial(self._ended, job))

    def _ended(self, job: Job) -> None:
        if self._job is job:
            self._job = None
            self._end()

    def _end(self) -> None:
        # What the job found is handed over right after this, and may start the next job.
        QTimer.singleShot(0, self._rest)

    def _rest(self) -> None:
        if self._job is None:
            self._applying = False
            self.page.set_busy("")
            self._next()

    def _show(self, reading: work.Reading) -> None:
        if self._job is None:
            self.page.show_reading(reading, len(self._queue))
            self.shown.emit(self.page)

    def _copy_first(self) -> None:
        title, runner = _("Reservekopie maken"), self._context.runner
        copy = partial(runner.start, self, title, work.copy_first, self._apply)
        self._run(_("Reservekopie maken…"), copy, applying=True)

    def _apply(self, _made: None) -> None:
        reading, runner = self.page.reading, self._context.runner
        if reading is None:
            return
        title = _("Inlezen: {name}").format(name=reading.plan.source.name)
        write = partial(
            runner.start_writing,
            self,
            title,
            work.apply,
            self._done,
            reading=reading,
            accept_gone=self.page.gone.isChecked() and not self.page.gone.isHidden(),
            remember=self.page.columns.remember.isChecked(),
        )
        self._run(_("Bezig met inlezen…"), write, applying=True)

    def _done(self, _result: None) -> None:
        reading = self.page.reading
        if reading is None:
            return
        self.page.clear()
        self.left.emit(reading.importer.page)
        self._context.toast(reading.plan.label, undo=True)
        QTimer.singleShot(0, self._next)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        if self._applying or self.page.reading is None:
            return
        page = self.page.reading.importer.page
        self.page.clear()
        self.left.emit(page)
        QTimer.singleShot(0, self._next)

    def _on_changes(self, changes: Changes) -> None:
        """What was judged may differ now, for instance after an undo."""
        reading = self.page.reading
        if reading is not None and not self._applying and changes.touches(reading.importer.tables):
            self._judge_anew(reading.options)
