"""A file held over the window: everything steps back and says what letting go will do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit import icons
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

VEIL = 225
"""How far what lies below is covered, of 255."""


def files_of(mime: QMimeData) -> list[Path]:
    """The files on this computer that are held."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []


class DropCover(QWidget):
    """Lies over its parent while a file is held, so that no field below takes it for text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Laat los om in te lezen"))
        self.hide()

    def show_over(self) -> None:
        """Cover the whole of the parent."""
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Still over the window."""
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Still over the window."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Gone again."""
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let go: the window itself takes it."""
        self.hide()
        event.ignore()
        self._over.dropEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil, a dashed line and what will happen."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(look.colour("accent_soft"))
        veil.setAlpha(VEIL)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(look.colour("accent"), 2, Qt.PenStyle.DashLine))
        edge = look.px(16)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 12, 12)
        size, middle = look.px(36), self.rect().center()
        icons.draw(
            painter, "upload", "accent_ink", middle.x() - size / 2, middle.y() - size - look.px(6), size
        )
        painter.setFont(look.font(18, 700))
        painter.setPen(look.colour("accent_ink"))
        place = self.rect().adjusted(0, look.px(40), 0, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), _("Laat los om in te lezen"))
