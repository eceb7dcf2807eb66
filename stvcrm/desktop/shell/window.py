"""The window around the pages once a workspace is open: side bar, top bar, the page in view, toasts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stvcrm.base.clock import local, system_clock
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.commands import Command, Commands
from stvcrm.desktop.kit.context import Context
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.focus_ring import FocusRing
from stvcrm.desktop.kit.page import PageView
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.kit.toast import Toast
from stvcrm.desktop.places import PLACES
from stvcrm.desktop.shell.appearance import Appearance
from stvcrm.desktop.shell.drop_cover import DropCover, files_of
from stvcrm.desktop.shell.keys_dialog import KeysDialog
from stvcrm.desktop.shell.lock import COVER_KEY
from stvcrm.desktop.shell.palette import Palette
from stvcrm.desktop.shell.sidebar import Sidebar
from stvcrm.desktop.shell.top_bar import TopBar
from stvcrm.desktop.shell.undo import UndoButtons

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent

    from stvcrm.base.changes import Changes
    from stvcrm.base.clock import Clock
    from stvcrm.desktop.kit.page import Page
    from stvcrm.desktop.preferences import Preferences
    from stvcrm.desktop.runner import Failure, Job, Runner
    from stvcrm.desktop.shell.importing import Importing
    from stvcrm.desktop.shell.services import Services, Tool

NARROW = 1180


class Shell(QWidget):
    """What fills the frame. `lock_wanted` asks to cover everything; `defect` hands on what is no user's
    fault.
    """

    lock_wanted = Signal()
    close_wanted = Signal()
    busy = Signal(bool)
    defect = Signal(object)

    def __init__(
        self,
        frame: QMainWindow,
        runner: Runner,
        preferences: Preferences,
        services: Services,
        pages: Sequence[Page],
        *,
        workspace: str,
        clock: Clock = system_clock,
    ) -> None:
        super().__init__(frame)
        self._frame, self._services = frame, services
        self._pages = {page.key: page for page in pages}
        self._views: dict[str, PageView] = {}
        self._clock = clock
        self.workspace = workspace
        self.palette_open: Palette | None = None
        self.context = Context(
            runner,
            preferences,
            Commands(self),
            self.navigate,
            self.go,
            self._toast,
            clock,
            self.import_file,
            self.paper,
            self.rows,
            self.busy.emit,
        )
        self.sidebar = Sidebar(workspace, [place for place in PLACES if place.key in self._pages])
        self.undo = UndoButtons(self.context, services)
        self.top = TopBar(self.open_palette, self.undo)
        self.stack = QStackedWidget()
        self._lay_out()
        self.toast = Toast(self)
        self.toast.undo_wanted.connect(self.undo.undo_now)
        self.undo.turned.connect(self._turned)
        self._ring = FocusRing(self)
        self._drop_cover = DropCover(self)
        commands, makers = self._commands(), self._makers()
        self.context.commands.add(self, [*commands, *makers], everywhere=True)
        self.top.fill_more(self._menu(commands))
        self.top.fill_new(makers)
        self._importing: Importing | None = None
        self.backups = services.backups(self.context, self)
        self._listen(runner)
        # Before it is measured: a full side bar at large text would widen the window beyond the screen.
        self.sidebar.set_rail(frame.width() < NARROW * theme().scale)
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.stack, 1)
        row.addLayout(column, 1)

    def _listen(self, runner: Runner) -> None:
        self.sidebar.chosen.connect(self.go)
        runner.failed.connect(self._failed)
        runner.saving.connect(self._saving)
        runner.changed.connect(self._on_changes)
        runner.job_started.connect(self._job_started)
        theme().changed.connect(self._reflow)
        self.backups.told.connect(self._show_copies)
        self.backups.failed.connect(self._backup_failed)
        self._saving(False)

    def showEvent(self, event: QShowEvent) -> None:
        """What stands around the page is asked after what the page itself asked when it was made."""
        super().showEvent(event)
        if not event.spontaneous():
            self.undo.refresh()
            for page in self._pages.values():
                self._ask_badge(page)

    def go(self, key: str) -> None:
        """Show this page; made at its first visit."""
        view = self.view(key)
        self.stack.setCurrentWidget(view)
        self.sidebar.choose(key)
        self.context.preferences.set(page=key)
        self._name_window(view)

    def _go_to(self, key: str) -> None:
        """By the keyboard: it goes along, to where the page is used first."""
        self.go(key)
        self.view(key).take_focus()

    def name_window(self) -> None:
        """Put the page in view and the workspace in the title."""
        page = self.stack.currentWidget()
        if isinstance(page, PageView):
            self._name_window(page)

    def _name_window(self, view: PageView) -> None:
        self._frame.setWindowTitle(f"{view.accessibleName()} – {self.workspace} – stvcrm")

    def view(self, key: str) -> PageView:
        """The page with this key."""
        if key not in self._views:
            view = self._pages[key].make(self.context)
            self._views[key] = view
            self.stack.addWidget(view)
        return self._views[key]

    def navigate(self, table: str, row_id: int) -> None:
        """Show a record on the page whose subject its table is."""
        for page in self._pages.values():
            if table in page.subjects:
                self.go(page.key)
                self.view(page.key).open_row(table, row_id)
                return

    def import_file(self, path: Path | None = None) -> None:
        """Read a file of others into a preview; without a path ask which file."""
        if path is None:
            self.imports.choose(self)
        else:
            self.imports.take([path])

    @property
    def imports(self) -> Importing:
        """Made at the first import: the readers of files are heavy."""
        if self._importing is None:
            self._importing = self._services.importing(self.context, self)
            self._importing.shown.connect(self._show_import)
            self._importing.left.connect(self.go)
            self.stack.addWidget(self._importing.page)
        return self._importing

    def _show_import(self, page: PageView) -> None:
        self.stack.setCurrentWidget(page)
        self._name_window(page)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome anywhere on the window, unless a dialog is open."""
        if files_of(event.mimeData()) and QApplication.activeModalWidget() is None:
            event.acceptProposedAction()
            self._drop_cover.show_over()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read them one after the other."""
        self._drop_cover.hide()
        files = files_of(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.imports.take(files)

    def paper(self, report_key: str, record_id: int | None = None) -> None:
        """Show a report on its page, of one record if it is about one."""
        self.go("reports")
        self.view("reports").open_report(report_key, record_id)

    def rows(self, page_key: str, filter_key: str) -> None:
        """Show the rows behind a figure."""
        self.go(page_key)
        self.view(page_key).show_filter(filter_key)

    def open_palette(self) -> None:
        """Search and commands."""
        palette = Palette(self.context, self._services, self)
        palette.move(self.top.search.mapToGlobal(self.top.search.rect().topLeft()))
        self.palette_open = palette
        palette.open()
        palette.field.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window or large text makes the side bar a rail."""
        super().resizeEvent(event)
        self._reflow()

    def _reflow(self) -> None:
        self.sidebar.set_rail(self.width() < NARROW * theme().scale)

    def _toast(self, text: str, *, undo: bool = False) -> None:
        self.toast.tell(text, undo=undo)

    def _turned(self, text: str, changes: Changes) -> None:
        """Name what was taken back; where this page does not show it, offer the page that does."""
        pages = [page.key for page in self._pages.values() if changes.touches(page.subjects)]
        shown = next((key for key, view in self._views.items() if view is self.stack.currentWidget()), "")
        elsewhere = bool(pages) and shown not in pages
        self.toast.tell(text, act=(_("Toon"), partial(self.go, pages[0])) if elsewhere else None)

    def _failed(self, failure: Failure) -> None:
        if failure.owner is self.backups and isinstance(failure.error, (UserError, OSError)):
            return
        if not isinstance(failure.error, UserError):
            self.defect.emit(failure.error)
            return
        widget = failure.owner if isinstance(failure.owner, QWidget) else None
        while widget is not None and not isinstance(widget, (PageView, Dialog)):
            widget = widget.parentWidget()
        if widget is None:
            widget = self.stack.currentWidget()
        if isinstance(widget, (PageView, Dialog)):
            widget.banner.tell(str(failure.error))

    def _show_copies(self, text: str, worry: bool) -> None:
        self.sidebar.foot.show_copy(text, worry=worry)

    def _backup_failed(self, reason: str) -> None:
        page = self.stack.currentWidget()
        if isinstance(page, PageView):
            text = _("De reservekopie is mislukt. {reason}").format(reason=reason)
            page.banner.tell(text, act=(_("Opnieuw proberen"), self.backups.copy_now))

    def _saving(self, saving: bool) -> None:
        self.sidebar.foot.show_saving(saving, local(self._clock()))

    def _job_started(self, job: Job) -> None:
        self.sidebar.foot.jobs.add(job)

    def _on_changes(self, changes: Changes) -> None:
        for page in self._pages.values():
            if changes.touches(page.badge_tables):
                self._ask_badge(page)

    def _ask_badge(self, page: Page) -> None:
        if page.badge is None or page.key not in self.sidebar.entries:
            return
        entry = self.sidebar.entries[page.key]

        def show(count: int) -> None:
            entry.show_badge(count, _(page.badge_text).format(count=count))

        self.context.runner.ask_latest(self, f"badge {page.key}", page.badge, show)

    def _commands(self) -> list[Command]:
        going = [
            Command(
                f"go.{place.key}",
                _("Ga naar {page}").format(page=_(place.title)),
                partial(self._go_to, place.key),
                f"Ctrl+{number}",
                place.icon,
            )
            for number, place in enumerate((p for p in PLACES if p.key in self._pages), start=1)
        ]
        tools = [
            Command(tool.id, _(tool.text), partial(self.open_tool, tool), tool.shortcut, tool.icon)
            for tool in self._services.tools
        ]
        return [
            Command(
                "search", _("Zoeken en opdrachten"), self.open_palette, "Ctrl+K", "search", in_palette=False
            ),
            *self.undo.commands(),
            *going,
            Command("import.file", _("Importeren…"), self.import_file, "Ctrl+O", "upload"),
            *tools,
            *Appearance(self.context).commands(),
            Command("help.keys", _("Toetsen van dit scherm"), self.show_keys, "F1", "keyboard"),
            Command("window.lock", _("Vergrendelen"), self.lock_wanted.emit, COVER_KEY, "lock"),
            Command("window.quit", _("Afsluiten"), self.close_wanted.emit, "Ctrl+Q", "log-out"),
        ]

    def _makers(self) -> list[Command]:
        """What the pages can make new, each kind once."""
        found: dict[str, Command] = {}
        for page in self._pages.values():
            for maker in page.makes:
                name = f"new.{maker.key}"
                run = partial(self._make_new, page.key, maker.key)
                text = _("Nieuw: {kind}").format(kind=_(maker.text))
                found.setdefault(name, Command(name, text, run, maker.shortcut, maker.icon))
        return list(found.values())

    def _make_new(self, page: str, kind: str) -> None:
        self.go(page)
        self.view(page).make_new(kind)

    def open_tool(self, tool: Tool) -> None:
        """Open a dialog of the window."""
        dialog = tool.make(self.context, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_tool_named(self, name: str) -> None:
        """Open the dialog with this id, if there is one."""
        for tool in self._services.tools:
            if tool.id == name:
                self.open_tool(tool)

    def warn(self, text: str) -> None:
        """Say something the user must know on the page in view; an empty text says nothing."""
        page = self.stack.currentWidget()
        if text and isinstance(page, PageView):
            page.banner.tell(text, "warn")

    def show_keys(self) -> None:
        """The shortcuts that work on this screen."""
        page = self.stack.currentWidget()
        title = page.accessibleName() if page is not None else self.workspace
        KeysDialog(self.context.commands, title, self).open()

    def _menu(self, commands: Sequence[Command]) -> list[Command | None]:
        tools = [tool.id for tool in self._services.tools]
        looks = ("theme.light", "theme.dark", "theme.contrast", "", "text.larger", "text.smaller")
        shown = (
            "import.file", *tools, "", *looks, "text.normal", "", "help.keys", "window.lock", "window.quit"
        )  # fmt: skip
        by_id = {command.id: command for command in commands}
        return [by_id.get(name) for name in shown]
