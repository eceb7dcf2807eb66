"""Every operation by its public name: the window and the command line use only these."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_type_hints

from stvcrm.base.changes import Changes
from stvcrm.base.dates import parse_date
from stvcrm.base.errors import UserError
from stvcrm.base.i18n import N_, _
from stvcrm.operations import (
    backups,
    contact_moments,
    editing,
    import_questions,
    organisations,
    people,
    privacy,
    promises,
    responses,
    settings,
    surveys,
    tags,
    themes,
    utterances,
    visits,
)
from stvcrm.store.backup import Reason, before
from stvcrm.store.database import Database


@dataclass(frozen=True)
class Parameter:
    """One parameter: its public name, how it is written, and whether it must be given."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True)
class OperationSpec:
    """One operation: public name, what it is called in a menu, the function, whether Undo takes it back.

    One that cannot be undone gets the Database instead of a unit of work, and answers its result with the
    Changes. `copies_first` says for what a backup is made before it.
    """

    name: str
    label: str
    run: Callable[..., Any]
    undoable: bool = True
    copies_first: Reason | None = None

    def perform(self, database: Database, label: str = "", /, **values: Any) -> tuple[Any, Changes]:
        """Do it: the backup that goes first, then the act; the result and what it touched.

        `label` stands in the journal where the act does not choose a better one; without it that of the menu.

        Raises:
            UserError: refused, or the backup could not be made; nothing was changed.
        """
        if self.copies_first is not None:
            before(database, self.copies_first)
        if self.undoable:
            return database.write(label or _(self.label), self.run, **values)
        result, changes = self.run(database, **values)
        return result, changes

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return (inspect.getdoc(self.run) or "").split("\n", maxsplit=1)[0]

    def parameters(self) -> list[Parameter]:
        """The public parameters in order; `**fields` is shown as FIELD."""
        found = []
        for name, parameter in list(inspect.signature(self.run).parameters.items())[1:]:
            if parameter.kind is inspect.Parameter.VAR_KEYWORD:
                found.append(Parameter("FIELD", "value", False))
            else:
                kind = str(parameter.annotation).replace(" | None", "")
                found.append(Parameter(name.rstrip("_"), kind, parameter.default is inspect.Parameter.empty))
        return found

    def arguments(self, typed: dict[str, str], on: date) -> dict[str, object]:
        """Typed values as the function wants them.

        Raises:
            UserError: a parameter is unknown, missing or cannot be read.
        """
        hints, signature = get_type_hints(self.run), inspect.signature(self.run).parameters
        takes_fields = any(item.kind is inspect.Parameter.VAR_KEYWORD for item in signature.values())
        values: dict[str, object] = {}
        for name, text in typed.items():
            inner = f"{name}_" if f"{name}_" in signature else name
            known = inner in signature and signature[inner].kind is inspect.Parameter.KEYWORD_ONLY
            if not known and not takes_fields:
                raise UserError(_("{operation} kent geen {name}.").format(operation=self.name, name=name))
            values[inner] = _read(hints[inner], text, name, on) if known else text
        missing = [item.name for item in self.parameters() if item.required and item.name not in typed]
        if missing:
            names = ", ".join(missing)
            raise UserError(_("{operation} mist: {names}.").format(operation=self.name, names=names))
        return values


def _read(hint: Any, text: str, name: str, on: date) -> object:
    """A typed value of the kind a parameter is declared as."""
    kinds = (
        [kind for kind in get_args(hint) if kind is not type(None)] if isinstance(hint, UnionType) else [hint]
    )
    kind = kinds[0]
    if text == "" and isinstance(hint, UnionType):
        return None
    try:
        if kind is date:
            found = parse_date(text, on)
            if found is None:
                raise ValueError(text)
            return found
        if isinstance(kind, type) and issubclass(kind, (int, StrEnum)):
            return kind(text)
        if kind == list[int]:
            return [int(item) for item in _items(text)]
        return _items(text) if kind == list[str] else text
    except ValueError as error:
        message = _("«{value}» kan niet bij {name}.")
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            message = _("«{value}» kan niet bij {name}; wel: {known}.").replace("{known}", ", ".join(kind))
        raise UserError(message.format(value=text, name=name)) from error


def _items(text: str) -> list[str]:
    if text.lstrip().startswith("["):
        return [str(item) for item in json.loads(text)]
    return [item.strip() for item in text.split(",") if item.strip()]


OPERATIONS: tuple[OperationSpec, ...] = (
    OperationSpec("add", N_("Toevoegen"), editing.add),
    OperationSpec("edit", N_("Wijzigen"), editing.edit),
    OperationSpec("edit_many", N_("Veel rijen wijzigen"), editing.edit_many, copies_first=Reason.BULK),
    OperationSpec("remove", N_("Verwijderen"), editing.remove),
    OperationSpec("merge", N_("Samenvoegen"), editing.merge, copies_first=Reason.MERGE),
    OperationSpec("organisations.add", N_("Organisatie toevoegen"), organisations.add),
    OperationSpec("organisations.rename", N_("Andere naam geven"), organisations.rename),
    OperationSpec(
        "organisations.end_membership", N_("Lidmaatschap beëindigen"), organisations.end_membership
    ),
    OperationSpec("organisations.fuse", N_("Laten samengaan"), organisations.fuse, copies_first=Reason.MERGE),
    OperationSpec("people.add", N_("Contact toevoegen"), people.add),
    OperationSpec("people.add_position", N_("Functie toevoegen"), people.add_position),
    OperationSpec("people.change_job", N_("Andere functie"), people.change_job),
    OperationSpec("people.end_position", N_("Functie beëindigen"), people.end_position),
    OperationSpec("people.erase", N_("Persoon wissen"), privacy.erase, undoable=False),
    OperationSpec("visits.request", N_("Kennismaking aanvragen"), visits.request),
    OperationSpec("visits.approach", N_("Benaderd"), visits.approach),
    OperationSpec("visits.propose", N_("Datum voorstellen"), visits.propose),
    OperationSpec("visits.schedule", N_("Inplannen"), visits.schedule),
    OperationSpec("visits.reschedule", N_("Verzetten"), visits.reschedule),
    OperationSpec("visits.begin", N_("Gesprek beginnen"), visits.begin),
    OperationSpec("visits.attend", N_("Aanwezige toevoegen"), visits.attend),
    OperationSpec("visits.attend_new", N_("Nieuwe aanwezige toevoegen"), visits.attend_new),
    OperationSpec("visits.note", N_("Notitie toevoegen"), visits.note),
    OperationSpec("visits.edit_notes", N_("Notities wijzigen"), visits.edit_notes),
    OperationSpec("visits.mark", N_("Markeren"), visits.mark),
    OperationSpec("visits.complete", N_("Gesprek afronden"), visits.complete),
    OperationSpec("visits.cancel", N_("Annuleren"), visits.cancel),
    OperationSpec("visits.decline", N_("Afgezien"), visits.decline),
    OperationSpec("visits.reopen", N_("Weer oppakken"), visits.reopen),
    OperationSpec("surveys.add", N_("Enquête maken"), surveys.add),
    OperationSpec("surveys.invite", N_("Uitnodigen"), surveys.invite),
    OperationSpec("surveys.remind", N_("Herinnering noteren"), surveys.remind),
    OperationSpec("surveys.feed_back", N_("Teruggekoppeld"), surveys.feed_back),
    OperationSpec("responses.add", N_("Antwoord invoeren"), responses.add),
    OperationSpec("responses.match", N_("Organisatie kiezen"), responses.match),
    OperationSpec("responses.match_new", N_("Als nieuwe organisatie"), responses.match_new),
    OperationSpec("responses.set_aside", N_("Niet laten meetellen"), responses.set_aside),
    OperationSpec("responses.take_up", N_("Wel laten meetellen"), responses.take_up),
    OperationSpec("utterances.code", N_("Coderen"), utterances.code),
    OperationSpec("utterances.clear_polarity", N_("Strekking weghalen"), utterances.clear_polarity),
    OperationSpec("utterances.split", N_("Splitsen"), utterances.split),
    OperationSpec("utterances.join", N_("Bij elkaar voegen"), utterances.join),
    OperationSpec("utterances.recode", N_("Nog eens coderen"), utterances.recode),
    OperationSpec("themes.add", N_("Thema toevoegen"), themes.add),
    OperationSpec("themes.rename", N_("Thema anders noemen"), themes.rename),
    OperationSpec("themes.merge", N_("Thema's samenvoegen"), themes.merge),
    OperationSpec("themes.split", N_("Thema splitsen"), themes.split),
    OperationSpec("contact_moments.add", N_("Contact noteren"), contact_moments.add),
    OperationSpec("promises.add", N_("Toezegging noteren"), promises.add),
    OperationSpec("promises.add_action", N_("Actie noteren"), promises.add_action),
    OperationSpec("promises.settle", N_("Gedaan"), promises.settle),
    OperationSpec("tags.put", N_("Label erop zetten"), tags.put),
    OperationSpec("tags.take", N_("Label eraf halen"), tags.take),
    OperationSpec("import_questions.answer", N_("Importvraag beantwoorden"), import_questions.answer),
    OperationSpec("settings.change", N_("Instelling wijzigen"), settings.change),
    OperationSpec(
        "backups.apply_retention", N_("Bewaartermijn toepassen"), backups.apply_retention, undoable=False
    ),
)
BY_NAME: dict[str, OperationSpec] = {spec.name: spec for spec in OPERATIONS}
