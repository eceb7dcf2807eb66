"""A date and time as people type them: `do 11-5 9:30`, `morgen 10 uur`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from stvcrm.base.clock import local
from stvcrm.base.dates import clock_time, parse_moment, short_date
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.field_editors import Field, TextEditor, WrongInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from stvcrm.base.clock import Clock


def moment_field(key: str, label: str, clock: Clock) -> Field:
    """A field of a form that takes a moment; "morgen" is counted from this clock."""
    return Field(key, label, hint=_("bijvoorbeeld do 11-5 9:30"), make=_editor(clock))


def _editor(clock: Clock) -> Callable[[Field], TextEditor]:
    return lambda field: MomentEditor(field, clock)


class MomentEditor(TextEditor):
    """Holds an aware moment, or nothing."""

    def __init__(self, field: Field, clock: Clock) -> None:
        super().__init__(field)
        self._clock = clock

    def words(self, value: Any) -> str:
        """`do 11 mei 2017 09:30`."""
        if not isinstance(value, datetime):
            return ""
        return f"{short_date(local(value).date())} {clock_time(value)}"

    def value(self) -> datetime | None:
        """The moment, None when empty."""
        if not self.text().strip():
            return None
        found = self.understood()
        if found is None:
            raise WrongInput(_("Dit is geen datum en tijd; typ bijvoorbeeld do 11-5 9:30 of morgen 10 uur."))
        return found

    def understood(self) -> datetime | None:
        """What the text means so far; None as long as it means no moment."""
        return parse_moment(self.text(), local(self._clock()).date())
