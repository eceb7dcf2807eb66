"""The real pages of a paper, one at a time: leaf through, make larger, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.pdf_pages import PageImage, PdfPages
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
    from PySide6.QtPrintSupport import QPrinter

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
MARGIN = 16
PRINT_DPI = 300
POINTS = 72


class _Sheet(QWidget):
    """Paints one page on the grey of a desk."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.size_wanted = QSize()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage) -> None:
        self.image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().colour("track"))
        if self.size_wanted.isEmpty():
            return
        left = max(MARGIN, (self.width() - self.size_wanted.width()) // 2)
        page = QRect(left, MARGIN, self.size_wanted.width(), self.size_wanted.height())
        painter.setPen(theme().colour("soft_edge"))
        painter.fillRect(page, QColor("white"))
        painter.drawRect(page.adjusted(-1, -1, 0, 0))
        if not self.image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(page, self.image)


class PaperView(QScrollArea):
    """Shows one page; `moved(page, pages)` tells where one is, `zoomed(percent)` how large, 0 for fitting."""

    moved = Signal(int, int)
    zoomed = Signal(int)
    printed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pdf = PdfPages(self)
        self._pdf.opened.connect(self._opened)
        self._pdf.drawn.connect(self._drawn)
        self._paper = self._page = self._pages = self._zoom = 0
        self._points = (595.0, 842.0)
        self._printer: QPrinter | None = None
        self._painter: QPainter | None = None
        self._to_print: list[int] = []
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Voorbeeld van het papier"))

    def show_pdf(self, data: bytes) -> None:
        """Show this PDF, on the page where one was if it has that page."""
        self._paper = self._pdf.open(data)

    def clear(self) -> None:
        """Show nothing."""
        self._paper, self._pages, self._page = -1, 0, 0
        self._sheet.size_wanted = QSize()
        self._sheet.show_image(QImage())
        self.moved.emit(0, 0)

    def go_to(self, page: int) -> None:
        """Show this page (from 0), the nearest when there is none."""
        if self._pages:
            self._page = min(max(page, 0), self._pages - 1)
            self.verticalScrollBar().setValue(0)
            self._ask()

    def next_page(self) -> None:
        """One page on."""
        self.go_to(self._page + 1)

    def previous_page(self) -> None:
        """One page back."""
        self.go_to(self._page - 1)

    def zoom(self, percent: int) -> None:
        """Show the page at this percentage of its real size; 0 fits the whole page in view."""
        self._zoom = percent
        self.zoomed.emit(percent)
        self._ask()

    def zoom_in(self) -> None:
        """The next larger size."""
        now = self._percent()
        self.zoom(next((step for step in ZOOMS if step > now), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """The next smaller size."""
        now = self._percent()
        self.zoom(next((step for step in reversed(ZOOMS) if step < now), ZOOMS[0]))

    def zoom_fit(self) -> None:
        """The whole page in view."""
        self.zoom(0)

    def print_to(self, printer: QPrinter) -> None:
        """Print every page; `printed` tells when the last one is with the printer."""
        if not self._pages or self._painter is not None:
            return
        printer.setFullPage(True)
        self._printer, self._painter = printer, QPainter(printer)
        first = max(printer.fromPage(), 1) - 1
        last = min(printer.toPage() or self._pages, self._pages)
        self._to_print = list(range(first, last))
        self._ask_printing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page that fits keeps fitting."""
        super().resizeEvent(event)
        if self._pages and not self._zoom:
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys leaf through, + - 0 change the size."""
        acts = {
            Qt.Key.Key_PageDown: self.next_page,
            Qt.Key.Key_PageUp: self.previous_page,
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(self._pages - 1),
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.zoom_fit,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            act()

    def _opened(self, paper: int, pages: int, width: float, height: float) -> None:
        if paper == self._paper:
            self._pages, self._points = pages, (width, height)
            self.go_to(self._page)

    def _drawn(self, drawn: PageImage) -> None:
        if self._painter is not None and self._to_print and drawn.image.width() == self._print_width():
            self._print(drawn)
        elif drawn.paper == self._paper and drawn.number == self._page:
            self._sheet.show_image(drawn.image)
            self._sheet.setAccessibleName(
                _("Pagina {page} van {pages}").format(page=drawn.number + 1, pages=self._pages)
            )
            self._sheet.setAccessibleDescription(drawn.text)
            self.moved.emit(self._page + 1, self._pages)

    def _percent(self) -> int:
        dots = self.logicalDpiX() / POINTS * self._points[0]
        return self._zoom or round(100 * self._width() / dots)

    def _width(self) -> int:
        wide, high = self._points
        if self._zoom:
            return round(wide * self.logicalDpiX() / POINTS * self._zoom / 100)
        room = self.viewport().size() - QSize(2 * MARGIN, 2 * MARGIN)
        return max(80, min(room.width(), round(room.height() * wide / high)))

    def _ask(self) -> None:
        if not self._pages:
            return
        width = self._width()
        height = round(width * self._points[1] / self._points[0])
        self._sheet.size_wanted = QSize(width, height)
        self._sheet.setMinimumSize(width + 2 * MARGIN, height + 2 * MARGIN)
        if not self._zoom:
            self._sheet.setMinimumSize(0, 0)
        self._pdf.draw(self._page, round(width * self.devicePixelRatioF()))

    def _print_width(self) -> int:
        return round(self._points[0] / POINTS * PRINT_DPI)

    def _ask_printing(self) -> None:
        self._pdf.draw(self._to_print[0], self._print_width())

    def _print(self, drawn: PageImage) -> None:
        assert self._painter is not None
        assert self._printer is not None
        dots = self._printer.resolution()
        size = QSize(round(self._points[0] / POINTS * dots), round(self._points[1] / POINTS * dots))
        self._painter.drawImage(QRect(0, 0, size.width(), size.height()), drawn.image)
        self._to_print.pop(0)
        if self._to_print:
            self._printer.newPage()
            self._ask_printing()
            return
        self._painter.end()
        self._painter = self._printer = None
        self.printed.emit()
