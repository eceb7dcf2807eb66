"""The command line, called as the shell calls it: arguments in, exit code and text out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from stvcrm.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "juist paard batterij nietje"


@dataclass(frozen=True)
class Answer:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on stdout; anything beside it fails."""
        assert self.code in (0, 1), self.err
        return json.loads(self.out)


class Shell:
    """Gives commands on one workspace."""

    def __init__(self, workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.workspace, self._capsys = workspace, capsys

    def __call__(self, *arguments: object) -> Answer:
        self._capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        told = self._capsys.readouterr()
        assert "Traceback" not in told.err
        assert code == 0 or len(told.err.strip()) > 10, "a refusal without a sentence"
        return Answer(code, told.out, told.err)

    def json(self, *arguments: object) -> Any:
        """The answer of a command that must succeed."""
        answer = self(*arguments, "--json")
        assert answer.code == 0, answer.err
        return answer.json

    def do(self, operation: str, /, **values: object) -> Any:
        """The result of an operation."""
        return self.json("do", operation, *(f"{key.rstrip('_')}={value}" for key, value in values.items()))[
            "result"
        ]


@pytest.fixture
def no_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """A shell in which a workspace and a passphrase are named, but nothing is made yet."""
    shell = Shell(tmp_path / "werk.stv", capsys)
    monkeypatch.setenv("STVCRM_WORKSPACE", str(shell.workspace))
    monkeypatch.setenv("STVCRM_PASSPHRASE", PASSPHRASE)
    return shell


@pytest.fixture
def stvcrm(no_workspace: Shell) -> Shell:
    """The same with a new, plain workspace: opening it costs no key derivation."""
    no_workspace.json("new", no_workspace.workspace, "--unencrypted")
    return no_workspace


@pytest.fixture
def locked(no_workspace: Shell) -> Shell:
    """The same with a new, encrypted workspace."""
    no_workspace.json("new", no_workspace.workspace)
    return no_workspace
