"""The verbs that make a workspace and keep it safe: new, passphrase, backup, restore, check."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stvcrm.base.errors import UserError, WorkspaceError
from stvcrm.base.i18n import _, n_
from stvcrm.cli.workspace import (
    NEW_PASSPHRASE,
    PASSPHRASE,
    WORKSPACE,
    asked,
    open_workspace,
    passphrase_for,
)
from stvcrm.store.database import Database

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from stvcrm.cli.output import Output
    from stvcrm.store.check import Finding


def new_verb(args: Namespace, output: Output) -> None:
    """Make a workspace; with a passphrase unless `--unencrypted`."""
    path = Path(args.file)
    if path.exists():
        raise UserError(_("{name} bestaat al; kies een andere naam.").format(name=path.name))
    passphrase = None if args.unencrypted else asked(PASSPHRASE, _("Nieuwe wachtzin: "))
    if not args.unencrypted and not passphrase:
        raise UserError(_("Een nieuwe werkruimte heeft een wachtzin nodig; zet die in STVCRM_PASSPHRASE."))
    with Database.create(path, passphrase) as database:
        encrypted = database.is_encrypted
    text = _("Werkruimte gemaakt: {path}").format(path=args.file)
    output.result({"workspace": str(path.resolve()), "encrypted": encrypted}, text)


def passphrase_verb(args: Namespace, output: Output) -> None:
    """Give the workspace and its backups another passphrase; names the backups that keep the old one."""
    from stvcrm.store.rekey import change_passphrase  # noqa: PLC0415  seldom needed

    with open_workspace(args, output, write=True) as database:
        wanted = asked(NEW_PASSPHRASE, _("Nieuwe wachtzin: "))
        if not wanted:
            raise UserError(_("Er is geen nieuwe wachtzin; zet die in STVCRM_NEW_PASSPHRASE."))
        done = change_passphrase(database, wanted)
        path = database.path
    left = [str(item) for item in done.old_passphrase]
    output.notice(_("Het oude herstelblad werkt niet meer; maak een nieuw met report recovery_sheet."))
    for item in left:
        output.notice(_("Deze reservekopie houdt de oude wachtzin: {path}").format(path=item))
    answer = {"workspace": str(path.resolve()), "old_passphrase": left}
    output.result(answer, _("De wachtzin van {name} is gewijzigd.").format(name=path.name))


def backup_verb(args: Namespace, output: Output) -> None:
    """Make a verified copy: in its own folder, or under the name that is given."""
    from stvcrm.store import backup  # noqa: PLC0415  seldom needed

    with open_workspace(args, output, write=False) as database:
        made = backup.make(database, to=Path(args.output) if args.output else None)
    answer = {
        "ok": True,
        "findings": [],
        "path": str(made.path.resolve()),
        "made_at": made.made_at,
        "size": made.size,
    }
    output.result(answer, _("Reservekopie gemaakt: {path}").format(path=made.path))


def restore_verb(args: Namespace, output: Output) -> None:
    """Make a new workspace of a backup, compared with the present one where that is named and opens."""
    from stvcrm.store.restore import restore  # noqa: PLC0415  seldom needed

    source, target = Path(args.file), Path(args.to)
    with _present(args, output) as present:
        done = restore(source, target, passphrase_for(source), present=present)
    if done.left_out:
        text = n_(
            "{count} gewiste persoon is weggelaten.",
            "{count} gewiste personen zijn weggelaten.",
            done.left_out,
        )
        output.notice(text.format(count=done.left_out))
    answer = {
        "ok": True,
        "findings": [_finding(item) for item in done.findings],
        "workspace": str(target.resolve()),
        "left_out": done.left_out,
        "tables": list(done.tables),
    }
    output.result(answer, _("Teruggezet als {path}").format(path=target))


def check_verb(args: Namespace, output: Output) -> None:
    """Look whether the workspace is sound; refused (1) when it is not, with everything that was found."""
    from stvcrm.store.check import check, is_sound  # noqa: PLC0415  seldom needed

    with open_workspace(args, output, write=False) as database:
        found = check(database)
    sound = is_sound(found)
    output.result({"ok": sound, "findings": [_finding(item) for item in found]}, _told(found, sound=sound))
    if not sound:
        text = _("De werkruimte is beschadigd: {text} Zet een reservekopie terug met restore.")
        worst = next(item for item in found if not item.harmless)
        raise UserError(text.format(text=worst.text))


@contextmanager
def _present(args: Namespace, output: Output) -> Iterator[Database | None]:
    """The workspace of today, for comparison; a restore must also succeed when that is gone or broken."""
    named = args.workspace or os.environ.get(WORKSPACE)
    if not named or not Path(named).is_file():
        yield None
        return
    try:
        database = Database.open(Path(named), passphrase_for(Path(named)), write=False)
    except WorkspaceError as error:
        output.notice(_("Er is niet vergeleken met de huidige werkruimte: {reason}").format(reason=error))
        yield None
        return
    with database:
        yield database


def _finding(item: Finding) -> dict[str, Any]:
    return {"part": item.part, "text": item.text, "harmless": item.harmless}


def _told(found: Sequence[Finding], *, sound: bool) -> str:
    head = _("De werkruimte is in orde.") if sound else _("De werkruimte is niet in orde.")
    return "\n".join([head, *(item.text for item in found)])
