"""What the measurements share: figures with their goal, measuring in turn, and invented content in bulk."""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

from stvcrm.__main__ import COLLECT_AFTER

gc.set_threshold(*COLLECT_AFTER)  # as the program does
LIMITS = Path(__file__).parent / "limits"
PASSPHRASE = "vier losse woorden samen"
Thunk = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """One figure: `value` in `unit`, which must not be over `goal`; `told` says how it came about."""

    what: str
    value: float
    goal: float
    unit: str = "×"
    told: str = ""

    @property
    def reached(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.goal


def tell(*figures: Figure) -> None:
    """One JSON line a figure, for bench/run.py."""
    for figure in figures:
        sys.stdout.write(json.dumps(asdict(figure), ensure_ascii=False) + "\n")
    sys.stdout.flush()


def seconds(act: Thunk) -> float:
    """How long it takes, with the collector quiet."""
    gc.collect()
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def in_turn(*acts: Thunk, runs: int) -> list[list[float]]:
    """Time several acts in turn (A B C A B C …), so that what else the machine does hits all alike."""
    for act in acts:
        act()
    rounds = [[seconds(act) for act in acts] for _round in range(runs)]
    return [list(column) for column in zip(*rounds, strict=True)]


def ratio(ours: Sequence[float], limit: Sequence[float]) -> float:
    """The median of the ratios of each round."""
    return statistics.median(mine / other for mine, other in zip(ours, limit, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def ms(value: float) -> str:
    """Seconds as milliseconds, to read."""
    return f"{value * 1000:.1f} ms"


_STEMS = (
    "buurt",
    "wijk",
    "dorps",
    "samen",
    "thuis",
    "zorg",
    "wilgen",
    "noorder",
    "ooster",
    "meer",
    "heide",
    "zonne",
)
_ENDS = (
    "lijn",
    "haven",
    "spoor",
    "bron",
    "kring",
    "werf",
    "hof",
    "baken",
    "venster",
    "palet",
    "schakel",
    "anker",
)
_TOWNS = ("Utrecht", "Groningen", "'s-Hertogenbosch", "Sneek", "Amersfoort", "Zutphen")
_TALK = [
    "bewoners",
    "beeldbellen",
    "coördinator",
    "vrijwilligers",
    "gemeente",
    "begroting",
    "tablet",
    "spreekuur",
    "mantelzorger",
    "eenzaamheid",
    "huiskamer",
    "afspraak",
    "cliëntenraad",
    "privacy",
    "vertaalapp",
    "wijkgebouw",
    "proef",
    "najaar",
    "uitleg",
    "begeleiding",
    "medicijnklok",
    "vaardigheden",
    "jongeren",
    "dagbesteding",
]
HEADINGS = (
    "Lidnummer", "Organisatie", "Werksoort", "Adres", "Postcode", "Plaats", "Telefoon", "E-mail", "Website",
    "Aantal medewerkers", "Lid sinds", "Contactpersoon", "Functie", "E-mail contactpersoon",
)  # fmt: skip


def members(count: int) -> list[tuple[Any, ...]]:
    """Rows of a member list under HEADINGS; no two alike, nobody in it exists."""
    random = Random(20_000)
    rows = []
    for number in range(1, count + 1):
        name = f"Stichting {random.choice(_STEMS).capitalize()}{random.choice(_ENDS)} {number}"
        place = f"lid{number}.example"
        rows.append(
            (
                f"{number:06d}",
                name,
                random.choice(("Welzijnswerk", "Maatschappelijke dienstverlening")),
                f"{random.choice(_STEMS).capitalize()}straat {random.randrange(1, 300)}",
                f"{random.randrange(1000, 9999)} AB",
                random.choice(_TOWNS),
                f"030 00{random.randrange(10_000, 99_999)}",
                f"info@{place}",
                f"https://www.{place}",
                random.randrange(2, 400),
                f"{random.randrange(1, 28)}-{random.randrange(1, 12)}-{random.randrange(1985, 2016)}",
                f"{random.choice(_STEMS).capitalize()} van {random.choice(_ENDS).capitalize()}{number}",
                "Teamleider",
                f"contact{number}@{place}",
            )
        )
    return rows


def notes(count: int) -> list[str]:
    """Notes of about two hundred characters."""
    random = Random(100_000)
    return [" ".join(random.choices(_TALK, k=19)) + f" {number}" for number in range(count)]
