"""Choosing a folder, and knowing which folders are no good place for a workspace that is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QStorageInfo
from PySide6.QtWidgets import QFileDialog

from stvcrm.base.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

_SYNCED = re.compile(r"dropbox|onedrive|google ?drive|icloud|mobile documents|nextcloud|owncloud|stack", re.I)
_NETWORK = {"nfs", "nfs4", "cifs", "smbfs", "smb3", "smb2", "fuse.sshfs", "davfs", "9p", "afpfs"}
_STICK = {"vfat", "exfat", "msdos", "fat32", "fat"}


def choose_folder(parent: QWidget, title: str, start: str = "") -> str:
    """The folder the user points at; empty when none."""
    return QFileDialog.getExistingDirectory(parent, title, start)


def unsafe_reason(folder: Path) -> str:
    """Why an open workspace should not lie here, as a sentence with what to do; empty for a good place.

    A write-ahead log needs shared memory and true locks, which network folders lack; a service that
    synchronises copies the file while it is half written.
    """
    advice = _("Kies een map op deze computer en gebruik die plaats voor reservekopieën.")
    if any(_SYNCED.search(part) for part in folder.parts):
        return (
            _("Deze map wordt met internet gelijk gehouden; dat kan de werkruimte beschadigen.")
            + " "
            + advice
        )
    present = next((part for part in (folder, *folder.parents) if part.exists()), None)
    if present is None:
        return ""
    kind = bytes(QStorageInfo(str(present)).fileSystemType().data()).decode("ascii", "replace").lower()
    if kind in _NETWORK or str(folder).startswith("\\\\"):
        return _("Dit is een netwerkmap; een geopende werkruimte kan daar beschadigd raken.") + " " + advice
    if kind in _STICK:
        return (
            _("Dit is een stick of kaart; trek die er nooit uit terwijl de werkruimte open is.")
            + " "
            + advice
        )
    return ""
