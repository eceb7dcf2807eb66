"""The words of headings in survey exports: what tells of the form itself, of an audience, of free text."""

from __future__ import annotations

from stvcrm.base.i18n import N_
from stvcrm.importers.pipeline import Target
from stvcrm.model.base import Kind
from stvcrm.model.surveys import Answered, Audience

META = (
    Target(
        "respondent_id",
        N_("Nummer van het formulier"),
        headings=(
            "Respondent-ID", "Respondent ID", "Respondentnummer", "Respondent", "Response ID",
            "Antwoord ID",
            "Antwoord-ID", "ID", "Id respons", "Respons ID", "Formuliernummer", "Volgnummer",
            "Collector-respons",
        ),
    ),
    Target("begun_at", N_("Begonnen"), Kind.MOMENT, (
        "Begindatum", "Begintijd", "Starttijd", "Start", "Startdatum", "Datum gestart", "Start date",
        "Start time",
        "Date started", "Begonnen", "Begonnen op",
    )),
    Target("submitted_at", N_("Ontvangen"), Kind.MOMENT, (
        "Einddatum", "Eindtijd", "Tijd van voltooien", "Voltooid", "Datum ingevuld", "Ingevuld op",
        "Tijdstempel",
        "Timestamp", "End date", "Completion time", "Date submitted", "Submit date", "Inzenddatum",
        "Verzonden op",
        "Datum verzonden", "Datum laatste actie", "Ontvangen", "Datum",
    )),
    Target("email", N_("E-mail"), Kind.EMAIL, (
        "E-mailadres", "E-mail", "Email", "Mail", "Mailadres", "Email address", "E-mail address",
        "Uw e-mailadres",
    )),
    Target("organisation", N_("Organisatie"), Kind.LINE, (
        "Organisatie", "Naam organisatie", "Organisatienaam", "Naam van uw organisatie", "Uw organisatie",
        "Instelling", "Bedrijf", "Werkgever", "Organisation", "Organization", "Company",
        "Bij welke organisatie werkt u",
        "Voor welke organisatie werkt u", "Lidorganisatie",
    )),
    Target("respondent", N_("Ingevuld door"), Kind.LINE, (
        "Naam", "Uw naam", "Naam invuller", "Ingevuld door", "Contactpersoon", "Voor- en achternaam",
        "Name",
        "Full name", "Your name", "Naam respondent",
    )),
    Target("role", N_("Functie"), Kind.LINE, ("Functie", "Uw functie", "Rol", "Functienaam",
        "Job title", "Role", "Position")),
    Target("place", N_("Plaats"), Kind.LINE, ("Plaats", "Vestigingsplaats", "Woonplaats", "Gemeente",
        "City", "Town", "Place")),
    Target("number", N_("Lidnummer"), Kind.LINE, (
        "Lidnummer", "Lidnr", "Lidmaatschapsnummer", "Relatienummer", "Member number",
        "Membership number", "Token",
        "Toegangscode", "Deelnemerscode", "Access code",
    )),
)  # fmt: skip

AUDIENCES: dict[Audience, frozenset[str]] = {
    Audience.STAFF: frozenset(
        {"medewerkers", "medewerker", "personeel", "professionals", "collega", "collegas", "staff",
        "employees",
         "werknemers", "mw", "med", "team"}
    ),
    Audience.CLIENTS: frozenset(
        {"clienten", "client", "klanten", "klant", "deelnemers", "bezoekers", "inwoners", "doelgroep",
        "clients",
         "customers", "cl"}
    ),
}  # fmt: skip
TEXT_WORDS = frozenset(
    {"toelichting", "uitleg", "licht", "waarom", "motivatie", "reden", "opmerking", "opmerkingen",
    "contact",
     "contactpersoon", "anders", "comment", "comments", "explanation", "explain", "why", "open",
     "onderwerpen", "tekst",
     "text", "wie", "who", "contacten", "opm", "toel", "namelijk", "specify"}
)  # fmt: skip
CHOICES = {
    "ja": Answered.YES, "yes": Answered.YES, "nee": Answered.NO, "no": Answered.NO,
    "weet niet": Answered.UNKNOWN,
    "weet ik niet": Answered.UNKNOWN, "onbekend": Answered.UNKNOWN, "don t know": Answered.UNKNOWN,
    "misschien later": Answered.LATER, "misschien": Answered.LATER, "later": Answered.LATER,
}  # fmt: skip
