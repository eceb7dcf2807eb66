"""The course of a record as rows, the newest first; each opens the record behind it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from stvcrm.base.clock import local
from stvcrm.base.dates import brief_date
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.course_words import told
from stvcrm.desktop.kit.link_row import LinkRow
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.desktop.kit.section import Section
from stvcrm.queries.course import Event, course

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context
    from stvcrm.queries.tags import Owner

MOST = 200


class CoursePanel(Section):
    """Verloop of an organisation or a person."""

    tables = (
        "organisation",
        "person",
        "position",
        "visit",
        "attendance",
        "utterance",
        "contact_moment",
        "promise",
        "action_point",
        "attachment",
        "former_name",
    )

    def __init__(self, context: Context, owner: Owner) -> None:
        super().__init__(context)
        self._owner, self._id = owner, 0
        self.rows = Rows()
        self.setAccessibleName(_("Verloop"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows.scrolling())

    def show_id(self, row_id: int) -> None:
        """Show the course of this record."""
        self._id = row_id
        self.refresh()

    def load(self, connection: Connection) -> Any:
        """What happened."""
        return course(connection, self._owner, self._id)

    def show_data(self, data: Any) -> None:
        """One row an event."""
        events: Sequence[Event] = data
        nothing = _("Hier komt alles wat er gebeurt: gesprekken, kennismakingen, toezeggingen en acties.")
        self.rows.show_rows([self._row(event) for event in events[:MOST]], nothing)

    def _row(self, event: Event) -> LinkRow:
        today = local(self.context.clock()).date()
        words = told(event, today)
        return LinkRow(
            words.title,
            partial(self.context.navigate, event.table, event.id),
            moment=brief_date(event.on, today) if event.on else "",
            icon=words.icon,
            tone=words.tone,
            text=words.text,
            second=words.second,
        )
