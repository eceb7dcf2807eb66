"""The columns of a member list, by the headings they go by, and a row of it as values of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from stvcrm.base.i18n import N_, _
from stvcrm.base.text import fold
from stvcrm.importers.cells import Refused, as_text, read_cell
from stvcrm.importers.mapping import cells, heading_of
from stvcrm.importers.pipeline import Source, Target
from stvcrm.model.base import Kind
from stvcrm.model.organisations import WorkType

TARGETS: tuple[Target, ...] = (
    Target(
        "number",
        N_("Lidnummer"),
        headings=(
            "lidnr",
            "lidnummer",
            "lid nr",
            "nr",
            "nummer",
            "lidmaatschapsnummer",
            "relatienummer",
            "relatienr",
            "debiteurnummer",
            "member number",
            "member no",
            "membership number",
            "id",
        ),
    ),
    Target(
        "name",
        N_("Naam"),
        headings=(
            "organisatie",
            "organisatienaam",
            "naam organisatie",
            "naam",
            "naam lid",
            "lidorganisatie",
            "instelling",
            "naam instelling",
            "organisation",
            "organization",
            "name",
            "bedrijfsnaam",
            "organisation name",
            "lid",
            "member",
        ),
    ),
    Target(
        "work_type",
        N_("Werksoort"),
        Kind.CHOICE,
        (
            "werksoort",
            "soort werk",
            "type lid",
            "soort lid",
            "soort",
            "type",
            "sector",
            "branche",
            "categorie",
            "werkveld",
            "work type",
            "member type",
        ),
    ),
    Target(
        "street",
        N_("Straat en nummer"),
        headings=(
            "adres",
            "straat",
            "straat en huisnummer",
            "straat en nummer",
            "bezoekadres",
            "vestigingsadres",
            "straatnaam",
            "address",
            "street",
        ),
    ),
    Target("house_number", N_("Huisnummer"), headings=("huisnummer", "huisnr", "house number")),
    Target("addition", N_("Toevoeging"), headings=("toevoeging", "huisnummer toevoeging", "toev")),
    Target("postcode", N_("Postcode"), Kind.POSTCODE, ("postcode", "pc", "postal code", "zip")),
    Target(
        "city",
        N_("Plaats"),
        headings=("plaats", "vestigingsplaats", "woonplaats", "plaatsnaam", "stad", "city", "town", "place"),
    ),
    Target("province", N_("Provincie"), headings=("provincie", "prov", "province")),
    Target(
        "phone",
        N_("Telefoon"),
        Kind.PHONE,
        (
            "telefoon",
            "telefoonnummer",
            "tel",
            "tel nr",
            "telefoonnr",
            "telefoon algemeen",
            "phone",
            "telephone",
        ),
    ),
    Target(
        "email",
        N_("E-mail"),
        Kind.EMAIL,
        ("e-mail", "e-mailadres", "e-mail algemeen", "mail", "mailadres", "email", "e-mail organisatie"),
    ),
    Target(
        "website",
        N_("Website"),
        Kind.WEBSITE,
        ("website", "web", "url", "site", "internet", "internetadres", "webadres", "homepage"),
    ),
    Target(
        "staff",
        N_("Medewerkers"),
        Kind.NUMBER,
        (
            "aantal medewerkers",
            "medewerkers",
            "personeel",
            "aantal personeelsleden",
            "aantal werknemers",
            "fte",
            "staff",
            "employees",
            "number of staff",
        ),
    ),
    Target(
        "member_since",
        N_("Lid sinds"),
        Kind.DATE,
        (
            "lid sinds",
            "lid vanaf",
            "lidmaatschap sinds",
            "datum lid",
            "ingangsdatum",
            "ingangsdatum lidmaatschap",
            "member since",
        ),
    ),
    Target(
        "member_until",
        N_("Lid tot"),
        Kind.DATE,
        ("lid tot", "einddatum", "einddatum lidmaatschap", "datum einde", "member until"),
    ),
    Target(
        "contact_name",
        N_("Naam contact"),
        headings=(
            "contactpersoon",
            "contact",
            "naam contactpersoon",
            "naam contact",
            "contact person",
            "contact name",
        ),
    ),
    Target(
        "contact_given",
        N_("Voornaam contact"),
        headings=("voornaam", "voornaam contactpersoon", "first name"),
    ),
    Target("contact_prefix", N_("Tussenvoegsel contact"), headings=("tussenvoegsel", "voorvoegsel", "tv")),
    Target(
        "contact_family",
        N_("Achternaam contact"),
        headings=("achternaam", "achternaam contactpersoon", "last name"),
    ),
    Target(
        "contact_role",
        N_("Functie"),
        headings=(
            "functie",
            "functie contactpersoon",
            "rol",
            "functietitel",
            "role",
            "job title",
            "position",
        ),
    ),
    Target(
        "contact_email",
        N_("E-mail contact"),
        Kind.EMAIL,
        (
            "e-mail contactpersoon",
            "e-mailadres contactpersoon",
            "mail contactpersoon",
            "e-mail contact",
            "contact e-mail",
            "contact email",
        ),
    ),
    Target(
        "contact_phone",
        N_("Telefoon contact"),
        Kind.PHONE,
        (
            "telefoon contactpersoon",
            "telefoonnummer contactpersoon",
            "mobiel",
            "mobiel nummer",
            "mobile",
            "telefoon contact",
            "contact phone",
        ),
    ),
)
ORGANISATION_KEYS = (
    "number",
    "name",
    "work_type",
    "street",
    "postcode",
    "city",
    "province",
    "phone",
    "email",
    "website",
    "staff",
    "member_since",
    "member_until",
)
CONTACT_KEYS = ("contact_role", "contact_email", "contact_phone")
LABELS = {target.key: target.label for target in TARGETS}
_KINDS = {target.key: target.kind for target in TARGETS}
# Beginnings of words in the names that Dutch social work gives its kinds of work.
_WELFARE = (
    "welzijn",
    "ouderenwerk",
    "jeugdwerk",
    "jongerenwerk",
    "kinderwerk",
    "opbouwwerk",
    "buurtwerk",
    "wijkwerk",
    "vluchtelingenwerk",
    "vrijwilligerswerk",
    "sociaal cultureel",
    "sociaal-cultureel",
    "ww",
    "welfare",
)
_SOCIAL = ("maatschappelijk", "schuldhulp", "md", "amw", "social services")
_OTHER = ("overig", "anders", "other", "ov", "div")
_TOTAL = re.compile(r"(sub)?tota|aantal\b|som\b|sum\b|eindtotaal|gemiddeld|telling\b")


@dataclass(frozen=True)
class MemberRow:
    """One row of a member list; `refused` are sentences about cells that were left out."""

    number: int
    organisation: dict[str, Any]
    contact_name: str | None = None
    contact: dict[str, Any] = field(default_factory=dict)
    refused: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the organisation as the file has it; empty when there is none."""
        return str(self.organisation.get("name") or "")

    @property
    def is_total(self) -> bool:
        """Whether this is a line with totals under the list."""
        if any(self.organisation.get(key) for key in ("number", "postcode", "street", "email")):
            return False
        return bool(_TOTAL.match(fold(self.name)))


def read_row(source: Source, number: int, row: tuple[Any, ...]) -> MemberRow:
    """A row as values of ours; empty cells and absent columns are left out, wrong ones are told."""
    values: dict[str, Any] = {}
    refused = []
    for key, raw in cells(source, row).items():
        value = _work_type(raw) if key == "work_type" else read_cell(raw, _KINDS[key])
        if isinstance(value, Refused):
            refused.append(
                _("Kolom «{column}»: «{value}» is {why}; deze cel is overgeslagen.").format(
                    column=heading_of(source, key), value=as_text(raw)[:60], why=value.why
                )
            )
        elif value is not None:
            values[key] = value
    return MemberRow(
        number,
        {key: value for key, value in _with_street(values).items() if key in ORGANISATION_KEYS},
        _contact_name(values),
        {key.removeprefix("contact_"): values[key] for key in CONTACT_KEYS if key in values},
        tuple(refused),
    )


def _work_type(raw: Any) -> WorkType | Refused | None:
    typed = fold(as_text(raw)).strip() if raw is not None else ""
    if not typed:
        return None
    for beginnings, kind in (
        (_SOCIAL, WorkType.SOCIAL_SERVICES),
        (_WELFARE, WorkType.WELFARE_WORK),
        (_OTHER, WorkType.OTHER),
    ):
        if any(typed == word or (len(word) > 3 and word in typed) for word in beginnings):
            return kind
    return Refused(_("een onbekende werksoort"))


def _with_street(values: dict[str, Any]) -> dict[str, Any]:
    """Street and house number in one field when the file keeps them apart."""
    if "house_number" not in values:
        return values
    number = " ".join(str(values[key]) for key in ("house_number", "addition") if key in values)
    street = f"{values.get('street', '')} {number}".strip()
    return {**values, "street": street}


def _contact_name(values: dict[str, Any]) -> str | None:
    whole = values.get("contact_name")
    parts = [values[key] for key in ("contact_given", "contact_prefix", "contact_family") if key in values]
    found = whole or " ".join(parts)
    return str(found) if found else None
