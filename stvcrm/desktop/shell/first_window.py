"""A workspace that is opened a second time on this computer: the window that has it comes to the front."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from pathlib import Path

WAIT_MS = 300


class FirstWindow(QObject):
    """Listens on a local socket of this account, named by the workspace; nothing is said on it but a call."""

    called = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self, workspace: Path) -> None:
        """This window has the workspace from now on; the lock of its file makes that sure."""
        self._server.close()
        QLocalServer.removeServer(name_of(workspace))
        self._server.listen(name_of(workspace))

    def close(self) -> None:
        """It has it no more."""
        self._server.close()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
        self.called.emit()


def call_first(workspace: Path) -> bool:
    """Call the window that has this workspace to the front; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(workspace))
    found = socket.waitForConnected(WAIT_MS)
    socket.abort()
    return found


def name_of(workspace: Path) -> str:
    """The name of the socket: says nothing about the file."""
    return "stvcrm-" + hashlib.sha256(str(workspace.resolve()).encode()).hexdigest()[:24]
