"""What can go wrong in a way the user can be told about.

Every message is a whole sentence in the user's language that says what happened and what to do now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class UserError(Exception):
    """The request is refused or the data has a problem; `str()` is the sentence to show. Exit code 1."""


class NotFound(UserError):
    """No record has this id."""


class Conflict(UserError):
    """A record is no longer as the act expects it; nothing was changed."""


class WorkspaceError(UserError):
    """The workspace cannot be opened: missing, wrong passphrase, newer, damaged or in use. Exit code 3."""


class Cancelled(Exception):
    """The user stopped the job; nothing of it stays."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with one field, as the user should read it."""

    field: str
    message: str


class Invalid(UserError):
    """Fields that may not be stored as they are."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = tuple(problems)
