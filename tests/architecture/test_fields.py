"""Every field has a place to be seen and changed, and every personal one is known as personal."""

from __future__ import annotations

import ast
import re

import pytest
from sources import sources
from sqlalchemy import Column, Table

from stvcrm.model.base import Entity, Kind, Privacy, field_of, fields
from stvcrm.model.catalog import ENTITIES, Base

# Words in a column's name that mean someone can be recognised by it.
PERSONAL = re.compile(
    r"(^|_)(name|email|phone|mail|address|who|owner|speaker|initials|reason|notes?|text)($|_)"
)
NOT_OF_PERSONS = {
    "organisation.name": "the name of an organisation",
    "organisation.phone": "the number of an organisation's desk",
    "organisation.email": "the address of an organisation's desk",
    "organisation.notes": "about the organisation; erasure searches it all the same",
    "former_name.name": "the name of an organisation",
    "tag.name": "a word of the user's own",
    "import_profile.name": "the name of a list of columns",
    "organisation_alias.name": "what an organisation was called",
    "theme.name": "a word of the codebook",
    "question.text": "a question as it was put to all",
}
COLUMNS = [(entity, column) for entity in ENTITIES for column in entity.table().columns]


def _id(value: object) -> str:
    return str(value.name) if isinstance(value, Column) else getattr(value, "__tablename__", "")


@pytest.mark.parametrize(("entity", "column"), COLUMNS, ids=_id)
def test_what_tells_of_a_person_has_a_privacy_class(entity: type[Entity], column: Column[object]) -> None:
    found = field_of(column)
    if found is None or not (PERSONAL.search(column.key) or found.kind in (Kind.EMAIL, Kind.PHONE)):
        return
    place = f"{entity.__tablename__}.{column.key}"
    known = found.privacy is not Privacy.NONE or place in NOT_OF_PERSONS
    assert known, f"{place}: give field(privacy=…), or say in NOT_OF_PERSONS whose it is"


def test_no_exception_outlives_its_column() -> None:
    known = {f"{entity.__tablename__}.{column.key}" for entity, column in COLUMNS}
    assert set(NOT_OF_PERSONS) <= known


@pytest.mark.parametrize("table", Base.metadata.tables.values(), ids=str)
def test_the_database_changes_nothing_behind_the_journal(table: Table) -> None:
    for key in table.foreign_keys:
        assert key.ondelete is None, f"{key.parent}: ondelete= changes rows that no journal sees"
        assert key.onupdate is None, f"{key.parent}: onupdate= changes rows that no journal sees"


@pytest.mark.parametrize("entity", ENTITIES, ids=_id)
def test_links_are_nouns_not_hidden_tables(entity: type[Entity]) -> None:
    for name, relation in entity.__mapper__.relationships.items():
        assert relation.secondary is None, f"{entity.__name__}.{name}: make the link an Entity of its own"


@pytest.mark.parametrize("entity", ENTITIES, ids=_id)
def test_an_id_never_comes_to_mean_another_row(entity: type[Entity]) -> None:
    assert entity.table().dialect_options["sqlite"]["autoincrement"], "see model/catalog.py"


@pytest.mark.parametrize("entity", ENTITIES, ids=_id)
def test_labels_are_there(entity: type[Entity]) -> None:
    assert all(found.label.strip() for found in fields(entity.table()).values())


NOT_ON_A_FORM = {
    "attachment.name": "attachments have no screen yet; the command line and erasure know them",
    "visit.proposed_at": "follows from the step 'datum voorgesteld'",
    "contact_way.digits": "follows from the number that is typed",
    "note.text": "typed on the screen of the notes",
    "utterance.text": "a passage of the notes; marked there",
    "utterance.polarity": "chosen by a key while marking a passage",
    "setting.value": "the settings have a dialog of their own",
    "import_profile.name": "given by the import that keeps it",
    "import_question.source": "told, not typed",
    "import_question.reason": "told, not typed",
    "import_question.values": "told, not typed",
    "invitation.delivered": "the list of who was invited is frozen; the command line can correct it",
    "invitation.fed_back_on": "noted by the act 'teruggekoppeld'",
    "response.respondent_id": "the export's own number",
    "response.source": "follows from how the form came in",
    "response.entered_by": "told, not typed",
    "response.matched_by": "told, not typed",
    "response.submitted_at": "told, not typed",
    "response.set_aside": "a choice of its own: counts, or counts not",
    "response.organisation_typed": "what its writer called the organisation, as typed",
    "answer.audience": "one row a question and audience; the form asks both",
    "answer.score": "typed under the key of its question",
    "answer.choice": "typed under the key of its question",
    "answer.text": "typed under the key of its question",
    "theme.name": "an act of its own renames it in every utterance too",
    "recoding.themes": "chosen by keys, blind to the first coding",
    "recoding.polarity": "chosen by keys, blind to the first coding",
}
ON_SCREEN = [(entity, key) for entity in ENTITIES for key in fields(entity.table())]


def _named_on_screens() -> set[tuple[str, str]]:
    """(class, word) for every word in a module of the window that names the class or its noun."""
    nouns = {entity.__name__: entity for entity in ENTITIES}
    found = set()
    for source in sources():
        if not source.module.startswith("stvcrm.desktop."):
            continue
        nodes = list(ast.walk(source.tree))
        words = {
            node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        known = {node.id for node in nodes if isinstance(node, ast.Name)} & set(nouns)
        known |= {
            name
            for name, entity in nouns.items()
            if words & {entity.noun, entity.__tablename__, f"{entity.noun}.add"}
        }
        found |= {(name, word) for name in known for word in words}
    return found


SCREENS = _named_on_screens()


@pytest.mark.parametrize(("entity", "key"), ON_SCREEN, ids=str)
def test_every_field_can_be_changed_on_a_screen(entity: type[Entity], key: str) -> None:
    place = f"{entity.__tablename__}.{key}"
    if place not in NOT_ON_A_FORM:
        assert (entity.__name__, key) in SCREENS, (
            f"{place}: put it on a form, or say in NOT_ON_A_FORM why not"
        )


def test_no_reason_outlives_its_field() -> None:
    assert set(NOT_ON_A_FORM) <= {f"{entity.__tablename__}.{key}" for entity, key in ON_SCREEN}
