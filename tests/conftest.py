"""What holds for every test: a home of its own, no network, and nothing that warns."""

from __future__ import annotations

import gc
import logging
import os
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

from stvcrm.base import i18n

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT.parent / "shared" / "samples"
_KEPT_OUT = ("STVCRM_WORKSPACE", "STVCRM_PASSPHRASE", "STVCRM_NEW_PASSPHRASE")

# A shared machine is slow at times; that is no defect. In CI the same examples come every time.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's is read or written, and no workspace is named by chance."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in (("HOME", ""), ("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config")):
        monkeypatch.setenv(name, str(home / folder))
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in _KEPT_OUT:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    """A test that switches the language switches it for itself only."""
    i18n.set_language("nl")
    yield
    i18n.set_language("nl")


@pytest.fixture(autouse=True)
def _garbage(request: pytest.FixtureRequest) -> Iterator[None]:
    """With widgets about, garbage is collected here, never by chance on a thread: see desktop/garbage.py."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails the test; one that expects it reads it and calls `caplog.clear()`."""
    yield
    told = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not told, f"logged: {[record.getMessage() for record in told]}"


@pytest.fixture
def samples() -> Path:
    """The folder with sample files, which lies beside the repository, not in it."""
    if not SAMPLES.is_dir():
        pytest.skip(f"no sample files: {SAMPLES} is not there")
    return SAMPLES


@pytest.fixture(scope="session")
def example_day() -> date:
    """Today in the example workspace of the tests: a Thursday."""
    return date(2017, 5, 11)


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory, example_day: date) -> Path:
    """The example workspace, unencrypted, made once; a test that writes copies it first."""
    from stvcrm.example.maker import make_example

    path = tmp_path_factory.mktemp("example") / "voorbeeld.stv"
    make_example(path, None, on=example_day)
    return path


@pytest.fixture
def example_copy(example_file: Path, tmp_path: Path) -> Path:
    """The example workspace, to write in."""
    return Path(shutil.copy(example_file, tmp_path / "voorbeeld.stv"))
