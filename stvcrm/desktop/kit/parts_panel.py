"""Rows that are part of a record, such as former names or further telephone numbers: add, change, remove."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.form_dialog import FormDialog
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.link_row import LinkRow, beside
from stvcrm.desktop.kit.model_fields import form_fields
from stvcrm.desktop.kit.record_dialog import RecordDialog
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.desktop.kit.section import Section
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.parts import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection

    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.context import Context
    from stvcrm.model.base import Entity


@dataclass(frozen=True)
class Parts:
    """What the rows are: `owner` is the column that names the record they belong to.

    `describe` makes of a row's values its name and second line. `add` is the text of the button, and
    `title` the heading, both in the user's language already.
    """

    entity: type[Entity]
    owner: str
    title: str
    add: str
    fields: tuple[str, ...]
    describe: Callable[[Mapping[str, Any]], tuple[str, str]]
    nothing: str


class PartsPanel(Section):
    """A heading with a button to add one, and the rows."""

    def __init__(self, context: Context, spec: Parts) -> None:
        super().__init__(context)
        self._spec, self._id = spec, 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 4, 10, 2)
        head.addWidget(label(spec.title, "heading"), 1)
        self.add_button = button(spec.add, self.add, icon="plus", kind="quiet", small=True)
        head.addWidget(self.add_button)
        column.addLayout(head)
        self.rows = Rows()
        column.addWidget(self.rows)
        self.setAccessibleName(spec.title)

    def show_id(self, row_id: int) -> None:
        """Show the parts of this record."""
        self._id = row_id
        self.refresh()

    def wants(self, changes: Changes) -> bool:
        """Only this table matters."""
        return self._spec.entity.__tablename__ in changes.ids

    def load(self, connection: Connection) -> Any:
        """The rows."""
        return parts(connection, self._spec.entity.__tablename__, self._spec.owner, self._id)

    def show_data(self, data: Any) -> None:
        """One line a row: press it to change it."""
        rows: Sequence[Mapping[str, Any]] = data
        self.rows.show_rows([self._row(row) for row in rows], self._spec.nothing)

    def add(self) -> None:
        """Ask for a new one."""
        spec = self._spec
        fixed = {"noun": spec.entity.noun, spec.owner: self._id}
        fields = form_fields(self.context, spec.entity, spec.fields)
        FormDialog(self.context, self.window(), spec.add, "add", fields, fixed=fixed)

    def _row(self, row: Mapping[str, Any]) -> QWidget:
        name, second = self._spec.describe(row)
        remove = partial(remove_with_undo, self, self._spec.entity.noun, row["id"], name)
        words = _("{name} verwijderen").format(name=name)
        end = button("", remove, icon="x", kind="quiet", small=True, name=words)
        edit = partial(self._edit, row["id"], name)
        return beside(LinkRow(name, edit, second=second, bare=True), end)

    def _edit(self, row_id: int, name: str) -> None:
        RecordDialog(self.context, self.window(), name, self._spec.entity, row_id, self._spec.fields)


def remove_with_undo(owner: Section, noun: str, row_id: int, name: str) -> None:
    """Remove a record at once; the toast takes it back."""
    words = _("Verwijderd: {name}").format(name=name)

    def tell(_result: object) -> None:
        owner.context.toast(words, undo=True)

    owner.context.runner.do(owner, BY_NAME["remove"], noun=noun, id=row_id, then=tell)
