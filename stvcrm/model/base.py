"""What every noun shares: an id that is never used twice, a version, fields that say what they are.

`info=field(…)` on a column is the one place that tells a field's label, its kind of value, whether it is
personal data and whether search finds it; forms, headings, import, export, the privacy register, the
search index and erasure read it there.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

from sqlalchemy import JSON, Boolean, Date, DateTime, Enum, Integer, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from stvcrm.base.errors import Problem
from stvcrm.base.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Column, Dialect

LINE = 300
"""The most characters a field of one line holds."""


class Choice(StrEnum):
    """A value out of a few, with the words for it: `MEMBER = "member", N_("Lidorganisatie")`."""

    source: str

    def __new__(cls, value: str, source: str) -> Self:
        """Keep the words beside the value; the value alone is stored."""
        member = str.__new__(cls, value)
        member._value_, member.source = value, source
        return member

    @property
    def label(self) -> str:
        """The word for it on screen and paper, in the language in force."""
        return _(self.source)


class Privacy(StrEnum):
    """How a field is treated by the privacy register, the access report and erasure."""

    NONE = "none"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


class Kind(StrEnum):
    """What sort of value a field holds: decides its editor and how typed text is understood."""

    LINE = "line"
    TEXT = "text"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    WEBSITE = "website"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    CHOICE = "choice"
    FLAG = "flag"
    REFERENCE = "reference"
    LIST = "list"


class Search(StrEnum):
    """How the one search finds a field: as the name of its record, in its text, or by its last digits."""

    TITLE = "title"
    TEXT = "text"
    DIGITS = "digits"


@dataclass(frozen=True)
class Field:
    """What a column means to its user; `label` is a Dutch source string."""

    label: str
    kind: Kind
    privacy: Privacy = Privacy.NONE
    search: Search | None = None
    required: bool = False


def field(  # the one declaration of a field's meaning
    label: str,
    kind: Kind = Kind.LINE,
    *,
    privacy: Privacy = Privacy.NONE,
    search: Search | None = None,
    required: bool = False,
) -> dict[Any, Any]:
    """The `info` of a column that people may see and change."""
    return {"field": Field(label, kind, privacy, search, required)}


class Moment(TypeDecorator[datetime]):
    """A moment with its zone, kept as UTC; the database never sees local time."""

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What the images in the journal turn back into; SQLAlchemy does not ask `impl` for it."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware → UTC without zone; a moment without zone is a defect of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC without zone → aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The mapped classes and, in `metadata`, every table of a workspace."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: String(LINE),
        datetime: Moment,
        date: Date,
        bool: Boolean,
        int: Integer,
        list[str]: JSON,
        Choice: Enum(
            Choice,
            native_enum=False,
            create_constraint=False,
            length=40,
            values_callable=lambda kind: [member.value for member in kind],
        ),
    }


class Entity(Base):
    """A noun of the workspace: journalled, undoable, with the public plural name `noun`."""

    __abstract__ = True
    noun: ClassVar[str] = ""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)
    version: Mapped[int] = mapped_column(default=0, sort_order=-1)

    @classmethod
    def table(cls) -> Table:
        """The table behind the class, for queries that want no objects."""
        table = cls.__table__
        assert isinstance(table, Table)
        return table

    @classmethod
    def rules(cls, values: Mapping[str, Any]) -> list[Problem]:
        """What is wrong with these values of one record, by column name; subclasses add their own."""
        problems = []
        for key, found, longest in _checked(cls.table()):
            value = values.get(key)
            if value is None or value == "":
                if found.required:
                    message = _("{label} is leeg; vul iets in.")
                    problems.append(Problem(key, message.format(label=_(found.label))))
            elif isinstance(value, str) and len(value) > longest:
                message = _("{label} is te lang: {count} tekens, hooguit {limit}.")
                told = message.format(label=_(found.label), count=len(value), limit=longest)
                problems.append(Problem(key, told))
        return problems

    def problems(self) -> list[Problem]:
        """What is wrong with this record as it stands."""
        return self.rules({column.key: getattr(self, column.key, None) for column in self.table().columns})


def field_of(column: Column[Any]) -> Field | None:
    """What the column means to its user; None for keys and other inner columns."""
    found = column.info.get("field")
    return found if isinstance(found, Field) else None


def fields(table: Table) -> dict[str, Field]:
    """The fields of a table by column name, in the order of their declaration."""
    return {column.key: found for column in table.columns if (found := field_of(column)) is not None}


@cache
def _checked(table: Table) -> tuple[tuple[str, Field, int], ...]:
    """The fields that can be wrong by themselves, with the most characters of each: worked out once."""
    checked = []
    for key, found in fields(table).items():
        kind = table.c[key].type
        longest = None if isinstance(kind, Enum) else getattr(kind, "length", None)
        if found.required or longest:
            checked.append((key, found, longest or sys.maxsize))
    return tuple(checked)
