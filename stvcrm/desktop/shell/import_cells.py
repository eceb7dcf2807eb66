"""How a planned row is painted and spoken: verdict as icon and word, old struck through beside new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from stvcrm.base.i18n import N_, _
from stvcrm.desktop.kit import icons
from stvcrm.desktop.kit.theme import theme
from stvcrm.desktop.kit.tokens import TONES
from stvcrm.importers.pipeline import Planned, Verdict
from stvcrm.importers.wording import facts, value_text

if TYPE_CHECKING:
    from collections.abc import Callable

LOOKS = {
    Verdict.NEW: ("circle-plus", "good"),
    Verdict.CHANGED: ("pencil", "accent"),
    Verdict.SAME: ("equal", "neutral"),
    Verdict.ASK: ("circle-help", "warn"),
    Verdict.REJECTED: ("ban", "bad"),
    Verdict.GONE: ("log-out", "violet"),
}
"""Icon and tone of a verdict."""
GONE = N_("uit de lijst")
ROW, VERDICT, NAME, DIFFERENCE, REASON = range(5)
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True)
class Part:
    """A piece of a cell: words or an icon, in one colour."""

    text: str = ""
    icon: str = ""
    token: str = "text"
    bold: bool = False
    struck: bool = False


def verdict_word(verdict: Verdict) -> str:
    """The word on a tag or tile, short enough for both."""
    return _(GONE) if verdict is Verdict.GONE else verdict.label


def words(item: Planned, column: int) -> str:
    """What a cell says, as text."""
    if column == ROW:
        return "" if item.row is None else str(item.row)
    if column == VERDICT:
        return verdict_word(item.verdict)
    if column == NAME:
        return item.title or _("geen naam")
    if column == REASON:
        return item.reason
    said = [
        _("{field}: {old} wordt {new}").format(
            field=_(change.label), old=value_text(change.old), new=value_text(change.new)
        )
        for change in item.changes
    ]
    return "; ".join(said) or ", ".join(fact.text for fact in facts(item))


def difference(item: Planned) -> list[Part]:
    """The cell with old and new."""
    parts: list[Part] = []
    for change in item.changes:
        parts += [
            Part(_(change.label)),
            Part(value_text(change.old), token="bad", struck=True),
            Part(icon="arrow-right"),
            Part(value_text(change.new), token="good", bold=True),
        ]
    if not parts and item.verdict is Verdict.SAME:
        parts.append(Part(_("geen verschil"), token="muted"))
    for fact in facts(item) if not parts else ():
        parts += [Part(icon=fact.icon, token="muted"), Part(fact.text, token="muted")]
    return parts


class PlanDelegate(QStyledItemDelegate):
    """Paints straight from the planned row."""

    def __init__(self, item_at: Callable[[int], Planned | None], view: QTableView) -> None:
        super().__init__(view)
        self._item_at, self._view = item_at, view
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        look = theme()
        self._fonts = {bold: look.font(13, 600 if bold else 400, tabular=True) for bold in (False, True)}
        self._metrics = {bold: QFontMetrics(font) for bold, font in self._fonts.items()}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        look, rect, item = theme(), option.rect, self._item_at(index.row())
        if item is None:
            return
        chosen = index.row() == self._view.currentIndex().row()
        painter.fillRect(rect, look.colour("accent_soft" if chosen else "panel"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen and index.column() == ROW:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), look.colour("accent"))
        left = look.px(14 if index.column() == ROW else 8)
        room = rect.adjusted(left, 0, -look.px(6), -1)
        if index.column() == VERDICT:
            self._draw_tag(painter, room, item.verdict)
        else:
            self._draw_parts(painter, room, self._parts(item, index.column()))

    def _parts(self, item: Planned, column: int) -> list[Part]:
        if column == DIFFERENCE:
            return difference(item)
        text = words(item, column)
        if column == NAME:
            return [Part(text, bold=True) if item.title else Part(text, token="muted")]
        quiet = column == REASON and item.verdict in (Verdict.NEW, Verdict.SAME)
        return [Part(text, token="muted" if quiet else "text")]

    def _draw_tag(self, painter: QPainter, rect: QRect, verdict: Verdict) -> None:
        look, (icon, tone) = theme(), LOOKS[verdict]
        ink, soft = TONES[tone]
        size, gap = look.px(14), look.px(5)
        room = rect.width() - size - gap - look.px(12)
        text = self._metrics[False].elidedText(verdict_word(verdict), Qt.TextElideMode.ElideRight, room)
        width = self._metrics[False].horizontalAdvance(text) + size + gap + look.px(13)
        box = QRectF(rect.x(), rect.center().y() - look.px(21) / 2, width, look.px(21))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(soft))
        painter.drawRoundedRect(box, 4, 4)
        inner = rect.adjusted(look.px(6), 0, 0, 0)
        self._draw_parts(painter, inner, [Part(icon=icon, token=ink), Part(text, token=ink)])

    def _draw_parts(self, painter: QPainter, rect: QRect, parts: list[Part]) -> None:
        look, x = theme(), rect.x()
        for part in parts:
            room = rect.right() - x
            if part.struck:
                # What it becomes matters as much as what it was.
                room = min(room, rect.width() * 2 // 5)
            if room <= look.px(12):
                return
            if part.icon:
                size = look.px(14)
                icons.draw(painter, part.icon, part.token, x, rect.y() + (rect.height() - size) / 2, size)
                x += size + look.px(5)
                continue
            metrics, font = self._metrics[part.bold], self._fonts[part.bold]
            text = metrics.elidedText(part.text, Qt.TextElideMode.ElideRight, room)
            font.setStrikeOut(part.struck)
            painter.setFont(font)
            font.setStrikeOut(False)
            painter.setPen(look.colour(part.token))
            painter.drawText(QRect(x, rect.y(), room, rect.height()), _FLAGS, text)
            x += metrics.horizontalAdvance(text) + look.px(7)
