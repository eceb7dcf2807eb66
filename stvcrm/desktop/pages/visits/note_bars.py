"""The bars around the notes: whom one visits and since when, the signs one can type, where one goes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stvcrm.analysis.note_signs import US
from stvcrm.base.clock import local
from stvcrm.base.dates import clock_time, duration, relative_date, short_date
from stvcrm.base.i18n import N_, _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cells import phone
from stvcrm.desktop.kit.commands import Command, command_button
from stvcrm.desktop.kit.flow_layout import FlowLayout
from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import Elided, label
from stvcrm.desktop.kit.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from stvcrm.queries.visit_record import NextVisit, VisitRecord

SIGNS = (
    (">", N_("actie")),
    ("!", N_("afspraak")),
    ("?", N_("open vraag")),
    ("#", N_("thema")),
    ("+", N_("technologie")),
)


class NoteHead(QFrame):
    """Back, whom and where, the time, and what one can do."""

    def __init__(
        self, back: Callable[[], object], commands: Sequence[Command], primary: Sequence[Command]
    ) -> None:
        super().__init__()
        self.setProperty("look", "top")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(12)
        row.addWidget(button("", back, icon="arrow-left", name=_("Terug naar de kennismaking (Escape)")))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self._name, self._second = Elided("", "record"), Elided("", "second")
        texts.addWidget(self._name)
        texts.addWidget(self._second)
        row.addLayout(texts, 1)
        row.addWidget(IconLabel("clock", "accent_ink", 17))
        self._time, self._since = label("", "name"), label("", "sub")
        row.addWidget(self._time)
        row.addWidget(self._since)
        for command in commands:
            row.addWidget(command_button(command))
        self._primary = [(command, command_button(command, kind="primary")) for command in primary]
        for _command, made in self._primary:
            row.addWidget(made)

    def show_visit(self, record: VisitRecord) -> None:
        """Whom and where; of the main acts the one that can be done now."""
        found = record.dossier
        self._name.set_text(found.organisation)
        people = [f"{p.name} ({p.speaker})" if p.speaker else p.name for p in found.attendees]
        day = short_date(local(found.starts_at).date()) if found.starts_at else ""
        parts = (day, found.place or record.city, ", ".join(people) or record.person_name)
        self._second.set_text(" · ".join(part for part in parts if part))
        for command, made in self._primary:
            made.setVisible(command.enabled())
            made.setEnabled(command.enabled())

    def show_time(self, now: datetime, record: VisitRecord) -> None:
        """The time, when the conversation began, and until when it was planned."""
        self._time.setText(clock_time(now))
        began, until = record.began_at, record.dossier.ends_at
        parts = [_("begonnen {time}").format(time=clock_time(began))] if began else []
        if until and local(until).date() == local(now).date():
            parts.append(_("tot {time}").format(time=clock_time(until)))
        self._since.setText(" · ".join(parts))


class SignBar(QWidget):
    """The signs one can type, what is marked at the cursor, and whether all is saved."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 4, 30, 12)
        column.setSpacing(6)
        self.mark = Elided("", "second")
        column.addWidget(self.mark)
        row = QHBoxLayout()
        row.setSpacing(14)
        column.addLayout(row)
        signs = QWidget()
        flow = FlowLayout(signs, spacing=16)
        for sign, meaning in SIGNS:
            flow.addWidget(_sign(label(sign, "key"), _(meaning)))
        self.speaker = label("", "key")
        flow.addWidget(_sign(self.speaker, _("spreker")))
        self.show_speaker(None)
        row.addWidget(signs, 1)
        self._icon = IconLabel("circle-check", "good", 15)
        row.addWidget(self._icon)
        self.saved = label("", "second")
        row.addWidget(self.saved)
        self._icon.hide()

    def show_speaker(self, initials: str | None) -> None:
        """Give as the example the initials of someone who is there; our own side is always there."""
        self.speaker.setText(f"{initials or US}:")

    def show_saved(self, at: datetime) -> None:
        """All is on the disk since this moment."""
        self._icon.set_icon("circle-check", "good")
        self._icon.show()
        self.saved.setText(_("Opgeslagen {time}").format(time=clock_time(at)))

    def show_saving(self) -> None:
        """Something was typed that is not on the disk yet."""
        self._icon.set_icon("loader-circle", "muted")
        self._icon.show()
        self.saved.setText(_("Bezig met opslaan…"))


class NextBar(QFrame):
    """Where one goes after this and whom to call when it gets late; hidden when nothing is planned."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "departure")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        self._words, self._wait = Elided("", "heading"), label("", "sub")
        self._phone, self._call = IconLabel("phone", "side_text", 18), label("")
        row.addWidget(IconLabel("handshake", "side_text", 20))
        row.addWidget(self._words, 1)
        row.addWidget(self._wait)
        row.addWidget(self._phone)
        row.addWidget(self._call)
        self.hide()

    def show_next(self, following: NextVisit | None, now: datetime) -> None:
        """Show it, with the time that is left when it is today."""
        self.setVisible(following is not None)
        if following is None:
            return
        today, day = local(now).date(), local(following.starts_at).date()
        when = clock_time(following.starts_at)
        if day != today:
            when = f"{relative_date(day, today)} {when}"
        where = ", ".join(part for part in (following.organisation, following.place) if part)
        self._words.set_text(_("Volgende: {when} {where}").format(when=when, where=where))
        minutes = int((following.starts_at - now).total_seconds() // 60)
        self._wait.setText(
            _("over {time}").format(time=duration(minutes)) if day == today and minutes > 0 else ""
        )
        number = phone(following.phone).text if following.phone else ""
        self._call.setText(" ".join(part for part in (following.whom, number) if part))
        self._phone.setVisible(bool(number))


class Cover(QFrame):
    """Hides the notes at once; the keyboard stays where it is, so that typing goes on unseen."""

    def __init__(self, parent: QWidget, shortcut: str, lift: Callable[[], object]) -> None:
        super().__init__(parent)
        self._lift = lift
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel("eye-off", "muted", 32), 0, middle)
        words = _("Scherm afgedekt. Typen gaat gewoon door; {key} of een klik laat het weer zien.")
        told = label(words.format(key=shortcut), "sub", wrap=True)
        told.setAlignment(middle)
        told.setMinimumWidth(theme().px(420))
        column.addWidget(told, 0, middle)
        column.addStretch(1)
        self.setAccessibleName(told.text())
        self.hide()

    def mousePressEvent(self, event: object) -> None:
        """A click shows the notes again."""
        self._lift()


def _sign(sign: QWidget, meaning: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    row.addWidget(sign)
    row.addWidget(label(meaning, "second"))
    return made
