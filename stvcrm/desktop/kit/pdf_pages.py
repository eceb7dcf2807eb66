"""Pages of a PDF as pictures: one thread owns every object of pdfium and ends it there; never a file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage


@dataclass(frozen=True)
class PageImage:
    """One page: its number from 0, the text on it, and its picture; `paper` says of which PDF it is."""

    paper: int
    number: int
    text: str
    image: QImage


class PdfPages(QObject):
    """Opens a PDF and draws its pages, elsewhere; answers come as signals on the window's thread."""

    opened = Signal(int, int, float, float)
    """Number of the paper, its pages, width and height of the first page in points."""
    drawn = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, "pdf")
        self._held: list[Any] = []
        self._paper = 0
        end = partial(_close, self._thread, self._held)
        self.destroyed.connect(end)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(end)

    def open(self, data: bytes) -> int:
        """Take this PDF in place of the one before; returns the number it has from now on."""
        self._paper += 1
        self._thread.submit(self._open, data, self._paper)
        return self._paper

    def draw(self, number: int, width: int) -> None:
        """Draw page `number` (from 0), `width` pixels wide."""
        self._thread.submit(self._draw, number, width, self._paper)

    def _open(self, data: bytes, paper: int) -> None:
        # Late: five megabytes of library that only a preview needs.
        pdfium = import_module("pypdfium2")
        _end(self._held)
        document = pdfium.PdfDocument(data)
        self._held.append(document)
        page = document[0]
        width, height = page.get_size()
        page.close()
        self.opened.emit(paper, len(document), width, height)

    def _draw(self, number: int, width: int, paper: int) -> None:
        if not self._held or number >= len(self._held[0]):
            return
        page = self._held[0][number]
        bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
        picture = QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
        ).copy()
        words = page.get_textpage()
        text = words.get_text_range()
        for used in (words, bitmap, page):
            used.close()
        self.drawn.emit(PageImage(paper, number, text, picture))


def _end(held: list[Any]) -> None:
    while held:
        held.pop().close()


def _close(thread: ThreadPoolExecutor, held: list[Any], _gone: object = None) -> None:
    """End the document on its own thread, then the thread."""
    try:
        thread.submit(_end, held)
    except RuntimeError:
        # The thread has ended already, so nothing else can hold the document.
        _end(held)
    thread.shutdown(wait=True)
