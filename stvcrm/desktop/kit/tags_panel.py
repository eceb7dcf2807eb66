"""The labels of a record: what is on it, each with a button to take it off, and a field to put one on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cards import clear_layout
from stvcrm.desktop.kit.flow_layout import FlowLayout
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.section import Section
from stvcrm.desktop.kit.theme import theme
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.tags import every_tag, tags_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context
    from stvcrm.queries.tags import Owner


class TagsPanel(Section):
    """Labels of an organisation or a person."""

    tables = ("tag", "tagging")

    def __init__(self, context: Context, owner: Owner) -> None:
        super().__init__(context)
        self._owner, self._id = owner, 0
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 6)
        column.setSpacing(6)
        column.addWidget(label(_("Labels"), "heading"))
        holder = QWidget()
        self._tags = FlowLayout(holder, spacing=7)
        column.addWidget(holder)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("typ een label en druk op Enter"))
        self.field.setAccessibleName(_("Label toevoegen"))
        self.field.setMaximumWidth(theme().px(280))
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(self.put)
        column.addWidget(self.field)

    def show_id(self, row_id: int) -> None:
        """Show the labels of this record."""
        self._id = row_id
        self.refresh()

    def load(self, connection: Connection) -> Any:
        """The labels on it, and all there are."""
        return tags_of(connection, self._owner, self._id), every_tag(connection)

    def show_data(self, data: Any) -> None:
        """A chip a label; pressing it takes it off."""
        mine, known = data
        clear_layout(self._tags)
        for name in mine:
            words = _("Label {name} eraf halen").format(name=name)
            made = button(name, partial(self.take, name), icon="x", kind="chip", name=words)
            made.setToolTip(words)
            self._tags.addWidget(made)
        self._known.setStringList(list(known))

    def put(self) -> None:
        """Put the label that was typed on the record."""
        name = self.field.text().strip()
        if name:
            self.field.clear()
            self._do("tags.put", name)

    def take(self, name: str) -> None:
        """Take this label off."""
        self._do("tags.take", name)

    def _do(self, operation: str, name: str) -> None:
        values: dict[str, Any] = {"name": name, f"{self._owner}_id": self._id}
        self.context.runner.do(self, BY_NAME[operation], **values)
