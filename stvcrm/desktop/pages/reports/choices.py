"""What is wanted: which report, of what, in which letter and language, with which parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from stvcrm.base.i18n import LANGUAGES, _
from stvcrm.desktop.kit.buttons import Segment
from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import label
from stvcrm.desktop.kit.marks import CheckBox, ComboBox, RadioButton
from stvcrm.desktop.kit.theme import theme
from stvcrm.queries.report_subjects import TABLES, Subject, subject, subjects
from stvcrm.reports.catalog import BY_KEY, REPORTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stvcrm.base.changes import Changes
    from stvcrm.desktop.kit.context import Context
    from stvcrm.reports.report import Report

PAUSE_MS = 120
LIST_HEIGHT = 168
_SUBJECT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Wish:
    """A paper that is wanted; `subject` is None for a report about everything."""

    key: str
    subject: Subject | None
    large_print: bool
    language: str
    without: frozenset[str]


class Choices(QWidget):
    """The left side; `changed` tells that another paper is wanted."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._subject: Subject | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(6)
        self.report = ComboBox()
        self.report.setAccessibleName(_("Rapport"))
        for one in REPORTS:
            self.report.addItem(_(one.title), one.key)
        self._about = label("", "second", wrap=True)
        self._heading(column, _("Rapport"), self.report, self._about)
        self._add_subjects(column)
        self._add_paper(column)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(0)
        self._parts_name = self._heading(column, _("Onderdelen"))
        column.addLayout(self._parts)
        self._checks: dict[str, CheckBox] = {}
        self._add_note(column)
        column.addStretch(1)
        self.report.currentIndexChanged.connect(self._other_report)
        context.runner.changed.connect(self._on_changes)
        self._other_report()

    def wish(self) -> Wish | None:
        """What is wanted; None while it is not clear of what."""
        report = self.chosen
        if report.noun is not None and self._subject is None:
            return None
        return Wish(
            report.key,
            self._subject if report.noun is not None else None,
            self.large.isChecked(),
            self.language.chosen(),
            frozenset(key for key, check in self._checks.items() if not check.isChecked()),
        )

    @property
    def chosen(self) -> Report[Any]:
        """The report that is chosen."""
        return BY_KEY[str(self.report.currentData())]

    def open(self, key: str, record_id: int | None) -> None:
        """Choose this report, of this record."""
        self.report.setCurrentIndex(self.report.findData(key))
        noun = self.chosen.noun
        if noun is not None and record_id is not None:
            self._context.runner.ask_latest(self, "one", subject, self._choose, noun, record_id)

    def check(self) -> None:
        """Ask anew for what was chosen, which may be gone; `changed` follows."""
        noun = self.chosen.noun
        if noun is None or self._subject is None:
            self.changed.emit()
        else:
            self._context.runner.ask_latest(self, "one", subject, self._choose, noun, self._subject.id)

    def tell(self, sentences: Sequence[str]) -> None:
        """Say what the sender should know about the paper."""
        self._note_text.setText("\n".join(sentences))
        self._note.setVisible(bool(sentences))

    def _heading(self, column: QVBoxLayout, text: str, *widgets: QWidget) -> QWidget:
        column.addSpacing(6)
        name = label(text, "field")
        column.addWidget(name)
        for widget in widgets:
            column.addWidget(widget)
        return name

    def _add_subjects(self, column: QVBoxLayout) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("typ een deel van de naam"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setFixedHeight(theme().px(LIST_HEIGHT))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._subject_name = self._heading(column, _("Waarover"), self.search, self.list)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look_up)
        self.search.textEdited.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.currentItemChanged.connect(self._picked)

    def _add_paper(self, column: QVBoxLayout) -> None:
        normal = RadioButton(_("A4, gewone letter"))
        self.large = RadioButton(_("A4, grote letter (18 punt)"))
        normal.setChecked(True)
        letters = QButtonGroup(self)
        letters.addButton(normal)
        letters.addButton(self.large)
        letters.buttonToggled.connect(lambda _button, on: self.changed.emit() if on else None)
        self._heading(column, _("Papier"), normal, self.large)
        names = {"nl": _("Nederlands"), "en": _("Engels")}
        self.language = Segment([(key, names[key]) for key in LANGUAGES], lambda _key: self.changed.emit())
        self._heading(column, _("Taal"), self.language)

    def _add_note(self, column: QVBoxLayout) -> None:
        self._note = QFrame()
        self._note.setProperty("look", "note")
        row = QHBoxLayout(self._note)
        row.setContentsMargins(12, 10, 12, 10)
        row.addWidget(IconLabel("shield-check", "accent_ink", 17), 0, Qt.AlignmentFlag.AlignTop)
        self._note_text = label("", wrap=True, selectable=True)
        row.addWidget(self._note_text, 1)
        column.addSpacing(8)
        column.addWidget(self._note)
        self._note.hide()

    def _other_report(self) -> None:
        report = self.chosen
        self._about.setText(_(report.about))
        self._subject = None
        self.search.clear()
        self.tell(())
        names = {
            "visits": _("Kennismaking"),
            "people": _("Persoon"),
            "surveys": _("Enquête"),
            "organisations": _("Organisatie"),
        }
        name = names.get(report.noun or "", "")
        for widget in (self._subject_name, self.search, self.list):
            widget.setVisible(bool(name))
        self.search.setAccessibleName(_("Zoek: {noun}").format(noun=name.lower()))
        self.list.setAccessibleName(name)
        self._show_parts(report)
        if name:
            self._look_up()
        self.changed.emit()

    def _show_parts(self, report: Report[Any]) -> None:
        for check in self._checks.values():
            self._parts.removeWidget(check)
            check.hide()
            check.deleteLater()
        self._checks = {}
        for part in report.parts:
            check = CheckBox(_(part.label))
            check.setChecked(True)
            check.toggled.connect(self.changed)
            self._parts.addWidget(check)
            self._checks[part.key] = check
        self._parts_name.setVisible(bool(report.parts))

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches(TABLES):
            self._look_up()

    def _look_up(self) -> None:
        noun = self.chosen.noun
        if noun is not None:
            self._context.runner.ask_latest(
                self, "subjects", subjects, self._list_subjects, noun, self.search.text()
            )

    def _list_subjects(self, found: Sequence[Subject]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for one in found:
            self._append(one)
        if not found:
            typed = self.search.text().strip()
            nothing = QListWidgetItem(_("Niets gevonden.") if typed else _("Nog niets om uit te kiezen."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self._mark_chosen()
        self.list.blockSignals(False)

    def _append(self, one: Subject) -> None:
        item = QListWidgetItem(f"{one.title}\n{one.second}" if one.second else one.title)
        item.setData(_SUBJECT, one)
        self.list.addItem(item)

    def _mark_chosen(self) -> None:
        for row in range(self.list.count()):
            one = self.list.item(row).data(_SUBJECT)
            if isinstance(one, Subject) and self._subject is not None and one.id == self._subject.id:
                self.list.setCurrentRow(row)

    def _picked(self, item: QListWidgetItem | None) -> None:
        one = item.data(_SUBJECT) if item is not None else None
        if isinstance(one, Subject):
            self._subject = one
            self.changed.emit()

    def _choose(self, one: Subject | None) -> None:
        self._subject = one
        self.list.blockSignals(True)
        self._mark_chosen()
        self.list.blockSignals(False)
        self.changed.emit()
