"""The verbs that read and write records: list, show, search, do, undo, redo, log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from stvcrm.base.clock import today
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.cli.output import plain
from stvcrm.cli.usage import UsageError
from stvcrm.cli.workspace import open_workspace
from stvcrm.operations.catalog import BY_NAME, OPERATIONS, OperationSpec
from stvcrm.queries.catalog import BY_NOUN, show
from stvcrm.queries.search import search

if TYPE_CHECKING:
    from argparse import Namespace

    from stvcrm.base.changes import Changes
    from stvcrm.cli.output import Output
    from stvcrm.queries.rows import RowList
    from stvcrm.store.database import Database


def list_verb(args: Namespace, output: Output) -> None:
    """Rows of a noun, chosen by `--where`, cut by `--columns` and `--limit`."""
    rows = _rows(args.noun)
    wanted = [_condition(rows, text) for text in args.where]
    keys = [rows.column(key.strip()).key for key in args.columns.split(",")] if args.columns else None
    with open_workspace(args, output, write=False) as database, database.read() as connection:
        found = rows.records(connection, None if wanted else args.limit)
    chosen = [row for row in found if all(_text(row[key]) == value for key, value in wanted)][: args.limit]
    output.result(chosen if keys is None else [{key: row[key] for key in keys} for row in chosen])


def show_verb(args: Namespace, output: Output) -> None:
    """One record with its chain."""
    noun = _rows(args.noun).noun
    with open_workspace(args, output, write=False) as database, database.read() as connection:
        output.result(show(connection, noun, args.id))


def search_verb(args: Namespace, output: Output) -> None:
    """The one search."""
    with open_workspace(args, output, write=False) as database, database.read() as connection:
        output.result([plain(found) for found in search(connection, args.text, args.limit)])


def log_verb(args: Namespace, output: Output) -> None:
    """The journal, newest first."""
    with open_workspace(args, output, write=False) as database, database.read() as connection:
        found = BY_NOUN["operations"].records(connection)
    output.result(found[::-1][: args.limit])


def do_verb(args: Namespace, output: Output) -> None:
    """Any operation by its public name."""
    if args.list or args.operation is None:
        output.result([_described(spec) for spec in OPERATIONS], "\n".join(map(_documented, OPERATIONS)))
        return
    spec = BY_NAME.get(args.operation)
    if spec is None:
        raise UsageError(_("Er is geen handeling {name}; zie do --list.").format(name=args.operation))
    typed = dict(_pair(text) for text in args.values)
    with open_workspace(args, output, write=True) as database:
        values = spec.arguments(typed, today(database.clock))
        output.result(run(database, spec, values))


def undo_verb(args: Namespace, output: Output) -> None:
    """Take the last act back."""
    with open_workspace(args, output, write=True) as database:
        output.result(_told(database.undo()))


def redo_verb(args: Namespace, output: Output) -> None:
    """Bring the last undone act back."""
    with open_workspace(args, output, write=True) as database:
        output.result(_told(database.redo()))


def run(database: Database, spec: OperationSpec, values: dict[str, Any]) -> dict[str, Any]:
    """Do an operation and tell what it did."""
    result, changes = spec.perform(database, **values)
    return {**_told(changes), "result": result}


def _told(changes: Changes) -> dict[str, Any]:
    ids = {table: sorted(rows) for table, rows in changes.ids.items()}
    return {"operation": changes.operation, "label": changes.label, "changes": ids}


def _rows(noun: str) -> RowList:
    found = BY_NOUN.get(noun)
    if found is None:
        raise UsageError(
            _("Er is geen lijst {noun}; wel: {known}.").format(noun=noun, known=", ".join(BY_NOUN))
        )
    return found


def _condition(rows: RowList, text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign:
        raise UsageError(_("Schrijf --where als KOLOM=WAARDE, niet «{text}».").format(text=text))
    return rows.column(key.strip()).key, value


def _text(value: object) -> str:
    """A value as `--where` names it: as JSON shows it, without quotes; empty for null."""
    if value is None:
        return ""
    return (
        value if isinstance(value, str) else json.dumps(value, default=plain, ensure_ascii=False).strip('"')
    )


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise UserError(_("Schrijf elke waarde als NAAM=WAARDE, niet «{text}».").format(text=text))
    return name, value


def _described(spec: OperationSpec) -> dict[str, Any]:
    return {
        "operation": spec.name,
        "summary": spec.summary,
        "undoable": spec.undoable,
        "parameters": [plain(parameter) for parameter in spec.parameters()],
    }


def _documented(spec: OperationSpec) -> str:
    shown = " ".join(f"{item.name}=" if item.required else f"[{item.name}=]" for item in spec.parameters())
    return f"{spec.name} {shown}\n    {spec.summary}"
