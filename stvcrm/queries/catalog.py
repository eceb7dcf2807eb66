"""Every list of the workspace by its public noun, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stvcrm.base.errors import NotFound
from stvcrm.base.i18n import _
from stvcrm.model.catalog import BY_TABLE
from stvcrm.queries import records, survey_figures, surveys
from stvcrm.queries.chain import chain
from stvcrm.queries.operations import OPERATIONS, history
from stvcrm.queries.organisations import ORGANISATIONS
from stvcrm.queries.people import PEOPLE, POSITIONS
from stvcrm.queries.utterances import UTTERANCES
from stvcrm.queries.visits import VISITS, attendees, dossier, passages

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from stvcrm.queries.rows import RowList

LISTS: tuple[RowList, ...] = (
    ORGANISATIONS,
    PEOPLE,
    POSITIONS,
    VISITS,
    *surveys.LISTS,
    UTTERANCES,
    records.CONTACT_MOMENTS,
    records.PROMISES,
    records.ACTION_POINTS,
    records.CONTACT_WAYS,
    records.FORMER_NAMES,
    records.ATTENDANCES,
    records.NOTES,
    records.ATTACHMENTS,
    records.TAGS,
    records.TAGGINGS,
    records.CONSENTS,
    records.SETTINGS,
    records.IMPORT_PROFILES,
    records.IMPORT_QUESTIONS,
    OPERATIONS,
)
BY_NOUN: dict[str, RowList] = {rows.noun: rows for rows in LISTS}


def show(connection: Connection, noun: str, record_id: int) -> dict[str, Any]:
    """One record with its chain, its history and, for a visit, what was said.

    Raises:
        NotFound: there is no such record.
    """
    rows = BY_NOUN[noun]
    found = rows.record(connection, record_id)
    if found is None:
        raise NotFound(_("Er is geen {noun} met nummer {id}.").format(noun=noun, id=record_id))
    if rows.table.name not in BY_TABLE:
        return found | {"chain": []}
    found["chain"] = chain(connection, rows.table.name, record_id)
    found["history"] = history(connection, rows.table.name, record_id)
    if noun == "surveys":
        found |= survey_figures.shown(connection, record_id)
    if noun == "visits":
        found["notes"] = dossier(connection, record_id).notes
        found["attendees"] = attendees(connection, record_id)
        found["passages"] = passages(connection, record_id)
    return found
