"""Which workspace a command works on, and its passphrase: from the environment or a prompt."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stvcrm.base.errors import WorkspaceError
from stvcrm.base.i18n import _
from stvcrm.store.database import Database
from stvcrm.store.keys import salt_of

if TYPE_CHECKING:
    from argparse import Namespace

    from stvcrm.cli.output import Output

WORKSPACE, PASSPHRASE, NEW_PASSPHRASE = "STVCRM_WORKSPACE", "STVCRM_PASSPHRASE", "STVCRM_NEW_PASSPHRASE"


def open_workspace(args: Namespace, output: Output, *, write: bool) -> Database:
    """The workspace of `--workspace` or the environment, open.

    Raises:
        WorkspaceError: none is named, or it cannot be opened.
    """
    path = workspace_path(args)
    database = Database.open(path, passphrase_for(path), write=write)
    for notice in database.notices:
        output.notice(notice)
    return database


def workspace_path(args: Namespace) -> Path:
    """The file that is meant.

    Raises:
        WorkspaceError: none is named.
    """
    named = args.workspace or os.environ.get(WORKSPACE)
    if not named:
        raise WorkspaceError(_("Geef een werkruimte op met --workspace BESTAND of STVCRM_WORKSPACE."))
    return Path(named)


def passphrase_for(path: Path) -> str | None:
    """The passphrase of an existing file; None when it needs none or is not there."""
    if not path.is_file() or path.stat().st_size == 0:
        return None
    try:
        encrypted = salt_of(path) is not None
    except OSError:
        return None
    return asked(PASSPHRASE, _("Wachtzin: ")) if encrypted else None


def asked(variable: str, prompt: str) -> str | None:
    """The value of an environment variable, else typed at a terminal without showing it."""
    if variable in os.environ:
        return os.environ[variable]
    return getpass.getpass(prompt) if sys.stdin.isatty() else None
