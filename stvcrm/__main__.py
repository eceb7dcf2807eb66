"""`stvcrm` and `python -m stvcrm`: with a verb the command line, else the window."""

from __future__ import annotations

import gc
import sys

# A full collection looks through every object there is: half a second while an import runs, and a third of
# the import. Young garbage is still collected; the window makes a full round when it is locked.
COLLECT_AFTER = (20_000, 50, 100)


def main() -> int:
    """Start what the arguments ask for; returns the exit code."""
    gc.set_threshold(*COLLECT_AFTER)
    arguments = sys.argv[1:]
    if arguments and arguments[0] == "tour":
        from stvcrm.desktop.tour import main as tour  # noqa: PLC0415  the one verb with Qt

        return tour(arguments[1:])
    if not arguments or arguments[0].endswith(".stv"):
        from stvcrm.desktop.start import run as window  # noqa: PLC0415  Qt and nothing else before the first paint

        return window(arguments)
    from stvcrm.cli.main import main as command  # noqa: PLC0415  no Qt

    return command(arguments)


if __name__ == "__main__":
    sys.exit(main())
