"""Visiting cards (vCard 2.1, 3.0 and 4.0) as plain values, whatever programs made of the standard."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.formats.tables import read_bytes, refuse_other

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_CARDS = 20_000
MOST_TEXT = 20_000
"""Characters of one property that are kept; what is longer is a picture or a sound."""
_NAME = re.compile(r"(?:(?P<group>[\w-]+)\.)?(?P<name>[A-Za-z][\w-]*)(?P<rest>[;:].*)", re.DOTALL)
_PARAMETER = re.compile(r';\s*(?:([\w-]+)\s*=\s*)?((?:"[^"]*"|[^;:"])*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_WANTED = frozenset(
    {"FN", "N", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "ADR", "NOTE", "X-ABLABEL", "NICKNAME"}
)
_PRIVATE_LABEL = re.compile(r"priv|home|thuis|huis|persoonlijk|personal", re.IGNORECASE)
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_SAFE_CHARSET = re.compile(r"[\w.:-]{1,40}")


@dataclass(frozen=True)
class Way:
    """A number or address; `use` is "work" or "private"."""

    value: str
    use: str = "work"


@dataclass(frozen=True)
class Card:
    """One card; `line` is the number of the line on which it begins, `name` empty when it has none."""

    line: int
    name: str
    organisation: str = ""
    role: str = ""
    emails: tuple[Way, ...] = ()
    phones: tuple[Way, ...] = ()
    addresses: tuple[Way, ...] = ()
    note: str = ""


@dataclass
class _Property:
    group: str
    name: str
    value: bytes
    parameters: list[tuple[str, str]] = field(default_factory=list)

    def values(self, key: str) -> list[str]:
        """The values of a parameter in lower case, those of a list apart."""
        return [
            part.strip().lower() for name, text in self.parameters if name == key for part in text.split(",")
        ]


def read_cards(path: Path) -> list[Card]:
    """The cards of a file in their order.

    Raises:
        UserError: it cannot be read, holds no cards, or a card never ends.
    """
    data = read_bytes(path)
    refuse_other(data, path.name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    cards = list(_cards(data.removeprefix(b"\xef\xbb\xbf"), path.name))
    if not cards:
        message = _("{name} bevat geen visitekaarten; kies een .vcf-bestand.")
        raise UserError(message.format(name=path.name))
    return cards


def _cards(data: bytes, name: str) -> Iterator[Card]:
    depth = start = count = 0
    found: list[_Property] = []
    for line, content in _lines(data):
        mark = content[:20].strip().upper()
        if mark == b"BEGIN:VCARD":
            depth += 1
            start, found = (line, []) if depth == 1 else (start, found)
        elif mark == b"END:VCARD" and depth:
            depth -= 1
            if not depth:
                count += 1
                if count > MOST_CARDS:
                    message = _("{name} bevat meer dan {most} kaarten; splits het bestand.")
                    raise UserError(message.format(name=name, most=MOST_CARDS))
                yield _card(start, found)
        elif depth == 1 and (read := _property(content)) is not None:
            found.append(read)
    if depth:
        message = _("{name}: de kaart op regel {line} houdt halverwege op; haal het bestand opnieuw op.")
        raise UserError(message.format(name=name, line=start))


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Whole lines with the number of their first piece; folded and soft-broken ones joined."""
    pieces: list[bytes] = []
    start, soft = 1, False
    for number, raw in enumerate(re.split(rb"\r\n|\n|\r", data), start=1):
        if soft:
            pieces.append(raw)
        elif pieces and raw[:1] in (b" ", b"\t"):
            pieces.append(raw[1:])
        else:
            if pieces:
                yield start, b"".join(pieces)
            pieces, start = [raw], number
        soft = pieces[-1].endswith(b"=") and _is_quoted_printable(pieces[0])
        if soft:
            pieces[-1] = pieces[-1][:-1]
    yield start, b"".join(pieces)


def _is_quoted_printable(line: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in line[:300].upper().partition(b":")[0]


def _property(content: bytes) -> _Property | None:
    """One property, when it is one that is of use; its value still as bytes."""
    head, colon, _value = _split_head(content)
    found = _NAME.fullmatch(head + ":") if colon else None
    if found is None or found["name"].upper() not in _WANTED:
        return None
    parameters = [
        ((key or "TYPE").upper(), text.replace('"', ""))
        for key, text in _PARAMETER.findall(found["rest"][:-1])
    ]
    return _Property((found["group"] or "").lower(), found["name"].upper(), _value, parameters)


def _split_head(content: bytes) -> tuple[str, str, bytes]:
    """What stands before the first colon outside quotes, and the value behind it."""
    quoted = False
    for place, byte in enumerate(content[:2_000]):
        if byte == 0x22:
            quoted = not quoted
        elif byte == 0x3A and not quoted:
            return content[:place].decode("utf-8", "replace").strip(), ":", content[place + 1 :]
    return "", "", b""


def _text(found: _Property) -> str:
    """The value of a property as text, still escaped."""
    value = found.value[: MOST_TEXT * 4]
    codings = found.values("ENCODING") + found.values("TYPE")
    if "quoted-printable" in codings:
        value = binascii.a2b_qp(value)
    elif {"b", "base64"} & set(codings):
        value = _unpacked(value)
    charset = next(iter(found.values("CHARSET")), "utf-8")
    return _decoded(value, charset)[:MOST_TEXT]


def _unpacked(value: bytes) -> bytes:
    try:
        return binascii.a2b_base64(value)
    except binascii.Error:
        return b""


def _decoded(value: bytes, charset: str) -> str:
    for name in (charset, "utf-8"):
        try:
            return value.decode(name if _SAFE_CHARSET.fullmatch(name) else "utf-8")
        except (LookupError, UnicodeError):
            continue
    return value.decode("cp1252", "replace")


def _parts(text: str, mark: str) -> list[str]:
    """The parts of a value with several, at marks that are not escaped; escapes taken out."""
    return [_plain(part) for part in re.split(rf"(?<!\\){mark}", text)]


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text).strip()


def _card(line: int, found: list[_Property]) -> Card:
    labels = {item.group: _plain(_text(item)) for item in found if item.name == "X-ABLABEL" and item.group}

    def first(name: str) -> str:
        return next((text for item in found if item.name == name and (text := _plain(_text(item)))), "")

    def ways(name: str) -> tuple[Way, ...]:
        read = _address if name == "ADR" else _number if name == "TEL" else lambda item: _plain(_text(item))
        many = [
            Way(value, _use(item, labels.get(item.group, "")))
            for item in _preferred(found, name)
            if (value := read(item)) and "fax" not in item.values("TYPE")
        ]
        return tuple(dict.fromkeys(many))

    return Card(
        line,
        first("FN") or _structured(found) or first("NICKNAME"),
        _organisation(found),
        first("TITLE") or first("ROLE"),
        ways("EMAIL"),
        ways("TEL"),
        ways("ADR"),
        "\n".join(text for item in found if item.name == "NOTE" and (text := _plain(_text(item)))),
    )


def _preferred(found: list[_Property], name: str) -> list[_Property]:
    """The properties of this name, the one marked as preferred first."""
    mine = [item for item in found if item.name == name]
    return sorted(mine, key=lambda item: not ("pref" in item.values("TYPE") or item.values("PREF")))


def _use(item: _Property, label: str) -> str:
    types = item.values("TYPE")
    label = _APPLE_LABEL.sub(r"\1", label)
    if "home" in types or (_PRIVATE_LABEL.search(label) and "work" not in types):
        return "private"
    return "work"


def _number(item: _Property) -> str:
    return re.sub(r"^tel:", "", _plain(_text(item)).partition(";")[0], flags=re.IGNORECASE)


def _address(item: _Property) -> str:
    """One line of the parts: box; extension; street; place; region; code; country."""
    parts = [" ".join(part.split()) for part in _parts(_text(item), ";")] + [""] * 7
    box, extension, street, place, region, code, country = parts[:7]
    town = " ".join(part for part in (code, place) if part)
    return ", ".join(part for part in (box, extension, street, town, region, country) if part)


def _structured(found: list[_Property]) -> str:
    """A name from its parts: given, further, family; titles before and after are left out."""
    item = next((item for item in found if item.name == "N"), None)
    if item is None:
        return ""
    parts = [" ".join(part.split()) for part in _parts(_text(item), ";")] + [""] * 3
    family, given, further = parts[:3]
    return " ".join(part for part in (given, further, family) if part)


def _organisation(found: list[_Property]) -> str:
    """The organisation without its departments."""
    item = next((item for item in found if item.name == "ORG"), None)
    return "" if item is None else next((part for part in _parts(_text(item), ";") if part), "")
