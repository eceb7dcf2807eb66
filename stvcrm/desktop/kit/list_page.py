"""A page with a list left and the record right: filters, columns, copy, export, bulk edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stvcrm.base.i18n import _, n_
from stvcrm.desktop.kit.bulk_edit import BulkEdit
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.chips import ALL
from stvcrm.desktop.kit.commands import Command
from stvcrm.desktop.kit.empty_state import EmptyState
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.lazy_table import LazyTableModel
from stvcrm.desktop.kit.list_export import export_rows
from stvcrm.desktop.kit.list_panel import ListAndRecord, ListFilters, ListPanel
from stvcrm.desktop.kit.model_fields import form_fields
from stvcrm.desktop.kit.page import PageView
from stvcrm.desktop.kit.table_view import TableView
from stvcrm.desktop.kit.theme import theme
from stvcrm.queries.search import matching

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.cells import Format
    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.kit.record_panel import RecordPanel
    from stvcrm.model.base import Entity
    from stvcrm.queries.rows import RowList

PAUSE_MS = 120
FILTER_WIDTH = 190


class ListPage(PageView):
    """Subclasses give the list and the record; `bulk` are the fields that many rows can get at once."""

    def __init__(
        self,
        context: Context,
        title: str,
        rows: RowList,
        formats: Mapping[str, Format],
        *,
        every: str,
        empty: QWidget,
        record: RecordPanel,
        entity: type[Entity],
        bulk: Sequence[str],
    ) -> None:
        super().__init__(context, title)
        self._rows, self._entity, self._bulk = rows, entity, bulk
        self.model = LazyTableModel(context.runner, rows, formats, self)
        self.table = TableView(self.model, context.preferences, title)
        self.filters = ListFilters(self.table, context.runner, every=every)
        self.panel = ListPanel(self.table, empty, self._filtered())
        self.filters.counted.connect(self.panel.tell_total)
        self.record = record
        self.filter_box = self._filter_box()
        self._tools()
        self._lay_out()
        self._listen()

    def list_commands(self) -> tuple[Command, ...]:
        """What can be done with the list, for the palette and the sheet of keys."""
        noun = self._rows.noun
        return (
            Command(f"{noun}.filter", _("In deze lijst zoeken"), self._to_filter, "Ctrl+F", "list-filter"),
            Command(f"{noun}.copy", _("Gekozen rijen kopiëren"), self.table.copy_rows, icon="copy"),
            Command(
                f"{noun}.bulk", _("Gekozen rijen bewerken"), self.bulk_edit, icon="pencil", enabled=self._many
            ),
        )

    def export_command(self) -> Command:
        """The rows and columns of the list as a file."""
        return Command(f"{self._rows.noun}.export", _("Exporteren"), self.export, icon="download")

    def open_record(self, row_id: int) -> None:
        """Show this record, also when the filters leave it out."""
        if self.model.row_of(row_id) < 0:
            self.show_filter(ALL)
            self.filter_box.clear()
        self.table.go_to(row_id)
        self.table.setFocus()

    def show_filter(self, key: str) -> None:
        """Turn this filter on."""
        self.filters.choose(key)
        self.model.show_rows(filters=self.filters.filters())

    def export(self) -> None:
        """Write the list to a file of the user's choice."""
        export_rows(self.context, self, self.table)

    def bulk_edit(self) -> None:
        """One value for a field of all chosen rows."""
        chosen = self.table.selection.ids()
        ids = [row_id for row_id in self.model.ids() if row_id in chosen]
        fields = form_fields(self.context, self._entity, self._bulk)
        BulkEdit(self.context, self, self._rows.noun, ids, fields)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 goes to the fields of the record, Escape back to the list."""
        if event.key() == Qt.Key.Key_F2 and self.table.current_id() is not None:
            self.record.edit()
            self.halves.show_record()
        elif event.key() == Qt.Key.Key_Escape:
            self.table.setFocus()
            self.halves.show_list()
        else:
            super().keyPressEvent(event)

    def take_focus(self) -> None:
        """The list, where the arrow keys work at once."""
        if self.model.rowCount():
            self.table.setFocus()
        else:
            super().take_focus()

    def _filtered(self) -> EmptyState:
        every = Command(f"{self._rows.noun}.all", _("Alles tonen"), self._show_all, in_palette=False)
        words = _("Er zijn wel rijen, maar geen die hierbij hoort.")
        return EmptyState("list-filter", _("Niets met dit filter"), words, every)

    def _show_all(self) -> None:
        self.filter_box.clear()
        self.show_filter(ALL)

    def _filter_box(self) -> QLineEdit:
        box = QLineEdit()
        box.setPlaceholderText(_("In deze lijst zoeken"))
        box.setAccessibleName(_("In deze lijst zoeken"))
        box.setClearButtonEnabled(True)
        box.setProperty("measure", "small")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._filter)
        box.textChanged.connect(lambda _text: self._pause.start())
        box.returnPressed.connect(self.table.setFocus)
        return box

    def _tools(self) -> None:
        foot = self.panel.foot
        self.chosen = label("", "second")
        self._bulk_button = button(_("Bewerken"), self.bulk_edit, icon="pencil", small=True)
        copy = button(
            "", self.table.copy_rows, icon="copy", kind="quiet", small=True, name=_("Rijen kopiëren")
        )
        columns = button(
            "", self._choose_columns, icon="columns-3", kind="quiet", small=True, name=_("Kolommen kiezen")
        )
        self._columns = columns
        for widget in (self.chosen, self._bulk_button, copy, columns):
            foot.addWidget(widget)
        self._tell_chosen()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(10)
        above.addWidget(self.filters, 1)
        above.addWidget(self.filter_box, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(above)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.halves = ListAndRecord(left, self.record)
        self.body.addWidget(self.halves, 1)

    def _listen(self) -> None:
        theme().changed.connect(self._measure)
        self._measure()
        self.table.current_changed.connect(self._show_record)
        self.table.opened.connect(self._enter_record)
        self.table.copied.connect(self.context.toast)
        self.table.selection.changed.connect(self._tell_chosen)
        self.model.reordered.connect(self._first)
        self.context.runner.changed.connect(self._on_changes)
        self._first()

    def _measure(self) -> None:
        self.filter_box.setMinimumWidth(theme().px(FILTER_WIDTH))
        self.filter_box.setMaximumWidth(theme().px(FILTER_WIDTH * 1.5))

    def _first(self) -> None:
        """A list that opens shows its first record."""
        if self.table.current_id() is None and len(self.model.ids()):
            self.table.go_to(self.model.id_at(0))

    def _show_record(self, _row_id: int | None) -> None:
        # What the record asks would hold up the first rows.
        self.table.when_painted(self._hand_over)

    def _hand_over(self) -> None:
        self.record.show_id(self.table.current_id())

    def _enter_record(self, _row_id: int) -> None:
        self.record.enter()
        self.halves.show_record()

    def _tell_chosen(self) -> None:
        count = len(self.table.selection)
        self.chosen.setText(n_("{n} geselecteerd", "{n} geselecteerd", count).format(n=count))
        self._bulk_button.setVisible(count > 1 and bool(self._bulk))

    def _many(self) -> bool:
        return len(self.table.selection) > 1

    def _choose_columns(self) -> None:
        menu = self.table.column_menu()
        menu.popup(self._columns.mapToGlobal(self._columns.rect().topLeft()))

    def _to_filter(self) -> None:
        self.filter_box.setFocus()
        self.filter_box.selectAll()

    def _filter(self) -> None:
        typed = self.filter_box.text().strip()
        if not typed:
            if self.model.arrangement.only is not None:
                self.model.show_rows(only=None)
            return
        self.context.runner.ask_latest(self, "filter", matching, self._only, self._rows.noun, typed)

    def _only(self, ids: tuple[int, ...]) -> None:
        if self.filter_box.text().strip():
            self.model.show_rows(only=ids)

    def _on_changes(self, changes: Changes) -> None:
        if self.filter_box.text().strip() and changes.touches(self._rows.tables):
            self._filter()
