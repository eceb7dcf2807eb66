"""The steps a visit can take from each state, the next one first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stvcrm.desktop.kit.cards import clear_layout
from stvcrm.desktop.kit.commands import command_button
from stvcrm.desktop.kit.flow_layout import FlowLayout
from stvcrm.desktop.kit.labels import label
from stvcrm.model.visits import VisitState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stvcrm.desktop.kit.commands import Command

STEPS: Mapping[VisitState, tuple[str, ...]] = {
    VisitState.REQUESTED: ("approach", "propose", "schedule"),
    VisitState.APPROACHED: ("propose", "schedule"),
    VisitState.PROPOSED: ("schedule", "propose"),
    VisitState.SCHEDULED: ("begin", "reschedule", "calendar"),
    VisitState.VISITED: ("complete", "report"),
    VisitState.COMPLETED: ("report",),
    VisitState.CANCELLED: ("reopen",),
    VisitState.DECLINED: ("reopen",),
}
"""State → what can be done, by the last part of the command's id; the first is the next step."""


class StepBar(QFrame):
    """A sentence about where the visit stands, and the steps from there; the next one is primary."""

    def __init__(self, commands: Mapping[str, Command]) -> None:
        super().__init__()
        self._commands = commands
        self._state: VisitState | None = None
        self.setProperty("look", "band")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 12, 10)
        column.setSpacing(8)
        self.words = label("", wrap=True)
        column.addWidget(self.words)
        row = QWidget()
        self._row = FlowLayout(row, spacing=7)
        column.addWidget(row)

    def show_state(self, state: VisitState, words: str) -> None:
        """Offer the steps from this state; the same state keeps its buttons, and so the focus."""
        self.words.setText(words)
        if state is self._state:
            return
        self._state = state
        clear_layout(self._row)
        for place, key in enumerate(STEPS[state]):
            made = command_button(self._commands[key], kind="plain" if place else "primary", small=True)
            self._row.addWidget(made)
