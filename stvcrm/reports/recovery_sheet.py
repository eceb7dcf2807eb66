"""The recovery sheet: one page that opens the workspace when its passphrase is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.base.clock import local
from stvcrm.base.dates import plain_date
from stvcrm.base.i18n import N_, _, language
from stvcrm.queries.settings import settings
from stvcrm.reports.document import Bullets, Document, Groups, Heading, Notice, Paragraph
from stvcrm.reports.report import Report, Request

if TYPE_CHECKING:
    from sqlalchemy import Connection


def load(connection: Connection, _request: Request) -> dict[str, str]:
    """The settings, for the name of the workspace."""
    return settings(connection)


def compose(data: dict[str, str], request: Request) -> Document:
    """What it is, the groups, and how to keep it."""
    name, on = data["workspace_title"], plain_date(local(request.now).date())
    blocks = (
        Paragraph(
            _(
                "Met deze groepen gaat de werkruimte open als de wachtzin kwijt is. Kies bij het openen voor "
                "het herstelblad en typ de groepen over, regel voor regel. Hoofdletters en spaties maken "
                "niet uit."
            )
        ),
        Groups(request.groups),
        Notice(
            _("Wie dit blad heeft, kan alles lezen."),
            _("Het blad geeft toegang tot de hele werkruimte, zonder wachtzin."),
        ),
        Heading(_("Zo wordt dit blad bewaard")),
        Bullets(
            (
                _("Op papier, in een kluis of een gesloten envelop. Niet in dezelfde tas als de laptop."),
                _("Niet als bestand, foto of e-mail, en niet in een map die met anderen gedeeld is."),
                _(
                    "Na een nieuwe wachtzin werkt dit blad niet meer: druk dan een nieuw blad af en "
                    "vernietig dit."
                ),
            )
        ),
        Paragraph(
            _(
                "Elke groep eindigt met een controleteken: bij een tikfout zegt het programma welke groep "
                "niet klopt. De cijfers zijn 0 tot en met 9, de letters A tot en met F; een O komt niet voor."
            ),
            second=True,
        ),
    )
    title = _("Herstelblad van {name}").format(name=name) if name else _("Herstelblad")
    return Document(
        kind=_("Bewaren op een veilige plaats"),
        title=title,
        blocks=blocks,
        foot=_("Herstelblad, {day}").format(day=on),
        language=language(),
    )


REPORT = Report(
    "recovery_sheet",
    N_("Herstelblad"),
    N_("Opent de werkruimte als de wachtzin kwijt is"),
    None,
    load,
    compose,
    private=True,
    secret=True,
)
