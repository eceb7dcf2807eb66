"""What a cell of a survey export answers: a score, a choice, a moment; or that it cannot, and why."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from stvcrm.base.clock import local
from stvcrm.base.dates import file_date, parse_moment
from stvcrm.base.i18n import _
from stvcrm.base.text import fold
from stvcrm.importers.cells import Refused, as_text
from stvcrm.model.surveys import HIGHEST, LOWEST, SCORES, Answered

if TYPE_CHECKING:
    from collections.abc import Iterable

_SCORE = re.compile(
    r"\s*(?:a|score|cijfer)?\s*(-?\d+)(?:[.,]0+)?\s*(?:$|[^\d.,%\s].*$|\s\D.*$)", re.IGNORECASE | re.DOTALL
)
_WORDS = {
    "ja": Answered.YES, "j": Answered.YES, "yes": Answered.YES, "y": Answered.YES, "waar": Answered.YES,
    "true": Answered.YES, "ja graag": Answered.YES, "graag": Answered.YES,
    "nee": Answered.NO, "n": Answered.NO, "no": Answered.NO, "onwaar": Answered.NO, "false": Answered.NO,
    "nee dank u": Answered.NO, "nee bedankt": Answered.NO,
    "weet niet": Answered.UNKNOWN, "weet ik niet": Answered.UNKNOWN, "weet het niet": Answered.UNKNOWN,
    "onbekend": Answered.UNKNOWN, "geen idee": Answered.UNKNOWN, "w": Answered.UNKNOWN, "u": Answered.UNKNOWN,
    "unknown": Answered.UNKNOWN, "don t know": Answered.UNKNOWN, "geen mening": Answered.UNKNOWN,
    "misschien": Answered.LATER, "misschien later": Answered.LATER, "later": Answered.LATER,
    "maybe": Answered.LATER, "maybe later": Answered.LATER, "nu niet": Answered.LATER,
}  # fmt: skip
_CODES = {"1": Answered.YES, "2": Answered.NO, "3": Answered.UNKNOWN}
_NOT_CHOSEN = frozenset({"", "0", "nee", "no", "n", "false", "onwaar", "niet gekozen", "not selected"})
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def score(value: Any) -> int | None | Refused:
    """A score from 0 to 5 out of `3`, `5 (hoog)`, `3 - gemiddeld`; None when the cell is empty."""
    text = as_text(value) if value is not None else ""
    if not text.strip() or text.strip() in ("-", "n.v.t.", "nvt"):
        return None
    found = _SCORE.match(text)
    if found is None:
        return Refused(_("«{value}» is geen score").format(value=text[:40]))
    number = int(found[1])
    if number not in SCORES:
        message = _("score {score} ligt buiten de schaal van {lowest} tot {highest}")
        return Refused(message.format(score=number, lowest=LOWEST, highest=HIGHEST))
    return number


def choice(value: Any, *, later: bool, binary: bool = False) -> Answered | None | Refused:
    """Yes, no or unknown, and later where a visit is asked about; None when the cell is empty.

    Args:
        value: words or a code: 1, 2, 3 in the order of the form.
        later: whether *misschien later* is one of the answers, then the code 3 means that.
        binary: the column has codes 0 and 1 only: no and yes.
    """
    text = as_text(value) if value is not None else ""
    plain = " ".join(re.findall(r"[a-z0-9]+", fold(text)))
    if not plain:
        return None
    if binary and plain in ("0", "1"):
        return Answered.YES if plain == "1" else Answered.NO
    code = plain.removeprefix("a")
    found = _CODES.get(code.lstrip("0")) if code.isdecimal() else _WORDS.get(plain) or _begins(plain)
    if found is None:
        return Refused(_("«{value}» is geen antwoord op deze vraag").format(value=text[:40]))
    if found is Answered.UNKNOWN and later and code.isdecimal():
        return Answered.LATER
    return Answered.UNKNOWN if found is Answered.LATER and not later else found


def is_binary(values: Iterable[Any]) -> bool:
    """Whether a column has the codes 0 and 1 and nothing else."""
    seen = {as_text(value).strip() for value in values if value not in (None, "")}
    return "0" in seen and seen <= {"0", "1"}


def is_chosen(value: Any) -> bool:
    """Whether the cell of a column that stands for one answer says that it was chosen."""
    return value is not None and fold(as_text(value)).strip() not in _NOT_CHOSEN


def moment(value: Any) -> datetime | None:
    """When a form was begun or sent: Dutch time unless it says otherwise; None when it cannot be read."""
    if isinstance(value, datetime):
        return local(value)
    if isinstance(value, date):
        return local(datetime.combine(value, time()))
    if isinstance(value, str) and (found := _typed(value.strip())):
        return local(found)
    day = file_date(value, serial=True)
    return None if day is None else local(datetime.combine(day, time()))


def _typed(text: str) -> datetime | None:
    if _ISO.match(text):
        try:
            return datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            return None
    return parse_moment(text, date(2000, 1, 1))


def _begins(plain: str) -> Answered | None:
    """`Ja, binnenkort`, `nee, wij hebben al iemand`: the first word decides."""
    first = plain.partition(" ")[0]
    return _WORDS.get(first) if len(first) > 1 else None
