"""Rapporten: choose, see the real pages, then print, save or make a draft mail."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button, menu_button
from stvcrm.desktop.kit.cards import Card, scrolled
from stvcrm.desktop.kit.commands import Command, command_button
from stvcrm.desktop.kit.empty_state import EmptyState
from stvcrm.desktop.kit.flow_layout import FlowLayout
from stvcrm.desktop.kit.halves import Halves
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.page import Page, PageView
from stvcrm.desktop.kit.paper_view import PaperView
from stvcrm.desktop.kit.save_file import ask_path, write_private
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.pages.reports.choices import Choices, Wish
from stvcrm.desktop.pages.reports.work import draft_of, file_name, make_paper

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.context import Context
    from stvcrm.reports.catalog import Paper

SIDE, NARROW = 340, 860


class ReportsPage(PageView):
    """The paper is made anew whenever something is chosen or the data changes while it is in view."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Rapporten"))
        self.paper: Paper | None = None
        self._wished: Wish | None = None
        self._stale = False
        self.choices = Choices(context)
        self.view = PaperView()
        inside = QWidget()
        self._row = Halves(NARROW, inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        left = Card()
        left.body.addWidget(scrolled(self.choices))
        self._left = left
        self._row.addWidget(left)
        self._right = self._desk()
        self._row.addWidget(self._right, 1)
        self.body.addWidget(scrolled(inside), 1)
        self._listen()
        self._make()

    def open_report(self, key: str, record_id: int | None) -> None:
        """Show this report, of this record if it is about one."""
        self.choices.open(key, record_id)
        self.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the paper stands under the choices."""
        super().resizeEvent(event)
        self._row.fit(self.width())
        narrow = self._row.is_narrow
        self._left.setMaximumWidth(16_777_215 if narrow else theme().px(SIDE))
        self._left.setMinimumWidth(0 if narrow else theme().px(SIDE))
        self._left.setMaximumHeight(theme().px(240) if narrow else 16_777_215)
        self._left.setMinimumHeight(theme().px(240) if narrow else 0)
        self._right.setMinimumHeight(theme().px(400) if narrow else 0)

    def _desk(self) -> QWidget:
        card = Card()
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                "file-text",
                _("Nog geen papier"),
                _("Kies links waarover het rapport gaat; de echte bladzijden komen dan hier."),
            )
        )
        self._stack.addWidget(self.view)
        card.body.addWidget(self._stack, 1)
        card.body.addWidget(self._foot())
        return card

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("look", "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(12, 8, 12, 8)
        row = FlowLayout(spacing=7)
        back, on = _("Vorige pagina"), _("Volgende pagina")
        self._back = button("", self.view.previous_page, icon="chevron-left", small=True, name=back)
        self._on = button("", self.view.next_page, icon="chevron-right", small=True, name=on)
        self._where = label("", "second")
        out = button("", self.view.zoom_out, icon="zoom-out", small=True, name=_("Kleiner"))
        self._size = button(_("hele pagina"), self.view.zoom_fit, small=True)
        larger = button("", self.view.zoom_in, icon="zoom-in", small=True, name=_("Groter"))
        for widget in (self._back, self._on, self._where):
            row.addWidget(widget)
        for widget in (out, self._size, larger):
            row.addWidget(widget)
        self._add_acts(row)
        column.addLayout(row)
        return foot

    def _add_acts(self, row: FlowLayout) -> None:
        self._print = Command(
            "report.print", _("Afdrukken"), self.ask_printer, "Ctrl+P", "printer", self._has_paper
        )
        self._mail = Command(
            "report.mail", _("Concept-e-mail maken"), self.save_mail, "", "mail", self._may_leave
        )
        kinds = {
            ".pdf": _("PDF"),
            ".docx": _("Word-document (.docx)"),
            ".html": _("Webpagina (.html)"),
            ".txt": _("Tekst (.txt)"),
        }
        menu = QMenu(self)
        saves = []
        for ending, words in kinds.items():
            save = Command(
                f"report.save{ending}",
                _("Bewaren als {kind}").format(kind=words),
                partial(self.save, ending),
                "Ctrl+S" if ending == ".pdf" else "",
                "download",
                self._may_leave,
            )
            menu.addAction(save.text, partial(self.save, ending))
            saves.append(save)
        self._save = menu_button(_("Bewaren"), menu, icon="download")
        self._print_button = command_button(self._print)
        self._mail_button = command_button(self._mail, kind="primary")
        for widget in (self._save, self._print_button, self._mail_button):
            row.addWidget(widget)
        row.end_from(self._save)
        self.context.commands.add(self, (self._print, self._mail, *saves))

    def _listen(self) -> None:
        self.choices.changed.connect(self._make)
        self.view.moved.connect(self._show_place)
        self.view.zoomed.connect(self._show_size)
        self.view.printed.connect(self._say_printed)
        self.context.runner.changed.connect(self._on_changes)
        self._show_place(0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Make again what changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self.choices.check()

    def _on_changes(self, _changes: Changes) -> None:
        self._stale = True
        if self.isVisible():
            self.choices.check()

    def _make(self) -> None:
        self._stale = False
        wish = self.choices.wish()
        if (
            wish is None
            or self._wished is None
            or (wish.key, wish.subject)
            != (
                self._wished.key,
                self._wished.subject,
            )
        ):
            self._clear()
        self._wished = wish
        if wish is not None:
            self.banner.hide()
            title = _("Voorbeeld: {report}").format(report=self.choices.report.currentText())
            self.context.runner.start(self, title, make_paper, partial(self._show, wish), wish, ".pdf")

    def _clear(self) -> None:
        self.paper = None
        self.view.clear()
        self._stack.setCurrentIndex(0)
        self.choices.tell(())
        self._enable()

    def _show(self, wish: Wish, paper: Paper) -> None:
        if wish != self._wished:
            return
        self.paper = paper
        self.view.show_pdf(paper.data)
        self._stack.setCurrentIndex(1)
        self.choices.tell(paper.left_out)
        self._enable()

    def _has_paper(self) -> bool:
        return self.paper is not None

    def _may_leave(self) -> bool:
        """Whether it may become a file: a recovery sheet stays on paper."""
        return self.paper is not None and not self.choices.chosen.secret

    def _enable(self) -> None:
        self._print_button.setEnabled(self._has_paper())
        for widget in (self._save, self._mail_button):
            widget.setEnabled(self._may_leave())
            secret = self.choices.chosen.secret
            widget.setToolTip(_("Een herstelblad hoort alleen op papier.") if secret else "")

    def _show_place(self, page: int, pages: int) -> None:
        self._where.setText(_("pagina {page} van {pages}").format(page=page, pages=pages) if pages else "")
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < pages)

    def _show_size(self, percent: int) -> None:
        self._size.setText(_("{percent} %").format(percent=percent) if percent else _("hele pagina"))

    def save(self, ending: str) -> None:
        """Write the paper as a file where the user chooses."""
        if self.paper is None or self._wished is None or not self._may_leave():
            return
        kinds = ((_("PDF"), ".pdf"), (_("Word"), ".docx"), (_("Webpagina"), ".html"), (_("Tekst"), ".txt"))
        kind = tuple(one for one in kinds if one[1] == ending)
        path = ask_path(self, _("Rapport bewaren"), f"{file_name(self.paper)}{ending}", kind)
        if path is None:
            return
        title = _("Bewaren: {name}").format(name=path.name)

        def write(paper: Paper) -> None:
            write_private(path, paper.data)
            self.context.toast(_("Bewaard: {name}").format(name=path.name))

        self.context.runner.start(self, title, make_paper, write, self._wished, ending)

    def save_mail(self) -> None:
        """Write a draft mail with the PDF attached; a double click opens it in the mail program."""
        if self.paper is None or self._wished is None or not self._may_leave():
            return
        to = self._wished.subject.mail if self._wished.subject is not None else ""
        name = f"{file_name(self.paper)}.eml"
        path = ask_path(self, _("Concept-e-mail bewaren"), name, ((_("E-mail"), ".eml"),))
        if path is not None:
            write_private(path, draft_of(self.paper, to))
            self.context.toast(
                _("Concept bewaard: {name}. Open het om het te versturen.").format(name=path.name)
            )

    def ask_printer(self) -> None:
        """Ask which printer and which pages, then print what is in view."""
        if self.paper is None:
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(self.paper.name)
        dialog = QPrintDialog(self._printer, self)
        dialog.setMinMax(1, self.paper.pages)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._print_now)
        dialog.setModal(True)
        dialog.show()

    def _print_now(self) -> None:
        self.view.print_to(self._printer)

    def _say_printed(self) -> None:
        self.context.toast(_("Naar de printer gestuurd."))


PAGE = Page("reports", ReportsPage)
