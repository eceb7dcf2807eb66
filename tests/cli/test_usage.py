"""Exit codes: 0 done, 1 refused, 2 wrong usage, 3 the workspace cannot be opened; each with one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Shell


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "OPDRACHT"),
        ("zzz", "'zzz'"),
        ("list", "noun"),
        ("list zzz", "organisations, people"),
        ("list people --limit veel", "geen getal"),
        ("list people --limit -1", "geen getal"),
        ("list people --where naam", "KOLOM=WAARDE"),
        ("list people extra", "«extra»"),
        ("list people --lang fr", "wel:"),
        ("list people --workspace", "een waarde nodig"),
        ("show people een", "geen getal"),
        ("do bestaat.niet", "zie do --list"),
        ("export zzz -o x.csv", "wel: organisations"),
        ("export people", "-o"),
        ("export person -o x.zip", "NUMMER"),
        ("export people 3 -o x.csv", "NUMMER"),
        ("import zzz x.csv", "wel: members"),
        ("report zzz -o x.pdf", "zzz"),
        ("report member_list -o x.zzz", "zzz"),
    ],
)
def test_wrong_usage(stvcrm: Shell, typed: str, told: str) -> None:
    answer = stvcrm(*typed.split())
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("list people --columns naam", "wel: id"),
        ("list people --where naam=x", "wel: id"),
        ("show people 99", "nummer 99"),
        ("show people 99999999999999999999", "getal"),
        ("do organisations.add", "mist: name"),
        ("do organisations.add naam", "NAAM=WAARDE"),
        ("do visits.request organisation_id=9", "nummer 9"),
        ("undo", "niets om ongedaan"),
        ("redo", "niets om opnieuw"),
        ("export people -o x.pdf", ".csv, .xlsx"),
        ("export people -o weg/x.csv", "map weg bestaat niet"),
        ("export person 9 -o x.zip", "nummer 9"),
        ("import members weg.xlsx", "weg.xlsx"),
        ("report visit_summary 9 -o x.pdf", "9"),
    ],
)
def test_refused(stvcrm: Shell, typed: str, told: str) -> None:
    answer = stvcrm(*typed.split(), "--json")
    assert (answer.code, answer.out) == (1, "")
    assert told in answer.err


def test_text_that_cannot_exist_is_refused(stvcrm: Shell) -> None:
    assert stvcrm("do", "organisations.add", "name=\udcff\udcfe").code in (0, 1)
    assert stvcrm("search", "\udcff\udcfe").code in (0, 1)


def test_no_workspace_named(no_workspace: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STVCRM_WORKSPACE")
    answer = no_workspace("list", "people")
    assert answer.code == 3
    assert "--workspace" in answer.err


def test_a_missing_workspace_is_not_made(no_workspace: Shell) -> None:
    assert no_workspace("list", "people").code == 3
    assert not no_workspace.workspace.exists()


@pytest.mark.parametrize("content", [b"", b"x", b"Naam;Plaats\r\n" * 500], ids=["empty", "tiny", "other"])
def test_a_file_that_is_no_workspace_stays_as_it_is(no_workspace: Shell, content: bytes) -> None:
    no_workspace.workspace.write_bytes(content)
    for verb in ("list people", "do organisations.add name=x", "check", "backup"):
        assert no_workspace(*verb.split()).code == 3
    assert no_workspace.workspace.read_bytes() == content


def test_the_wrong_passphrase(locked: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STVCRM_PASSPHRASE", "fout")
    answer = locked("list", "people", "--json")
    assert (answer.code, answer.out) == (3, "")
    assert "wachtzin" in answer.err


def test_no_passphrase_and_nobody_to_ask(locked: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STVCRM_PASSPHRASE")
    assert locked("list", "people").code == 3


def test_a_named_workspace_goes_before_the_environment(
    stvcrm: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STVCRM_WORKSPACE", "/nergens.stv")
    assert stvcrm.json("list", "people", "--workspace", stvcrm.workspace) == []


def test_quiet_says_nothing(stvcrm: Shell) -> None:
    answer = stvcrm("do", "organisations.add", "name=Ede", "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_a_mistake_of_ours_is_a_sentence_without_a_value(
    stvcrm: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        __import__("stvcrm.cli.main", fromlist=["VERBS"]).VERBS, "list", "stvcrm.cli.main:weg"
    )
    answer = stvcrm("list", "people")
    assert answer.code == 1
    assert "AttributeError" in answer.err
