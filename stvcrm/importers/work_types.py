"""The kind of work of a member as lists write it: in full, shortened, as letters."""

from __future__ import annotations

import re
from functools import lru_cache

from stvcrm.base.text import fold
from stvcrm.model.organisations import WorkType

_BEGINNINGS = {
    WorkType.SOCIAL_SERVICES: (
        "maatsch", "dienstverl", "schuldhulp", "hulpverl", "raadslied", "raadsman", "services",
    ),
    WorkType.WELFARE_WORK: (
        "welz", "ouderenwerk", "jeugdwerk", "jongerenwerk", "kinderwerk", "opbouw", "buurtwerk", "wijkwerk",
        "vluchtelingenwerk", "vrijwilligerswerk", "cultureel", "welfare",
    ),
    WorkType.OTHER: ("overig", "ander", "other", "divers"),
}  # fmt: skip
_WHOLE = {
    WorkType.SOCIAL_SERVICES: frozenset({"md", "amw", "mw", "smd", "amd", "smw", "m"}),
    WorkType.WELFARE_WORK: frozenset({"ww", "w", "wz", "wo", "scw"}),
    WorkType.OTHER: frozenset({"ov", "o", "div", "ovg"}),
}


@lru_cache(maxsize=256)
def work_types(text: str) -> frozenset[WorkType]:
    """The kinds of work that a text names: none when it is unknown, several when it is not clear."""
    found = re.findall(r"[a-z]+", fold(text).replace(".", ""))
    return frozenset(
        kind
        for kind in _BEGINNINGS
        if any(word.startswith(_BEGINNINGS[kind]) or word in _WHOLE[kind] for word in found)
    )
