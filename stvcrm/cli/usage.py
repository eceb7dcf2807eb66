"""Wrong usage, which ends with exit code 2; apart from refusals and errors."""

from __future__ import annotations

import re

from stvcrm.base.i18n import N_, _

# What argparse says, and how we say it.
_SENTENCES = (
    (r"the following arguments are required: (?P<what>.+)", N_("Er ontbreekt: {what}.")),
    (r"unrecognized arguments: (?P<what>.+)", N_("«{what}» hoort hier niet.")),
    (
        r"argument (?P<name>\S+): invalid choice: (?P<what>.+?) \(choose from (?P<known>.+)\)",
        N_("{what} kan niet bij {name}; wel: {known}."),
    ),
    (r"argument (?P<name>\S+): expected .+", N_("{name} heeft een waarde nodig.")),
    (r"argument (?P<name>\S+): invalid \w+ value: (?P<what>.+)", N_("{what} is geen getal bij {name}.")),
)


class UsageError(Exception):
    """The command line itself is wrong; `str()` says how it should be."""


def worded(message: str, usage: str) -> str:
    """A message of argparse in the language in force, with how the command is written."""
    for pattern, sentence in _SENTENCES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            message = _(sentence).format(**found.groupdict())
            break
    return f"{message}\n{' '.join(usage.split())}"
