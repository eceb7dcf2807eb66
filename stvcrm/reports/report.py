"""What a report is: how its data is loaded and how that becomes a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from stvcrm.base.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from stvcrm.reports.document import Document

T = TypeVar("T")


class UnknownReport(UserError):
    """No report has this key."""


class UnknownEnding(UserError):
    """No renderer makes files with this ending."""


@dataclass(frozen=True)
class Request:
    """What a report is asked: of which record, at which moment.

    `groups` are those of the recovery sheet, `without` the keys of parts that were switched off.
    """

    now: datetime
    record_id: int = 0
    groups: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()

    def wants(self, part: str) -> bool:
        """Whether this part of the report was left on."""
        return part not in self.without


@dataclass(frozen=True)
class Part:
    """Part of a report that can be left out; `label` is a source string."""

    key: str
    label: str


@dataclass(frozen=True)
class Report(Generic[T]):
    """One kind of paper.

    `noun` is what it is about one of, None when it needs no record; `private` papers hold what should not
    leave the house; `secret` ones need the key of the workspace. `usual` is the record it is about when none
    is named.
    """

    key: str
    title: str
    about: str
    noun: str | None
    load: Callable[[Connection, Request], T]
    compose: Callable[[T, Request], Document]
    parts: tuple[Part, ...] = ()
    private: bool = False
    secret: bool = False
    usual: Callable[[Connection], int] | None = None
