"""For developers: write the next revision from the difference between the last one and the model.

    python -m stvcrm.store.migrations.new "person phone"

Read what it wrote before it is committed: a renamed column looks like one that went and one that came.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy
from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import Enum
from sqlcipher3 import dbapi2

from stvcrm.base.errors import UserError
from stvcrm.model.base import Moment
from stvcrm.model.catalog import Base
from stvcrm.store import migrate, search_index
from stvcrm.store.migrations import versions

if TYPE_CHECKING:
    from alembic.operations.ops import MigrationScript
    from sqlalchemy import Connection, MetaData

FOLDER = Path(versions.__path__[0])
TEMPLATE = '''"""{title}."""

from __future__ import annotations

{imports}

revision = "{revision}"
down_revision = {before}


def upgrade() -> None:
    """Bring the tables of {from_words} here."""
{body}
'''
_REMARK = re.compile(r"^ *# ### .*\n?", re.MULTILINE)
_BATCH = re.compile(r"(op\.batch_alter_table\('\w+', )schema=None\)")


def write(title: str, *, folder: Path = FOLDER, metadata: MetaData = Base.metadata) -> Path:
    """The file of the next revision.

    Args:
        title: in a few words what changed; becomes the name of the file.
        folder: where to write it.
        metadata: what the tables must become.

    Raises:
        UserError: the title holds no word, or the tables are as the last revision leaves them.
    """
    slug = "_".join(re.findall(r"[a-z0-9]+", title.lower()))
    if not slug:
        raise UserError("Name the change in a word or two.")
    with at_head() as connection:
        context = _context(connection)
        found = produce_migrations(context, metadata)
        if _is_empty(found):
            raise UserError("The model is as the last revision leaves it; nothing to write.")
        code = render_python_code(
            _operations(found), migration_context=context, render_as_batch=True, render_item=_render
        )
    revision = f"{int(migrate.HEAD) + 1:04}"
    # Without this a rebuilt table would hand out an id again that was deleted.
    body = _BATCH.sub(r"\1table_kwargs={'sqlite_autoincrement': True})", _REMARK.sub("", code))
    path = folder / f"{revision}_{slug}.py"
    path.write_text(
        TEMPLATE.format(
            title=title.strip().rstrip(".").capitalize(),
            revision=revision,
            before=f'"{migrate.HEAD}"',
            from_words=f"revision {migrate.HEAD}",
            imports=("import sqlalchemy as sa\n" if "sa." in body else "") + "from alembic import op",
            body="    " + body.strip(),
        ),
        encoding="utf-8",
    )
    return path


def differences(connection: Connection, metadata: MetaData = Base.metadata) -> list[Any]:
    """What keeps the tables of a workspace from being what the model says; empty when they are."""
    return list(compare_metadata(_context(connection), metadata))


def at_head() -> Connection:
    """An empty workspace in memory, as the revisions make it."""
    engine = sqlalchemy.create_engine("sqlite://", module=dbapi2)
    connection = engine.connect()
    migrate.run(connection, migrate.steps_after(None))
    search_index.create(connection)
    return connection


def _context(connection: Connection) -> MigrationContext:
    options = {"include_name": _is_ours, "compare_type": _compare_type, "render_item": _render}
    return MigrationContext.configure(connection, opts={**options, "render_as_batch": True})


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The search index is made by itself, and its shadow tables are SQLite's."""
    return not (kind == "table" and (name or "").startswith("search"))


def _compare_type(_context: object, _column: object, _meta: object, here: Any, wanted: Any) -> bool | None:
    """An enumeration is text of some length: a value more or less needs no other table."""
    return bool(here.length != wanted.length) if isinstance(wanted, Enum) else None


def _render(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Types of the model as plain types of the database: a revision must not need the model of its day."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime()"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


def _operations(found: MigrationScript) -> Any:
    assert found.upgrade_ops is not None
    return found.upgrade_ops


def _is_empty(found: MigrationScript) -> bool:
    return bool(_operations(found).is_empty())


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{write(' '.join(sys.argv[1:]))}\n")
    except UserError as error:
        sys.exit(str(error))
