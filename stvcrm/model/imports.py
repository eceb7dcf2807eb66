"""What imports leave behind for the next one: remembered columns, and questions not answered yet."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, Text
from sqlalchemy.orm import Mapped, mapped_column

from stvcrm.base.i18n import N_
from stvcrm.model.base import Choice, Entity, Kind, Privacy, field


class ImportProfile(Entity):
    """Which heading means which field, remembered under a name for the next file of the same kind."""

    __tablename__ = "import_profile"
    noun = "import_profiles"

    importer: Mapped[str] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(info=field(N_("Naam"), required=True))
    columns: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


class QuestionState(Choice):
    """Whether the user chose."""

    OPEN = "open", N_("Open")
    ANSWERED = "answered", N_("Beantwoord")
    DISMISSED = "dismissed", N_("Vervallen")


class ImportQuestion(Entity):
    """A row of a file that needs a decision; kept at its record until there is one."""

    __tablename__ = "import_question"
    noun = "import_questions"

    importer: Mapped[str] = mapped_column(index=True)
    source: Mapped[str] = mapped_column(info=field(N_("Bestand"), privacy=Privacy.PERSONAL))
    row: Mapped[int] = mapped_column(default=0)
    asked_on: Mapped[date | None] = mapped_column(default=None)
    noun_asked: Mapped[str | None] = mapped_column(default=None)
    record_id: Mapped[int | None] = mapped_column(default=None, index=True)
    reason: Mapped[str] = mapped_column(Text, info=field(N_("Vraag"), Kind.TEXT, privacy=Privacy.PERSONAL))
    values: Mapped[dict[str, str]] = mapped_column(
        JSON, default=dict, info=field(N_("Waarden in het bestand"), Kind.LIST, privacy=Privacy.PERSONAL)
    )
    state: Mapped[QuestionState] = mapped_column(default=QuestionState.OPEN, index=True)
