"""Every noun, in one place: importing this module makes the metadata complete."""

from __future__ import annotations

from stvcrm.model.action_points import ActionPoint, Promise
from stvcrm.model.attachments import BLOB, Attachment
from stvcrm.model.base import Base, Entity
from stvcrm.model.contact_moments import ContactMoment
from stvcrm.model.contact_ways import ContactWay
from stvcrm.model.imports import ImportProfile, ImportQuestion
from stvcrm.model.journal import Operation, RowChange
from stvcrm.model.notes import Note
from stvcrm.model.organisations import FormerName, Organisation
from stvcrm.model.people import Person, Position
from stvcrm.model.privacy import Consent, Erasure
from stvcrm.model.settings import Setting
from stvcrm.model.surveys import (
    Answer,
    Invitation,
    OrganisationAlias,
    Question,
    Reminder,
    Response,
    Survey,
)
from stvcrm.model.tags import Tag, Tagging
from stvcrm.model.themes import Recoding, Theme
from stvcrm.model.utterances import Utterance
from stvcrm.model.visits import Attendance, Visit

ENTITIES: tuple[type[Entity], ...] = (
    Organisation,
    FormerName,
    OrganisationAlias,
    Person,
    Position,
    ContactWay,
    Survey,
    Question,
    Invitation,
    Reminder,
    Response,
    Answer,
    Visit,
    Attendance,
    Note,
    Utterance,
    Theme,
    Recoding,
    ContactMoment,
    ActionPoint,
    Promise,
    Attachment,
    Tag,
    Tagging,
    Setting,
    Consent,
    ImportProfile,
    ImportQuestion,
)
BY_TABLE: dict[str, type[Entity]] = {entity.__tablename__: entity for entity in ENTITIES}
BY_NOUN: dict[str, type[Entity]] = {entity.noun: entity for entity in ENTITIES}

for _table in Base.metadata.tables.values():
    if _table is not BLOB:
        # An id in the journal must never come to mean another row.
        _table.dialect_options["sqlite"]["autoincrement"] = True

__all__ = ["BLOB", "BY_NOUN", "BY_TABLE", "ENTITIES", "Base", "Erasure", "Operation", "RowChange"]
