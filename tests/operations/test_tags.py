"""Labels are put on and taken off by name, whatever its capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.base.errors import Invalid, NotFound
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.tags import every_tag, tags_of
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Database]:
    with Database.create(tmp_path / "proef.stv", None) as made:
        BY_NAME["organisations.add"].perform(made, name="Verdi")
        BY_NAME["people.add"].perform(made, name="Ruben Dijkgraaf")
        yield made


def do(workspace: Database, operation: str, **values: Any) -> Any:
    return BY_NAME[operation].perform(workspace, **values)[0]


def labels(workspace: Database) -> tuple[str, ...]:
    with workspace.read() as connection:
        return tags_of(connection, "organisation", 1)


def test_put_twice_is_on_once(workspace: Database) -> None:
    first = do(workspace, "tags.put", name="Koploper", organisation_id=1)
    assert do(workspace, "tags.put", name=" koploper ", organisation_id=1) == first
    assert labels(workspace) == ("Koploper",)


def test_the_same_label_on_a_person(workspace: Database) -> None:
    do(workspace, "tags.put", name="koploper", organisation_id=1)
    do(workspace, "tags.put", name="koploper", person_id=1)
    with workspace.read() as connection:
        assert tags_of(connection, "person", 1) == every_tag(connection) == ("koploper",)


def test_taken_off_and_undone(workspace: Database) -> None:
    do(workspace, "tags.put", name="koploper", organisation_id=1)
    do(workspace, "tags.take", name="KOPLOPER", organisation_id=1)
    assert labels(workspace) == ()
    workspace.undo()
    assert labels(workspace) == ("koploper",)


@pytest.mark.parametrize("name", ["onbekend", "koploper"])
def test_what_is_not_on_cannot_be_taken_off(workspace: Database, name: str) -> None:
    do(workspace, "tags.put", name="koploper", person_id=1)
    with pytest.raises(NotFound, match="heeft het label"):
        do(workspace, "tags.take", name=name, organisation_id=1)


@pytest.mark.parametrize("owner", [{}, {"organisation_id": 1, "person_id": 1}])
def test_a_label_goes_on_one_record(workspace: Database, owner: dict[str, int]) -> None:
    with pytest.raises(Invalid, match="één organisatie of één persoon"):
        do(workspace, "tags.put", name="koploper", **owner)


def test_empty_label_is_refused(workspace: Database) -> None:
    with pytest.raises(Invalid, match="Label is leeg"):
        do(workspace, "tags.put", name="  ", organisation_id=1)
