"""A file of the user's choice is written whole, for this account only, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from stvcrm.base.errors import UserError
from stvcrm.desktop.kit.save_file import ask_path, write_private

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

KINDS = (("Excel-werkmap", ".xlsx"), ("Tekst", ".csv"))


def test_replaces_and_keeps_others_out(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("oud")
    path.chmod(0o644)
    write_private(path, b"nieuw")
    assert path.read_bytes() == b"nieuw"
    assert path.stat().st_mode & 0o777 == 0o600


def test_leaves_nothing_behind_when_refused(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.mkdir()
    with pytest.raises(UserError, match=r"lijst\.csv is niet geschreven"):
        write_private(path, b"nieuw")
    assert [item.name for item in tmp_path.iterdir()] == ["lijst.csv"]


@pytest.mark.parametrize(
    ("chosen", "kind", "name"),
    [
        ("lijst", "Tekst (*.csv)", "lijst.csv"),
        ("lijst", "", "lijst.xlsx"),
        ("lijst.CSV", "Excel-werkmap (*.xlsx)", "lijst.CSV"),
        ("versie 1.2", "Tekst (*.csv)", "versie 1.2.csv"),
    ],
)
def test_name_gets_the_ending_of_its_kind(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, chosen: str, kind: str, name: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (f"/map/{chosen}", kind))
    parent = QWidget()
    qtbot.addWidget(parent)
    assert ask_path(parent, "Bewaren", "lijst.xlsx", KINDS) == Path("/map") / name


def test_no_file_is_no_answer(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    parent = QWidget()
    qtbot.addWidget(parent)
    assert ask_path(parent, "Bewaren", "lijst.xlsx", KINDS) is None
