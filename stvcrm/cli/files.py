"""The verbs that take files in and bring them out: import, export, report, example."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stvcrm.base.clock import today
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.base.progress import Progress
from stvcrm.cli.usage import UsageError
from stvcrm.cli.workspace import open_workspace
from stvcrm.importers.pipeline import Options, Plan, Planned, Verdict, take
from stvcrm.store.engine import told

if TYPE_CHECKING:
    from argparse import Namespace

    from stvcrm.cli.output import Output


def import_verb(args: Namespace, output: Output) -> None:
    """Plan, tell, and unless `--dry-run` apply as one act."""
    from stvcrm.importers.catalog import BY_KEY  # noqa: PLC0415  a report needs no importers
    from stvcrm.store.backup import Reason, before  # noqa: PLC0415

    importer = BY_KEY.get(args.kind)
    if importer is None:
        raise UsageError(
            _("Er is geen import {kind}; wel: {known}.").format(kind=args.kind, known=", ".join(BY_KEY))
        )
    options = Options(profile=args.profile, answers=dict(_answer(text) for text in args.answer))
    with open_workspace(args, output, write=not args.dry_run) as database:
        progress = Progress()
        with database.read() as connection:
            plan = importer.plan(connection, Path(args.file), today(database.clock), progress, options)
        operation = None
        if not args.dry_run and importer.changes_something(plan, accept_gone=args.accept_gone):
            before(database, Reason.IMPORT)
            _result, changes = database.work(
                progress, plan.label, take, importer=importer, plan=plan, accept_gone=args.accept_gone
            )
            operation = changes.operation
    output.result(_told(plan, operation), plan.label)


def export_verb(args: Namespace, output: Output) -> None:
    """A list, the calendar, one person's file or everything."""
    from stvcrm.exports.catalog import ENDINGS, PERSON, export  # noqa: PLC0415

    if args.kind not in ENDINGS:
        raise UsageError(
            _("Er is geen export {kind}; wel: {known}.").format(kind=args.kind, known=", ".join(ENDINGS))
        )
    if (args.id is None) is (args.kind == PERSON):
        raise UsageError(_("Schrijf: export person NUMMER -o BESTAND, en bij de andere geen nummer."))
    with open_workspace(args, output, write=False) as database, database.read() as connection:
        data, rows = export(
            connection, args.kind, args.id, Path(args.output).suffix.lower(), database.clock()
        )
    write_file(Path(args.output), data)
    output.result({"path": str(Path(args.output).resolve()), "rows": rows})


def report_verb(args: Namespace, output: Output) -> None:
    """A report as .pdf, .html, .docx or .txt, by the ending."""
    from stvcrm.reports.catalog import found, produce  # noqa: PLC0415
    from stvcrm.reports.report import UnknownEnding, UnknownReport  # noqa: PLC0415

    try:
        found(args.key)
        with open_workspace(args, output, write=False) as database, database.read() as connection:
            paper = produce(
                connection,
                args.key,
                args.ids,
                Path(args.output).suffix.lower(),
                now=database.clock(),
                large_print=args.large_print,
                groups=database.key.recovery_groups() if database.key else (),
            )
    except (UnknownReport, UnknownEnding) as error:
        raise UsageError(str(error)) from error
    write_file(Path(args.output), paper.data)
    output.result({"path": str(Path(args.output).resolve()), "pages": paper.pages})


def write_file(path: Path, data: bytes) -> None:
    """Write a file for the owner only, whole or not at all.

    Raises:
        UserError: the folder is missing, full or closed.
    """
    if not path.parent.is_dir():
        raise UserError(_("De map {folder} bestaat niet; maak die eerst.").format(folder=path.parent))
    part = path.with_name(path.name + ".part")
    try:
        with told(path):
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            part.replace(path)
    except UserError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _answer(text: str) -> tuple[int, str]:
    """Row and choice of `--answer 12=new`."""
    row, _sign, choice = text.partition("=")
    if not (row.isascii() and row.isdecimal() and choice):
        raise UsageError(_("«{text}» is geen antwoord; typ bijvoorbeeld 12=new.").format(text=text))
    return int(row), choice


def _told(plan: Plan, operation: int | None) -> dict[str, Any]:
    counts = {verdict.value: plan.count(verdict) for verdict in Verdict}
    return {"operation": operation, **counts, "rows": [_row(item) for item in plan.planned if _matters(item)]}


def _matters(item: Planned) -> bool:
    """Whether the row is told: 20,000 rows that are simply new or the same say nothing."""
    return item.verdict not in (Verdict.SAME, Verdict.NEW) or item.lacks_cells


def _row(item: Planned) -> dict[str, Any]:
    return {
        "row": item.row,
        "verdict": item.verdict.value,
        "title": item.title,
        "reason": item.reason,
        "table": item.table or None,
        "id": item.row_id,
        "changes": {change.key: [change.old, change.new] for change in item.changes},
        "choices": list(item.choices),
        "candidates": [{"id": row_id, "title": title} for row_id, title in item.candidates],
    }
