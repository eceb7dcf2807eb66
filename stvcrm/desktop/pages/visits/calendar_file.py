"""Planned visits as a file for any calendar program."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from stvcrm.base.i18n import _, n_
from stvcrm.base.text import fold
from stvcrm.desktop.kit.save_file import ask_path, write_private

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from stvcrm.base.clock import Clock
    from stvcrm.base.progress import Progress
    from stvcrm.desktop.kit.context import Context


def save_calendar(context: Context, parent: QWidget, name: str, only: int | None = None) -> None:
    """Ask where, then write every visit with a date, or only this one, as .ics."""
    plain = "-".join("".join(c if c.isalnum() else " " for c in fold(name)).split())
    kinds = ((_("Agendabestand"), ".ics"),)
    path = ask_path(parent, _("Agendabestand bewaren als"), f"{plain}.ics", kinds)
    if path is None:
        return
    work = partial(_write, path=path, clock=context.clock, only=only)
    title = _("{name} schrijven").format(name=path.name)
    context.runner.start(parent, title, work, partial(_tell, context, path))


def _write(database: Any, progress: Progress, *, path: Path, clock: Clock, only: int | None) -> int:
    from stvcrm.exports.calendar import calendar_bytes  # noqa: PLC0415  icalendar: 0.2 s

    with database.read() as connection:
        data, count = calendar_bytes(connection, clock(), only=only)
    progress.step(0)
    write_private(path, data)
    return count


def _tell(context: Context, path: Path, count: int) -> None:
    words = n_("{count} afspraak geschreven naar {name}", "{count} afspraken geschreven naar {name}", count)
    context.toast(words.format(count=count, name=path.name))
