"""The fields of one record, saved as they are left, each with its history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stvcrm.base.errors import Invalid, Problem, UserError
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.commands import Command
from stvcrm.desktop.kit.form import Form
from stvcrm.desktop.kit.history_dialog import HistoryDialog
from stvcrm.desktop.kit.model_fields import form_fields
from stvcrm.desktop.kit.section import Section
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.parts import values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.context import Context
    from stvcrm.model.base import Entity


class RecordForm(Section):
    """Shows a record of `entity` by its id; a change of a field is an act of its own."""

    def __init__(
        self, context: Context, entity: type[Entity], keys: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._entity, self._id = entity, 0
        self._fields = {field.key: field for field in form_fields(context, entity, keys)}
        self.form = Form(tuple(self._fields.values()), history=True)
        self.form.changed.connect(self._save)
        self.form.history_wanted.connect(self.show_history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def history_command(self) -> Command:
        """The key that opens the history of the field one is in."""
        return history_command(self._entity, lambda: self)

    def show_id(self, row_id: int) -> None:
        """Show this record; what was typed in the one before is saved first."""
        if row_id != self._id:
            self.form.await_record()
        self._id = row_id
        self.refresh()

    def wants(self, changes: Changes) -> bool:
        """Only this record matters."""
        return self._id in changes.ids.get(self._entity.__tablename__, ())

    def load(self, connection: Connection) -> Any:
        """The values of the record."""
        return self._id, values(connection, self._entity.__tablename__, self._id)

    def show_data(self, data: Any) -> None:
        """Show them, unless another record was chosen meanwhile."""
        row_id, found = data
        if found is not None and row_id == self._id:
            self.form.show_record(row_id, found)

    def show_history(self, key: str) -> None:
        """Who changed this field, when and from what."""
        HistoryDialog(self.context, self, self._entity, self._id, self._fields[key])

    def show_focused(self) -> None:
        """The history of the field one is in, if one is in a field."""
        key = self.form.focused_key()
        if key is not None:
            self.show_history(key)

    def is_in_a_field(self) -> bool:
        """Whether one of its fields has the keyboard."""
        return self.form.focused_key() is not None

    def _save(self, record: int, key: str, value: Any) -> None:
        self.context.runner.do(
            self,
            BY_NAME["edit"],
            noun=self._entity.noun,
            id=record,
            **{key: value},
            refused=partial(self._refused, record, key),
        )

    def _refused(self, record: int, key: str, error: UserError) -> None:
        if record != self._id:
            self.context.toast(str(error))
            return
        problems = error.problems if isinstance(error, Invalid) else (Problem(key, str(error)),)
        shown = [problem for problem in problems if problem.field in self._fields]
        self.form.show_problems(shown or [Problem(key, str(error))])


def history_command(entity: type[Entity], form: Callable[[], RecordForm | None]) -> Command:
    """The key that opens the history of the field one is in, for a form that may not be made yet."""

    def show() -> None:
        found = form()
        if found is not None:
            found.show_focused()

    def is_in_a_field() -> bool:
        found = form()
        return found is not None and found.is_in_a_field()

    text, name = _("Geschiedenis van dit veld"), f"{entity.noun}.field_history"
    return Command(name, text, show, "Ctrl+Shift+H", "history", is_in_a_field)
