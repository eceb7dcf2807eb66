"""One value for a field of many records: what it changes is shown row by row, then it is one act."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stvcrm.base.clock import local
from stvcrm.base.i18n import _, n_
from stvcrm.desktop.kit.buttons import say
from stvcrm.desktop.kit.cards import Row, clear_layout
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.field_editors import WrongInput, editor_for
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.marks import ComboBox
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.desktop.kit.theme import theme
from stvcrm.operations.bulk import BulkRow, judge
from stvcrm.operations.catalog import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.kit.field_editors import Field

SHOWN = 100
PAUSE_MS = 250


class BulkEdit(Dialog):
    """Choose a field and its value; rows that stay or cannot change are told apart and left alone."""

    def __init__(
        self, context: Context, parent: QWidget, noun: str, ids: Sequence[int], fields: Sequence[Field]
    ) -> None:
        title = n_("{count} rij bewerken", "{count} rijen bewerken", len(ids)).format(count=len(ids))
        super().__init__(title, parent, width=620)
        self._context, self._noun, self._ids = context, noun, list(ids)
        self._fields = {field.key: field for field in fields}
        self._wanted: list[int] = []
        self.field = ComboBox()
        self.field.setAccessibleName(_("Veld"))
        for field in fields:
            self.field.addItem(field.label, field.key)
        self.body.addWidget(label(_("Welk veld?"), "field"))
        self.body.addWidget(self.field)
        self.body.addWidget(label(_("Nieuwe waarde"), "field"))
        self._place = QVBoxLayout()
        self.body.addLayout(self._place)
        self.summary = label("", "second", wrap=True)
        self.body.addWidget(self.summary)
        self.rows = Rows()
        area = self.rows.scrolling()
        area.setMinimumHeight(theme().px(200))
        self.body.addWidget(area, 1)
        self.add_cancel()
        self.act = self.add_button(_("Wijzigen"), self.do, kind="primary")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.preview)
        self.field.currentIndexChanged.connect(self._choose)
        self._choose()
        self.open()
        self.field.setFocus()

    def preview(self) -> None:
        """Ask what the value would change."""
        try:
            value = self.editor.value()
        except WrongInput as error:
            self._show_nothing(str(error))
            return
        on = local(self._context.clock()).date()
        query = partial(judge, noun=self._noun, ids=self._ids, key=self._key(), value=value, on=on)
        self._context.runner.ask_latest(self, "judge", query, self._show)

    def do(self) -> None:
        """Change the rows that change, as one act that undo takes back."""
        values: dict[str, Any] = {self._key(): self.editor.value()}
        self.act.setEnabled(False)
        self._context.runner.do(
            self,
            BY_NAME["edit_many"],
            noun=self._noun,
            ids=self._wanted,
            **values,
            then=self._done,
            refused=self._refused,
        )

    def _key(self) -> str:
        return str(self.field.currentData())

    def _choose(self) -> None:
        clear_layout(self._place)
        self.editor = editor_for(self._fields[self._key()])
        for signal in ("textChanged", "currentIndexChanged", "toggled"):
            if hasattr(self.editor, signal):
                getattr(self.editor, signal).connect(self._typed)
        self._place.addWidget(self.editor)
        self._show_nothing(_("Geef een waarde; hieronder staat dan per rij wat er verandert."))
        if not hasattr(self.editor, "textChanged"):
            self.preview()

    def _typed(self) -> None:
        self._pause.start()

    def _show(self, judged: Sequence[BulkRow]) -> None:
        self._wanted = [row.id for row in judged if row.changes]
        refused = [row for row in judged if row.problem]
        same = len(judged) - len(self._wanted) - len(refused)
        parts = [n_("{n} verandert", "{n} veranderen", len(self._wanted)).format(n=len(self._wanted))]
        if same:
            parts.append(n_("{n} blijft gelijk", "{n} blijven gelijk", same).format(n=same))
        if refused:
            parts.append(n_("{n} kan niet", "{n} kunnen niet", len(refused)).format(n=len(refused)))
        if len(judged) > SHOWN:
            parts.append(_("de eerste {n} staan hieronder").format(n=SHOWN))
        self.summary.setText(" · ".join(parts))
        order = sorted(judged, key=lambda row: (not row.problem, not row.changes))
        self.rows.show_rows([_row(row) for row in order[:SHOWN]])
        count = len(self._wanted)
        say(self.act, n_("{n} rij wijzigen", "{n} rijen wijzigen", count).format(n=count))
        self.act.setEnabled(bool(count))

    def _show_nothing(self, sentence: str) -> None:
        self._wanted = []
        self.summary.setText(sentence)
        self.rows.show_rows([])
        say(self.act, _("Wijzigen"))
        self.act.setEnabled(False)

    def _done(self, count: Any) -> None:
        self.accept()
        words = n_("{n} rij gewijzigd", "{n} rijen gewijzigd", count)
        self._context.toast(words.format(n=count), undo=True)

    def _refused(self, error: object) -> None:
        self.act.setEnabled(True)
        self.banner.tell(str(error))


def _row(row: BulkRow) -> QWidget:
    if row.problem:
        return Row(row.title, row.problem, icon="circle-alert", tone="bad")
    if not row.changes:
        second = _("blijft {value}").format(value=row.before or _("leeg"))
        return Row(row.title, second, icon="equal", tone="muted")
    words = _("was {before}, wordt {after}")
    second = words.format(before=row.before or _("leeg"), after=row.after or _("leeg"))
    return Row(row.title, second, icon="pencil", tone="accent")
