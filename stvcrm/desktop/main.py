"""The composition root: builds every part, hands each what it needs, and opens, locks and closes a workspace.

The store and the pages are imported while the prompt is up; until then they are only names here.
"""

from __future__ import annotations

import gc
import importlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QStandardPaths,
    Qt,
    QTimer,
    QTranslator,
    Signal,
)
from PySide6.QtWidgets import QApplication, QFileDialog

from stvcrm.base.clock import system_clock, today
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _, language
from stvcrm.desktop.garbage import GarbageCollector
from stvcrm.desktop.kit.theme import Theme
from stvcrm.desktop.preferences import Preferences
from stvcrm.desktop.runner import Runner
from stvcrm.desktop.shell.errors import Defects
from stvcrm.desktop.shell.first_run import FirstRun, NewWorkspace
from stvcrm.desktop.shell.first_window import FirstWindow, call_first
from stvcrm.desktop.shell.folder_field import unsafe_reason
from stvcrm.desktop.shell.lock import IdleWatch
from stvcrm.desktop.shell.locking import Locking
from stvcrm.desktop.shell.recovery import RecoveryDialog
from stvcrm.desktop.shell.safe_closing import SafeClosing
from stvcrm.desktop.shell.unlock import UnlockScreen
from stvcrm.desktop.shell.window import Shell
from stvcrm.desktop.start import is_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from stvcrm.desktop.start import Frame
    from stvcrm.store.database import Database

CATALOG, DATABASE, KEYS = "stvcrm.desktop.catalog", "stvcrm.store.database", "stvcrm.store.keys"
DRAFTS = "stvcrm.operations.drafts"
OPERATIONS, MAKER = "stvcrm.operations.catalog", "stvcrm.example.maker"
EXAMPLE = "voorbeeld.stv"


@dataclass(frozen=True)
class Ahead:
    """A window that is built already while its workspace is being opened."""

    path: Path
    runner: Runner
    shell: Shell


class Composition(QObject):
    """One window and at most one open workspace."""

    opened = Signal()
    _done = Signal(object, object)

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._garbage = GarbageCollector(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.preferences = Preferences(frame.settings, self)
        values = self.preferences.values
        self.theme = Theme(application, values.theme, values.text_percent / 100)
        self._translator = _translate_qt(application)
        self._defects = Defects(frame)
        self._defects.install()
        self._background = ThreadPoolExecutor(1, "opener")
        self._done.connect(self._answer)
        self.database: Database | None = None
        self.runner: Runner | None = None
        self.shell: Shell | None = None
        self.prompt: UnlockScreen | None = None
        self.locking = Locking(frame)
        self.locking.tried.connect(self._try_unlock)
        self.locking.quit_wanted.connect(frame.close)
        self._closing = False
        self._dialog: FirstRun | None = None
        self._sheet_due = False
        self._ahead: Ahead | None = None
        self._imported = False
        self._idle = IdleWatch(0, self)
        self._idle.idle.connect(self.lock)
        self._idle.cover_wanted.connect(self.lock)
        self.preferences.changed.connect(self._preferred)
        frame.broken.connect(self._import_failed)
        frame.installEventFilter(self)
        self._first = FirstWindow(self)
        self._first.called.connect(self._come_forward)
        self._is_second = frame.workspace is not None and call_first(frame.workspace)
        if self._is_second:
            QTimer.singleShot(0, frame.close)
            return
        if not (frame.workspace is not None and is_plain(frame.workspace)):
            self.show_prompt(frame.workspace)

    def everything_imported(self) -> None:
        """The store can be used: open what needs no passphrase."""
        gc.freeze()
        self._imported = True
        if self._is_second:
            return
        if self.prompt is None and self._frame.workspace is not None:
            self.open(self._frame.workspace, None)
        elif self.prompt is not None and self.prompt.path:
            # While the passphrase is typed; in two halves, so that no key press waits long.
            self._prepare(Path(self.prompt.path))

    def show_prompt(self, workspace: Path | None = None) -> None:
        """Ask which workspace and its passphrase."""
        self.prompt = UnlockScreen(self.preferences)
        self.prompt.open_wanted.connect(self._open_typed)
        self.prompt.new_wanted.connect(self._first_run)
        self.prompt.other_wanted.connect(self._choose_file)
        self.prompt.sheet_wanted.connect(self._ask_sheet)
        self.prompt.example_wanted.connect(self._example)
        self._frame.setCentralWidget(self.prompt)
        self._frame.setWindowTitle("stvcrm")
        if workspace is not None:
            self.prompt.show_workspace(str(workspace), workspace.stem, encrypted=not is_plain(workspace))
        self.prompt.focus()

    def open(self, path: Path, passphrase: str | None, *, sheet: str = "") -> None:
        """Open this workspace in the background and show it, or say why not.

        `sheet` is what was typed from the recovery sheet, in place of the passphrase.
        """

        def work() -> Database:
            module = importlib.import_module(DATABASE)
            importlib.import_module(CATALOG)
            key = importlib.import_module(KEYS).key_of_sheet(sheet) if sheet else passphrase
            database: Database = module.Database.open(path, key)
            importlib.import_module(DRAFTS).take_in(database)
            return database

        if self.prompt is not None:
            self.prompt.busy(_("Openen…"))
        self._in_background(work, self._show_workspace)
        QTimer.singleShot(0, partial(self._prepare, path))

    def make(self, wanted: NewWorkspace) -> None:
        """Make a new workspace and show it."""

        def work() -> Database:
            module = importlib.import_module(DATABASE)
            importlib.import_module(CATALOG)
            database: Database = module.Database.create(wanted.path, wanted.passphrase)
            if wanted.copy_folder:
                change = importlib.import_module(OPERATIONS).BY_NAME["settings.change"]
                change.perform(database, name="backup_place", value=wanted.copy_folder)
            return database

        self._sheet_due = wanted.sheet
        if self.prompt is not None:
            self.prompt.busy(_("Werkruimte maken…"))
        self._in_background(work, self._show_workspace)

    def _example(self) -> None:
        """Look around in the example; it is made at the first time, which takes some seconds."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
        path = Path(folder) / EXAMPLE

        def work() -> Path:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                importlib.import_module(MAKER).make_example(path, None, on=today())
            return path

        if self.prompt is not None:
            self.prompt.busy(_("Voorbeeld maken…"))
        self._in_background(work, partial(self.open, passphrase=None))

    def lock(self) -> None:
        """Cover the screen at once."""
        if self.shell is not None:
            self.locking.lock(encrypted=self.database is not None and self.database.is_encrypted)
            gc.collect()

    def close_workspace(self) -> None:
        """Let what is written end, then let the file go."""
        if self._ahead is not None:
            self._ahead.runner.close(wait=False)
        if self.runner is not None:
            self.runner.close()
            self.runner = None
        if self.database is not None:
            self.database.close()
            self.database = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window closes: write first, visibly; a failed backup is for the user to decide about."""
        if watched is self._frame and event.type() == QEvent.Type.Close:
            self._forget_ahead()
        if watched is self._frame and event.type() == QEvent.Type.Close and self.runner is not None:
            event.ignore()
            if not self._closing:
                self._close()
            return True
        return super().eventFilter(watched, event)

    def _close(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        failure = "" if self.shell is None else self.shell.backups.failure
        if failure and self.locking.cover is not None:
            text = _("De laatste reservekopie is mislukt. Ontgrendel eerst, en kies dan wat er gebeurt.")
            self.locking.cover.refuse(text)
        elif failure:
            dialog = SafeClosing(failure, self._frame)
            dialog.close_wanted.connect(self._close_now)
            dialog.retry_wanted.connect(self._copy_then_close)
            dialog.open()
        else:
            self._close_now()

    def _copy_then_close(self) -> None:
        if self.shell is not None:
            self.shell.backups.succeeded.connect(self._close_now)
            self.shell.backups.failed.connect(self._close)
            self.shell.backups.copy_now()

    def _close_now(self) -> None:
        if not self._closing:
            self._closing = True
            self._frame.setWindowTitle(_("stvcrm – bezig met opslaan"))
            self._in_background(self.close_workspace, self._close_frame)

    def _come_forward(self) -> None:
        self._frame.setWindowState(self._frame.windowState() & ~Qt.WindowState.WindowMinimized)
        self._frame.raise_()
        self._frame.activateWindow()

    def _close_frame(self, _nothing: None) -> None:
        self._frame.close()

    def _prepare(self, path: Path) -> None:
        """Build the window while the passphrase is typed or the key derived; its questions wait till then."""
        if not self._imported or self.shell is not None or self._closing:
            return
        if self._ahead is None or self._ahead.path != path:
            self._forget_ahead()
            self._ahead = self._build(path)

    def _build(self, path: Path) -> Ahead:
        catalog = importlib.import_module(CATALOG)
        runner = Runner(None)
        services, pages = catalog.SERVICES, catalog.PAGES
        shell = Shell(self._frame, runner, self.preferences, services, pages, workspace=path.stem)
        QTimer.singleShot(0, shell, partial(self._first_page, shell))
        return Ahead(path, runner, shell)

    def _first_page(self, shell: Shell) -> None:
        """Make the page that was in view the last time, unless it is there."""
        pages = importlib.import_module(CATALOG).PAGES
        if shell.stack.count() or not pages:
            return
        keys, last = [page.key for page in pages], self.preferences.values.page
        title = self._frame.windowTitle()
        shell.go(last if last in keys else keys[0])
        self._frame.setWindowTitle(title)

    def _forget_ahead(self) -> None:
        if self._ahead is not None:
            self._ahead.runner.close(wait=False)
            self._ahead.shell.deleteLater()
            self._ahead = None

    def _show_workspace(self, database: Database) -> None:
        if self._ahead is None or self._ahead.path != database.path:
            self._forget_ahead()
            self._ahead = self._build(database.path)
        ahead, self._ahead = self._ahead, None
        self.database, self.runner, self.shell = database, ahead.runner, ahead.shell
        self._first_page(self.shell)
        self.runner.arrive(database)
        name = database.path.stem
        self.shell.sidebar.foot.show_encrypted(database.is_encrypted)
        self.shell.lock_wanted.connect(self.lock)
        self.shell.close_wanted.connect(self._frame.close)
        self.shell.defect.connect(self._defects.report)
        self.shell.busy.connect(self._watch)
        self._frame.setCentralWidget(self.shell)
        self.shell.show()
        self.prompt = None
        at = system_clock().isoformat()
        self.preferences.opened(database.path, name, encrypted=database.is_encrypted, at=at)
        self.shell.name_window()
        self._watch(False)
        self._after_opening(database)
        self.opened.emit()

    def _after_opening(self, database: Database) -> None:
        """Copies in time, what the store has to say, and the recovery sheet of a new workspace."""
        assert self.shell is not None
        self._first.listen(database.path)
        self.shell.undo.session = database.origin.session
        self.shell.backups.start(str(database.path))
        unsafe = unsafe_reason(database.path.resolve().parent)
        for text in (unsafe, *database.notices):
            self.shell.warn(text)
        if self._sheet_due and database.is_encrypted:
            self._sheet_due = False
            self.shell.open_tool_named("workspace.sheet")

    def _watch(self, busy: bool) -> None:
        """Lock after a pause, a longer one during a conversation; without a key there is nothing to lock."""
        values, encrypted = self.preferences.values, self.database is not None and self.database.is_encrypted
        minutes = values.lock_minutes_busy if busy else values.lock_minutes
        self._idle.set_minutes(minutes if encrypted else 0)

    def _preferred(self, name: str) -> None:
        if name.startswith("lock_minutes"):
            self._watch(False)

    def _try_unlock(self, passphrase: str) -> None:
        key = None if self.database is None else self.database.key
        if key is None:
            self._unlocked(True)
            return

        def work() -> bool:
            return bool(importlib.import_module(KEYS).derive(passphrase, key.salt) == key)

        self._in_background(work, self._unlocked)

    def _unlocked(self, right: bool) -> None:
        if right:
            self.locking.open()
        else:
            self.locking.refuse()

    def _open_typed(self, path: str, passphrase: str) -> None:
        self.open(Path(path), passphrase or None)

    def _ask_sheet(self, path: str) -> None:
        dialog = RecoveryDialog(self._frame)
        dialog.typed.connect(partial(self._open_sheet, Path(path)))
        dialog.open()

    def _open_sheet(self, path: Path, sheet: str) -> None:
        self.open(path, None, sheet=sheet)

    def _first_run(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._dialog = FirstRun(self._frame, Path(folder))
        self._dialog.wanted.connect(self._make_wanted)
        self._dialog.open()

    def _make_wanted(self, wanted: NewWorkspace) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.preferences.set(copy_folder=wanted.copy_folder)
        self.make(wanted)

    def _choose_file(self) -> None:
        title, kinds = _("Werkruimte openen"), _("Werkruimten (*.stv)")
        path, _kind = QFileDialog.getOpenFileName(self._frame, title, "", kinds)
        if path and self.prompt is not None:
            chosen = Path(path)
            self.prompt.show_workspace(path, chosen.stem, encrypted=not is_plain(chosen))

    def _in_background(self, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        def run() -> None:
            try:
                self._done.emit(work(), then)
            except BaseException as error:  # noqa: BLE001  told on the window's side
                self._done.emit(error, then)

        self._background.submit(run)

    def _answer(self, value: Any, then: Callable[[Any], object]) -> None:
        if not isinstance(value, BaseException):
            then(value)
            return
        if self.prompt is None and self.shell is None:
            self.show_prompt(self._frame.workspace)
        if isinstance(value, UserError) and self.prompt is not None:
            self.prompt.refuse(str(value))
        else:
            self._defects.report(value)

    def _import_failed(self, _name: str, error: object) -> None:
        if isinstance(error, BaseException):
            self._defects.report(error)


def _translate_qt(application: QApplication) -> QTranslator:
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language()}", folder):
        application.installTranslator(translator)
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    return translator
