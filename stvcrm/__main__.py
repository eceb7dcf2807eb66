"""`stvcrm` and `python -m stvcrm`: with a verb the command line, else the window."""

from __future__ import annotations

import sys


def main() -> int:
    """Start what the arguments ask for; returns the exit code."""
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
