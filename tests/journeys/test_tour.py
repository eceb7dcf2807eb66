"""The main job from a member list to a summary on paper, in the real window: what `stvcrm tour` does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from stvcrm.desktop.places import PLACES
from stvcrm.reports.catalog import REPORTS


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    folder = tmp_path_factory.mktemp("tour")
    command = [
        sys.executable,
        "-m",
        "stvcrm",
        "tour",
        "-o",
        str(folder / "uit"),
        "--on",
        "2017-05-11",
        "--json",
    ]
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, env=env | home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "uit", [Path(name) for name in json.loads(done.stdout)["files"]]


@pytest.mark.slow
def test_every_page_is_pictured_in_every_look(tour: tuple[Path, list[Path]]) -> None:
    names = {path.stem[3:] for path in tour[1]}
    assert names >= {f"{place.key}{look}" for place in PLACES for look in ("", "-donker", "-150")}


@pytest.mark.slow
def test_every_report_is_printed(tour: tuple[Path, list[Path]]) -> None:
    assert {path.stem for path in tour[1] if path.suffix == ".pdf"} == {report.key for report in REPORTS}


@pytest.mark.slow
def test_what_was_typed_stands_on_the_summary(tour: tuple[Path, list[Path]]) -> None:
    document = pypdfium2.PdfDocument(tour[0] / "visit_summary.pdf")
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert "Buurthuis De Zilveren Maan" in text
    assert "uitleg in gewone taal" in text


@pytest.mark.slow
def test_nothing_but_what_it_tells_is_left_behind(tour: tuple[Path, list[Path]]) -> None:
    assert sorted(tour[0].iterdir()) == sorted(tour[1])
