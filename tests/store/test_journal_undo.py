"""What an act leaves in the journal, and that it can be taken back and brought back exactly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, update
from workspaces import Ticking, add, behind_the_journal, change, everything, remove, rows

from stvcrm.base.errors import Cancelled, Conflict, Invalid, NotFound, UserError
from stvcrm.base.progress import Progress
from stvcrm.model.contact_moments import ContactMoment
from stvcrm.model.imports import ImportQuestion
from stvcrm.model.notes import Note
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person
from stvcrm.model.tags import Tag
from stvcrm.model.visits import Visit
from stvcrm.store import check
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from stvcrm.store.unit_of_work import UnitOfWork

LONG = "Een lange inleiding over beeldbellen in de wijk. " * 6


def ede(database: Database, **values: Any) -> int:
    return add(database, lambda: Organisation(name="Welzijn Ede", **values))


def name_of(database: Database, row_id: int) -> object:
    return rows(database, "SELECT name FROM organisation WHERE id = ?", row_id)[0][0]


def states(database: Database) -> list[object]:
    return [row[0] for row in rows(database, "SELECT state FROM operation WHERE kind = 'do' ORDER BY id")]


def save_note(uow: UnitOfWork, *, note: int, text: str) -> None:
    uow.get(Note, note).text = text
    uow.session.flush()
    uow.folds = True


@pytest.fixture
def note(plain: Database) -> int:
    visit = add(plain, lambda: Visit(organisation_id=1)) if ede(plain) else 0
    return add(plain, lambda: Note(visit_id=visit))


@pytest.fixture
def slow(plain: Database, clock: Ticking) -> Ticking:
    """Saves follow each other within seconds."""
    clock.step = timedelta(seconds=2)
    return clock


def test_an_act_tells_which_rows_it_touched(plain: Database) -> None:
    changes = plain.write("Erbij", lambda uow: uow.add(Organisation(name="Welzijn Ede")))[1]
    assert changes.ids == {"organisation": {1}}
    assert changes.label == "Erbij"
    assert changes.touches(["organisation"])


def test_an_act_that_changes_nothing_is_no_act(plain: Database) -> None:
    row_id = ede(plain)
    changes = plain.write("Niets", lambda uow: setattr(uow.get(Organisation, row_id), "name", "Welzijn Ede"))[
        1
    ]
    assert not changes
    assert len(states(plain)) == 1


def test_a_row_that_comes_and_goes_in_one_act_leaves_nothing(plain: Database) -> None:
    changes = plain.write("Even", lambda uow: uow.remove(uow.add(Organisation(name="Even"))))[1]
    assert changes.operation is None


def test_the_journal_tells_who_when_and_in_which_run(
    plain: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "projectleider")
    plain.close()
    with Database.open(plain.path, None, clock=lambda: datetime(2026, 5, 11, 9, tzinfo=UTC)) as again:
        ede(again)
        ((who, when, session),) = rows(again, "SELECT author, at, session FROM operation")
    assert (who, when) == ("projectleider", "2026-05-11 09:00:00.000000")
    assert session == again.origin.session


def test_undo_of_an_act_that_changed_a_row_twice_gives_the_first_state(plain: Database) -> None:
    row_id = ede(plain)

    def twice(uow: UnitOfWork) -> None:
        for name in ("Tussen", "Einde"):
            uow.get(Organisation, row_id).name = name
            uow.session.flush()

    plain.write("Twee keer", twice)
    plain.undo()
    assert name_of(plain, row_id) == "Welzijn Ede"
    plain.redo()
    assert name_of(plain, row_id) == "Einde"


def test_unique_numbers_that_changed_places_are_taken_back(plain: Database) -> None:
    one, two = ede(plain, number="1"), ede(plain, number="2")

    def swap(uow: UnitOfWork) -> None:
        for row_id, number in ((one, None), (two, "1"), (one, "2")):
            uow.get(Organisation, row_id).number = number
            uow.session.flush()

    plain.write("Gewisseld", swap)
    plain.undo()
    assert rows(plain, "SELECT id, number FROM organisation") == [(one, "1"), (two, "2")]


@pytest.mark.parametrize("back", [True, False])
def test_a_row_that_was_changed_behind_it_stops_undo_and_redo(plain: Database, back: bool) -> None:
    row_id = ede(plain)
    change(plain, Organisation, row_id, name="Anders")
    if not back:
        plain.undo()
    behind_the_journal(plain, "UPDATE organisation SET name = 'Buitenom'")
    before = everything(plain)
    with pytest.raises(Conflict):
        plain.undo() if back else plain.redo()
    assert everything(plain) == before


@pytest.mark.parametrize("statement", ["UPDATE organisation SET city = 'Goes'", "DELETE FROM organisation"])
def test_a_new_row_that_is_no_longer_the_same_is_not_removed_by_undo(plain: Database, statement: str) -> None:
    ede(plain)
    behind_the_journal(plain, statement)
    with pytest.raises(Conflict):
        plain.undo()


def test_long_text_that_was_changed_behind_it_stops_undo(plain: Database) -> None:
    row_id = ede(plain, notes=LONG)
    change(plain, Organisation, row_id, notes=LONG + "Meer.")
    behind_the_journal(plain, "UPDATE organisation SET notes = 'kort'")
    with pytest.raises(Conflict):
        plain.undo()


def test_undo_leaves_other_fields_of_the_row_as_they_are_now(plain: Database) -> None:
    row_id = ede(plain)
    change(plain, Organisation, row_id, name="Anders")
    behind_the_journal(plain, "UPDATE organisation SET city = 'Goes'")
    plain.undo()
    assert rows(plain, "SELECT name, city FROM organisation") == [("Welzijn Ede", "Goes")]


def test_a_removed_row_comes_back_with_its_id(plain: Database) -> None:
    row_id = ede(plain, member_since=datetime(2017, 5, 11, tzinfo=UTC).date())
    before = everything(plain)
    remove(plain, Organisation, row_id)
    plain.undo()
    assert everything(plain) == before


def test_an_id_is_never_given_out_again(plain: Database) -> None:
    remove(plain, Organisation, ede(plain))
    assert ede(plain) == 2
    assert plain.write("Veel", lambda uow: uow.insert_rows(Tag, [{"name": "a"}, {"name": "b"}]))[0] == [1, 2]
    plain.undo()
    assert plain.write("Veel", lambda uow: uow.insert_rows(Tag, [{"name": "a"}]))[0] == [3]


@pytest.mark.parametrize(("act", "told"), [("undo", "ongedaan te maken"), ("redo", "opnieuw te doen")])
def test_with_nothing_to_turn_it_says_so(plain: Database, act: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        getattr(plain, act)()


def test_a_new_act_ends_what_could_be_redone(plain: Database) -> None:
    row_id = ede(plain)
    change(plain, Organisation, row_id, name="Anders")
    plain.undo()
    change(plain, Organisation, row_id, city="Goes")
    assert states(plain) == ["done", "dropped", "done"]
    with pytest.raises(UserError):
        plain.redo()


def test_undo_and_redo_go_on_after_a_restart(plain: Database) -> None:
    row_id = ede(plain)
    change(plain, Organisation, row_id, name="Anders")
    plain.close()
    with Database.open(plain.path, None) as again:
        again.undo()
    with Database.open(plain.path, None) as again:
        assert name_of(again, row_id) == "Welzijn Ede"
        again.redo()
        assert name_of(again, row_id) == "Anders"


def test_order_is_that_of_the_acts_not_of_the_clock(plain: Database, clock: Ticking) -> None:
    row_id = ede(plain)
    clock.now -= timedelta(days=400)
    change(plain, Organisation, row_id, name="Anders")
    plain.undo()
    assert name_of(plain, row_id) == "Welzijn Ede"


@pytest.mark.usefixtures("slow")
def test_saves_within_a_minute_are_one_act(plain: Database, note: int) -> None:
    for end in range(1, 7):
        plain.write("Notities", save_note, note=note, text=LONG[: end * 40])
    assert len(states(plain)) == 4
    plain.undo()
    assert rows(plain, "SELECT text FROM note") == [("",)]
    plain.redo()
    assert rows(plain, "SELECT text FROM note") == [(LONG[:240],)]
    assert check.check(plain) == ()


def test_saves_of_a_long_text_stay_small(plain: Database, note: int, slow: Ticking) -> None:
    text = LONG * 60
    plain.write("Notities", save_note, note=note, text=text)
    slow.now += timedelta(hours=1)
    for end in range(60):
        plain.write("Notities", save_note, note=note, text=text + "x" * end)
    ((size,),) = rows(plain, "SELECT sum(length(after)) FROM row_change WHERE operation_id > 4")
    assert isinstance(size, int)
    assert size < 500


@pytest.mark.usefixtures("slow")
def test_a_save_of_another_text_is_another_act(plain: Database, note: int) -> None:
    visit = add(plain, lambda: Visit(organisation_id=1))
    other = add(plain, lambda: Note(visit_id=visit))
    for row_id in (note, other, note):
        plain.write("Notities", save_note, note=row_id, text=f"{row_id} {len(states(plain))}")
    assert len(states(plain)) == 8


@pytest.mark.usefixtures("slow")
def test_a_save_after_an_undo_is_another_act(plain: Database, note: int) -> None:
    plain.write("Notities", save_note, note=note, text="een")
    plain.undo()
    plain.write("Notities", save_note, note=note, text="twee")
    plain.undo()
    assert rows(plain, "SELECT text FROM note") == [("",)]


@pytest.mark.usefixtures("slow")
def test_a_save_in_another_run_of_the_program_is_another_act(
    plain: Database, note: int, slow: Ticking
) -> None:
    plain.write("Notities", save_note, note=note, text="een")
    plain.close()
    with Database.open(plain.path, None, clock=slow) as again:
        again.write("Notities", save_note, note=note, text="twee")
        again.undo()
        assert rows(again, "SELECT text FROM note") == [("een",)]


@pytest.mark.usefixtures("slow")
def test_a_save_over_a_text_that_was_changed_behind_it_is_another_act(plain: Database, note: int) -> None:
    plain.write("Notities", save_note, note=note, text="een")
    behind_the_journal(plain, "UPDATE note SET text = 'buitenom'")
    plain.write("Notities", save_note, note=note, text="twee")
    plain.undo()
    assert rows(plain, "SELECT text FROM note") == [("buitenom",)]


@pytest.mark.usefixtures("slow")
def test_a_note_made_and_typed_at_once_goes_as_one(plain: Database) -> None:
    home = ede(plain)
    visit = add(plain, lambda: Visit(organisation_id=home))

    def typed(uow: UnitOfWork, *, text: str) -> None:
        found = uow.session.query(Note).first() or uow.add(Note(visit_id=visit))
        found.text = text
        uow.session.flush()
        uow.folds = True

    for text in ("een", "een twee"):
        plain.write("Notities", typed, text=text)
    plain.undo()
    assert rows(plain, "SELECT count(*) FROM note") == [(0,)]


def test_a_heading_that_looks_like_a_piece_of_text_is_kept_as_it_is(plain: Database) -> None:
    values = {"@": "iemand@welzijn.example"}
    asked = add(plain, lambda: ImportQuestion(importer="members", source="x", reason="?", values=values))
    change(plain, ImportQuestion, asked, values={"@": "ander@welzijn.example"})
    assert check.check(plain) == ()
    plain.undo()
    assert rows(plain, 'SELECT "values" FROM import_question') == [('{"@": "iemand@welzijn.example"}',)]


def test_the_bulk_door_fills_what_is_not_given_and_keeps_it_in_the_journal(plain: Database) -> None:
    plain.write("Veel", lambda uow: uow.insert_rows(Person, [{"name": "A"}, {"name": "B"}]))
    assert len({uid for (uid,) in rows(plain, "SELECT uid FROM person")}) == 2
    assert check.check(plain) == ()


def test_the_bulk_door_keeps_moments_whatever_their_zone(plain: Database) -> None:
    home = ede(plain)
    at = datetime(2026, 5, 11, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    values = {"organisation_id": home, "at": at, "direction": "in", "channel": "phone", "text": "Gebeld"}
    plain.write("Veel", lambda uow: uow.insert_rows(ContactMoment, [values]))
    assert check.check(plain) == ()
    plain.undo()


def test_the_bulk_door_comes_after_what_waits_in_the_session(plain: Database) -> None:
    def both(uow: UnitOfWork) -> list[int]:
        uow.session.add(Tag(name="wacht"))
        return uow.insert_rows(Tag, [{"name": "veel"}])

    assert plain.write("Beide", both)[0] == [2]


def test_the_bulk_door_has_the_same_rules(plain: Database) -> None:
    with pytest.raises(Invalid, match="Label is leeg"):
        plain.write("Veel", lambda uow: uow.insert_rows(Tag, [{"name": "goed"}, {"name": ""}]))
    assert rows(plain, "SELECT count(*) FROM tag") == [(0,)]


def test_a_cancelled_job_leaves_nothing(plain: Database) -> None:
    progress = Progress()

    def stopped(uow: UnitOfWork) -> None:
        progress.cancel()
        uow.insert_rows(Tag, [{"name": f"{number}"} for number in range(2_500)])

    with pytest.raises(Cancelled):
        plain.work(progress, "Veel", stopped)
    assert rows(plain, "SELECT count(*) FROM tag") == [(0,)]
    assert states(plain) == []


@pytest.mark.parametrize(
    "statement", [insert(Tag).values(name="x"), update(Tag).values(name="y")], ids=["insert", "update"]
)
def test_writes_that_would_miss_the_journal_are_refused(plain: Database, statement: Any) -> None:
    with pytest.raises(RuntimeError, match="journal"):
        plain.write("Buitenom", lambda uow: uow.session.execute(statement))


@pytest.mark.parametrize(
    ("values", "told"),
    [({"name": ""}, "Naam is leeg"), ({"name": "x" * 301}, "te lang"), ({"number": "2"}, "Lidnummer: deze")],
)
def test_what_breaks_a_rule_is_refused_whole(plain: Database, values: dict[str, Any], told: str) -> None:
    ede(plain, number="2")
    row_id = ede(plain, number="1")
    before = everything(plain)
    with pytest.raises(Invalid, match=told):
        change(plain, Organisation, row_id, city="Goes", **values)
    assert everything(plain) == before


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (lambda: Visit(organisation_id=99), "verwezen"),
        (Visit, "organisation_id is leeg"),
        (lambda: Organisation(name="x", staff=10**30), "te groot"),
        (lambda: Organisation(name="\ud800"), "tekens die niet bestaan"),
    ],
    ids=["no such row", "no reference", "number", "text"],
)
def test_what_the_database_cannot_hold_is_told(plain: Database, record: Any, told: str) -> None:
    with pytest.raises(UserError, match=told):
        add(plain, record)


def test_a_number_that_no_record_has_is_told(plain: Database) -> None:
    with pytest.raises(NotFound, match="nummer 7"):
        plain.write("Weg", lambda uow: uow.get(Organisation, 7))


def test_an_act_belongs_to_today_in_the_netherlands(tmp_path: Path) -> None:
    late = datetime(2026, 5, 10, 22, 30, tzinfo=UTC)
    with Database.create(tmp_path / "laat.stv", None, clock=lambda: late) as database:
        assert str(database.write("Nu", lambda uow: uow.today)[0]) == "2026-05-11"
