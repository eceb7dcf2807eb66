"""Every report as text, compared with a text that was read and found good.

`make golden` (pytest tests/reports --update) writes them anew; the difference is for reading.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stvcrm.reports.catalog import REPORTS

GOLDEN = Path(__file__).parent / "golden"
SURVEYS = ("survey_report", "non_response", "survey_feedback")
GROUPS = tuple(f"{number:04X}{number % 16:X}" for number in range(24))


@pytest.mark.parametrize("key", [report.key for report in REPORTS])
def test_report_reads_as_before(key: str, workspace: Any, request: pytest.FixtureRequest) -> None:
    if key in SURVEYS:
        workspace.hold_survey()
    subject = {"visit_summary": "visit", "access_report": "joost", "survey_feedback": "home"}.get(key)
    ids = [getattr(workspace, subject)] if subject else []
    found = workspace.paper(key, ids, ".txt", groups=GROUPS).decode()
    path = GOLDEN / f"{key}.txt"
    if request.config.getoption("--update"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_every_golden_text_belongs_to_a_report() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {report.key for report in REPORTS}
