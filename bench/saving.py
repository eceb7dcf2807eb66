"""One changed field: validated, in the journal and the index, and safe against a power cut."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from figures import PASSPHRASE, Figure, ms, percentile, tell

from stvcrm.operations import editing, organisations
from stvcrm.store.database import Database

RUNS = 300


def main() -> None:
    """Half of it and most of it, in milliseconds, in an encrypted workspace."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Database.create(Path(folder) / "meting.stv", PASSPHRASE) as database,
    ):
        ids = [
            database.write("", organisations.add, name=f"Buurthuis {n}", city="Ede")[0] for n in range(200)
        ]
        taken = []
        for number in range(RUNS):
            start = time.perf_counter()
            editing_id = ids[number % len(ids)]
            database.write("", editing.edit, noun="organisations", id=editing_id, street=f"Molenweg {number}")
            taken.append((time.perf_counter() - start) * 1000)
    half, most = percentile(taken[20:], 0.5), percentile(taken[20:], 0.95)
    told = f"{RUNS} keer; ergste {ms(max(taken) / 1000)}"
    tell(
        Figure("één gewijzigd veld bewaard, mediaan", half, 5, "ms", told),
        Figure("één gewijzigd veld bewaard, p95", most, 20, "ms", told),
    )


if __name__ == "__main__":
    main()
