"""What belongs to this workspace rather than to this computer: letterhead, home town, retention."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from stvcrm.base.i18n import N_
from stvcrm.model.base import Base, Entity, Kind, field


class Setting(Entity):
    """One value under one of the names in DEFAULTS."""

    __tablename__ = "setting"
    noun = "settings"

    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str] = mapped_column(Text, default="", info=field(N_("Waarde"), Kind.TEXT))


class Fact(Base):
    """What the workspace knows of itself, outside the journal: see store/identity.py."""

    __tablename__ = "fact"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str] = mapped_column(Text)


DEFAULTS: dict[str, tuple[str, str]] = {
    "workspace_title": (N_("Naam van de werkruimte"), ""),
    "letterhead_name": (N_("Organisatie op het briefhoofd"), ""),
    "letterhead_subtitle": (N_("Regel daaronder"), ""),
    "letterhead_address": (N_("Adres op het briefhoofd"), ""),
    "letterhead_contact": (N_("Telefoon en e-mail op het briefhoofd"), ""),
    "project_lead": (N_("Projectleider"), ""),
    "home_town": (N_("Standplaats"), ""),
    "backup_place": (N_("Map voor kopieën buiten deze laptop"), ""),
    "visit_minutes": (N_("Duur van een kennismaking in minuten"), "90"),
    "call_back_weeks": (N_("Terugbellen na «misschien later», in weken"), "13"),
}
"""Name → label and value as long as none is stored."""
