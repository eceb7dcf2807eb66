"""The preview of an import, the same for every importer: what is new, what changes, what is asked, what is
refused; nothing is done before the one button is pressed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stvcrm.base.i18n import _, n_
from stvcrm.desktop.kit.commands import Command, command_button
from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import Elided, label
from stvcrm.desktop.kit.list_panel import ListAndRecord
from stvcrm.desktop.kit.marks import CheckBox
from stvcrm.desktop.kit.page import PageView
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.places import PLACES
from stvcrm.desktop.shell.import_columns import ColumnsPanel
from stvcrm.desktop.shell.import_detail import RawCell, RowDetail, tells_more
from stvcrm.desktop.shell.import_table import PlanTable
from stvcrm.desktop.shell.import_tiles import VerdictTiles
from stvcrm.importers.cells import as_text
from stvcrm.importers.pipeline import Planned, Verdict
from stvcrm.importers.wording import act_text, answers

if TYPE_CHECKING:
    from stvcrm.desktop.kit.context import Context
    from stvcrm.importers.work import Reading


class ImportPage(PageView):
    """Shows a reading. `accepted` and `cancelled` end it; `wished` asks to read the file anew with these
    options, `judged` to judge the same rows anew.
    """

    accepted = Signal()
    cancelled = Signal()
    wished = Signal(object)
    judged = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Inlezen"))
        self.reading: Reading | None = None
        self.detail: RowDetail | None = None
        self._fixing, self._busy = False, ""
        self.body.setSpacing(10)
        self._take = Command("import.take", _("Inlezen"), self._accept, "Ctrl+Return", "check", self._ready)
        self._leave = Command("import.leave", _("Annuleren"), self.cancelled.emit, "Escape")
        context.commands.add(self, (self._take, self._leave))
        self.leave = command_button(self._leave)
        self.take = command_button(self._take, kind="primary")
        self.crumb = label("", "sub")
        self.head.insertWidget(0, IconLabel("chevron-right", "muted", 14))
        self.head.insertWidget(0, self.crumb)
        self.sub.hide()
        # At large text the name of the file gives way before the window must grow.
        self.title.setMinimumWidth(120)
        self.told = Elided("", "sub")
        self.head.addWidget(self.told, 1)
        self.head.addWidget(self.leave)
        self.head.addWidget(self.take)
        self.tiles = VerdictTiles()
        self.table = PlanTable(self._detail_of)
        self.columns = ColumnsPanel()
        self.gone = CheckBox("")
        self.body.addWidget(self.tiles)
        parts = ListAndRecord(self._card(), self.columns)
        parts.splitter.setStretchFactor(0, 1)
        parts.splitter.setStretchFactor(1, 0)
        parts.splitter.setSizes([theme().px(805), theme().px(356)])
        self.body.addWidget(parts, 1)
        self.tiles.chosen.connect(self._show_rows)
        self.table.key_pressed.connect(self._key)
        self.columns.wished.connect(self.wished)
        self.gone.toggled.connect(self._name_act)

    def show_reading(self, reading: Reading, waiting: int = 0) -> None:
        """Show this plan; `waiting` more files come after it."""
        if self.reading is None or self.reading.path != reading.path:
            self.tiles.choose(None)
            self.gone.setChecked(False)
        self.reading = reading
        source = reading.plan.source
        title = _("Import {name}").format(name=source.name)
        self.title.setText(title)
        self.title.setToolTip(title)
        self.crumb.setText(_(next(place.title for place in PLACES if place.key == reading.importer.page)))
        self.setAccessibleName(title)
        self.told.set_text(_subtitle(reading, waiting))
        if source.notes:
            self.banner.tell(" ".join(source.notes), "warn")
        else:
            self.banner.hide()
        self.tiles.show_counts(reading.counts)
        self.columns.show_reading(reading)
        self.columns.setVisible(bool(reading.importer.targets))
        gone = reading.counts.get(Verdict.GONE, 0)
        self.gone.setVisible(bool(gone))
        self.gone.setText(
            n_(
                "Lidmaatschap van {count} organisatie die niet meer in de lijst staat als beëindigd noteren",
                "Lidmaatschap van {count} organisaties die niet meer in de lijst staan als beëindigd noteren",
                gone,
            ).format(count=gone)
        )
        self._show_rows()
        self.set_busy("")
        self.table.setFocus()

    def clear(self) -> None:
        """Let go of what was read."""
        self.reading = None
        self.table.show_rows((), None)

    def set_busy(self, text: str) -> None:
        """Something goes on, named by the button; empty when it is done."""
        self._busy = text
        self._name_act()

    def _card(self) -> QWidget:
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        foot = QFrame()
        foot.setProperty("look", "foot")
        lines = QVBoxLayout(foot)
        lines.setContentsMargins(14, 6, 14, 7)
        lines.addWidget(self.gone)
        row = QHBoxLayout()
        row.setSpacing(7)
        row.addWidget(IconLabel("undo-2", "muted", 14))
        self._promise = label("", "second", wrap=True)
        row.addWidget(self._promise, 1)
        row.addWidget(IconLabel("hard-drive", "muted", 14))
        row.addWidget(label(_("reservekopie vooraf"), "second"))
        lines.addLayout(row)
        column.addWidget(foot)
        return card

    def _show_rows(self) -> None:
        if self.reading is not None:
            self.table.show_rows(self.reading.ordered, self.tiles.current)

    def _name_act(self) -> None:
        if self.reading is None:
            return
        acts, nouns = self.reading.acts, self.reading.importer.nouns
        text = act_text(acts, nouns, accept_gone=self.gone.isChecked())
        self.take.setText((self._busy or text).replace("&", "&&"))
        self.take.setAccessibleName(self._busy or text)
        self.take.setEnabled(self._ready())
        asked = acts.get(Verdict.ASK, 0)
        promise = _("Eén handeling, in één keer ongedaan te maken.")
        kept = n_(
            "De vraag blijft bewaard tot er een keuze is.",
            "De {count} vragen blijven bewaard tot er een keuze is.",
            asked,
        ).format(count=asked)
        self._promise.setText(f"{promise} {kept}" if asked else promise)

    def _ready(self) -> bool:
        if self.reading is None or self._busy:
            return False
        return self.reading.changes_something(accept_gone=self.gone.isChecked() and not self.gone.isHidden())

    def _accept(self) -> None:
        if self._ready():
            self.accepted.emit()

    def _detail_of(self, item: Planned) -> RowDetail | None:
        """What unfolds under a row: a question, a refusal to put right, or a long list of changes."""
        fixing, self._fixing = self._fixing, False
        choices = answers(item)
        cells = self._cells(item) if fixing or item.verdict is Verdict.REJECTED or _refused(item) else ()
        self.detail = None
        if choices or cells or tells_more(item):
            self.detail = RowDetail(item, choices, cells)
            self.detail.answered.connect(self._answer)
            self.detail.fixed.connect(self._fix)
        return self.detail

    def _cells(self, item: Planned) -> tuple[RawCell, ...]:
        if self.reading is None or item.row is None or not self.reading.importer.targets:
            return ()
        raw = self.reading.raw.get(item.row, ())
        fixes = self.reading.options.fixes
        return tuple(
            RawCell(
                column.target,
                column.heading,
                fixes.get((item.row, column.target))
                or (as_text(raw[column.index]) if column.index < len(raw) and raw[column.index] else ""),
            )
            for column in self.reading.plan.source.columns
            if column.target
        )

    def _key(self, key: str) -> None:
        if key == "F2":
            self._fixing = True
            self.table.unfold_now()
            if self.detail is not None:
                self.detail.edit()
            return
        if self.detail is None:
            self.table.unfold_now()
        if self.detail is not None and self.context.preferences.values.single_keys:
            self.detail.press(key)

    def _answer(self, value: str) -> None:
        item = self.table.current_item()
        if self.reading is None or item is None or item.row is None:
            return
        options = self.reading.options
        given = {row: answer for row, answer in options.answers.items() if row != item.row}
        if value:
            given[item.row] = value
        if given == options.answers:
            self.table.next_question()
        else:
            self.judged.emit(replace(options, answers=given))

    def _fix(self, key: str, text: str) -> None:
        item = self.table.current_item()
        if self.reading is not None and item is not None and item.row is not None:
            options = self.reading.options
            self.judged.emit(replace(options, fixes={**options.fixes, (item.row, key): text}))


def _refused(item: Planned) -> bool:
    """Whether a row that will be taken lacks a cell."""
    return item.lacks_cells and item.verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.SAME)


def _subtitle(reading: Reading, waiting: int) -> str:
    source = reading.plan.source
    parts = []
    if source.sheet and not source.delimiter:
        parts.append(_("blad {sheet}").format(sheet=source.sheet))
    if reading.importer.targets:
        parts.append(_("koppen op rij {row}").format(row=source.heading_row))
    parts.append(_("eerst wat aandacht vraagt"))
    if waiting:
        text = n_("daarna nog {count} bestand", "daarna nog {count} bestanden", waiting)
        parts.append(text.format(count=waiting))
    return " · ".join(parts)
