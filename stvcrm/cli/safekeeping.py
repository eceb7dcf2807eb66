"""The verbs that make a workspace and keep it safe: new, passphrase, backup, restore, check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.cli.workspace import PASSPHRASE, asked
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from argparse import Namespace

    from stvcrm.cli.output import Output


def new_verb(args: Namespace, output: Output) -> None:
    """Make a workspace; with a passphrase unless `--unencrypted`."""
    passphrase = None if args.unencrypted else asked(PASSPHRASE, _("Nieuwe wachtzin: "))
    if not args.unencrypted and not passphrase:
        raise UserError(_("Een nieuwe werkruimte heeft een wachtzin nodig; zet die in STVCRM_PASSPHRASE."))
    with Database.create(Path(args.file), passphrase) as database:
        encrypted = database.is_encrypted
    text = _("Werkruimte gemaakt: {path}").format(path=args.file)
    output.result({"workspace": str(Path(args.file).resolve()), "encrypted": encrypted}, text)
