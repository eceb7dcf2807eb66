"""The chain of a record: what it came from, and what came of it; every row opens its record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stvcrm.base.clock import local
from stvcrm.base.dates import brief_date
from stvcrm.base.i18n import N_, _
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.link_row import LinkRow
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.desktop.kit.section import Section
from stvcrm.model.catalog import BY_NOUN
from stvcrm.queries.chain import Link, chain
from stvcrm.queries.chain_facts import Fact, facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from stvcrm.desktop.kit.context import Context

KINDS = {
    "organisations": (N_("Organisatie"), "building-2"),
    "people": (N_("Contact"), "contact-round"),
    "positions": (N_("Functie"), "contact-round"),
    "visits": (N_("Kennismaking"), "handshake"),
    "contact_moments": (N_("Contactmoment"), "phone"),
    "surveys": (N_("Enquête"), "clipboard-list"),
    "responses": (N_("Enquêteantwoord"), "clipboard-list"),
    "utterances": (N_("Uiting"), "quote"),
    "promises": (N_("Toezegging"), "flag"),
    "action_points": (N_("Actie"), "list-checks"),
    "attachments": (N_("Bijlage"), "paperclip"),
}
"""What a link is called, and its icon."""


class ChainPanel(Section):
    """The links of one record of `table`, those it came from first."""

    def __init__(self, context: Context, table: str) -> None:
        super().__init__(context)
        self._table, self._id = table, 0
        self.rows = Rows()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows.scrolling())

    def wants(self, changes: object) -> bool:
        """Any record may become a link."""
        return bool(changes)

    def show_id(self, row_id: int) -> None:
        """Show the chain of this record."""
        self._id = row_id
        self.refresh()

    def load(self, connection: Connection) -> Any:
        """The links."""
        links = chain(connection, self._table, self._id)
        return links, facts(connection, links)

    def show_data(self, data: Any) -> None:
        """One row a link, under a heading a direction."""
        links: Sequence[Link] = data[0]
        told: Mapping[tuple[str, int], Fact] = data[1]
        rows: list[QWidget] = []
        for direction, heading in (("from", _("Komt van")), ("to", _("Leidde tot"))):
            mine = [link for link in links if link.direction == direction]
            if mine:
                rows.append(_heading(heading))
                rows += [self._row(link, told.get((link.noun, link.id))) for link in mine]
        nothing = _("Hier staat wat hiervan komt en waar dit van komt, zodra er iets is.")
        self.rows.show_rows(rows, nothing)

    def _row(self, link: Link, fact: Fact | None) -> LinkRow:
        words, icon = KINDS.get(link.noun, (link.noun, "link-2"))
        entity = BY_NOUN[link.noun]
        opened = partial(self.context.navigate, entity.__tablename__, link.id)
        parts = [_(words)]
        if fact is not None:
            today = local(self.context.clock()).date()
            parts += [fact.state.lower(), brief_date(fact.on, today) if fact.on else ""]
        second = " · ".join(part for part in parts if part)
        return LinkRow(link.title or _("zonder titel"), opened, icon=icon, second=second)


def _heading(words: str) -> QWidget:
    made = label(words, "field")
    made.setContentsMargins(14, 10, 14, 4)
    return made
