"""The main job from beginning to end without a display: `stvcrm tour -o DIR`.

In the real window, on the example workspace: take in a member list that is written on the spot, find one of
its members, record and schedule an introduction visit, type notes, complete it. What is left is a picture of
every screen, also dark and with large text, and every report as PDF.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import tomllib
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QTextEdit
from sqlalchemy import select

from stvcrm.base.clock import AMSTERDAM, today
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import LANGUAGES, _, set_language
from stvcrm.base.resources import resource
from stvcrm.desktop.catalog import PAGES, SERVICES
from stvcrm.desktop.kit.theme import Theme
from stvcrm.desktop.places import PLACES
from stvcrm.desktop.preferences import Preferences
from stvcrm.desktop.runner import Runner
from stvcrm.desktop.shell.window import Shell
from stvcrm.example.maker import make_example
from stvcrm.model.catalog import BY_TABLE
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.surveys import RESPONSES
from stvcrm.queries.visits import dossier
from stvcrm.reports.catalog import REPORTS, produce
from stvcrm.store.database import Database
from stvcrm.store.opening import protect_process

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PASSPHRASE = "rondleiding voorbeeld"
WIDTH, HEIGHT = 1440, 900
LOOKS = (("", "light", 1.0), ("-donker", "dark", 1.0), ("-150", "light", 1.5))
STEP, PATIENCE = 20, 30_000
"""Milliseconds between looks, and that a step may take before something is wrong."""


class Tour:
    """One window on one workspace, and the files that come of it."""

    def __init__(self, folder: Path, database: Database, application: QApplication, on: date) -> None:
        self.folder, self.database, self.on = folder, database, on
        self.files: list[Path] = []
        self._story = tomllib.loads(resource("example", "tour.toml").read_text(encoding="utf-8"))
        self._look = application.property("stvcrm_theme") or Theme(application)
        settings = QSettings(str(database.path.with_name("settings.ini")), QSettings.Format.IniFormat)
        self._frame, self._runner = QMainWindow(), Runner(database)
        self.shell = Shell(
            self._frame,
            self._runner,
            Preferences(settings),
            SERVICES,
            PAGES,
            workspace=_("Voorbeeld"),
            clock=database.clock,
        )
        self._frame.setCentralWidget(self.shell)
        self._frame.resize(WIDTH, HEIGHT)
        self._frame.show()
        self._frame.activateWindow()

    def take_in(self) -> None:
        """A member list dropped on the window, looked at, and taken in."""
        path = self.folder / "ledenlijst.csv"
        lines = [";".join(row) for row in self._story["members"]]
        path.write_bytes("\r\n".join(lines).encode("utf-8-sig"))
        self.files.append(path)
        page = self.shell.imports.page
        self.shell.import_file(path)
        self.wait(lambda: page.reading is not None)
        self.picture("import")
        page.accepted.emit()
        self.wait(lambda: self.id_of("organisation", self._story["organisation"]) is not None)
        self.settle(300)

    def find(self) -> int:
        """Ctrl+K, a part of a word, Enter; returns the organisation's id."""
        self.shell.open_palette()
        palette = self.shell.palette_open
        assert palette is not None
        QTest.keyClicks(palette.field, self._story["typed"])
        self.wait(lambda: palette.list.count() > 0)
        self.settle(200)
        self.picture("zoeken")
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
        self.settle(300)
        self.picture("organisatie")
        return self.known("organisation", self._story["organisation"])

    def visit(self, organisation_id: int) -> int:
        """Someone there asks for a visit; it is planned, held and noted. Returns the visit's id."""
        person_id = self.known("person", self._story["contact"])
        visit_id = int(self.do("visits.request", organisation_id=organisation_id, person_id=person_id))
        start = datetime.combine(self.on, time(14), AMSTERDAM)
        self.do("visits.schedule", visit_id=visit_id, starts_at=start, place=self._story["place"])
        self.do("visits.attend", visit_id=visit_id, person_id=person_id, initials="jvv")
        self.shell.navigate("visit", visit_id)
        self.settle(300)
        self.picture("kennismaking")
        self.do("visits.begin", visit_id=visit_id)
        self.note(visit_id)
        self.do("visits.complete", visit_id=visit_id)
        self.shell.navigate("visit", visit_id)
        self.settle(300)
        self.picture("kennismaking-afgerond")
        return visit_id

    def note(self, visit_id: int) -> None:
        """Type the notes as one types them; they are saved while typing."""
        page: Any = self.shell.view("visits")
        page.open_notes(visit_id)
        self.settle(300)
        self._frame.activateWindow()
        self.wait(lambda: isinstance(self._frame.focusWidget(), (QTextEdit, QPlainTextEdit)))
        target = self._frame.focusWidget()
        for line in self._story["notes"]:
            QTest.keyClicks(target, line)
            QTest.keyClick(target, Qt.Key.Key_Return)
        self.wait(lambda: self._is_noted(visit_id))
        self.picture("notities")
        QTest.keyClick(target, Qt.Key.Key_Escape)
        self.settle(300)

    def every_page(self) -> None:
        """A picture of each page, light, dark and with large text."""
        for suffix, theme, scale in LOOKS:
            self._look.set(theme, scale)
            for place in PLACES:
                self.shell.go(place.key)
                self.settle(350)
                self.picture(f"{place.key}{suffix}")
        self._look.set("light", 1.0)

    def every_paper(self, visit_id: int) -> None:
        """Each report as PDF, and as it is shown before printing."""
        ids = {
            "visits": visit_id,
            "people": self.known("person", self._story["contact"]),
            "organisations": self._answered(),
            "surveys": 1,
        }
        groups = () if self.database.key is None else self.database.key.recovery_groups()
        now = self.shell.context.clock()
        for report in REPORTS:
            chosen = [] if report.noun is None else [ids[report.noun]]
            with self.database.read() as connection:
                paper = produce(connection, report.key, chosen, ".pdf", now=now, groups=groups)
            path = self.folder / f"{report.key}.pdf"
            path.write_bytes(paper.data)
            self.files.append(path)
        self.shell.paper("visit_summary", visit_id)
        self.settle(1200)
        self.picture("rapport")

    def _answered(self) -> int:
        """An organisation of which a form counts."""
        with self.database.read() as connection:
            found = (row["organisation_id"] for row in RESPONSES.records(connection))
            return int(next(filter(None, found)))

    def do(self, name: str, **values: Any) -> Any:
        """An operation of the catalogue, by the road of the window; returns its result."""
        answers: list[Any] = []
        self._runner.do(self.shell, BY_NAME[name], then=answers.append, refused=answers.append, **values)
        self.wait(lambda: bool(answers))
        if isinstance(answers[0], UserError):
            raise answers[0]
        return answers[0]

    def picture(self, name: str) -> None:
        """The window as it is now."""
        path = self.folder / f"{len(self.files) + 1:02d}-{name}.png"
        window = QApplication.activeModalWidget()
        shot = self._frame.grab()
        if window is not None:
            window.render(shot, self._frame.mapFromGlobal(window.mapToGlobal(window.rect().topLeft())))
        shot.save(str(path))
        self.files.append(path)

    def wait(self, done: Callable[[], bool]) -> None:
        """Let the window work until this is so.

        Raises:
            UserError: it does not come to it.
        """
        left = PATIENCE
        while not done():
            if left <= 0:
                raise UserError(_("De rondleiding blijft steken; zie de laatste afbeelding."))
            self.settle(STEP)
            left -= STEP

    def settle(self, milliseconds: int) -> None:
        """Let the window work for so long."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def close(self) -> None:
        """Let go of the window and what works behind it."""
        self._runner.close()
        self._frame.close()
        shiboken6.delete(self._frame)

    def id_of(self, table: str, name: str) -> int | None:
        """The record with this name, if it is there."""
        columns = BY_TABLE[table].table().c
        with self.database.read() as connection:
            found = connection.execute(select(columns.id).where(columns.name == name)).scalar()
        return None if found is None else int(found)

    def known(self, table: str, name: str) -> int:
        """The record with this name, which was taken in."""
        found = self.id_of(table, name)
        assert found is not None
        return found

    def _is_noted(self, visit_id: int) -> bool:
        with self.database.read() as connection:
            return self._story["notes"][-1] in dossier(connection, visit_id).notes


def run(folder: Path, on: date) -> list[Path]:
    """Do the whole job; returns the files that were made in `folder`.

    Raises:
        UserError: something was refused, or the folder cannot be written in.
    """
    application = QApplication.instance() or QApplication(["stvcrm"])
    assert isinstance(application, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".rondleiding-", dir=folder) as hidden:
        path = Path(hidden) / "voorbeeld.stv"
        make_example(path, PASSPHRASE, on=on)
        with Database.open(path, PASSPHRASE, clock=partial(_morning, on)) as database:
            tour = Tour(folder, database, application, on)
            try:
                tour.take_in()
                visit_id = tour.visit(tour.find())
                tour.every_page()
                tour.every_paper(visit_id)
            finally:
                tour.close()
    return tour.files


def _morning(on: date) -> datetime:
    """Ten o'clock, all day long."""
    return datetime.combine(on, time(10), AMSTERDAM).astimezone(UTC)


def main(arguments: Sequence[str]) -> int:
    """The verb `tour`; returns the exit code."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    protect_process()
    parser = argparse.ArgumentParser(prog="stvcrm tour", description=_("het hele werk zonder beeldscherm"))
    parser.add_argument("-o", "--output", required=True, metavar="DIR")
    parser.add_argument("--on", metavar="DATE", type=date.fromisoformat, default=None)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("--lang", choices=LANGUAGES, default="nl")
    args = parser.parse_args(arguments)
    set_language(args.lang)
    try:
        files = run(Path(args.output), args.on or today())
    except (UserError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    names = [str(path.resolve()) for path in files]
    if args.json:
        sys.stdout.write(json.dumps({"files": names}, ensure_ascii=False) + "\n")
    elif not args.quiet:
        sys.stdout.write("\n".join(names) + "\n")
    return 0
