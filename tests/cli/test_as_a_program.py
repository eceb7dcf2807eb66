"""The program itself, in a process of its own: what only shows there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def stvcrm(tmp_path: Path, *arguments: str, prefix: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    told = {
        "STVCRM_WORKSPACE": str(tmp_path / "werk.stv"),
        "STVCRM_PASSPHRASE": "juist paard",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [*prefix, sys.executable, "-m", "stvcrm", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **told},
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def test_one_json_value_and_nothing_else(tmp_path: Path) -> None:
    assert json.loads(stvcrm(tmp_path, "new", "werk.stv", "--json").stdout)["encrypted"]
    answer = stvcrm(tmp_path, "do", "organisations.add", "name=Súdwest €", "--json")
    assert (json.loads(answer.stdout)["result"], answer.stderr) == (1, "")
    listed = stvcrm(tmp_path, "list", "organisations", "--json")
    assert json.loads(listed.stdout)[0]["name"] == "Súdwest €"


@pytest.mark.parametrize(("typed", "code"), [("zzz", 2), ("list people", 3), ("--version", 0)])
def test_exit_codes(tmp_path: Path, typed: str, code: int) -> None:
    assert stvcrm(tmp_path, *typed.split()).returncode == code


def test_no_qt_and_no_reports_for_a_list(tmp_path: Path) -> None:
    stvcrm(tmp_path, "new", "werk.stv")
    code = (
        "import sys; from stvcrm.cli.main import main; main(['list', 'people', '--quiet']);"
        "print(sorted({'PySide6', 'reportlab', 'docx', 'alembic', 'icalendar', 'xlsxwriter'}"
        " & set(sys.modules)))"
    )
    told = {"STVCRM_WORKSPACE": str(tmp_path / "werk.stv"), "STVCRM_PASSPHRASE": "juist paard"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **told},
        check=True,
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(
    subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode != 0
    if Path("/usr/bin/unshare").exists()
    else True,
    reason="no unshare here: the network cannot be taken away",
)
def test_all_works_without_any_network(tmp_path: Path) -> None:
    cut = ("unshare", "-n")
    for typed in (
        "new werk.stv",
        "do organisations.add name=Ede",
        "backup",
        "check",
        "export everything -o alles.zip",
    ):
        assert stvcrm(tmp_path, *typed.split(), prefix=cut).returncode == 0


def test_the_files_it_writes_are_for_the_owner_only(tmp_path: Path) -> None:
    stvcrm(tmp_path, "new", "werk.stv")
    stvcrm(tmp_path, "backup", "-o", "kopie.stv")
    stvcrm(tmp_path, "export", "people", "-o", "mensen.csv")
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == dict.fromkeys(("werk.stv", "kopie.stv", "mensen.csv"), 0o600)
