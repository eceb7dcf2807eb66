"""Who changed a field, when, and from what; an earlier value can be put back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from stvcrm.base.dates import relative_moment
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cards import Row
from stvcrm.desktop.kit.cells import Format, day, phone, yes_no
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.desktop.kit.theme import theme
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.field_history import Step, field_history

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.kit.field_editors import Field
    from stvcrm.model.base import Entity


_SHOWN: dict[str, Format] = {"date": day, "phone": phone, "flag": lambda text: yes_no(text == "True")}


class HistoryDialog(Dialog):
    """The changes of one field of one record, newest first."""

    def __init__(
        self, context: Context, parent: QWidget, entity: type[Entity], row_id: int, field: Field
    ) -> None:
        title = _("Geschiedenis van {field}").format(field=field.label)
        super().__init__(title, parent, width=560)
        self._context, self._entity, self._id, self._field = context, entity, row_id, field
        self.rows = Rows()
        area = self.rows.scrolling()
        area.setMinimumHeight(theme().px(220))
        self.body.addWidget(area)
        self.add_button(_("Sluiten"), self.reject, kind="primary")
        context.runner.changed.connect(self._ask)
        self._ask()
        self.open()

    def _ask(self, _changes: object = None) -> None:
        table = self._entity.__tablename__
        self._context.runner.ask_latest(
            self, "history", field_history, self._show, table, self._id, self._field.key
        )

    def _show(self, steps: Sequence[Step]) -> None:
        nothing = _("Dit veld is nooit gewijzigd, of de geschiedenis ervan is opgeruimd.")
        self.rows.show_rows([self._row(step) for step in steps], nothing)

    def _row(self, step: Step) -> QWidget:
        before, after = (self._words(text) or _("leeg") for text in (step.before, step.after))
        when = relative_moment(step.at, self._context.clock())
        second = _("{when} · {author} · {act}").format(when=when, author=step.author, act=step.act)
        back = None
        if step.whole:
            name = _("Terugzetten op: {value}").format(value=before)
            back = button(_("Terugzetten"), partial(self._restore, step.value), small=True, name=name)
        words = _("was {before}, werd {after}").format(before=before, after=after)
        return Row(words, second, end=back)

    def _words(self, text: str) -> str:
        shown = _SHOWN.get(self._field.kind)
        return shown(text).text if shown is not None and text else text

    def _restore(self, value: Any) -> None:
        fields: dict[str, Any] = {self._field.key: "" if value is None else value}
        self._context.runner.do(
            self, BY_NAME["edit"], noun=self._entity.noun, id=self._id, **fields, refused=self._refused
        )

    def _refused(self, error: object) -> None:
        self.banner.tell(str(error))
