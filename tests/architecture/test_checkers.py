"""The checkers of the house: style, types and who may import whom, on the whole tree."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sources import ROOT

BESIDE_PYTHON = Path(sys.executable).parent


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command[-3:])} says:\n{done.stdout[-4000:]}{done.stderr[-2000:]}"


def test_style() -> None:
    """`make format` mends most of it."""
    _run(sys.executable, "-m", "ruff", "check", "--output-format", "concise", ".")


def test_format() -> None:
    """`make format` mends it."""
    _run(sys.executable, "-m", "ruff", "format", "--check", ".")


def test_imports_go_downward_only() -> None:
    """docs/architecture.md tells the layers; move the code to the layer it belongs to."""
    _run(str(BESIDE_PYTHON / "lint-imports"), "--no-cache")


@pytest.mark.slow
def test_types() -> None:
    """Everything is typed, without exceptions."""
    _run(sys.executable, "-m", "mypy")
