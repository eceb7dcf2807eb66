"""A part of a page that shows some tables: it asks again when they change, at once if seen, else when
shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from sqlalchemy import Connection

    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.context import Context


class Section(QWidget):
    """Subclasses name their `tables`, `load` on a reader thread (plain values only) and `show_data` in
    the window.
    """

    tables: ClassVar[tuple[str, ...]] = ()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._stale = True
        context.runner.changed.connect(self._on_changes)

    def load(self, connection: Connection) -> Any:
        """Ask; runs on a reader thread and touches no widget."""
        raise NotImplementedError

    def show_data(self, data: Any) -> None:
        """Show the answer; a field with focus and unsaved typing keeps what was typed."""
        raise NotImplementedError

    def wants(self, changes: Changes) -> bool:
        """Whether these changes make what is shown old."""
        return changes.touches(self.tables)

    def refresh(self) -> None:
        """Ask again, or remember to when this is shown."""
        self._stale = True
        if self.isVisible():
            self._stale = False
            self.context.runner.ask_latest(self, "load", self.load, self.show_data)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask now what went stale while hidden."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _on_changes(self, changes: Changes) -> None:
        if self.wants(changes):
            self.refresh()
