"""The history of the workspace: every act, what it changed, and the way back to before it, step by step."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from stvcrm.base.dates import relative_moment
from stvcrm.base.i18n import N_, _, n_
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cards import Row, clear_layout, scrolled
from stvcrm.desktop.kit.cells import Cell, choice
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.empty_state import EmptyState
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.lazy_table import LazyTableModel
from stvcrm.desktop.kit.list_panel import ListPanel
from stvcrm.desktop.kit.table_view import TableView
from stvcrm.desktop.kit.theme import theme
from stvcrm.model.journal import OperationState
from stvcrm.queries.act_changes import ActChanges, Did, RecordChange, act_changes
from stvcrm.queries.operations import OPERATIONS

if TYPE_CHECKING:
    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.context import Context

_ICONS = {Did.MADE: ("circle-plus", "good"), Did.CHANGED: ("pencil", "accent"), Did.REMOVED: ("x", "bad")}
_DID = {Did.MADE: N_("toegevoegd"), Did.CHANGED: N_("gewijzigd"), Did.REMOVED: N_("verwijderd")}
LONGEST = 46
_SHOWN = ("label", "at", "author", "state", "rows")


class ActsDialog(Dialog):
    """Acts left, newest first; right what the chosen one did, and the button that goes back to before it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(_("Geschiedenis"), parent, width=min(theme().px(900), max(500, parent.width() - 80)))
        self._context = context
        self._chosen: int | None = None
        self._left = 0
        columns = tuple(
            replace(column, shown=column.key in _SHOWN)
            for key in (*_SHOWN, "id", "kind")
            for column in OPERATIONS.columns
            if column.key == key
        )
        rows = replace(OPERATIONS, columns=columns, tables=frozenset(), order="id")
        self.model = LazyTableModel(
            context.runner, rows, {"state": choice(_states()), "at": self._when, "label": _short}
        )
        self.table = TableView(self.model, context.preferences, _("Handelingen"))
        empty = EmptyState(
            "history", _("Nog geen handelingen"), _("Wat u doet staat hier, met wie en wanneer.")
        )
        self.back = button(_("Deze handeling ongedaan maken"), self._go_back, icon="undo-2", kind="primary")
        self.back.hide()
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(14)
        parts.addWidget(ListPanel(self.table, empty))
        parts.addWidget(self._right())
        parts.setSizes([640, 360])
        self.body.addWidget(parts, 1)
        self.add_button(_("Sluiten"), self.reject)
        self.buttons.addWidget(self.back)
        self.table.current_changed.connect(self._ask)
        context.runner.changed.connect(self._refresh)
        self.resize(
            min(theme().px(1100), parent.width() - 80), min(theme().px(640), max(parent.height() - 80, 320))
        )
        self.table.sort_by("id", descending=True)
        self.table.setFocus()

    def _when(self, at: object) -> Cell:
        return (
            Cell(relative_moment(at, self._context.clock()), tone="muted")
            if isinstance(at, datetime)
            else Cell()
        )

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self.told = label(_("Kies een handeling om te zien wat die veranderde."), "second", wrap=True)
        column.addWidget(self.told)
        inside = QWidget()
        self._records = QVBoxLayout(inside)
        self._records.setContentsMargins(0, 0, 0, 0)
        self._records.setSpacing(0)
        column.addWidget(scrolled(inside), 1)
        return side

    def _ask(self, operation_id: int | None) -> None:
        self._chosen = operation_id
        if operation_id is not None:
            self._context.runner.ask_latest(self, "act", act_changes, self._show, operation_id)

    def _show(self, changes: ActChanges) -> None:
        clear_layout(self._records)
        for record in changes.records:
            self._records.addWidget(_row(record))
        self._records.addStretch(1)
        text = n_("{count} rij", "{count} rijen", changes.total).format(count=changes.total)
        if changes.total > len(changes.records):
            text = _("{rows}, hier de eerste {shown}").format(rows=text, shown=len(changes.records))
        if not changes.total:
            text = _("Van deze handeling zijn de gegevens opgeruimd, of hij veranderde geen rijen.")
        self.told.setText(text)
        self.back.setVisible(changes.acts_back > 0)
        self.back.setText(
            n_(
                "Deze handeling ongedaan maken",
                "Ongedaan maken tot en met deze ({count} handelingen)",
                changes.acts_back,
            ).format(count=changes.acts_back)
        )
        self._left = changes.acts_back

    def _go_back(self) -> None:
        """One act after the other, each a step of its own; the first refusal ends it."""
        self.back.setEnabled(False)
        self._step()

    def _step(self) -> None:
        self._left -= 1
        self._context.runner.undo(self, self._stepped)

    def _stepped(self, changes: Changes) -> None:
        if self._left > 0:
            self._step()
            return
        self.back.setEnabled(True)
        self.banner.tell(
            _("Ongedaan gemaakt tot en met: {act}. Met Ctrl+Shift+Z komt het terug.").format(
                act=changes.label
            ),
            "good",
        )

    def _refresh(self, _changes: object) -> None:
        if self._left <= 0 or self.back.isEnabled():
            self.model.refresh()
            self._ask(self._chosen)


def _short(text: object) -> Cell:
    """What was done, short enough to leave room for when and by whom; the record says the rest."""
    words = str(text)
    return Cell(words if len(words) <= LONGEST else words[: LONGEST - 1] + "…", bold=True)


def _states() -> dict[object, Cell]:
    looks = {
        OperationState.DONE: ("check", "good"),
        OperationState.UNDONE: ("undo-2", "muted"),
        OperationState.DROPPED: ("minus", "muted"),
    }
    return {state: Cell(state.label, icon, tone) for state, (icon, tone) in looks.items()}


def _row(record: RecordChange) -> Row:
    icon, tone = _ICONS[record.did]
    lines = [
        _("{field}: {before} wordt {after}").format(
            field=field.label, before=field.before or _("leeg"), after=field.after or _("leeg")
        )
        for field in record.fields
    ]
    second = f"{record.sort} · {_(_DID[record.did])}"
    return Row(record.title, second, text="\n".join(lines), icon=icon, tone=tone)
