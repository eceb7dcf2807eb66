"""Erasing a person: the one act that asks first, and an honest answer about what is left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from stvcrm.base.clock import local
from stvcrm.base.dates import clock_time, plain_date
from stvcrm.base.i18n import N_, _, n_
from stvcrm.desktop.kit.buttons import say
from stvcrm.desktop.kit.cards import Row
from stvcrm.desktop.kit.dialogs import Dialog
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.link_row import LinkRow
from stvcrm.desktop.kit.rows_view import Rows
from stvcrm.desktop.kit.theme import theme
from stvcrm.operations.catalog import BY_NAME
from stvcrm.queries.left_places import Place, places
from stvcrm.queries.people import Footprint, PersonCard, footprint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from stvcrm.desktop.kit.context import Context
    from stvcrm.operations.backups import Held
    from stvcrm.operations.privacy import Answer

_TABLES = {
    "position": (N_("{n} functie"), N_("{n} functies")),
    "contact_way": (N_("{n} nummer of adres"), N_("{n} nummers en adressen")),
    "consent": (N_("{n} grondslag"), N_("{n} grondslagen")),
    "attachment": (N_("{n} bijlage"), N_("{n} bijlagen")),
    "visit": (N_("{n} kennismaking"), N_("{n} kennismakingen")),
    "attendance": (N_("{n} aanwezigheid"), N_("{n} aanwezigheden")),
    "contact_moment": (N_("{n} contactmoment"), N_("{n} contactmomenten")),
    "utterance": (N_("{n} uiting"), N_("{n} uitingen")),
}


class EraseDialog(Dialog):
    """Says what goes and what stays, asks, does it, and then shows what is left."""

    erased = Signal()

    def __init__(self, context: Context, parent: QWidget, person: PersonCard) -> None:
        super().__init__(_("Contact voorgoed wissen"), parent, width=600)
        self._context, self._person = context, person
        words = _("{name} wordt gewist. Dit kan niet ongedaan worden gemaakt: ook de geschiedenis verdwijnt.")
        self._text = label(words.format(name=person.name), wrap=True)
        self.body.addWidget(self._text)
        self.rows = Rows()
        area = self.rows.scrolling()
        area.setMinimumHeight(theme().px(290))
        self.body.addWidget(area, 1)
        self._cancel = self.add_cancel()
        self._act = self.add_button(_("Voorgoed wissen"), self.erase, kind="bad")
        context.runner.ask(self, footprint, self._show_footprint, person.id)
        self._cancel.setDefault(True)
        self.open()
        self._cancel.setFocus()

    def erase(self) -> None:
        """Do it, after a backup."""
        for made in (self._act, self._cancel):
            made.setEnabled(False)
        self._text.setText(_("Bezig met wissen; dit duurt enkele seconden."))
        self._context.runner.do(
            self, BY_NAME["people.erase"], person_id=self._person.id, then=self._done, refused=self._refused
        )

    def clear_backups(self) -> None:
        """Remove the backups that hold erased people."""
        self._context.runner.do(
            self, BY_NAME["backups.apply_retention"], then=self._cleared, refused=self._refused
        )

    def _show_footprint(self, found: Footprint) -> None:
        goes, stays = _counted(found.goes), _counted(found.stays)
        goes_too = (_("naam"), _("contactgegevens"), _("opmerkingen"), *goes)
        rows = [
            Row(_("Dit verdwijnt"), _list(goes_too), icon="x", tone="bad"),
            Row(
                _("Dit blijft, zonder naam"),
                _list(stays) if stays else _("niets"),
                icon="eye-off",
            ),
            Row(
                _("In notities en teksten"),
                _(
                    "De volledige naam wordt overal vervangen. Waar een deel van de naam ook iemand anders "
                    "kan betekenen, staat daarna op een lijst."
                ),
                icon="file-pen",
            ),
            Row(
                _("Reservekopieën"),
                _(
                    "Er wordt eerst een kopie gemaakt. Kopieën bevatten deze persoon nog; hierna staat welke "
                    "dat zijn, en dan kunnen ze weg."
                ),
                icon="hard-drive",
            ),
        ]
        self.rows.show_rows(rows)

    def _done(self, answer: Answer) -> None:
        self._text.setText(_("Gewist. In wat blijft staat nu: {label}.").format(label=answer.label))
        self._answer = answer
        self._context.runner.ask(self, places, self._show_answer, answer.left)

    def _show_answer(self, found: tuple[Place, ...]) -> None:
        answer = self._answer
        rows: list[QWidget] = [self._left(place) for place in found]
        if found:
            count = len(found)
            words = n_(
                "Op {n} plaats staat misschien nog een deel van de naam; bekijk die zelf.",
                "Op {n} plaatsen staat misschien nog een deel van de naam; bekijk die zelf.",
                count,
            )
            rows.insert(0, Row(words.format(n=count), icon="triangle-alert", tone="warn"))
        rows += [_held(backup) for backup in answer.backups]
        self.rows.show_rows(rows, _("Er is niets overgebleven, ook niet in reservekopieën."))
        self.banner.setVisible(False)
        if answer.notices:
            self.banner.tell(" ".join(answer.notices), "warn")
        say(self._cancel, _("Sluiten"))
        self._cancel.setEnabled(True)
        self._act.setVisible(bool(answer.backups))
        self._act.setEnabled(True)
        say(self._act, _("Kopieën met deze persoon verwijderen"))
        self._act.clicked.disconnect()
        self._act.clicked.connect(self.clear_backups)
        self._stand_aside()
        self._cancel.setFocus()
        self.erased.emit()

    def _cleared(self, retention: Any) -> None:
        count = len(retention.removed)
        words = n_("{n} reservekopie verwijderd", "{n} reservekopieën verwijderd", count)
        self._context.toast(words.format(n=count))
        self.accept()

    def _refused(self, error: object) -> None:
        self.banner.tell(str(error))
        self._cancel.setEnabled(True)
        self._act.setEnabled(True)

    def _stand_aside(self) -> None:
        """Nothing is asked any more: each place can be looked at while this list stays."""
        self.hide()
        self.setModal(False)
        self.show()

    def _left(self, place: Place) -> LinkRow:
        open_it = partial(self._context.navigate, place.table, place.id)
        second = _("{where}: “{words}”. Bekijken").format(where=place.where, words=place.words)
        return LinkRow(place.title, open_it, icon="file-text", second=second)


def _held(backup: Held) -> Row:
    made, lapses = local(backup.made_at), plain_date(local(backup.lapses_at).date())
    words = (
        _("vervalt uiterlijk {day}") if backup.opens else _("gaat met deze wachtzin niet open; vervalt {day}")
    )
    place = _("buiten deze laptop") if backup.outside else _("op deze laptop")
    title = _("Reservekopie van {day}, {place}").format(
        day=f"{plain_date(made.date())} {clock_time(made)}", place=place
    )
    return Row(title, words.format(day=lapses), icon="hard-drive", tone="warn")


def _counted(found: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(
        n_(_(_TABLES[table][0]), _(_TABLES[table][1]), n).format(n=n) for table, n in found.items() if n
    )


def _list(words: tuple[str, ...]) -> str:
    return _(" en ").join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
