"""Covers everything at once (Ctrl+L, a train, a long pause) until the passphrase is typed again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.banner import Banner
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.shell.passphrase import PassphraseField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

COVER_KEY = "Ctrl+L"
PULSE_SECONDS, SLEPT_SECONDS = 5, 20
_SIGNS_OF_LIFE = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)


class LockScreen(QWidget):
    """Lies over the window; what was being typed stays below it. `tried` hands over the passphrase to
    check.
    """

    tried = Signal(str)
    quit_wanted = Signal()

    def __init__(self, parent: QWidget, *, encrypted: bool) -> None:
        super().__init__(parent)
        self._encrypted = encrypted
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Vergrendeld"))
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        panel = QFrame()
        panel.setProperty("look", "dialog")
        panel.setFixedWidth(theme().px(420))
        column = QVBoxLayout(panel)
        column.setContentsMargins(36, 28, 36, 24)
        column.setSpacing(8)
        column.addWidget(IconLabel("lock", "accent_ink", 28))
        column.addWidget(label(_("Vergrendeld"), "title"))
        column.addWidget(label(_("Alles is opgeslagen en staat klaar zoals het was."), "sub", wrap=True))
        self.banner = Banner()
        column.addWidget(self.banner)
        self.field = PassphraseField(_("Wachtzin"), large=True)
        self.field.setVisible(encrypted)
        self.field.returnPressed.connect(self._try)
        column.addWidget(self.field)
        self.unlock = button(
            _("Ontgrendelen") if encrypted else _("Verdergaan"), self._try, icon="lock-open", kind="primary"
        )
        self.unlock.setProperty("shape", "large")
        column.addWidget(self.unlock)
        column.addWidget(
            button(_("stvcrm afsluiten"), self.quit_wanted.emit, kind="quiet", small=True),
            0,
            Qt.AlignmentFlag.AlignHCenter,
        )
        outer.addWidget(panel, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        (self.field if encrypted else self.unlock).setFocus()

    def refuse(self, text: str) -> None:
        """Not the right one."""
        self.unlock.setEnabled(True)
        self.banner.tell(text)
        self.field.selectAll()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the whole window at any size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay on top."""
        super().resizeEvent(event)
        self.raise_()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  Qt's own name
        """Tab goes round on this screen, not to what is below it."""
        parts: list[QWidget] = [self.field, self.unlock] if self._encrypted else [self.unlock]
        at = _next_index(parts, self.focusWidget(), forward=next)
        parts[at].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _try(self) -> None:
        self.unlock.setEnabled(False)
        self.tried.emit(self.field.text())


class IdleWatch(QObject):
    """Tells when nobody touched keyboard or pointer for so many minutes; 0 switches it off.

    A laptop that slept (lid closed, suspended) counts as idle too: timers stand still in sleep, the clock on
    the wall does not.
    """

    idle = Signal()
    cover_wanted = Signal()
    """The key that covers the screen, where a dialog keeps it from the commands of the window."""

    def __init__(
        self, minutes: int, parent: QObject | None = None, *, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._minutes, self._clock = minutes, clock
        self._seen = clock()
        self._pulse = QTimer(self)
        self._pulse.setInterval(PULSE_SECONDS * 1000)
        self._pulse.timeout.connect(self.look)
        self._pulse.start()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        # The window gets each key and pointer event once, before any widget: cheap to watch.
        application.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())

    def set_minutes(self, minutes: int) -> None:
        """Another time, longer during a visit."""
        self._minutes = minutes
        self._restart()

    def look(self) -> None:
        """Notice that the machine slept since the last look."""
        slept = self._clock() - self._seen > PULSE_SECONDS + SLEPT_SECONDS
        self._seen = self._clock()
        if slept and self._minutes:
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there."""
        if event.type() in _SIGNS_OF_LIFE:
            self._restart()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _covers(event):
            self.cover_wanted.emit()
            return True
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
            self._restart()

    def _restart(self) -> None:
        if self._minutes:
            self._timer.start(self._minutes * 60_000)
        else:
            self._timer.stop()


def _covers(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == QKeySequence(COVER_KEY)


def _next_index(parts: list[QWidget], at: QWidget | None, *, forward: bool) -> int:
    """The place of the part after or before this one, round and round."""
    here = next((place for place, part in enumerate(parts) if part is at), 0)
    return (here + (1 if forward else -1)) % len(parts)
