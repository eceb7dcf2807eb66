"""Drafts of mails as .eml files, which a mail program opens ready to send."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

BOUNDARY = "=_stvcrm_concept"


def mail_draft(*, to: str, subject: str, text: str, name: str, data: bytes) -> bytes:
    """A mail that is not sent yet, with a PDF attached under `name`.

    A line break in an address or a subject cannot begin another header: it counts as a space.
    """
    mail = EmailMessage(policy=SMTP)
    if to.strip():
        mail["To"] = " ".join(to.split())
    mail["Subject"] = " ".join(subject.split())
    mail["X-Unsent"] = "1"
    mail.set_content(text)
    mail.add_attachment(data, maintype="application", subtype="pdf", filename=" ".join(name.split()))
    mail.set_boundary(BOUNDARY)
    return mail.as_bytes()
