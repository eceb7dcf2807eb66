"""The codebook: the themes under which utterances are counted."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from stvcrm.base.i18n import N_
from stvcrm.model.base import Entity, Kind, Search, field
from stvcrm.model.utterances import Polarity


class Theme(Entity):
    """What an utterance can be about; utterances name it by its name, so a rename changes them too.

    `key` is the key that chooses it on the coding screen, `sign` the mark that tells it apart without colour.
    """

    __tablename__ = "theme"
    noun = "themes"

    name: Mapped[str] = mapped_column(
        unique=True, info=field(N_("Thema"), search=Search.TITLE, required=True)
    )
    definition: Mapped[str | None] = mapped_column(Text, info=field(N_("Wat eronder valt"), Kind.TEXT))
    example: Mapped[str | None] = mapped_column(Text, info=field(N_("Voorbeeld"), Kind.TEXT))
    colour: Mapped[str | None] = mapped_column(info=field(N_("Kleur")))
    sign: Mapped[str | None] = mapped_column(info=field(N_("Teken")))
    key: Mapped[str | None] = mapped_column(info=field(N_("Toets")))
    position: Mapped[int] = mapped_column(default=0, info=field(N_("Volgorde"), Kind.NUMBER))


class Recoding(Entity):
    """A second, blind coding of an utterance, to see whether codings agree; figures never use it."""

    __tablename__ = "recoding"
    noun = "recodings"

    utterance_id: Mapped[int] = mapped_column(ForeignKey("utterance.id"), index=True)
    themes: Mapped[list[str]] = mapped_column(JSON, default=list, info=field(N_("Thema's"), Kind.LIST))
    polarity: Mapped[Polarity | None] = mapped_column(info=field(N_("Strekking"), Kind.CHOICE))
