"""The fields of a record and the rows that hang on it, in one column that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stvcrm.desktop.kit.cards import scrolled

if TYPE_CHECKING:
    from stvcrm.desktop.kit.parts_panel import PartsPanel
    from stvcrm.desktop.kit.record_form import RecordForm
    from stvcrm.desktop.kit.tags_panel import TagsPanel


class DetailsPanel(QWidget):
    """The form first, then the others in this order."""

    def __init__(self, record: RecordForm, *others: TagsPanel | PartsPanel) -> None:
        super().__init__()
        self.record = record
        self._parts = (record, *others)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 14)
        column.setSpacing(0)
        for part in self._parts:
            column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))

    def show_id(self, row_id: int) -> None:
        """Show this record."""
        for part in self._parts:
            part.show_id(row_id)
