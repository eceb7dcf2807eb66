"""A draft mail opens as typed: no header can be slipped in, the same draft has the same bytes."""

from __future__ import annotations

from email import message_from_bytes, policy

from stvcrm.formats.eml import mail_draft


def draft(**changed: str) -> bytes:
    values = {"to": "a@b.example", "subject": "Verslag", "text": "Beste,\n", "name": "v.pdf"} | changed
    return mail_draft(data=b"%PDF-1.4", **values)


def test_line_breaks_begin_no_header() -> None:
    mail = message_from_bytes(
        draft(subject="Verslag\r\nBcc: x@y.example", to="a@b.example\nBcc: z@y.example"),
        policy=policy.default,
    )
    assert mail["Bcc"] is None


def test_accents_survive() -> None:
    mail = message_from_bytes(draft(subject="Súdwest ’s", text="Café €\n"), policy=policy.default)
    body = mail.get_body()
    assert mail["Subject"] == "Súdwest ’s"
    assert body is not None
    assert "Café €" in body.get_content()


def test_same_draft_has_the_same_bytes() -> None:
    assert draft() == draft()


def test_without_address_there_is_no_empty_header() -> None:
    assert b"\nTo:" not in draft(to=" ")
