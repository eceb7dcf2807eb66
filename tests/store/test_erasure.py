"""Nothing names an erased person any more: rows, journal, index, free pages, log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workspaces import MAIL, NAME, PHONE, add, canary, change, rows

from stvcrm.base.errors import NotFound, UserError
from stvcrm.model.action_points import ActionPoint, Promise
from stvcrm.model.attachments import Attachment
from stvcrm.model.imports import ImportQuestion
from stvcrm.model.notes import Note
from stvcrm.model.organisations import Organisation
from stvcrm.model.people import Person
from stvcrm.model.utterances import Utterance
from stvcrm.store import blobs, cleaning, search_index
from stvcrm.store.database import Database
from stvcrm.store.drafts import Drafts
from stvcrm.store.erased import ErasedPeople
from stvcrm.store.erasure import erase

if TYPE_CHECKING:
    from stvcrm.store.unit_of_work import UnitOfWork

PIECES = (b"xylo", b"ylof", b"fonia", b"kanarie", b"ariepiet", b"12345678")
LONG = "Een lange inleiding over beeldbellen in de wijk. " * 6


def traces(database: Database) -> list[tuple[str, bytes]]:
    """Where the bytes beside and in the workspace still hold a piece of the canary."""
    found = []
    for path in database.path.parent.glob("proef.stv*"):
        raw = path.read_bytes().lower()
        found += [(path.name, piece) for piece in PIECES if piece in raw]
    return found


def test_the_search_for_traces_is_not_blind(plain: Database) -> None:
    canary(plain)
    assert traces(plain)


def test_no_byte_names_the_person(plain: Database) -> None:
    person, home, visit = canary(plain)
    note = add(plain, lambda: Note(visit_id=visit, text=f"{LONG}{NAME} zegt iets. Xylofonia belt terug."))
    change(plain, Note, note, text=f"{LONG}{NAME} zegt meer, bel 06-1234 5678. {LONG}")
    change(plain, Organisation, home, notes=f"Zie {MAIL.upper()} of Kanariepiet, Xylofonia")
    erase(plain, person)
    assert traces(plain) == []


def test_a_name_typed_in_pieces_goes_too(plain: Database) -> None:
    person, _, _ = canary(plain)
    other = add(plain, lambda: Organisation(name="Welzijn Goes"))
    for typed in ("Xyl", "Xylofo", "Xylofonia K", "Xylofonia", "ylofonia", "ofo", "iemand"):
        change(plain, Organisation, other, notes=LONG + typed)
        change(plain, Organisation, other, street=typed)
    erase(plain, person)
    assert traces(plain) == []


def test_counts_stay_true_under_a_label(plain: Database) -> None:
    person, _, visit = canary(plain)
    done = erase(plain, person)
    assert rows(plain, "SELECT person_id, person_label FROM visit WHERE id = ?", visit) == [
        (None, done.label)
    ]
    assert rows(plain, "SELECT person_id, person_label, role, initials FROM attendance") == [
        (None, done.label, None, None)
    ]


def test_other_people_and_addresses_of_the_organisation_stay(plain: Database) -> None:
    person, home, _ = canary(plain)
    change(plain, Organisation, home, email=MAIL, phone=PHONE)
    other = add(plain, lambda: Person(name="Xylofonia Anders", notes=f"Zus van {NAME}"))
    erase(plain, person)
    assert rows(plain, "SELECT email, phone FROM organisation WHERE id = ?", home) == [(MAIL, PHONE)]
    ((name, notes),) = rows(plain, "SELECT name, notes FROM person WHERE id = ?", other)
    assert name == "Xylofonia Anders"
    assert "Kanariepiet" not in str(notes)


def test_a_doubtful_first_name_is_listed_outside_the_context_and_replaced_inside(plain: Database) -> None:
    person, _, visit = canary(plain)
    add(plain, lambda: Person(name="Xylofonia Anders"))
    other = add(plain, lambda: Organisation(name="Welzijn Goes", notes="Xylofonia kent de weg"))
    add(plain, lambda: Promise(visit_id=visit, who="Xylofonia", text="Xylofonia stuurt de folder"))
    done = erase(plain, person)
    assert [(left.text, left.table, left.id) for left in done.left] == [("Xylofonia", "organisation", other)]
    assert rows(plain, "SELECT who, text FROM promise") == [(done.label, f"{done.label} stuurt de folder")]


def test_words_of_the_language_are_not_replaced_everywhere(plain: Database) -> None:
    person, _, _ = canary(plain, name="Mark de Bakker")
    action = add(plain, lambda: ActionPoint(text="De bakker op de markt bellen"))
    erase(plain, person)
    assert rows(plain, "SELECT text FROM action_point WHERE id = ?", action) == [
        ("De bakker op de markt bellen",)
    ]


def test_people_merged_into_this_one_go_too(plain: Database) -> None:
    person, _, _ = canary(plain, name="Jo Jansen", mail="jo@jansen.example")
    other, _, _ = canary(plain)

    def merge(uow: UnitOfWork) -> None:
        keep, gone = uow.get(Person, person), uow.get(Person, other)
        keep.merged_uids = [gone.uid]
        for table in ("position", "visit", "attendance"):
            uow.connection.exec_driver_sql(
                f"UPDATE {table} SET person_id = {person} WHERE person_id = {other}"
            )
        uow.remove(gone)

    plain.write(f"Samengevoegd: {NAME}", merge)
    erase(plain, person)
    assert traces(plain) == []


def test_marked_passages_stay_in_their_place(plain: Database) -> None:
    person, home, visit = canary(plain)
    text = f"{NAME} zegt: wij bellen met beeld. Mooi."
    note = add(plain, lambda: Note(visit_id=visit, text=text))
    passage = "wij bellen met beeld"
    start = text.index(passage)
    add(
        plain,
        lambda: Utterance(
            organisation_id=home, visit_id=visit, text=passage, start=start, end=start + len(passage)
        ),
    )
    erase(plain, person)
    ((stored,),) = rows(plain, "SELECT text FROM note WHERE id = ?", note)
    ((begin, end),) = rows(plain, 'SELECT start, "end" FROM utterance')
    assert str(stored)[begin:end] == passage  # type: ignore[misc]


def test_attachments_of_the_person_go_with_their_bytes(plain: Database) -> None:
    person, _, _ = canary(plain)

    def attach(uow: UnitOfWork) -> None:
        found, size = blobs.put(uow.connection, b"cv van xylofonia" * 99)
        uow.add(Attachment(name="cv Xylofonia.pdf", content_hash=found, size=size, person_id=person))

    plain.write("Bijlage", attach)
    erase(plain, person)
    assert rows(plain, "SELECT count(*) FROM blob") == [(0,)]
    assert traces(plain) == []


def test_questions_of_imports_and_drafts_go_too(plain: Database) -> None:
    person, home, _ = canary(plain)
    add(
        plain,
        lambda: ImportQuestion(
            importer="members", source="leden.xlsx", row=3, reason=f"Is dit {NAME}?", values={"Naam": NAME}
        ),
    )
    with Drafts(plain.path, plain.key) as drafts:
        drafts.keep("person", person, "notes", "Xylofonia is ziek", plain.clock())
        drafts.keep("organisation", home, "notes", f"Gebeld met {NAME}", plain.clock())
        erase(plain, person)
        assert [draft.table for draft in drafts.pending()] == ["organisation"]
    assert traces(plain) == []


def test_undo_and_redo_stop_at_the_erasure(plain: Database) -> None:
    person, home, _ = canary(plain)
    change(plain, Organisation, home, notes="Iets")
    plain.undo()
    erase(plain, person)
    with pytest.raises(UserError, match="verder terug gaat het niet"):
        plain.undo()
    with pytest.raises(UserError, match="niets om opnieuw"):
        plain.redo()


def test_acts_after_the_erasure_can_be_undone(plain: Database) -> None:
    person, home, _ = canary(plain)
    change(plain, Organisation, home, notes=f"{LONG} {NAME}")
    erase(plain, person)
    ((before,),) = rows(plain, "SELECT notes FROM organisation WHERE id = ?", home)
    change(plain, Organisation, home, notes="Anders")
    plain.undo()
    assert rows(plain, "SELECT notes FROM organisation WHERE id = ?", home) == [(before,)]


def test_the_index_follows(plain: Database) -> None:
    person, home, _ = canary(plain)
    change(plain, Organisation, home, notes=f"Gesproken met {NAME}")
    erase(plain, person)
    with plain.read() as connection:
        assert search_index.differences(connection) == []


def test_a_later_import_is_told(plain: Database) -> None:
    person, _, _ = canary(plain)
    done = erase(plain, person)
    with plain.read() as connection:
        erased = ErasedPeople(connection)
    again = erased.find(NAME.upper(), ["welzijn ede"])
    assert again is not None
    assert again.label == done.label
    assert erased.find("Iemand", ["Elders"], [MAIL]) is not None
    assert erased.find(NAME, ["Elders"]) is None


def test_an_erased_person_is_known_by_initials_too(plain: Database) -> None:
    person, _, _ = canary(plain)
    erase(plain, person)
    given, _, rest = NAME.partition(" ")
    with plain.read() as connection:
        erased = ErasedPeople(connection)
    assert erased.find(f"{given[0]}. {rest}", ["Welzijn Ede"]) is not None
    assert erased.find(f"Q. {rest}", ["Welzijn Ede"]) is None


def test_an_unknown_person_is_refused(plain: Database) -> None:
    with pytest.raises(NotFound):
        erase(plain, 99)


def test_someone_removed_before_can_still_be_erased(plain: Database) -> None:
    person = add(plain, lambda: Person(name=NAME, email=MAIL))
    plain.write("Verwijderd", lambda uow: uow.remove(uow.get(Person, person)))
    erase(plain, person)
    assert traces(plain) == []


def test_the_next_start_finishes_the_cleaning(plain: Database) -> None:
    person, _, _ = canary(plain)
    erase(plain, person)
    with plain.transaction() as connection:
        connection.exec_driver_sql("UPDATE erasure SET cleaning_due = 1")
    plain.close()
    with Database.open(plain.path, None) as again:
        assert not cleaning.is_due(again)
