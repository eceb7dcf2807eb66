"""What tells one workspace from another: a random id for its folder of backups, a secret for its marks."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from stvcrm.model.settings import Fact

if TYPE_CHECKING:
    from sqlalchemy import Connection

WORKSPACE_ID, ERASURE_SECRET = "workspace_id", "erasure_secret"
FACT = Fact.__table__


def create(connection: Connection) -> None:
    """Give a new workspace its id and its secret."""
    facts = {WORKSPACE_ID: secrets.token_hex(8), ERASURE_SECRET: secrets.token_hex(32)}
    connection.execute(insert(Fact), [{"name": name, "value": value} for name, value in facts.items()])


def workspace_id(connection: Connection) -> str:
    """Sixteen hexadecimal characters; copies of a workspace share them."""
    return _fact(connection, WORKSPACE_ID)


def erasure_secret(connection: Connection) -> bytes:
    """The key of the marks that erased people leave."""
    return bytes.fromhex(_fact(connection, ERASURE_SECRET))


def _fact(connection: Connection, name: str) -> str:
    return str(connection.execute(select(FACT.c.value).where(FACT.c.name == name)).scalar_one())
