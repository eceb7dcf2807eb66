"""The command line: verbs, common options, exit codes. The contract is docs/commandline.md."""

from __future__ import annotations

import argparse
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from stvcrm import __version__
from stvcrm.base.errors import Cancelled, UserError, WorkspaceError
from stvcrm.base.i18n import LANGUAGES, _, set_language
from stvcrm.cli.output import Output
from stvcrm.cli.usage import UsageError, worded
from stvcrm.store.opening import protect_process

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, REFUSED, USAGE, CLOSED = 0, 1, 2, 3
# Each verb with the function that does it; imported when called, so that `list` does not wait for reports.
VERBS = {
    "new": "stvcrm.cli.safekeeping:new_verb",
    "passphrase": "stvcrm.cli.safekeeping:passphrase_verb",
    "backup": "stvcrm.cli.safekeeping:backup_verb",
    "restore": "stvcrm.cli.safekeeping:restore_verb",
    "check": "stvcrm.cli.safekeeping:check_verb",
    "import": "stvcrm.cli.files:import_verb",
    "export": "stvcrm.cli.files:export_verb",
    "report": "stvcrm.cli.files:report_verb",
    "example": "stvcrm.cli.example:example_verb",
    "list": "stvcrm.cli.records:list_verb",
    "show": "stvcrm.cli.records:show_verb",
    "search": "stvcrm.cli.records:search_verb",
    "do": "stvcrm.cli.records:do_verb",
    "undo": "stvcrm.cli.records:undo_verb",
    "redo": "stvcrm.cli.records:redo_verb",
    "log": "stvcrm.cli.records:log_verb",
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(worded(message, self.format_usage()))


def main(arguments: Sequence[str]) -> int:
    """Do one command; returns the exit code."""
    protect_process()
    try:
        _run(arguments)
    except UsageError as error:
        return _tell(str(error), USAGE)
    except UserError as error:
        return _tell(str(error), CLOSED if isinstance(error, WorkspaceError) else REFUSED)
    except (Cancelled, KeyboardInterrupt):
        return _tell(_("Afgebroken; er is niets gewijzigd."), REFUSED)
    except BrokenPipeError:
        sys.stderr.close()
        return REFUSED
    except Exception as error:  # noqa: BLE001  the border of the program: a sentence, never a traceback
        return _tell(_defect(error), REFUSED)
    return DONE


def _run(arguments: Sequence[str]) -> None:
    args = _parser().parse_args(arguments)
    set_language(args.lang)
    module, function = VERBS[args.verb].split(":")
    getattr(import_module(module), function)(args, Output(as_json=args.json, quiet=args.quiet))


def _defect(error: Exception) -> str:
    """What to report about a mistake of ours: its kind and place, never a value: that may name someone."""
    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if "stvcrm" in frame.filename), frames[-1])
    message = _("Er ging iets mis in het programma ({kind}, {place}). Wat niet af was, is niet bewaard.")
    return message.format(kind=type(error).__name__, place=f"{Path(last.filename).name}:{last.lineno}")


def _tell(message: str, code: int) -> int:
    sys.stderr.write(message.rstrip().encode(errors="replace").decode() + "\n")
    return code


def _parser() -> argparse.ArgumentParser:
    options = _Parser(add_help=False)
    options.add_argument("--workspace", metavar="FILE", default=None)
    options.add_argument("--json", action="store_true")
    options.add_argument("--quiet", action="store_true")
    options.add_argument("--lang", choices=LANGUAGES, default="nl")
    parser = _Parser(prog="stvcrm", description=_("stvcrm zonder venster; zie docs/commandline.md"))
    parser.add_argument("--version", action="version", version=f"stvcrm {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=_Parser, metavar=_("OPDRACHT"))

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, parents=[options], help=text, description=text)

    _safekeeping(verb)
    _files(verb)
    _records(verb)
    return parser


def _safekeeping(verb: VerbMaker) -> None:
    new = verb("new", _("een nieuwe werkruimte"))
    new.add_argument("file")
    new.add_argument("--unencrypted", action="store_true")
    verb("passphrase", _("een andere wachtzin"))
    verb("backup", _("een reservekopie")).add_argument("-o", "--output", metavar="PATH")
    restore = verb("restore", _("een reservekopie terugzetten in een nieuw bestand"))
    restore.add_argument("file")
    restore.add_argument("--to", required=True, metavar="NEW")
    verb("check", _("de werkruimte nakijken"))


def _files(verb: VerbMaker) -> None:
    take = verb("import", _("een bestand inlezen"))
    take.add_argument("kind")
    take.add_argument("file")
    take.add_argument("--profile", metavar="NAME")
    take.add_argument("--dry-run", action="store_true")
    take.add_argument("--accept-gone", action="store_true")
    take.add_argument("--answer", action="append", default=[], metavar="ROW=CHOICE")
    give = verb("export", _("een lijst, agenda of persoonsbestand bewaren"))
    give.add_argument("kind")
    give.add_argument("id", nargs="?", type=int)
    give.add_argument("-o", "--output", required=True, metavar="PATH")
    report = verb("report", _("een rapport"))
    report.add_argument("key")
    report.add_argument("ids", nargs="*", type=int)
    report.add_argument("-o", "--output", required=True, metavar="PATH")
    report.add_argument("--large-print", action="store_true")
    example = verb("example", _("de voorbeeldwerkruimte"))
    example.add_argument("file")
    example.add_argument("--on", metavar="DATE", help=_("de dag die vandaag is in het voorbeeld"))


def _records(verb: VerbMaker) -> None:
    rows = verb("list", _("de rijen van een lijst"))
    rows.add_argument("noun")
    rows.add_argument("--where", action="append", default=[], metavar="COLUMN=VALUE")
    rows.add_argument("--columns", default="")
    rows.add_argument("--limit", type=_count)
    one = verb("show", _("één gegeven met zijn keten"))
    one.add_argument("noun")
    one.add_argument("id", type=int)
    find = verb("search", _("zoeken in alles"))
    find.add_argument("text")
    find.add_argument("--limit", type=_count, default=50)
    act = verb("do", _("een handeling"))
    act.add_argument("operation", nargs="?")
    act.add_argument("values", nargs="*", metavar="NAME=VALUE")
    act.add_argument("--list", action="store_true")
    verb("undo", _("de laatste handeling ongedaan maken"))
    verb("redo", _("de laatste handeling opnieuw doen"))
    verb("log", _("het logboek van handelingen")).add_argument("--limit", type=_count)


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


if TYPE_CHECKING:
    from collections.abc import Callable

    VerbMaker = Callable[[str, str], argparse.ArgumentParser]
