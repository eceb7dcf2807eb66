"""How a file was understood, to be seen and changed: its columns, and how it was read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from stvcrm.base.i18n import N_, _
from stvcrm.desktop.kit.buttons import button
from stvcrm.desktop.kit.cards import Card, clear_layout, scrolled
from stvcrm.desktop.kit.icons import IconLabel
from stvcrm.desktop.kit.labels import Elided, label
from stvcrm.desktop.kit.marks import CheckBox, ComboBox
from stvcrm.desktop.kit.theme import theme
from stvcrm.importers.headings import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stvcrm.importers.pipeline import Options, Source, SourceColumn
    from stvcrm.importers.work import Reading

Field = TypeVar("Field", bound=QWidget)
ENCODINGS = ("utf-8-sig", "cp1252", "utf-16", "cp850")
DELIMITERS = (
    (";", N_("puntkomma")),
    (",", N_("komma")),
    ("\t", N_("tab")),
    ("|", N_("streep |")),
)


class ColumnsPanel(Card):
    """`wished` gives the options with which the file should be read anew."""

    wished = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Kolommen"))
        self._reading: Reading | None = None
        self.combos: list[ComboBox] = []
        self.body.addWidget(_heads())
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.body.addWidget(scrolled(inside), 1)
        self.guess = Guess()
        self.guess.wished.connect(self.wished)
        self.body.addWidget(self.guess)
        self.body.addWidget(self._profile())

    def show_reading(self, reading: Reading) -> None:
        """Show how this file was understood."""
        self._reading = reading
        columns = reading.plan.source.columns
        known = sum(column.target is not None for column in columns)
        self.sub.setText(_("{known} van {total} herkend").format(known=known, total=len(columns)))
        clear_layout(self._rows)
        self.combos = []
        for column in columns if reading.importer.targets else ():
            self._rows.addWidget(self._row(column))
        self._rows.addStretch(1)
        self.guess.show_reading(reading)
        self.remember.setVisible(bool(reading.importer.targets))
        self.remember.setText(_("Onthoud als profiel {name}").format(name=_(reading.importer.label)))

    def _row(self, column: SourceColumn) -> QWidget:
        assert self._reading is not None
        look, row = theme(), QFrame()
        row.setProperty("look", "row")
        line = QHBoxLayout(row)
        line.setContentsMargins(look.px(14), 1, look.px(8), 1)
        line.setSpacing(look.px(8))
        line.addWidget(Elided(column.heading, "second"), 8)
        line.addWidget(IconLabel("arrow-right", "muted", 14))
        combo = ComboBox()
        combo.setProperty("look", "flat")
        combo.setAccessibleName(_("Kolom {heading} wordt").format(heading=column.heading))
        combo.addItem(_("niet inlezen"), "")
        for target in self._reading.importer.targets:
            combo.addItem(_(target.label), target.key)
        combo.setCurrentIndex(max(0, combo.findData(column.target or "")))
        combo.setProperty("heading", column.heading)
        combo.activated.connect(self._changed)
        combo.setSizeAdjustPolicy(combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combos.append(combo)
        line.addWidget(combo, 9)
        known = column.target is not None
        line.addWidget(IconLabel("check" if known else "minus", "good" if known else "muted", 14))
        return row

    def _profile(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("look", "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(14, 9, 14, 9)
        column.setSpacing(2)
        self.remember = CheckBox(_("Onthoud als profiel {name}").format(name=""))
        self.remember.setChecked(True)
        column.addWidget(self.remember)
        column.addWidget(label(_("herkent de volgende keer dezelfde koppen"), "small", wrap=True))
        return foot

    def _changed(self) -> None:
        """One field goes to one column: another that had it gives it up."""
        assert self._reading is not None
        moved = self.sender()
        taken = (moved.currentData() if isinstance(moved, ComboBox) else None) or None
        for combo in self.combos:
            if combo is not moved and combo.currentData() == taken:
                combo.setCurrentIndex(0)
        columns = {
            " ".join(words(combo.property("heading"))): str(combo.currentData()) for combo in self.combos
        }
        self.wished.emit(replace(self._reading.options, columns=columns))


class Guess(QFrame):
    """Sheet, heading row, and for text also encoding and delimiter; folded until asked for."""

    wished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._options: Options | None = None
        self._source: Source | None = None
        self._captions: dict[QWidget, QWidget] = {}
        self.setProperty("look", "foot")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 5, 14, 6)
        column.setSpacing(4)
        self.open = button(_("Anders lezen"), self._fold, icon="pencil", kind="quiet", small=True)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.fields = QWidget()
        self._grid = QGridLayout(self.fields)
        self._grid.setContentsMargins(8, 0, 0, 4)
        self.sheet = self._add(0, _("Blad"), ComboBox())
        self.heading = self._add(1, _("Rij met koppen"), QSpinBox())
        self.heading.setRange(1, 1_048_576)
        self.encoding = self._add(2, _("Tekenset"), ComboBox())
        self.delimiter = self._add(3, _("Scheidingsteken"), ComboBox())
        for key, text in DELIMITERS:
            self.delimiter.addItem(_(text), key)
        column.addWidget(self.fields)
        self.fields.hide()
        for combo in (self.sheet, self.encoding, self.delimiter):
            combo.activated.connect(self._wish)
        self.heading.editingFinished.connect(self._wish_heading)

    def show_reading(self, reading: Reading) -> None:
        """Show the guess."""
        source = reading.plan.source
        self._options = reading.options
        self._source = source
        _fill(self.sheet, source.sheets or (source.sheet,), source.sheet)
        self.heading.setValue(source.heading_row)
        for combo, shown in ((self.encoding, source.encoding), (self.delimiter, source.delimiter)):
            self._set_shown(combo, bool(shown))
        if source.encoding:
            known = ENCODINGS if source.encoding in ENCODINGS else (source.encoding, *ENCODINGS)
            _fill(self.encoding, known, source.encoding)
        self.delimiter.setCurrentIndex(self.delimiter.findData(source.delimiter))
        self.setVisible(bool(reading.importer.targets))

    def _add(self, row: int, text: str, field: Field) -> Field:
        caption = label(text, "field")
        caption.setBuddy(field)
        field.setAccessibleName(text)
        self._captions[field] = caption
        self._grid.addWidget(caption, row, 0)
        self._grid.addWidget(field, row, 1)
        return field

    def _set_shown(self, field: QWidget, shown: bool) -> None:
        field.setVisible(shown)
        self._captions[field].setVisible(shown)

    def _fold(self) -> None:
        self.fields.setVisible(self.fields.isHidden())

    def _wish(self) -> None:
        if self._options is None:
            return
        sender = self.sender()
        if sender is self.sheet:
            wish = replace(self._options, sheet=self.sheet.currentText(), heading_row=None, columns=None)
        elif sender is self.encoding:
            wish = replace(self._options, encoding=self.encoding.currentText())
        else:
            wish = replace(self._options, delimiter=str(self.delimiter.currentData()), columns=None)
        self.wished.emit(wish)

    def _wish_heading(self) -> None:
        if self._options is None or self._source is None:
            return
        if self.heading.value() != self._source.heading_row:
            self.wished.emit(replace(self._options, heading_row=self.heading.value(), columns=None))


def _fill(combo: ComboBox, texts: Sequence[str], current: str) -> None:
    combo.clear()
    combo.addItems(list(texts))
    combo.setCurrentIndex(max(0, combo.findText(current)))


def _heads() -> QWidget:
    look, row = theme(), QFrame()
    row.setProperty("look", "band")
    line = QHBoxLayout(row)
    line.setContentsMargins(look.px(14), 4, look.px(8), 4)
    line.addWidget(label(_("in het bestand"), "second"), 1)
    line.addWidget(label(_("wordt"), "second"), 1)
    return row
