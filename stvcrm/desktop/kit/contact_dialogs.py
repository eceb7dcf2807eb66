"""Noting a contact or a call at an organisation, and asking for a visit: the same from either side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.cells import phone
from stvcrm.desktop.kit.field_editors import Field
from stvcrm.desktop.kit.form_dialog import FormDialog
from stvcrm.desktop.kit.model_fields import choices_of, form_field
from stvcrm.model.contact_moments import Channel, ContactMoment, Direction, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from stvcrm.desktop.kit.context import Context
    from stvcrm.queries.positions import Held


@dataclass(frozen=True)
class With:
    """With whom: an organisation, who works there, and the person it is about if it is about one."""

    organisation_id: int
    organisation: str
    people: Sequence[Held]
    numbers: tuple[tuple[str, str | None], ...] = ()
    person_id: int | None = None

    @property
    def name(self) -> str:
        """What the title of a dialog calls it."""
        names = (held.person for held in self.people if held.person_id == self.person_id)
        return next(names, self.organisation)


def note(context: Context, parent: QWidget, whom: With) -> FormDialog:
    """What was said or sent outside a visit."""
    fields = (
        replace(form_field(context, ContactMoment, "text"), hint=_("Wat is er besproken of verstuurd?")),
        form_field(context, ContactMoment, "channel"),
        form_field(context, ContactMoment, "direction"),
        _whom(whom),
        Field("at", _("Wanneer"), hint=_("nu, of bijvoorbeeld gisteren 14:30")),
    )
    return FormDialog(
        context,
        parent,
        _("Notitie bij {name}").format(name=whom.name),
        "contact_moments.add",
        fields,
        act=_("Noteren"),
        fixed={"organisation_id": whom.organisation_id},
        values={"channel": Channel.OTHER, "direction": Direction.OUT, "person_id": whom.person_id},
    )


def call(context: Context, parent: QWidget, whom: With) -> FormDialog:
    """A call as it goes: the numbers to dial, whom one got and with what outcome."""
    fields = (
        _whom(whom),
        Field("outcome", _("Uitkomst"), "choice", choices_of(Outcome)),
        replace(form_field(context, ContactMoment, "text"), label=_("Besproken")),
    )
    fixed = {"organisation_id": whom.organisation_id, "channel": Channel.PHONE, "direction": Direction.OUT}
    return FormDialog(
        context,
        parent,
        _("Bellen met {name}").format(name=whom.name),
        "contact_moments.add",
        fields,
        act=_("Gesprek noteren"),
        sub="\n".join(_numbers(whom)) or _("Er is nog geen telefoonnummer bekend."),
        fixed=fixed,
        values={"person_id": whom.person_id},
    )


def request_visit(context: Context, parent: QWidget, whom: With) -> FormDialog:
    """An introduction visit is asked for; then its own record is shown."""
    first = whom.people[0].person_id if whom.people else None
    return FormDialog(
        context,
        parent,
        _("Kennismaking met {name}").format(name=whom.organisation),
        "visits.request",
        (_whom(whom),),
        act=_("Aanvraag vastleggen"),
        fixed={"organisation_id": whom.organisation_id},
        values={"person_id": whom.person_id or first},
        then=partial(context.navigate, "visit"),
    )


def _whom(whom: With) -> Field:
    known: dict[Any, str] = {None: _("niemand in het bijzonder")}
    for held in whom.people:
        known.setdefault(held.person_id, f"{held.person}, {held.role}" if held.role else held.person)
    return Field("person_id", _("Met wie"), "choice", tuple(known.items()))


def _numbers(whom: With) -> list[str]:
    found = (*whom.numbers, *((held.person, held.phone) for held in whom.people))
    return list(dict.fromkeys(f"{name}: {phone(number).text}" for name, number in found if number))
