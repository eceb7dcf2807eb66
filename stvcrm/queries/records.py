"""The smaller nouns: lists made of their fields, with the record they belong to."""

from __future__ import annotations

from sqlalchemy import case, func, literal, null

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
from stvcrm.model.visits import Attendance
from stvcrm.queries.rows import Column, RowList, plain_columns

_REFERENCES = {
    "organisation_id": N_("Nummer organisatie"),
    "person_id": N_("Nummer persoon"),
    "visit_id": N_("Nummer kennismaking"),
    "tag_id": N_("Nummer label"),
    "survey_id": N_("Nummer enquête"),
    "question_id": N_("Nummer vraag"),
    "response_id": N_("Nummer enquêteantwoord"),
    "answer_id": N_("Nummer antwoord"),
    "utterance_id": N_("Nummer uiting"),
}


def plain_list(entity: type[Entity], label: str, *own: Column) -> RowList:
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


def source_columns(entity: type[Entity]) -> tuple[Column, Column]:
    """What a record came from: a visit, an answer or a form of a survey."""
    table = entity.table()
    known = {"visit_id": "visit", "answer_id": "answer", "response_id": "response"}
    found = [(table.c[key], name) for key, name in known.items() if key in table.c]
    return (
        Column("source", N_("Bron"), case(*((key.is_not(None), literal(name)) for key, name in found))),
        Column(
            "source_id", N_("Nummer bron"), func.coalesce(null(), *(key for key, _ in found)), Kind.REFERENCE
        ),
    )


_MOMENT, _SETTING = ContactMoment.table(), Setting.table()

PROMISES = plain_list(Promise, N_("Toezeggingen"), *source_columns(Promise))
ACTION_POINTS = plain_list(ActionPoint, N_("Acties"), *source_columns(ActionPoint))
CONTACT_MOMENTS = plain_list(ContactMoment, N_("Contactmomenten"))
CONTACT_WAYS = plain_list(ContactWay, N_("Nummers en adressen"))
FORMER_NAMES = plain_list(FormerName, N_("Vroegere namen"))
ATTENDANCES = plain_list(Attendance, N_("Aanwezigen"))
NOTES = plain_list(Note, N_("Notities"))
ATTACHMENTS = plain_list(
    Attachment, N_("Bijlagen"), Column("size", N_("Grootte"), Attachment.table().c.size, Kind.NUMBER)
)
TAGS = plain_list(Tag, N_("Labels"))
TAGGINGS = plain_list(Tagging, N_("Gelabelde gegevens"))
CONSENTS = plain_list(Consent, N_("Grondslagen"))
SETTINGS = plain_list(Setting, N_("Instellingen"), Column("name", N_("Naam"), _SETTING.c.name))
IMPORT_PROFILES = plain_list(
    ImportProfile,
    N_("Importprofielen"),
    Column("importer", N_("Soort"), ImportProfile.table().c.importer),
    Column("columns", N_("Kolommen"), ImportProfile.table().c.columns, Kind.LIST),
)
IMPORT_QUESTIONS = plain_list(
    ImportQuestion,
    N_("Vragen uit import"),
    Column("row", N_("Rij"), ImportQuestion.table().c.row, Kind.NUMBER),
    Column("noun_asked", N_("Soort"), ImportQuestion.table().c.noun_asked),
    Column("record_id", N_("Nummer"), ImportQuestion.table().c.record_id, Kind.REFERENCE),
    Column("state", N_("Stand"), ImportQuestion.table().c.state, Kind.CHOICE),
)
