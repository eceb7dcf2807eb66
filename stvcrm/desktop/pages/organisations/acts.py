"""What one does with an organisation itself: add one, plan an action, another name, end of membership."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.form_dialog import FormDialog
from stvcrm.desktop.kit.model_fields import form_field, form_fields
from stvcrm.model.action_points import ActionPoint
from stvcrm.model.organisations import Organisation, OrganisationKind, WorkType

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from stvcrm.desktop.kit.context import Context
    from stvcrm.queries.organisations import OrganisationCard

NEW = ("name", "number", "kind", "work_type", "city", "phone", "email")


def add(context: Context, parent: QWidget, then: Callable[[int], object]) -> FormDialog:
    """A new organisation."""
    return FormDialog(
        context,
        parent,
        _("Nieuwe organisatie"),
        "organisations.add",
        form_fields(context, Organisation, NEW),
        values={"kind": OrganisationKind.MEMBER, "work_type": WorkType.UNKNOWN},
        then=then,
    )


def action(context: Context, parent: QWidget, card: OrganisationCard) -> FormDialog:
    """Something one of us has to do."""
    fields = form_fields(context, ActionPoint, ("text", "owner", "due_on"))
    title, fixed = _("Actie bij {name}").format(name=card.name), {"organisation_id": card.id}
    return FormDialog(context, parent, title, "promises.add_action", fields, fixed=fixed)


def rename(context: Context, parent: QWidget, card: OrganisationCard) -> FormDialog:
    """Another name; the former one is kept and still found."""
    field = replace(form_field(context, Organisation, "name"), label=_("Nieuwe naam"))
    return FormDialog(
        context,
        parent,
        _("{name} krijgt een andere naam").format(name=card.name),
        "organisations.rename",
        (field,),
        act=_("Naam wijzigen"),
        sub=_("De oude naam blijft bewaard en wordt bij zoeken nog gevonden."),
        fixed={"organisation_id": card.id},
        values={"name": card.name},
    )


def end_membership(context: Context, parent: QWidget, card: OrganisationCard) -> FormDialog:
    """The organisation is no longer a member."""
    field = replace(form_field(context, Organisation, "member_until"), key="on")
    return FormDialog(
        context,
        parent,
        _("Lidmaatschap van {name} beëindigen").format(name=card.name),
        "organisations.end_membership",
        (field,),
        act=_("Beëindigen"),
        sub=_(
            "De organisatie blijft bewaard als voormalig lid. Zonder datum eindigt het lidmaatschap vandaag."
        ),
        fixed={"organisation_ids": [card.id]},
    )
