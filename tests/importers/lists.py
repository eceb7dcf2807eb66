"""Member lists made up for tests, and what becomes of them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import xlsxwriter
from sqlalchemy import select, text

from stvcrm.base.progress import Progress
from stvcrm.importers.catalog import BY_KEY
from stvcrm.importers.pipeline import Options, Plan, Planned, take
from stvcrm.model.organisations import Organisation
from stvcrm.operations import import_questions

if TYPE_CHECKING:
    from pathlib import Path

    from stvcrm.store.database import Database

ON = date(2017, 3, 1)
TABLES = (
    "organisation",
    "person",
    "position",
    "former_name",
    "contact_way",
    "import_question",
    "import_profile",
)
HEAD = ["Lidnr", "Organisatie", "Werksoort", "Adres", "Postcode", "Plaats", "Telefoon", "Contactpersoon"]
ZEE = ["00012", "Welzijn Zee", "WW", "Kade 1", "4461 AB", "Goes", "0113 123456", "Anna de Wit"]
DUIN = ["00034", "De Duinroos", "MD", "Duinweg 2", "1861 CD", "Bergen", "072 5812345", "Bas Smit"]
BERG = ["00056", "Buurthuis Berg", "Overig", "Markt 3", "3811 EF", "Ede", "0318 123456", "Cor van Dam"]
ROWS = [ZEE, DUIN, BERG]


@dataclass
class Desk:
    """A workspace with a folder of files beside it."""

    database: Database
    folder: Path
    kind: str = "members"
    _count: int = field(default=0)

    def plan(self, file: Path, **options: Any) -> Plan:
        """What would be done."""
        with self.database.read() as connection:
            return BY_KEY[self.kind].plan(connection, file, ON, Progress(), Options(**options))

    def bring(self, file: Path, *, accept_gone: bool = False, **options: Any) -> Plan:
        """Do it."""
        plan = self.plan(file, **options)
        self.database.work(
            Progress(), "import", take, importer=BY_KEY[self.kind], plan=plan, accept_gone=accept_gone
        )
        return plan

    def answer(self, question_id: int, choice: str) -> None:
        """Settle a question that was kept."""
        self.database.write("x", import_questions.answer, question_id=question_id, choice=choice)

    def csv(self, rows: list[list[Any]], mark: str = ";", encoding: str = "utf-8") -> Path:
        """A new delimited file."""
        made = io.StringIO(newline="")
        csv.writer(made, delimiter=mark).writerows(rows)
        path = self._path(".csv")
        path.write_bytes(made.getvalue().encode(encoding))
        return path

    def xlsx(self, *sheets: list[list[Any]]) -> Path:
        """A new workbook with these sheets."""
        path = self._path(".xlsx")
        workbook = xlsxwriter.Workbook(str(path), {"in_memory": True, "default_date_format": "d-m-yyyy"})
        for rows in sheets:
            page = workbook.add_worksheet()
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)
        workbook.close()
        return path

    def organisations(self) -> dict[str, Any]:
        """Every organisation by its name."""
        table = Organisation.table()
        with self.database.read() as connection:
            return {row["name"]: dict(row) for row in connection.execute(select(table)).mappings()}

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table."""
        with self.database.read() as connection:
            return [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """The whole content that an import can touch; how often a row was written is no content."""
        return {
            table: [
                {key: value for key, value in row.items() if key != "version"} for row in self.rows(table)
            ]
            for table in TABLES
        }

    def _path(self, ending: str) -> Path:
        self._count += 1
        return self.folder / f"lijst{self._count}{ending}"


def counts(plan: Plan) -> dict[str, int]:
    """The verdicts that occur, by name."""
    return {verdict.value: count for verdict, count in plan.counts.items()}


def row(plan: Plan, number: int) -> Planned:
    """What is planned for a row of the file."""
    return next(item for item in plan.planned if item.row == number)
