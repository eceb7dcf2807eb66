"""A dialog that asks what an act needs and then does it; refusals stand under their field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stvcrm.base.errors import Invalid, Problem, UserError
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.form import Form
from stvcrm.operations.catalog import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.kit.field_editors import Field


class FormDialog(Dialog):
    """Fields, Cancel, and the button that does `operation` with what was typed and what is `fixed`.

    `adapt` makes of what was typed what the operation takes.
    """

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        title: str,
        operation: str,
        fields: Sequence[Field],
        *,
        act: str = "",
        sub: str = "",
        fixed: Mapping[str, Any] | None = None,
        values: Mapping[str, Any] | None = None,
        then: Callable[[Any], object] | None = None,
        adapt: Callable[[dict[str, Any]], dict[str, Any]] = dict,
    ) -> None:
        super().__init__(title, parent, sub=sub, width=520)
        self._context, self._operation = context, operation
        self._fixed, self._then, self._adapt = dict(fixed or {}), then, adapt
        self._labels = {field.key: field.label for field in fields}
        self._needed = [one.name for one in BY_NAME[operation].parameters() if one.required]
        self.form = Form(fields)
        self.form.setContentsMargins(-14, -12, -14, -8)
        self.body.addWidget(self.form)
        empty = {field.key: field.choices[0][0] if field.choices else None for field in fields}
        self.form.show_record(None, empty | dict(values or {}))
        self.add_cancel()
        self.add_button(act or _("Toevoegen"), self.do, kind="primary")
        self.open()
        self.form.focus()

    def do(self) -> None:
        """Do it with what stands there now."""
        typed = self.form.typed()
        if typed is None:
            return
        given = self._adapt({key: value for key, value in typed.items() if value not in (None, "")})
        missing = [key for key in self._needed if key in typed and key not in given]
        if missing:
            self.form.show_problems([Problem(key, self._empty(key)) for key in missing])
            self.form.editor(missing[0]).setFocus()
            return
        self._context.runner.do(
            self, BY_NAME[self._operation], **self._fixed, **given, then=self._done, refused=self._refused
        )

    def _empty(self, key: str) -> str:
        return _("{label} is leeg; vul iets in.").format(label=self._labels[key])

    def _done(self, result: Any) -> None:
        self.accept()
        if self._then is not None:
            self._then(result)

    def _refused(self, error: UserError) -> None:
        problems = error.problems if isinstance(error, Invalid) else ()
        shown = [problem.field for problem in problems if self.form.has(problem.field)]
        if shown:
            self.form.show_problems(problems)
            self.form.editor(shown[0]).setFocus()
        else:
            self.banner.tell(str(error))
