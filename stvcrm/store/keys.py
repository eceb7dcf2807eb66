"""From passphrase to key, and from the recovery sheet to key.

The key is derived once a start; every connection and every copy is keyed with key and salt together, so
that the passphrase opens a copy as well. The parameters are SQLCipher 4's own defaults.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

ITERATIONS = 256_000
KEY_BYTES, SALT_BYTES = 32, 16
PLAIN_HEADER = b"SQLite format 3\0"
GROUP = 5
"""Characters of a group on the recovery sheet: four of the key, one to check them."""


@dataclass(frozen=True)
class Key:
    """A raw key with the salt of its file; never printed, logged or kept on disk."""

    raw: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def pragma(self) -> str:
        """The value of `PRAGMA key`."""
        return f"\"x'{self.raw.hex()}{self.salt.hex()}'\""

    def recovery_groups(self) -> list[str]:
        """Key and salt as groups of four hexadecimal characters and one that checks them."""
        text = (self.raw + self.salt).hex().upper()
        fours = [text[at : at + GROUP - 1] for at in range(0, len(text), GROUP - 1)]
        return [four + _check(four, number) for number, four in enumerate(fours)]


def derive(passphrase: str, salt: bytes) -> Key:
    """The key of a passphrase: PBKDF2-HMAC-SHA512, as SQLCipher 4 does it (takes about 0.1 s)."""
    typed = unicodedata.normalize("NFC", passphrase).encode()
    return Key(hashlib.pbkdf2_hmac("sha512", typed, salt, ITERATIONS, KEY_BYTES), salt)


def new_key(passphrase: str) -> Key:
    """The key of a file that does not exist yet, under a fresh random salt."""
    return derive(passphrase, os.urandom(SALT_BYTES))


def salt_of(path: Path) -> bytes | None:
    """The salt of an encrypted file; None for a plain one.

    Read before the first connection: closing a descriptor of the file later would drop SQLite's locks.
    """
    with path.open("rb") as file:
        header = file.read(SALT_BYTES)
    return None if header == PLAIN_HEADER else header


def key_of_sheet(typed: str) -> Key:
    """The key that is printed on a recovery sheet.

    Raises:
        UserError: a group is wrong or missing; tells which one.
    """
    text = "".join(c for c in typed.upper() if c in "0123456789ABCDEF")
    groups = [text[at : at + GROUP] for at in range(0, len(text), GROUP)]
    for number, group in enumerate(groups):
        if len(group) != GROUP or group[-1] != _check(group[:-1], number):
            raise UserError(_("Groep {number} klopt niet; kijk die groep na.").format(number=number + 1))
    if len(groups) != (KEY_BYTES + SALT_BYTES) * 2 // (GROUP - 1):
        raise UserError(_("Er ontbreken groepen; typ alle {count} groepen over.").format(count=24))
    raw = bytes.fromhex("".join(group[:-1] for group in groups))
    return Key(raw[:KEY_BYTES], raw[KEY_BYTES:])


def _check(four: str, number: int) -> str:
    """One hexadecimal character: catches a wrong character and two groups that changed places."""
    return hashlib.sha256(f"{number}:{four}".encode()).hexdigest()[0].upper()
