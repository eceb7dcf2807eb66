"""Every field has a place to be seen and changed, and every personal one is known as personal."""

from __future__ import annotations

import re

import pytest
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
