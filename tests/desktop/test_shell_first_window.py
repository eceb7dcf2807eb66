"""A second start with the same workspace calls the first window instead of failing on its lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from stvcrm.desktop.shell.first_window import FirstWindow, call_first, name_of

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_second_start_calls_the_first(tmp_path: Path, qtbot: QtBot) -> None:
    owner = QObject()
    first = FirstWindow(owner)
    first.listen(tmp_path / "a.stv")
    with qtbot.waitSignal(first.called, timeout=3000):
        assert call_first(tmp_path / "a.stv")
    first.close()


def test_nobody_answers_for_another_workspace(tmp_path: Path) -> None:
    assert not call_first(tmp_path / "b.stv")


def test_name_of_the_socket_tells_nothing(tmp_path: Path) -> None:
    assert "geheim" not in name_of(tmp_path / "geheim.stv")
