"""The fields that a column of a member list can fill, and the headings such columns go by."""

from __future__ import annotations

from stvcrm.base.i18n import N_
from stvcrm.importers.pipeline import Target
from stvcrm.model.base import Kind

TARGETS: tuple[Target, ...] = (
    Target(
        "number", N_("Lidnummer"), headings=(
            "lidnr", "lidnummer", "lid nr", "nr", "nummer", "lidmaatschapsnummer", "lidmaatschapsnr",
            "ledennummer", "relatienummer", "relatienr", "relatiecode", "klantnummer", "debiteurnummer",
            "debiteurnr", "member number", "member no", "member nr", "member id", "membership number",
            "membership no", "id", "code",
        ),
    ),
    Target(
        "name", N_("Naam"), headings=(
            "organisatie", "organisatienaam", "naam organisatie", "naam", "naam lid", "naam lidorganisatie",
            "lidorganisatie", "instelling", "naam instelling", "instellingsnaam", "stichting", "bedrijf",
            "bedrijfsnaam", "lid", "leden", "organisation", "organization", "organisation name",
            "organization name", "name", "name of organisation", "company", "company name", "member",
            "member name", "member organisation",
        ),
    ),
    Target(
        "work_type", N_("Werksoort"), Kind.CHOICE, (
            "werksoort", "soort werk", "type lid", "soort lid", "lidsoort", "lidtype", "soort", "type",
            "soort organisatie", "type organisatie", "soort instelling", "type instelling", "sector",
            "branche", "categorie", "werkveld", "werkgebied soort", "discipline", "work type",
            "type of work", "kind of work", "member type", "organisation type", "category",
        ),
    ),
    Target(
        "street", N_("Straat en nummer"), headings=(
            "adres", "straat", "straat en huisnummer", "straat en nummer", "straat huisnr", "adresregel",
            "adresregel 1", "bezoekadres", "vestigingsadres", "straatnaam", "address", "street",
            "street address", "address line 1", "visiting address",
        ),
    ),
    Target(
        "house_number", N_("Huisnummer"), follows="street", headings=(
            "huisnummer", "huisnr", "hnr", "house number", "house no", "nr", "nummer", "no",
        ),
    ),
    Target(
        "addition", N_("Toevoeging"), headings=(
            "toevoeging", "huisnummer toevoeging", "huisnummertoevoeging", "toev", "huisletter", "addition",
        ),
    ),
    Target(
        "postcode", N_("Postcode"), Kind.POSTCODE, (
            "postcode", "pc", "post code", "postal code", "zip", "zip code", "zipcode",
        ),
    ),
    Target(
        "postcode_city", N_("Postcode en plaats"), headings=(
            "postcode en plaats", "postcode plaats", "postcode woonplaats", "postcode en woonplaats",
            "pc plaats", "postcode city",
        ),
    ),
    Target(
        "city", N_("Plaats"), headings=(
            "plaats", "vestigingsplaats", "woonplaats", "plaatsnaam", "standplaats", "stad", "city", "town",
            "place",
        ),
    ),
    Target("province", N_("Provincie"), headings=("provincie", "prov", "province")),
    Target(
        "phone", N_("Telefoon"), Kind.PHONE, headings=(
            "telefoon", "telefoonnummer", "tel", "tel nr", "telnr", "telefoonnr", "telefoon algemeen",
            "algemeen telefoonnummer", "telefoon organisatie", "phone", "phone number", "telephone",
            "telephone number",
        ),
    ),
    Target(
        "email", N_("E-mail"), Kind.EMAIL, headings=(
            "e-mail", "e-mailadres", "e-mail algemeen", "algemeen e-mailadres", "mail", "mailadres",
            "e-mail organisatie", "e-mail address", "mail address",
        ),
    ),
    Target(
        "website", N_("Website"), Kind.WEBSITE, (
            "website", "web", "url", "site", "internet", "internetadres", "webadres", "webpagina",
            "homepage", "www", "web site", "web address",
        ),
    ),
    Target(
        "staff", N_("Medewerkers"), Kind.NUMBER, (
            "aantal medewerkers", "medewerkers", "aantal mw", "personeel", "aantal personeelsleden",
            "personeelsleden", "aantal werknemers", "werknemers", "staff", "employees", "number of staff",
            "number of employees", "staff members",
        ),
    ),
    Target(
        "member_since", N_("Lid sinds"), Kind.DATE, (
            "lid sinds", "lid vanaf", "lidmaatschap sinds", "lidmaatschap vanaf", "datum lid",
            "datum lidmaatschap", "ingangsdatum", "ingangsdatum lidmaatschap", "startdatum", "aanmelddatum",
            "member since", "joined", "date joined", "joined on", "start date",
        ),
    ),
    Target(
        "member_until", N_("Lid tot"), Kind.DATE, (
            "lid tot", "lidmaatschap tot", "einddatum", "einddatum lidmaatschap", "datum einde",
            "member until", "end date",
        ),
    ),
    Target(
        "contact_name", N_("Naam contact"), second=("naam", "name"), headings=(
            "contactpersoon", "contact", "naam contactpersoon", "naam contact", "contactpersoon naam",
            "contact person", "contact name", "name contact person", "aanspreekpunt",
        ),
    ),
    Target(
        "contact_given", N_("Voornaam contact"), headings=(
            "voornaam", "voornaam contactpersoon", "voornaam contact", "roepnaam", "voorletters",
            "initialen", "first name", "given name", "initials",
        ),
    ),
    Target(
        "contact_prefix", N_("Tussenvoegsel contact"), headings=(
            "tussenvoegsel", "tussenvoegsels", "tussenv", "voorvoegsel", "voorvoegsels", "tv", "tsv",
            "prefix", "infix",
        ),
    ),
    Target(
        "contact_family", N_("Achternaam contact"), headings=(
            "achternaam", "achternaam contactpersoon", "achternaam contact", "familienaam", "last name",
            "surname", "family name",
        ),
    ),
    Target(
        "contact_role", N_("Functie"), headings=(
            "functie", "functie contactpersoon", "functie contact", "rol", "functietitel", "functienaam",
            "role", "job title", "position", "title", "function",
        ),
    ),
    Target(
        "contact_email", N_("E-mail contact"), Kind.EMAIL, second=("e-mail", "e-mailadres", "mail", "email"),
        headings=(
            "e-mail contactpersoon", "e-mailadres contactpersoon", "mail contactpersoon", "e-mail contact",
            "contactpersoon e-mail", "e-mail direct", "e-mail persoonlijk", "contact e-mail",
            "e-mail contact person", "contact person e-mail",
        ),
    ),
    Target(
        "contact_phone", N_("Telefoon contact"), Kind.PHONE,
        second=("telefoon", "telefoonnummer", "tel", "telefoonnr", "phone", "telephone"), headings=(
            "telefoon contactpersoon", "telefoonnummer contactpersoon", "tel contactpersoon", "mobiel",
            "mobiel nummer", "mobiele nummer", "mobiele telefoon", "mob", "gsm", "mobile", "mobile phone",
            "telefoon contact", "contactpersoon telefoon", "doorkiesnummer", "contact phone",
            "phone contact person", "contact person phone",
        ),
    ),
)  # fmt: skip
ORGANISATION_KEYS = (
    "number", "name", "work_type", "street", "postcode", "city", "province", "phone", "email", "website",
    "staff", "member_since", "member_until",
)  # fmt: skip
CONTACT_KEYS = ("contact_role", "contact_email", "contact_phone")
LABELS = {target.key: target.label for target in TARGETS}
KINDS = {target.key: target.kind for target in TARGETS}
