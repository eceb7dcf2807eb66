"""Every measurement, each in a process of its own: `make bench`. Names of measurements choose among them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from figures import Figure

MEASUREMENTS = ("starting", "saving", "searching", "importing", "listing", "answering", "printing", "survey")
HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    """Print a table; 1 when a goal is missed."""
    missed = 0
    for name in names or MEASUREMENTS:
        done = subprocess.run(
            [sys.executable, str(HERE / f"{name}.py")], capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.stderr.write(done.stderr)
            return 2
        for line in done.stdout.splitlines():
            figure = Figure(**json.loads(line))
            missed += not figure.reached
            sys.stdout.write(_line(figure) + "\n")
            sys.stdout.flush()
    return 1 if missed else 0


def _line(figure: Figure) -> str:
    sign = "ok  " if figure.reached else "LAAT"
    value = f"{figure.value:.2f} {figure.unit}"
    return f"{sign} {figure.what:<58} {value:>12}  doel {figure.goal:g} {figure.unit:<3} {figure.told}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
