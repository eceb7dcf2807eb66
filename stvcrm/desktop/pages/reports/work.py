"""Making a paper on the thread for long jobs, and the mail it goes out with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stvcrm.base.i18n import _
from stvcrm.formats.eml import mail_draft
from stvcrm.reports.catalog import BY_KEY, Paper, produce

if TYPE_CHECKING:
    from stvcrm.base.progress import Progress
    from stvcrm.desktop.pages.reports.choices import Wish


def make_paper(database: Any, _progress: Progress, wish: Wish, ending: str) -> Paper:
    """The paper that is wanted, as a file with this ending.

    Raises:
        UserError: the record is gone, or the report needs a passphrase that this workspace has not.
    """
    secret = BY_KEY[wish.key].secret and database.key is not None
    with database.read() as connection:
        return produce(
            connection,
            wish.key,
            [wish.subject.id] if wish.subject is not None else [],
            ending,
            now=database.clock(),
            large_print=wish.large_print,
            language=wish.language,
            groups=database.key.recovery_groups() if secret else (),
            without=wish.without,
        )


def draft_of(paper: Paper, to: str) -> bytes:
    """A mail that is not sent yet, with the paper attached."""
    text = _("Beste,\n\nHierbij stuur ik u: {paper}. Het staat in de bijlage.\n\nMet vriendelijke groet,\n")
    return mail_draft(
        to=to,
        subject=paper.name,
        text=text.format(paper=paper.name),
        name=f"{file_name(paper)}.pdf",
        data=paper.data,
    )


def file_name(paper: Paper) -> str:
    """A name for the file without signs that a disk refuses."""
    kept = "".join(sign if sign.isalnum() or sign in " .,-_()" else " " for sign in paper.name)
    return " ".join(kept.split())[:100].strip(" .") or "rapport"
