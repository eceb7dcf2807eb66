"""Acts of every kind in any order, taken back and brought back: the whole database is compared each time."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from workspaces import Image, Ticking, everything

from stvcrm.base.errors import UserError
from stvcrm.base.progress import Progress
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person
from stvcrm.operations import editing, people, visits
from stvcrm.store import check
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable

    from stvcrm.store.unit_of_work import UnitOfWork

NAMES = st.sampled_from(["Welzijn Ede", "Súdwest", "'s-Heeren Loo", "De IJssel"])
NUMBERS = st.sampled_from(["", "1", "2", "3"])
NOTES = st.text(st.sampled_from("ab \n"), max_size=5).map(lambda text: text * 60)
PICK = st.integers(0, 99)


def insert(uow: UnitOfWork, *, names: list[str]) -> None:
    """What an import does: organisations and people by the bulk door, then a change of one of them."""
    ids = uow.insert_rows(Organisation, [{"name": name, "name_key": name} for name in names])
    uow.insert_rows(Person, [{"name": name, "name_key": name} for name in names])
    uow.get(Organisation, ids[0]).city = "Goes"
    uow.session.flush()


class Walk(RuleBasedStateMachine):
    """The model is a list of pictures of the database: one for each act that can be undone, one to redo."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="stvcrm-walk-"))
        self.clock = Ticking()
        self.path = Path(shutil.copy(self.template, self.folder / "wandeling.stv"))
        self.database = Database.open(self.path, None, clock=self.clock)
        self.present = everything(self.database)
        self.undoable: list[Image] = []
        self.redoable: list[Image] = []

    def act(self, operation: Callable[..., Any], **arguments: Any) -> None:
        before = self.present
        try:
            _, changes = self.database.write("Proef", operation, **arguments)
        except UserError:
            assert everything(self.database) == before
            return
        self.present = everything(self.database)
        assert bool(changes) == (self.present != before)
        if changes:
            self.undoable.append(before)
            self.redoable.clear()

    def one(self, table: str, pick: int) -> int:
        """The id of some row, or of none."""
        ids = sorted(self.present[table])
        return ids[pick % len(ids)] if ids else 99

    @initialize(name=NAMES, pick=PICK)
    def start(self, name: str, pick: int) -> None:
        self.act(insert, names=[name, "Welzijn Goes"])
        self.visit(pick, person=True)

    @rule(name=NAMES, number=NUMBERS, city=NAMES)
    def add(self, name: str, number: str, city: str) -> None:
        self.act(editing.add, noun="organisations", name=name, number=number, city=city)

    @rule(name=NAMES, pick=PICK)
    def add_person(self, name: str, pick: int) -> None:
        self.act(people.add, name=name, organisation_id=self.one("organisation", pick), role="Tester")

    @rule(pick=PICK, number=NUMBERS, notes=NOTES, parent=PICK)
    def edit(self, pick: int, number: str, notes: str, parent: int) -> None:
        row_id = self.one("organisation", pick)
        fields = {"number": number, "notes": notes, "parent_id": self.one("organisation", parent)}
        self.act(editing.edit, noun="organisations", id=row_id, **fields)

    @rule(pick=PICK, person=st.booleans())
    def visit(self, pick: int, *, person: bool) -> None:
        who = self.one("person", pick) if person else None
        self.act(visits.request, organisation_id=self.one("organisation", pick), person_id=who)

    @rule(pick=PICK, hour=st.integers(8, 18))
    def schedule(self, pick: int, hour: int) -> None:
        self.act(visits.schedule, visit_id=self.one("visit", pick), starts_at=f"2026-05-11T{hour:02}:30")

    @rule(pick=PICK, texts=st.lists(NOTES, min_size=1, max_size=3))
    def type_notes(self, pick: int, texts: list[str]) -> None:
        """Saves a moment apart are one act."""
        before, known = self.present, len(self.undoable)
        for at, text in enumerate(texts):
            self.clock.step = timedelta(seconds=2) if at else timedelta(minutes=2)
            self.act(visits.edit_notes, visit_id=self.one("visit", pick), notes=text)
        self.clock.step = timedelta(minutes=2)
        if len(self.undoable) > known:
            del self.undoable[known:]
            self.undoable.append(before)

    @rule(noun=st.sampled_from(["organisations", "people", "visits"]), pick=PICK)
    def remove(self, noun: str, pick: int) -> None:
        table = editing.entity_of(noun).__tablename__
        self.act(editing.remove, noun=noun, id=self.one(table, pick))

    @rule(noun=st.sampled_from(["organisations", "people", "visits"]), keep=PICK, other=PICK)
    def merge(self, noun: str, keep: int, other: int) -> None:
        table = editing.entity_of(noun).__tablename__
        self.act(editing.merge, noun=noun, keep_id=self.one(table, keep), other_id=self.one(table, other))

    @rule(names=st.lists(NAMES, min_size=1, max_size=4))
    def take(self, names: list[str]) -> None:
        self.act(insert, names=names)

    @precondition(lambda self: self.undoable)
    @rule()
    def undo(self) -> None:
        self.redoable.append(self.present)
        self.database.undo()
        self.present = everything(self.database)
        assert self.present == self.undoable.pop()

    @precondition(lambda self: self.redoable)
    @rule()
    def redo(self) -> None:
        self.undoable.append(self.present)
        self.database.redo()
        self.present = everything(self.database)
        assert self.present == self.redoable.pop()

    @rule()
    def reopen(self) -> None:
        self.database.close()
        self.database = Database.open(self.path, None, clock=self.clock)
        assert everything(self.database) == self.present

    @invariant()
    def index_and_journal_agree(self) -> None:
        with self.database.read() as connection:
            assert check.check_connection(connection, Progress()) == []

    def teardown(self) -> None:
        while self.undoable:
            self.undo()
        assert not any(self.present.values())
        while self.redoable:
            self.redo()
        self.index_and_journal_agree()
        self.database.close()
        shutil.rmtree(self.folder)


def test_any_walk_can_be_taken_back_and_brought_back(plain_template: Path) -> None:
    Walk.template = plain_template
    run_state_machine_as_test(Walk, settings=settings(max_examples=15, stateful_step_count=25))
