"""What an import asked about this organisation, answered where one sees it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cards import clear_layout
from stvcrm.desktop.kit.field_editors import Field
from stvcrm.desktop.kit.flow_layout import FlowLayout
from stvcrm.desktop.kit.form_dialog import FormDialog
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.reference_editor import reference
from stvcrm.operations.catalog import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stvcrm.desktop.kit.context import Context
    from stvcrm.queries.organisations import Question


class Questions(QFrame):
    """One block a question, with the answers that are possible; hidden when there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("look", "band")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 8, 14, 8)
        self._column.setSpacing(6)
        self.hide()

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show these; every answer is an act that undo takes back."""
        clear_layout(self._column)
        for question in questions:
            self._column.addWidget(self._block(question))
        self.setVisible(bool(questions))

    def answer(self, question: Question, choice: str) -> None:
        """Settle the question."""
        act = BY_NAME["import_questions.answer"]
        self._context.runner.do(self, act, question_id=question.id, choice=choice, then=self._told)

    def _block(self, question: Question) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = _("Vraag uit {file}").format(file=question.source)
        column.addWidget(label(words, "name", wrap=True))
        column.addWidget(label(question.reason, wrap=True))
        holder = QWidget()
        row = FlowLayout(holder, spacing=7)
        for text, choice in (
            (_("Rij overnemen"), "file"),
            (_("Nieuwe organisatie"), "new"),
            (_("Niets doen"), "skip"),
        ):
            row.addWidget(button(text, partial(self.answer, question, choice), small=True))
        row.addWidget(button(_("Andere organisatie…"), partial(self._choose, question), small=True))
        column.addWidget(holder)
        made.setAccessibleName(f"{words}. {question.reason}")
        return made

    def _choose(self, question: Question) -> None:
        field = Field("choice", _("Organisatie"), make=reference(self._context, "organisations"))
        FormDialog(
            self._context,
            self.window(),
            _("Bij welke organisatie hoort deze rij?"),
            "import_questions.answer",
            (field,),
            act=_("Rij overnemen"),
            sub=question.reason,
            fixed={"question_id": question.id},
            then=self._told,
            adapt=_as_text,
        )

    def _told(self, _result: object) -> None:
        self._context.toast(_("Vraag beantwoord"), undo=True)


def _as_text(typed: dict[str, Any]) -> dict[str, Any]:
    """The id as the operation reads it among its other answers."""
    return {key: str(value) for key, value in typed.items()}
