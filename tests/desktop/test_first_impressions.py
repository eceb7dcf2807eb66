"""What a first user stumbled over: rows that flicker, stand in the wrong place or miss their subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from stvcrm.desktop.kit.course_words import promised
from stvcrm.desktop.kit.flow_layout import FlowLayout
from stvcrm.desktop.kit.link_row import LinkRow
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.desktop.pages.visits.note_bars import SignBar
from stvcrm.desktop.runner import Job
from stvcrm.desktop.shell.jobs import JobList

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from stvcrm.desktop.kit.theme import Theme


def test_acts_stand_at_the_right_while_there_is_room(look: Theme, qtbot: QtBot) -> None:
    row, parts = QWidget(), [QPushButton("kleiner"), QPushButton("bewaren")]
    qtbot.addWidget(row)
    flow = FlowLayout(row)
    for part in parts:
        flow.addWidget(part)
    flow.end_from(parts[1])
    row.resize(600, 40)
    row.show()
    assert (parts[0].x(), parts[1].geometry().right()) == (0, 599)


def test_short_job_never_shows(look: Theme, qtbot: QtBot) -> None:
    jobs, job = JobList(), Job("Voorbeeld")
    qtbot.addWidget(jobs)
    jobs.add(job)
    assert jobs.isHidden()
    job.ended.emit()
    qtbot.wait(500)
    assert jobs.isHidden()


def test_long_job_shows(look: Theme, qtbot: QtBot) -> None:
    jobs, job = JobList(), Job("Reservekopie maken")
    qtbot.addWidget(jobs)
    jobs.add(job)
    qtbot.waitUntil(lambda: not jobs.isHidden())


@pytest.mark.parametrize(
    ("text", "who", "ours", "told"),
    [
        ("stuurt het plan", "Lana Mathurin", False, "Lana Mathurin stuurt het plan"),
        ("sturen het plan", "", True, "Wij sturen het plan"),
        ("Plan sturen", "", True, "Plan sturen"),
        ("sturen het plan", "", False, "sturen het plan"),
    ],
)
def test_promise_reads_as_a_sentence(text: str, who: str, ours: bool, told: str) -> None:
    assert promised(text, who, ours=ours) == told


def test_example_of_a_speaker_is_someone_who_is_there(look: Theme, qtbot: QtBot) -> None:
    bar = SignBar()
    qtbot.addWidget(bar)
    assert bar.speaker.text() == "wij:"
    bar.show_speaker("lm")
    assert bar.speaker.text() == "lm:"


def test_rows_end_before_the_scroll_bar(look: Theme, qtbot: QtBot) -> None:
    rows = Rows()
    area = rows.scrolling()
    qtbot.addWidget(area)
    text = "Kaartje na het bezoek: het team heeft er nog dagen over gesproken."
    rows.show_rows([LinkRow("Notitie", print, moment="11 nov", icon="phone", text=text) for _ in range(9)])
    area.resize(320, 200)
    area.show()
    qtbot.waitUntil(lambda: area.verticalScrollBar().isVisible())
    assert rows.width() == area.viewport().width()
