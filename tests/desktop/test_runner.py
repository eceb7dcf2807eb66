"""Answers come back on the window's thread, to whoever still wants them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import language, set_language
from stvcrm.desktop.runner import Runner
from stvcrm.operations import organisations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot
    from sqlalchemy import Connection

    from stvcrm.base.progress import Progress
    from stvcrm.desktop.kit.theme import Theme
    from stvcrm.store.database import Database


@pytest.fixture
def threaded(database: Database, look: Theme) -> Iterator[Runner]:
    made = Runner(database)
    yield made
    made.close()


def one(connection: Connection) -> int:
    return connection.exec_driver_sql("select 1").scalar_one()


def refuse(_uow: object) -> None:
    raise UserError("Dat kan niet.")


def test_answer_comes_on_the_window_thread(threaded: Runner, qtbot: QtBot) -> None:
    owner, seen = QObject(), []
    threaded.ask(owner, one, lambda value: seen.append((value, QThread.isMainThread())))
    qtbot.waitUntil(lambda: seen == [(1, True)])


def test_answer_to_a_deleted_owner_is_dropped(threaded: Runner, qtbot: QtBot) -> None:
    owner, other, seen, gate = QObject(), QObject(), [], threading.Event()

    def slow(_connection: Connection) -> int:
        gate.wait(5)
        return 1

    threaded.ask(owner, slow, seen.append)
    shiboken6.delete(owner)
    gate.set()
    threaded.ask(other, one, lambda value: seen.append(-value))
    qtbot.waitUntil(lambda: -1 in seen)
    threaded.close()
    qtbot.wait(10)
    assert seen == [-1]


def test_newer_question_drops_the_older(threaded: Runner, qtbot: QtBot) -> None:
    owner, seen = QObject(), []
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"

    def long(connection: Connection) -> int:
        return connection.exec_driver_sql(endless).scalar_one()

    threaded.ask_latest(owner, "rows", long, seen.append)
    qtbot.wait(30)
    threaded.ask_latest(owner, "rows", one, seen.append)
    qtbot.waitUntil(lambda: seen == [1])


def test_write_tells_what_changed(runner: Runner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.changed) as caught:
        runner.do(runner, organisations.add, label="Toevoegen", name="Nieuw")
    assert caught.args is not None
    assert caught.args[0].touches(["organisation"])


def test_write_gives_its_result(runner: Runner) -> None:
    seen: list[Any] = []
    runner.do(runner, organisations.add, label="Toevoegen", then=seen.append, name="Nieuw")
    assert isinstance(seen[0], int)


def test_refusal_goes_to_who_asked_for_it(runner: Runner) -> None:
    seen: list[UserError] = []
    runner.do(runner, refuse, label="x", refused=seen.append)
    assert str(seen[0]) == "Dat kan niet."


def test_other_refusal_is_announced(runner: Runner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.failed) as caught:
        runner.do(runner, refuse, label="x")
    assert caught.args is not None
    assert str(caught.args[0].error) == "Dat kan niet."


def test_cancelled_job_is_silent_and_ends(threaded: Runner, qtbot: QtBot) -> None:
    seen: list[object] = []
    threaded.failed.connect(seen.append)

    def work(_database: object, progress: Progress) -> None:
        for _ in progress.over(iter(int, 1), 0):
            pass

    job = threaded.start(threaded, "Lang werk", work, seen.append)
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert seen == []


def test_work_has_the_language_of_the_window(threaded: Runner, qtbot: QtBot) -> None:
    seen: list[str] = []
    set_language("en")
    try:
        threaded.ask(threaded, lambda _connection: language(), seen.append)
    finally:
        set_language("nl")
    qtbot.waitUntil(lambda: seen == ["en"])


def test_saving_is_over_when_the_write_is(runner: Runner) -> None:
    seen: list[bool] = []
    runner.saving.connect(seen.append)
    runner.do(runner, organisations.add, label="x", name="Nieuw")
    assert seen == [True, False]
