"""Theme and text size: commands, remembered for this computer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.commands import Command
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from stvcrm.desktop.kit.context import Context

STEPS = (100, 110, 125, 150, 175, 200)


class Appearance:
    """Changes how everything looks, at once."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def commands(self) -> tuple[Command, ...]:
        """Larger, smaller, and the three themes."""
        return (
            Command("text.larger", _("Tekst groter"), partial(self._step, 1), "Ctrl++", "a-large-small"),
            Command("text.smaller", _("Tekst kleiner"), partial(self._step, -1), "Ctrl+-", "a-large-small"),
            Command(
                "text.normal",
                _("Tekst gewone grootte"),
                partial(self.set_text, 100),
                "Ctrl+0",
                "a-large-small",
            ),
            Command("theme.light", _("Licht thema"), partial(self.set_theme, "light"), icon="sun"),
            Command("theme.dark", _("Donker thema"), partial(self.set_theme, "dark"), icon="moon"),
            Command(
                "theme.contrast", _("Hoog contrast"), partial(self.set_theme, "contrast"), icon="contrast"
            ),
        )

    def set_text(self, percent: int) -> None:
        """Text at this size, 100 to 200."""
        self._context.preferences.set(text_percent=percent)
        theme().set(theme().name, percent / 100)
        self._context.toast(_("Tekst op {percent} %").format(percent=percent))

    def set_theme(self, name: str) -> None:
        """`light`, `dark` or `contrast`."""
        self._context.preferences.set(theme=name)
        theme().set(name, theme().scale)

    def _step(self, step: int) -> None:
        percent = self._context.preferences.values.text_percent
        place = min(range(len(STEPS)), key=lambda n: abs(STEPS[n] - percent))
        self.set_text(STEPS[min(max(place + step, 0), len(STEPS) - 1)])
