"""Damage in the write-ahead log is silent: committed changes just seem not to be there. This notices.

Before opening, the log is read as bytes for its last commit; after opening, SQLite tells how many frames
it accepted. Fewer means that acknowledged changes may be unreadable, or that a power cut interrupted one
that never was. File format: sqlite.org/fileformat2.html, section 4.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

HEADER, FRAME_HEADER = 32, 24
USUAL_PAGE = 4096


def committed_frames(workspace: Path) -> int:
    """Whole frames up to the last commit that the log claims to hold; 0 without a log."""
    log = workspace.with_name(workspace.name + "-wal")
    if not log.exists():
        return 0
    size = log.stat().st_size
    with log.open("rb") as file:
        header = file.read(HEADER)
        if len(header) < HEADER:
            return 0
        page_size = _page_size(header)
        last, number = 0, 0
        while len(frame := file.read(FRAME_HEADER)) == FRAME_HEADER:
            number += 1
            file.seek(page_size, 1)
            if file.tell() > size:
                break
            if _belongs(frame, header) and struct.unpack(">I", frame[4:8])[0]:
                last = number
    return last


def _page_size(header: bytes) -> int:
    """Bytes of a page; what a damaged header says cannot be one, so then SQLCipher's own size."""
    size = int(struct.unpack(">I", header[8:12])[0])
    return size if 512 <= size <= 65536 and size.bit_count() == 1 else USUAL_PAGE


def _belongs(frame: bytes, header: bytes) -> bool:
    """Whether a frame was written since the log last began anew.

    One of its two salts is enough: damage may have altered the other, and frames of before share neither.
    """
    return frame[8:12] == header[16:20] or frame[12:16] == header[20:24]


def accepted_frames(driver: Any) -> int:
    """Frames that SQLite recognises in the log; to be asked before anything is written."""
    return int(driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1])
