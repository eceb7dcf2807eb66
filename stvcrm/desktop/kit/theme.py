"""The look in force: tokens, text size and fonts, changed while running and heard by whoever paints itself.

It hangs on the application object, as Qt's own palette and font do.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from stvcrm.base.resources import resource
from stvcrm.desktop.kit.stylesheet import stylesheet
from stvcrm.desktop.kit.tokens import THEMES, Tokens

FAMILY = "Atkinson Hyperlegible Next"
TEXT_SIZE = 14


class Theme(QObject):
    """Colours and measures; make one per application, before the widgets."""

    changed = Signal()

    def __init__(self, application: QApplication, name: str = "light", scale: float = 1.0) -> None:
        super().__init__(application)
        self._application = application
        self._family = _load_fonts()
        self._colours: dict[str, QColor] = {}
        application.setProperty("stvcrm_theme", self)
        self.set(name, scale)

    def set(self, name: str, scale: float) -> None:
        """Show everything in this theme at this text size (1.0 to 2.0) from now on."""
        self.name = name if name in THEMES else "light"
        self.scale = min(2.0, max(1.0, scale))
        self.tokens: Tokens = THEMES[self.name]
        self._colours.clear()
        # One sheet in place of another makes Qt polish every widget once for each of its parents: without
        # a sheet in between it does so once, in a sixth of the time.
        self._application.setStyleSheet("")
        self._application.setFont(self.font())
        self._application.setPalette(_palette(self.tokens))
        self._application.setStyleSheet(stylesheet(self.tokens, self.scale))
        self.changed.emit()

    def colour(self, token: str) -> QColor:
        """The colour of a token by its name."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = QColor(cast("str", getattr(self.tokens, token)))
        return found

    def px(self, size: float) -> int:
        """A measure in pixels at 100 % as it is at the text size in force."""
        return round(size * self.scale)

    def font(self, size: float = TEXT_SIZE, weight: int = 400, *, tabular: bool = False) -> QFont:
        """The text font, `size` in pixels at 100 %; `tabular` gives figures of one width."""
        font = QFont(self._family)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        if tabular:
            font.setFeature(QFont.Tag.fromString("tnum"), 1)
        return font


def theme() -> Theme:
    """The theme of the running application."""
    application = QApplication.instance()
    assert application is not None
    return cast("Theme", application.property("stvcrm_theme"))


def _load_fonts() -> str:
    if FAMILY not in QFontDatabase.families():
        for path in sorted(resource("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))
    return FAMILY


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.bg,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.panel,
        QPalette.ColorRole.AlternateBase: tokens.head,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Button: tokens.panel,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.ToolTipBase: tokens.text,
        QPalette.ColorRole.ToolTipText: tokens.panel,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent_ink,
        QPalette.ColorRole.LinkVisited: tokens.violet,
        QPalette.ColorRole.BrightText: tokens.bad,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Light: tokens.panel,
        QPalette.ColorRole.Midlight: tokens.line,
        QPalette.ColorRole.Mid: tokens.soft_edge,
        QPalette.ColorRole.Dark: tokens.edge,
        QPalette.ColorRole.Shadow: tokens.edge,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.edge))
    return palette
