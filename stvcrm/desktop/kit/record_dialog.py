"""A small record in a dialog of its own; its fields are saved as they are left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.record_form import RecordForm
from stvcrm.operations.catalog import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from stvcrm.desktop.kit.context import Context
    from stvcrm.model.base import Entity


class RecordDialog(Dialog):
    """Shows the fields of one record, and a button that removes it."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        title: str,
        entity: type[Entity],
        row_id: int,
        keys: Sequence[str],
        *,
        sub: str = "",
    ) -> None:
        super().__init__(title, parent, sub=sub, width=560)
        self._context, self._entity, self._id, self._name = context, entity, row_id, title
        self.fields = RecordForm(context, entity, keys)
        self.body.addWidget(self.fields)
        self.add_button(_("Verwijderen"), self.remove, icon="x")
        self.add_button(_("Sluiten"), self.close_saved, kind="primary")
        self.fields.show_id(row_id)
        self.open()
        self.fields.form.focus()

    def close_saved(self) -> None:
        """Save what is being typed, and close."""
        self.fields.form.save()
        self.accept()

    def reject(self) -> None:
        """Escape closes too; what was typed is kept, as everywhere."""
        self.fields.form.save()
        super().reject()

    def remove(self) -> None:
        """Remove the record; the toast takes it back."""
        tell = partial(self._removed, _("Verwijderd: {name}").format(name=self._name))
        self._context.runner.do(self, BY_NAME["remove"], noun=self._entity.noun, id=self._id, then=tell)

    def _removed(self, words: str, _result: object) -> None:
        self.accept()
        self._context.toast(words, undo=True)
