"""One sentence beside the place it is about: what happened and what to do now, with details folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable

Tone = Literal["bad", "warn", "good", "neutral"]
_ICONS = {"bad": "circle-alert", "warn": "triangle-alert", "good": "circle-check", "neutral": "info"}


class Banner(QFrame):
    """Hidden until there is something to say; a newer sentence takes the place of the older."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        self._icon = IconLabel(_ICONS["bad"], "bad", 17)
        self._text = label("", wrap=True, selectable=True)
        self._details = label("", "second", wrap=True, selectable=True)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(self._text)
        texts.addWidget(self._details)
        self._fold = button(_("Details"), self._toggle, kind="quiet", small=True)
        self._act: QPushButton | None = None
        self._row = row
        row.addWidget(self._icon)
        row.addLayout(texts, 1)
        row.addWidget(self._fold)
        row.addWidget(button("", self.hide, icon="x", kind="quiet", small=True, name=_("Melding sluiten")))
        self.hide()

    def tell(
        self,
        text: str,
        tone: Tone = "bad",
        *,
        details: str = "",
        act: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show the sentence and speak it; `act` is the text of a button and what it does."""
        self._icon.set_icon(_ICONS[tone], tone)
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._text.setText(text)
        self._details.setText(details)
        self._details.hide()
        self._fold.setVisible(bool(details))
        if self._act is not None:
            self._act.deleteLater()
            self._act = None
        if act is not None:
            self._act = button(act[0], act[1], small=True)
            self._row.insertWidget(2, self._act)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """The sentence shown, empty when there is none."""
        return "" if self.isHidden() else self._text.text()

    def _toggle(self) -> None:
        self._details.setVisible(self._details.isHidden())
