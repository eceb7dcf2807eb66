"""Add, edit, remove and merge, for any noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stvcrm.base.errors import Invalid, NotFound, UserError
from stvcrm.store import backup

if TYPE_CHECKING:
    from conftest import Desk


def test_add_any_noun(desk: Desk) -> None:
    added = desk.do("add", noun="tags", name="koploper")
    assert [(row["id"], row["name"]) for row in desk.rows("tags")] == [(added, "koploper")]


@pytest.mark.parametrize("noun", ["notes", "attachments"])
def test_some_nouns_have_acts_of_their_own(desk: Desk, noun: str) -> None:
    with pytest.raises(UserError, match="zie do --list"):
        desk.do("add", noun=noun)


def test_an_unknown_noun_is_refused_with_those_there_are(desk: Desk) -> None:
    with pytest.raises(UserError, match="organisations"):
        desk.do("edit", noun="zzz", id=1)


def test_edit_reads_typed_values(desk: Desk) -> None:
    home = desk.organisation()
    desk.do(
        "edit", noun="organisations", id=home, member_since="11-5-2017", phone="030 123 45 67", staff="1.200"
    )
    (row,) = desk.rows("organisations")
    assert (str(row["member_since"]), row["phone"], row["staff"]) == ("2017-05-11", "+31301234567", 1200)
    assert desk.label == "Gewijzigd: Welzijn Ede"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("kleur", "rood", "geen veld kleur"),
        ("phone", "bellen", "geen telefoonnummer"),
        ("email", "niet", "geen e-mailadres"),
        ("postcode", "123", "geen postcode"),
        ("website", "a b", "geen webadres"),
        ("staff", "veel", "geen getal"),
        ("member_since", "ooit", "geen datum"),
        ("kind", "lid", "wel: member"),
        ("parent_id", "x", "geen nummer"),
        ("name", "", "Naam is leeg"),
        ("kind", "", "«» kan niet bij Soort"),
        ("name", "n" * 400, "te lang"),
    ],
)
def test_edit_refuses_in_words_and_changes_nothing(desk: Desk, field: str, value: str, told: str) -> None:
    home = desk.organisation()
    with pytest.raises(Invalid, match=told):
        desk.do("edit", noun="organisations", id=home, **{field: value})
    assert len(desk.rows("operations")) == 1


@pytest.mark.parametrize(("typed", "stored"), [("ja", True), ("true", True), ("Nee", False), ("0", False)])
def test_a_fact_is_typed_in_words(desk: Desk, typed: str, *, stored: bool) -> None:
    person = desk.person(do_not_contact="ja")
    desk.do("edit", noun="people", id=person, do_not_contact=typed)
    assert desk.rows("people")[0]["do_not_contact"] is stored


def test_a_fact_that_is_neither_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid, match="geen ja of nee"):
        desk.person(do_not_contact="soms")


def test_one_value_for_many_records_is_one_act(desk: Desk) -> None:
    ids = [desk.organisation(f"Welzijn {place}") for place in ("Ede", "Goes", "Sneek")]
    assert desk.do("edit_many", noun="organisations", ids=ids, province="Onbekend") == 3
    desk.database.undo()
    assert {row["province"] for row in desk.rows("organisations")} == {None}


def test_many_or_none(desk: Desk) -> None:
    home = desk.organisation()
    with pytest.raises(NotFound):
        desk.do("edit_many", noun="organisations", ids=[home, 99], city="Ede")
    assert desk.rows("organisations")[0]["city"] is None


def test_remove_takes_along_what_is_part_of_it(desk: Desk) -> None:
    visit = desk.visit()
    desk.do("visits.note", visit_id=visit, text="Beeldbellen")
    desk.do("visits.mark", visit_id=visit, text="Beeldbellen")
    desk.do("add", noun="contact_ways", organisation_id=1, kind="phone", value="0318 123456")
    desk.do("remove", noun="organisations", id=1)
    nouns = ("organisations", "visits", "notes", "utterances", "contact_ways")
    assert [len(desk.rows(noun)) for noun in nouns] == [0] * 5


def test_remove_leaves_what_stands_on_its_own(desk: Desk) -> None:
    visit = desk.visit()
    desk.do("promises.add", text="Folder sturen", visit_id=visit)
    desk.do("remove", noun="visits", id=visit)
    (promise,) = desk.rows("promises")
    assert (promise["text"], promise["visit_id"], promise["organisation_id"]) == ("Folder sturen", None, 1)


def test_a_marked_passage_goes_with_its_visit(desk: Desk) -> None:
    visit = desk.visit()
    desk.do("visits.note", visit_id=visit, text="Beeldbellen")
    desk.do("visits.mark", visit_id=visit, text="Beeldbellen")
    desk.do("remove", noun="visits", id=visit)
    assert desk.rows("utterances") == []


def test_who_was_there_stays_told_when_a_person_is_removed(desk: Desk) -> None:
    visit, person = desk.visit(), desk.person("Ada Achternaam", name_on_paper="mevrouw Ada")
    desk.do("visits.attend", visit_id=visit, person_id=person, role="cliënt")
    desk.do("remove", noun="people", id=person)
    (there,) = desk.show("visits", visit)["attendees"]
    assert (there.person_id, there.name, there.role) == (None, "mevrouw Ada", "cliënt")


def test_remove_is_undone_whole(desk: Desk) -> None:
    visit = desk.visit(person_id=desk.person())
    desk.do("visits.attend", visit_id=visit, person_id=1)
    before = [desk.rows(noun) for noun in ("organisations", "people", "visits", "attendances", "notes")]
    desk.do("remove", noun="people", id=1)
    desk.do("remove", noun="organisations", id=1)
    desk.database.undo()
    desk.database.undo()
    assert [desk.rows(n) for n in ("organisations", "people", "visits", "attendances", "notes")] == before


def test_merge_hangs_everything_on_the_kept_one(desk: Desk) -> None:
    keep, other = (
        desk.organisation("Welzijn Ede"),
        desk.organisation("Stichting Ede", number="007", city="Ede"),
    )
    person = desk.person(organisation_id=other)
    visit = desk.do("visits.request", organisation_id=other)
    desk.do("merge", noun="organisations", keep_id=keep, other_id=other)
    (row,) = desk.rows("organisations")
    assert (row["id"], row["number"], row["city"]) == (keep, "007", "Ede")
    assert desk.show("visits", visit)["organisation_id"] == keep
    assert [row["organisation_id"] for row in desk.rows("positions") if row["person_id"] == person] == [keep]
    assert [row["name"] for row in desk.rows("former_names")] == ["Stichting Ede"]


def test_merge_makes_a_backup_first(desk: Desk) -> None:
    desk.do("merge", noun="organisations", keep_id=desk.organisation("A"), other_id=desk.organisation("B"))
    assert [item.backup.reason for item in backup.listing(desk.database)] == [backup.Reason.MERGE]


def test_merge_loses_no_number_no_text(desk: Desk) -> None:
    keep = desk.person("Bram Bos", phone="06 12345678", email="bram@bos.example", notes="Belt graag.")
    other = desk.person("B. Bos", phone="06 87654321", email="bram@bos.example", notes="Mailt graag.")
    desk.do("merge", noun="people", keep_id=keep, other_id=other)
    (row,) = desk.rows("people")
    assert (row["phone"], row["notes"]) == ("+31612345678", "Belt graag.\nMailt graag.")
    assert [(way["kind"], way["value"]) for way in desk.rows("contact_ways")] == [("phone", "+31687654321")]


def test_merge_joins_what_may_be_there_once(desk: Desk) -> None:
    keep, other = desk.person("Bram Bos"), desk.person("B. Bos")
    visit, tag = desk.visit(), desk.do("add", noun="tags", name="koploper")
    for person in (keep, other):
        desk.do("visits.attend", visit_id=visit, person_id=person)
        desk.do("add", noun="taggings", tag_id=tag, person_id=person)
    desk.do("merge", noun="people", keep_id=keep, other_id=other)
    assert [row["person_id"] for row in desk.rows("attendances")] == [keep]
    assert [row["person_id"] for row in desk.rows("taggings")] == [keep]


def test_merge_of_visits_joins_their_notes(desk: Desk) -> None:
    first, second = desk.visit(), desk.visit()
    for visit, text in ((first, "Eerst."), (second, "Daarna.")):
        desk.do("visits.note", visit_id=visit, text=text)
    desk.do("merge", noun="visits", keep_id=first, other_id=second)
    assert desk.show("visits", first)["notes"] == "Eerst.\nDaarna."


def test_merge_with_a_visit_without_notes_takes_those_of_the_other(desk: Desk) -> None:
    first, second = desk.visit(), desk.visit()
    desk.do("visits.note", visit_id=second, text="Daarna.")
    desk.do("merge", noun="visits", keep_id=first, other_id=second)
    assert desk.show("visits", first)["notes"] == "Daarna."


def test_merge_of_parent_and_child_makes_no_circle(desk: Desk) -> None:
    parent = desk.organisation("Koepel")
    child = desk.organisation("Koepel Ede", parent_id=parent)
    desk.do("merge", noun="organisations", keep_id=parent, other_id=child)
    desk.do(
        "merge", noun="organisations", keep_id=desk.organisation("Los", parent_id=parent), other_id=parent
    )
    assert [row["parent_id"] for row in desk.rows("organisations")] == [None]


def test_merge_keeps_that_someone_is_not_to_be_approached(desk: Desk) -> None:
    keep, other = desk.person("Bram Bos"), desk.person("B. Bos", do_not_contact="ja")
    desk.do("merge", noun="people", keep_id=keep, other_id=other)
    assert desk.rows("people")[0]["do_not_contact"] is True


def test_merge_with_itself_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="met zichzelf"):
        desk.do("merge", noun="people", keep_id=desk.person(), other_id=1)


def test_merge_is_undone_whole(desk: Desk) -> None:
    keep, other = desk.organisation("A", number="1"), desk.organisation("B", number="2", city="Ede")
    desk.person(organisation_id=other)
    before = [desk.rows(noun) for noun in ("organisations", "people", "positions", "former_names")]
    desk.do("merge", noun="organisations", keep_id=keep, other_id=other)
    desk.database.undo()
    assert [desk.rows(n) for n in ("organisations", "people", "positions", "former_names")] == before


def test_a_number_that_another_has_is_refused_in_words(desk: Desk) -> None:
    desk.organisation("Eerste", number="007")
    with pytest.raises(UserError, match="Lidnummer"):
        desk.organisation("Tweede", number="007")


def test_a_reference_to_nothing_is_refused_in_words(desk: Desk) -> None:
    home = desk.organisation()
    with pytest.raises(UserError, match="verwezen naar een gegeven dat er niet is"):
        desk.do("edit", noun="organisations", id=home, parent_id=99)


def test_a_number_beyond_all_numbers_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(UserError, match="Een getal is te groot"):
        desk.do("edit", noun="organisations", id="9" * 30, city="Ede")


@pytest.mark.parametrize(
    ("noun", "fields", "told"),
    [
        ("contact_moments", {"organisation_id": 1, "at": "2017-05-11T09:30"}, None),
        ("contact_moments", {"organisation_id": 1, "at": "ooit"}, "geen datum en tijd"),
        ("utterances", {"organisation_id": 1, "text": "Goed", "themes": '["zorg", "techniek"]'}, None),
        ("utterances", {"organisation_id": 1, "text": "Goed", "themes": "zorg, techniek"}, None),
        ("utterances", {"organisation_id": 1, "text": "Goed", "themes": '["zorg"'}, "geen lijst"),
        ("utterances", {"organisation_id": " ", "text": "Goed"}, "organisation_id is leeg"),
        ("positions", {"organisation_id": 1}, "person"),
    ],
)
def test_each_kind_of_field_is_read(
    desk: Desk, noun: str, fields: dict[str, object], told: str | None
) -> None:
    desk.organisation()
    if told is None:
        assert desk.do("add", noun=noun, **fields) == 1
    else:
        with pytest.raises(UserError, match=told):
            desk.do("add", noun=noun, **fields)


def test_merge_hangs_a_label_on_the_kept_one(desk: Desk) -> None:
    keep, other = desk.person("Bram Bos"), desk.person("B. Bos")
    desk.do("add", noun="taggings", tag_id=desk.do("add", noun="tags", name="koploper"), person_id=other)
    desk.do("merge", noun="people", keep_id=keep, other_id=other)
    assert [row["person_id"] for row in desk.rows("taggings")] == [keep]
