"""What this computer remembers: geometry, theme, text size, last workspaces. Never anything about a
person.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Signal

from stvcrm.base.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

RECENT = 6


@dataclass(frozen=True)
class Offer:
    """A preference that the settings show: its name, its label, and its values with their words.

    Without values it is a yes or no. Labels and words are Dutch source strings.
    """

    name: str
    label: str
    values: tuple[tuple[str | int, str], ...] = ()
    note: str = ""


OFFERS = (
    Offer(
        "theme",
        N_("Thema"),
        (("light", N_("Licht")), ("dark", N_("Donker")), ("contrast", N_("Hoog contrast"))),
    ),
    Offer(
        "text_percent",
        N_("Tekstgrootte"),
        ((100, "100 %"), (110, "110 %"), (125, "125 %"), (150, "150 %"), (175, "175 %"), (200, "200 %")),
    ),
    Offer(
        "language",
        N_("Taal"),
        (("nl", "Nederlands"), ("en", "English")),
        N_("Een andere taal geldt vanaf de volgende start."),
    ),
    Offer(
        "lock_minutes",
        N_("Vergrendelen na"),
        (
            (2, N_("2 minuten")),
            (5, N_("5 minuten")),
            (10, N_("10 minuten")),
            (30, N_("30 minuten")),
            (0, N_("nooit vanzelf")),
        ),
        N_("Tijd zonder toets of muis. Ctrl+L vergrendelt meteen."),
    ),
    Offer(
        "lock_minutes_busy",
        N_("Tijdens een gesprek na"),
        (
            (30, N_("30 minuten")),
            (60, N_("60 minuten")),
            (120, N_("2 uur")),
            (0, N_("nooit vanzelf")),
        ),
    ),
    Offer("single_keys", N_("Losse letters en cijfers als sneltoets in lijsten")),
)
"""What the settings dialog offers of this computer, in order."""


@dataclass(frozen=True)
class Defaults:
    """Every preference with its type and what it is until the user says otherwise."""

    theme: str = "light"
    text_percent: int = 100
    language: str = "nl"
    single_keys: bool = True
    lock_minutes: int = 10
    lock_minutes_busy: int = 60
    geometry: str = ""
    recent: str = "[]"
    columns: str = "{}"
    page: str = "today"
    copy_folder: str = ""
    copied: str = "{}"


@dataclass(frozen=True)
class Recent:
    """A workspace opened before."""

    path: str
    name: str
    encrypted: bool
    opened_at: str


class Preferences(QObject):
    """The defaults over the settings of this account."""

    changed = Signal(str)

    def __init__(self, settings: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings() if settings is None else settings
        self._types = {field.name: type(field.default) for field in fields(Defaults)}
        self.values = Defaults(**{name: self._read(name) for name in self._types})

    def set(self, **values: str | int | bool) -> None:
        """Remember these; unknown names are refused."""
        known = vars(self.values) | values
        self.values = Defaults(**known)
        for name, value in values.items():
            self._settings.setValue(name, value)
            self.changed.emit(name)

    def recent(self) -> list[Recent]:
        """The workspaces opened last, newest first."""
        return [Recent(**entry) for entry in json.loads(self.values.recent)]

    def opened(self, path: Path, name: str, *, encrypted: bool, at: str) -> None:
        """Put this workspace at the head of the recent ones."""
        entry = Recent(str(path), name, encrypted, at)
        rest = [other for other in self.recent() if other.path != entry.path]
        self.set(recent=json.dumps([vars(one) for one in [entry, *rest][:RECENT]]))

    def forget(self, path: str) -> None:
        """Leave this workspace out of the recent ones."""
        self.set(recent=json.dumps([vars(one) for one in self.recent() if one.path != path]))

    def copied_at(self, path: str) -> str:
        """When this workspace was last copied to a place outside this computer, as far as was seen here."""
        return str(json.loads(self.values.copied).get(path, ""))

    def keep_copied(self, path: str, at: str) -> None:
        """Remember it: the place itself may be a stick that lies elsewhere."""
        self.set(copied=json.dumps(json.loads(self.values.copied) | {path: at}))

    def columns(self, table: str) -> dict[str, Any]:
        """How the columns of this list were left: order, widths, hidden."""
        found: dict[str, Any] = json.loads(self.values.columns).get(table, {})
        return found

    def keep_columns(self, table: str, state: dict[str, Any]) -> None:
        """Remember the columns of this list."""
        self.set(columns=json.dumps(json.loads(self.values.columns) | {table: state}))

    def _read(self, name: str) -> Any:
        default = getattr(Defaults(), name)
        value = self._settings.value(name, default)
        if isinstance(default, bool):
            return value in (True, "true", "1", 1)
        try:
            return type(default)(value)
        except (TypeError, ValueError):
            return default
