"""The shown rows and columns of a list as a file for a spreadsheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from stvcrm.base.clock import local
from stvcrm.base.i18n import N_, _, n_
from stvcrm.desktop.kit.save_file import ask_path, write_private
from stvcrm.exports.lists import table_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from stvcrm.base.progress import Progress
    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.kit.table_view import TableView
    from stvcrm.queries.rows import RowList

KINDS = ((N_("Excel-werkmap"), ".xlsx"), (N_("Tekst met puntkomma's"), ".csv"))


def export_rows(context: Context, parent: QWidget, table: TableView) -> None:
    """Ask where, then write: the chosen rows when there are several, else all that the list shows."""
    table.lazy.when_complete(partial(_export, context, parent, table))


def _export(context: Context, parent: QWidget, table: TableView) -> None:
    rows = table.lazy.row_list
    chosen = table.selection.ids()
    ids = [row_id for row_id in table.lazy.ids() if len(chosen) < 2 or row_id in chosen]
    name = f"{_(rows.label).lower()}-{local(context.clock()):%Y-%m-%d}.xlsx"
    kinds = tuple((_(words), ending) for words, ending in KINDS)
    path = ask_path(parent, _("Lijst bewaren als"), name, kinds)
    if path is None:
        return
    work = partial(_write, rows=rows, path=path, ids=ids, columns=table.shown_columns())
    title = _("{name} schrijven").format(name=path.name)
    context.runner.start(parent, title, work, lambda count: _tell(context, path, count))


def _write(
    database: Any,
    progress: Progress,
    *,
    rows: RowList,
    path: Path,
    ids: Sequence[int],
    columns: Sequence[str],
) -> int:
    with database.read() as connection:
        data = table_bytes(rows, connection, path.suffix.lower(), ids=ids, columns=columns)
    progress.step(0)
    write_private(path, data)
    return len(ids)


def _tell(context: Context, path: Path, count: int) -> None:
    words = n_("{count} rij geschreven naar {name}", "{count} rijen geschreven naar {name}", count)
    context.toast(words.format(count=count, name=path.name))
