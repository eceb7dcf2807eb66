"""The smaller nouns: lists made of their fields, with the record they belong to."""

from __future__ import annotations

from sqlalchemy import case, literal

from stvcrm.base.i18n import N_
from stvcrm.model.action_points import ActionPoint, Promise
from stvcrm.model.attachments import Attachment
from stvcrm.model.base import Entity, Kind
from stvcrm.model.contact_moments import ContactMoment
from stvcrm.model.contact_ways import ContactWay
from stvcrm.model.imports import ImportProfile, ImportQuestion
from stvcrm.model.notes import Note
from stvcrm.model.organisations import FormerName
from stvcrm.model.privacy import Consent
from stvcrm.model.settings import Setting
from stvcrm.model.tags import Tag, Tagging
from stvcrm.model.utterances import Utterance
from stvcrm.model.visits import Attendance
from stvcrm.queries.rows import Column, RowList, plain_columns

_REFERENCES = {
    "organisation_id": N_("Nummer organisatie"),
    "person_id": N_("Nummer persoon"),
    "visit_id": N_("Nummer kennismaking"),
    "tag_id": N_("Nummer label"),
}


def _list(entity: type[Entity], label: str, *own: Column) -> RowList:
    """Id, what the record refers to, columns of its own, then its fields."""
    table = entity.table()
    references = tuple(
        Column(column.key, _REFERENCES[column.key], column, Kind.REFERENCE, shown=False)
        for column in table.columns
        if column.foreign_keys
    )
    known = {column.key for column in (*references, *own)}
    columns = (
        Column("id", "id", table.c.id, Kind.NUMBER),
        *references,
        *own,
        *(column for column in plain_columns(entity) if column.key not in known),
    )
    return RowList(entity.noun, label, table, columns, frozenset({table.name}))


def _source(entity: type[Entity]) -> tuple[Column, Column]:
    table = entity.table()
    return (
        Column("source", N_("Bron"), case((table.c.visit_id.is_not(None), literal("visit")))),
        Column("source_id", N_("Nummer bron"), table.c.visit_id, Kind.REFERENCE),
    )


_UTTERANCE, _MOMENT, _SETTING = Utterance.table(), ContactMoment.table(), Setting.table()

UTTERANCES = _list(
    Utterance,
    N_("Uitingen"),
    *_source(Utterance),
    Column("question", N_("Vraag"), literal(None), Kind.NUMBER),
)
PROMISES = _list(Promise, N_("Toezeggingen"), *_source(Promise))
ACTION_POINTS = _list(ActionPoint, N_("Acties"), *_source(ActionPoint))
CONTACT_MOMENTS = _list(ContactMoment, N_("Contactmomenten"))
CONTACT_WAYS = _list(ContactWay, N_("Nummers en adressen"))
FORMER_NAMES = _list(FormerName, N_("Vroegere namen"))
ATTENDANCES = _list(Attendance, N_("Aanwezigen"))
NOTES = _list(Note, N_("Notities"))
ATTACHMENTS = _list(
    Attachment, N_("Bijlagen"), Column("size", N_("Grootte"), Attachment.table().c.size, Kind.NUMBER)
)
TAGS = _list(Tag, N_("Labels"))
TAGGINGS = _list(Tagging, N_("Gelabelde gegevens"))
CONSENTS = _list(Consent, N_("Grondslagen"))
SETTINGS = _list(Setting, N_("Instellingen"), Column("name", N_("Naam"), _SETTING.c.name))
IMPORT_PROFILES = _list(
    ImportProfile,
    N_("Importprofielen"),
    Column("importer", N_("Soort"), ImportProfile.table().c.importer),
    Column("columns", N_("Kolommen"), ImportProfile.table().c.columns, Kind.LIST),
)
IMPORT_QUESTIONS = _list(
    ImportQuestion,
    N_("Vragen uit import"),
    Column("row", N_("Rij"), ImportQuestion.table().c.row, Kind.NUMBER),
    Column("noun_asked", N_("Soort"), ImportQuestion.table().c.noun_asked),
    Column("record_id", N_("Nummer"), ImportQuestion.table().c.record_id, Kind.REFERENCE),
    Column("state", N_("Stand"), ImportQuestion.table().c.state, Kind.CHOICE),
)
