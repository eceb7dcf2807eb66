"""Defects: written to the log without any value, told in a dialog whose report can be copied. The
program goes on.
"""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication

import stvcrm
from stvcrm.base.i18n import _
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.labels import label

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

LOG = logging.getLogger("stvcrm.desktop")


class Defects(QObject):
    """The hook for what nobody caught; safe to be called from any thread."""

    _found = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._open: Dialog | None = None
        self._found.connect(self._tell)

    def install(self) -> None:
        """Take over from Python's own hook."""
        sys.excepthook = self.hook

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log and tell; Ctrl+C in a terminal still ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error)

    def report(self, error: BaseException) -> None:
        """The same for an error in hand."""
        text = report_of(error)
        LOG.error("%s", text)
        self._found.emit(text)

    def _tell(self, report: str) -> None:
        if self._open is not None and self._open.isVisible():
            return
        dialog = Dialog(_("Er ging iets mis in het programma"), self._window, width=560)
        dialog.body.addWidget(
            label(
                _(
                    "Wat u deed is misschien niet gelukt; wat al was opgeslagen is veilig. U kunt verder "
                    "werken. Kopieer het verslag en stuur het naar de maker: er staan geen gegevens in."
                ),
                wrap=True,
            )
        )
        details = label(report, "second", selectable=True)
        details.hide()
        dialog.body.addWidget(details)
        dialog.add_button(_("Details"), lambda: details.setVisible(details.isHidden()), kind="quiet")
        dialog.add_button(
            _("Kopieer verslag"), lambda: QGuiApplication.clipboard().setText(report), icon="copy"
        )
        dialog.add_button(_("Verder"), dialog.accept, kind="primary")
        self._open = dialog
        dialog.open()


def report_of(error: BaseException) -> str:
    """Where it went wrong, without messages and values, which may hold personal data."""
    lines = [f"stvcrm {stvcrm.__version__}, Python {platform.python_version()}, Qt {qVersion()}"]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(type(chain).__qualname__)
        for frame in traceback.extract_tb(chain.__traceback__):
            lines.append(f"  {frame.filename.rpartition('stvcrm')[2]}:{frame.lineno} {frame.name}")
        chain = chain.__cause__
    return "\n".join(lines)
