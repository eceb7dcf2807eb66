"""What a page is given, and all it is given: it knows no other page, no window and no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stvcrm.base.clock import Clock
    from stvcrm.desktop.kit.commands import Commands
    from stvcrm.desktop.preferences import Preferences
    from stvcrm.desktop.runner import Runner


class Toasts(Protocol):
    """Short news at the foot of the window, with `undo` a button that takes the act back."""

    def __call__(self, text: str, *, undo: bool = False) -> None: ...


class Papers(Protocol):
    """Shows a report, of the record with this id if it is about one, as it will come on paper."""

    def __call__(self, report_key: str, record_id: int | None = None) -> None: ...


def no_papers(report_key: str, record_id: int | None = None) -> None:
    """For a page outside the window: nothing to show it on."""


def no_rows(page_key: str, filter_key: str) -> None:
    """For a page outside the window: there is no other page."""


def not_busy(busy: bool) -> None:
    """For a page outside the window: nothing locks it."""


@dataclass(frozen=True)
class Context:
    """The services of the window.

    `navigate(table, row_id)` shows a record on the page whose subject that table is; `go(key)` a page.
    `import_file(path)` reads a file of others into a preview; without a path it asks which file.
    `paper(report_key, record_id)` shows a report on the page for reports.
    `rows(page_key, filter_key)` shows the rows behind a figure: that page with that filter on.
    `busy(on)` tells that a conversation goes on, during which the window locks itself later.
    """

    runner: Runner
    preferences: Preferences
    commands: Commands
    navigate: Callable[[str, int], None]
    go: Callable[[str], None]
    toast: Toasts
    clock: Clock
    import_file: Callable[[Path | None], None]
    paper: Papers = no_papers
    rows: Callable[[str, str], None] = no_rows
    busy: Callable[[bool], None] = not_busy
