"""Every importer, in the order in which a dropped file is offered to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stvcrm.importers import contacts, members, survey

if TYPE_CHECKING:
    from stvcrm.importers.pipeline import Importer

IMPORTERS: tuple[Importer, ...] = (members.IMPORTER, survey.IMPORTER, contacts.IMPORTER)
BY_KEY: dict[str, Importer] = {importer.key: importer for importer in IMPORTERS}
