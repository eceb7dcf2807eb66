"""The verb `example`: a workspace to look around in, with invented people only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from stvcrm.base.clock import today
from stvcrm.base.dates import parse_date
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.cli.usage import UsageError
from stvcrm.cli.workspace import PASSPHRASE
from stvcrm.example.maker import make_example

if TYPE_CHECKING:
    from argparse import Namespace

    from stvcrm.cli.output import Output


def example_verb(args: Namespace, output: Output) -> None:
    """Make it; encrypted when a passphrase is set, else readable: nobody in it exists."""
    path, on = Path(args.file), today()
    if path.exists():
        raise UserError(_("{name} bestaat al; kies een andere naam.").format(name=path.name))
    if args.on:
        day = parse_date(args.on, on)
        if day is None:
            raise UsageError(_("«{text}» is geen datum; typ bijvoorbeeld 2017-05-11.").format(text=args.on))
        on = day
    counts = make_example(path, os.environ.get(PASSPHRASE) or None, on=on)
    told = _("Voorbeeld gemaakt: {path}, {count} organisaties.")
    output.result(counts, told.format(path=args.file, count=counts["organisations"]))
