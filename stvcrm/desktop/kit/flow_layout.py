"""A row that goes on below when it is full: chips, tiles and buttons at any width and text size."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays items out from left to right, each as wide as it wants, and wraps.

    With `share` the items of a line are stretched to fill it together (tiles).
    """

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 7, share: bool = False, least: int = 0
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._share, self._least = share, least
        self._ending: QWidget | None = None
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt hands every widget over through this."""
        self._items.append(item)

    def end_from(self, widget: QWidget) -> None:
        """This widget and those after it stand at the right, where everything fits on one line."""
        self._ending = widget

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at this place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give the item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more height than its lines need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put the items in their places."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """All on one line."""
        widths = [self._wanted(item).width() for item in self._items]
        spaces = self.spacing() * max(0, len(widths) - 1)
        return QSize(sum(widths) + spaces, self.minimumSize().height())

    def minimumSize(self) -> QSize:
        """The widest item alone on a line."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _wanted(self, item: QLayoutItem) -> QSize:
        size = item.sizeHint()
        return QSize(max(size.width(), self._least), size.height())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        free, widest = -1, 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            wanted = self._wanted(item).width()
            if self._share and lines:
                # Shares are equal, so the widest of a line decides how many fit.
                widest = max(widest, wanted)
                free = width - len(lines[-1]) * (widest + self.spacing())
                wanted = widest
            if wanted > free or not lines:
                lines.append([])
                free, widest = width, self._wanted(item).width()
            lines[-1].append(item)
            free -= wanted + self.spacing()
        return lines

    def _width(self, item: QLayoutItem, line: list[QLayoutItem], room: int) -> int:
        if not self._share:
            return min(self._wanted(item).width(), room)
        return (room - self.spacing() * (len(line) - 1)) // len(line)

    def _spare(self, line: list[QLayoutItem], room: int) -> int:
        taken = sum(self._wanted(item).width() for item in line) + self.spacing() * (len(line) - 1)
        return max(0, room - taken)

    def _height(self, item: QLayoutItem, width: int) -> int:
        return item.heightForWidth(width) if item.hasHeightForWidth() else self._wanted(item).height()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y, lines = rect.y(), self._lines(rect.width())
        for line in lines:
            height = max(self._height(item, self._width(item, line, rect.width())) for item in line)
            x, left = rect.x(), rect.width() - self.spacing() * (len(line) - 1)
            for place, item in enumerate(line):
                wanted = self._wanted(item)
                if len(lines) == 1 and self._ending is not None and item.widget() is self._ending:
                    x += self._spare(line, rect.width())
                width = left // (len(line) - place) if self._share else min(wanted.width(), rect.width())
                if move:
                    tall = height if self._share else wanted.height()
                    item.setGeometry(QRect(QPoint(x, y + (height - tall) // 2), QSize(width, tall)))
                x += width + self.spacing()
                left -= width
            y += height + self.spacing()
        return max(0, y - rect.y() - self.spacing())
