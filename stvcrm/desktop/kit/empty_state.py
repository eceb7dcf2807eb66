"""What belongs here, and the one next step, where there is nothing yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stvcrm.desktop.kit.commands import Command, command_button
from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import label


class EmptyState(QWidget):
    """An icon, a sentence, the next step, and at most one other way."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        step: Command | None = None,
        other: Command | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(2)
        column.addWidget(IconLabel(icon, "muted", 28), 0, middle)
        heading = label(title, "heading", wrap=True)
        heading.setAlignment(middle)
        column.addWidget(heading)
        if text:
            second = label(text, "second", wrap=True)
            second.setAlignment(middle)
            column.addWidget(second)
        for command in (step, other):
            if command is not None:
                column.addSpacing(6)
                column.addWidget(command_button(command), 0, middle)
        column.addStretch(3)
        self.setAccessibleName(f"{title} {text}".strip())
